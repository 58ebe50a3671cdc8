"""Changes to an organisation, as values.

Six kinds are enough for everything a reorganisation does. `Add`, `Remove` and `Set` are complete: any organisation can
be turned into any other with them. `Own` says what people say ("payments now maintains its models"), `SplitUnit` and
`MergeUnits` are written out into the others when they meet the organisation they apply to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .assets import Ownership
from .organization import Entity
from .references import Ref

ORGANIZATION = Ref("organization", "")
"""Subject of a change to the organisation itself (its name)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """What every change carries: the day it takes effect (None = the start), the wave it belongs to, and why."""

    effective: date | None = None
    wave: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Add(_Dated):
    """A new unit, post, person, membership, asset or ownership."""

    kind: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Remove(_Dated):
    """An entity ends. `key` is its id, or the key of a membership or ownership."""

    kind: str
    key: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Set(_Dated):
    """Fields of one entity take new values: a move, a new manager, a new title, a mandate, a head."""

    subject: Ref
    values: tuple[tuple[str, Any], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Own(_Dated):
    """An owner takes a responsibility over; if accountable, whoever was accountable no longer is."""

    ownership: Ownership


@dataclass(frozen=True, slots=True)
class SplitUnit(_Dated):
    """Posts of a unit move to new units that are part of the same whole; the unit itself stays, with the rest."""

    unit: str
    into: tuple[tuple[str, tuple[str, ...]], ...]
    """(id of the new unit, posts that move there), ..."""


@dataclass(frozen=True, slots=True)
class MergeUnits(_Dated):
    """Units end; their posts, sub-units, assets and ownerships go to the one they merge into."""

    units: tuple[str, ...]
    into: str


Change = Add | Remove | Set | Own | SplitUnit | MergeUnits


@dataclass(frozen=True, slots=True)
class Overlay:
    """A named list of dated changes on a baseline: a scenario. The list is the plan."""

    name: str
    changes: tuple[Change, ...] = ()
    description: str = ""

    def until(self, day: date) -> Overlay:
        """Only what has taken effect by `day`; undated changes have."""
        return replace(self, changes=tuple(c for c in self.changes if c.effective is None or c.effective <= day))

    def waves(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Changes by wave (by date where no wave is named), earliest first, undated before all."""
        groups: dict[str, list[Change]] = {}
        for change in sorted(self.changes, key=lambda c: c.effective or date.min):
            groups.setdefault(change.wave or str(change.effective or ""), []).append(change)
        return tuple((name, tuple(changes)) for name, changes in groups.items())
