"""The default population of firms: organisations drawn from stated distributions, for tests, claims and validation.

`firm(seed)` draws one. Each part of a firm has a stream of random numbers of its own, so that asking for another number
of people leaves, say, today's structure as it was. Everything drawn rests on tables: of sizes and stages in
`sizes.py`, of units and people in `building.py`, of assets and their owners in `assets.py`. Where a row of the evidence
base gives a number its id stands beside it (O04 to O09, P01); every other number is assumed. Ids are neutral
(`unit-03`, `post-0012`) and there are no names.
"""

from .building import firm

__all__ = ["firm"]
