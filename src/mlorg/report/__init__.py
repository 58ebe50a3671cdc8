"""What mlorg says, as values, and how it looks: one dataclass per page, one module per way to show it.

`pages` holds the values. `tree`, `ownership`, `spans`, `statistics` and `delta` build them from an organisation;
`terminal`, `json` and `markdown` show them. Every way shows the same page, so the numbers agree by construction.
"""
