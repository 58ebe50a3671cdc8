"""Who is accountable for which asset, as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ...org import Asset, Organization, Ownership, Part, Platform, Ref, Responsibility
from ...org.naming import asset_name, owner_name, unit_name
from ...org.owners import Owners
from ..pages import About
from .page import AssetRow, Cell, OwnershipPage, ResponsibilityRow

OWNED, NOBODY, GONE, UNKNOWN = "owned", "nobody", "gone", "unknown"
"""States of a `Cell`."""


def ownership_page(org: Organization, about: About) -> OwnershipPage:
    """Every asset with the owner of each responsibility it has; assets with most gaps first."""
    owners = Owners(org)
    matrix = _Matrix(org, owners)
    rows = sorted((matrix.row(asset) for asset in owners.assets), key=_gaps_first)
    unowned = sum(not owners.has_owner(asset) for asset in owners.assets)
    return OwnershipPage(about, tuple(rows), tuple(_summaries(rows)), unowned)


class _Matrix:
    def __init__(self, org: Organization, owners: Owners) -> None:
        self.org, self.owners = org, owners
        self.helpers: Counter[tuple[Ref, Responsibility]] = Counter(
            (o.asset, o.responsibility) for o in org.ownerships if o.part is Part.RESPONSIBLE
        )

    def row(self, asset: Asset) -> AssetRow:
        line = "" if isinstance(asset, Platform) else unit_name(self.org, asset.line)
        cells = tuple(self._cell(asset, r) for r in self.owners.responsibilities(asset))
        return AssetRow(str(asset.ref), asset.ref.kind, asset_name(asset), line, cells)

    def _cell(self, asset: Asset, responsibility: Responsibility) -> Cell:
        ownership = self.owners.accountable(asset, responsibility)
        helpers = self.helpers[asset.ref, responsibility]
        if ownership is None:
            return Cell(responsibility.value, UNKNOWN, responsible=helpers, stated_of=str(asset.ref))
        state = self._state(ownership)
        owner = owner_name(self.org, ownership) if state == OWNED else ""
        standing = ownership.asset != asset.ref
        return Cell(responsibility.value, state, owner, standing, helpers, str(ownership.asset))

    def _state(self, ownership: Ownership) -> str:
        if self.owners.is_there(ownership):
            return OWNED
        return NOBODY if ownership.owner.kind == "nobody" else GONE


def _gaps_first(row: AssetRow) -> tuple[float, str, str]:
    owned = sum(cell.state == OWNED for cell in row.cells)
    return (owned / len(row.cells), row.kind, row.asset)


def _summaries(rows: Iterable[AssetRow]) -> Iterator[ResponsibilityRow]:
    cells = [cell for row in rows for cell in row.cells]
    for responsibility in Responsibility:
        mine = [cell for cell in cells if cell.responsibility == responsibility.value]
        if mine:
            yield _summary(responsibility.value, mine)


def _summary(responsibility: str, cells: list[Cell]) -> ResponsibilityRow:
    states = Counter(cell.state for cell in cells)
    owners = Counter(cell.owner for cell in cells if cell.state == OWNED)
    return ResponsibilityRow(
        responsibility=responsibility,
        assets=len(cells),
        owned=states[OWNED],
        unowned=states[NOBODY] + states[GONE],
        unknown=states[UNKNOWN],
        owners=len(owners),
        top_owners=tuple(sorted(owners.items(), key=lambda pair: (-pair[1], pair[0]))[:5]),
    )
