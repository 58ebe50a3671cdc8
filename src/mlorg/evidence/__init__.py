"""Readers of what an organisation already records, one package or module per kind of source.

`roster` reads HR exports. A reader keeps going past what it does not understand and lists it with its line.
"""
