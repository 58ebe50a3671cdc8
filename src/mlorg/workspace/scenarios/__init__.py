"""`scenarios/*.yaml`: changes of an organisation as files, read, written and edited in place.

`entries.py` says what a file may hold, `reading.py` makes an overlay of it, `text.py` the reverse; `edits.py` changes a
file and leaves every other character, `files.py` keeps several people from overwriting each other. Called when a
workspace is loaded or saved, and by `mlorg.api.scenarios`.
"""
