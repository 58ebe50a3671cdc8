"""Who is accountable for what, with standing ownerships resolved.

An ownership of an asset counts first; for a responsibility that has none, the nearest unit at or above the asset's
line that holds a standing ownership decides. What nobody has stated is unknown, never "nobody".
"""

from __future__ import annotations

from collections.abc import Mapping

from .assets import Asset, Ownership, Platform
from .hierarchy import unit_tree
from .organization import Organization
from .references import NOBODY, Ref
from .vocabulary import DATA_RESPONSIBILITIES, MODEL_RESPONSIBILITIES, Part, Responsibility


class Owners:
    """Accountable owners of an organisation on the day it shows; build it once and ask it often.

    `assets` are the datasets, models and platforms, and those use cases for which somebody is named.
    """

    def __init__(self, org: Organization) -> None:
        self._org = org
        self._units = unit_tree(org)
        self._stated: Mapping[tuple[Ref, Responsibility], Ownership] = {
            (o.asset, o.responsibility): o for o in reversed(org.ownerships) if o.part is Part.ACCOUNTABLE
        }
        named = tuple(u for u in org.use_cases if u.ref in org.owners_of)
        self.assets: tuple[Asset, ...] = (*org.datasets, *org.models, *org.platforms, *named)

    def accountable(self, asset: Asset, responsibility: Responsibility) -> Ownership | None:
        """The ownership that holds, own or standing; None = not known. Its owner may be `nobody`, or gone."""
        own = self._stated.get((asset.ref, responsibility))
        return own or self._standing(asset, responsibility)

    def responsibilities(self, asset: Asset) -> tuple[Responsibility, ...]:
        """What can be owned of the asset: data responsibilities, model responsibilities, or both where both stand."""
        if asset.ref.kind == "dataset":
            return DATA_RESPONSIBILITIES
        also = {o.responsibility for o in self._org.owners_of.get(asset.ref, ())}
        return (*(r for r in DATA_RESPONSIBILITIES if r in also), *MODEL_RESPONSIBILITIES)

    def has_owner(self, asset: Asset) -> bool:
        """True if at least one responsibility has a known accountable owner who is there."""
        found = (self.accountable(asset, r) for r in self.responsibilities(asset))
        return any(o is not None and self.is_there(o) for o in found)

    def is_there(self, ownership: Ownership) -> bool:
        """True if the owner is somebody, and still part of the organisation (vendors always are)."""
        return ownership.owner != NOBODY and self._org.exists(ownership.owner)

    def _standing(self, asset: Asset, responsibility: Responsibility) -> Ownership | None:
        line = None if isinstance(asset, Platform) else asset.line
        if line is None or line not in self._org.unit:
            return None
        above = (self._stated.get((Ref("unit", unit), responsibility)) for unit in self._units.above(line))
        return next((o for o in above if o is not None), None)
