"""What mlorg says, as values, and how it looks: one dataclass per page, one module per way to show it.

`pages.py` says what all pages share. Each page has a room, or a module where it is small: `page.py` holds its values,
`building.py` makes them, `words.py` and `charts.py` say and draw them. `terminal/`, `html/`, `forms/` and `json.py`
show pages; each shows the same values, so the numbers agree by construction. Pages are built by `mlorg.api` and shown
by `mlorg.cli` and `mlorg.web`.
"""
