"""What an organisation is like: `checks` finds gaps and contradictions in who owns what, `recognition` says which kind
of machine-learning organisation it is.
"""
