"""The same pages in a browser: routes as thin as commands, on this machine only.

`application.py` puts the server together and `serving.py` starts it; `api.py` tells what the JSON API offers,
`pages.py` what can be read without scripts, `security.py` who is let in. Needs the extra `web`.
"""
