"""What there is to choose from: today, every structure of the library, and the user's own scenarios."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ...archetypes import STRUCTURES, Arm, propose
from ...org import Organization, Overlay, apply

TODAY, PILOT = "today", "pilot"


@dataclass(frozen=True)
class Alternative:
    """A structure to choose: the organisation it makes, and the overlay that leads there, by arm.

    `stage` marks what is shown for reference and never recommended; `moves` is False where nobody moves. `notes` say
    which steps were left out.
    """

    id: str
    label: str
    description: str
    organizations: Mapping[Arm, Organization]
    overlays: Mapping[Arm, Overlay]
    stage: bool = False
    moves: bool = True
    notes: tuple[str, ...] = ()

    @property
    def eligible(self) -> bool:
        """May be recommended."""
        return not self.stage


def library_alternatives(
    today: Organization, scenarios: Mapping[str, Overlay] | None = None, wanted: Collection[str] | None = None
) -> tuple[Alternative, ...]:
    """Today first, then the `wanted` structures of the library (None = all) in its order, then the scenarios by name.

    A scenario that is called like a structure, today or the pilot has the id `scenario:NAME`.
    """
    chosen = [s for s in STRUCTURES if wanted is None or s.id in wanted]
    structures = (_structure(today, s.id, s.label, s.description) for s in chosen)
    own = (_scenario(name, overlay, today) for name, overlay in sorted((scenarios or {}).items()))
    doing_nothing = _fixed(TODAY, "Today", "Nobody moves, nothing changes.", today, Overlay(TODAY))
    return (doing_nothing, *structures, *own)


def _scenario(name: str, overlay: Overlay, today: Organization) -> Alternative:
    taken = name in (TODAY, PILOT) or any(structure.id == name for structure in STRUCTURES)
    told = f"scenario:{name}" if taken else name
    return _fixed(told, told, overlay.description, apply(today, overlay), overlay)


def _structure(today: Organization, name: str, label: str, description: str) -> Alternative:
    proposals = {arm: propose(today, name, arm) for arm in Arm}
    kind = next(s for s in STRUCTURES if s.id == name)
    return Alternative(
        name,
        label,
        description,
        {arm: apply(today, p.overlay) for arm, p in proposals.items()},
        {arm: p.overlay for arm, p in proposals.items()},
        stage=kind.stage,
        moves=kind.moves,
        notes=proposals[Arm.RESTRUCTURED].notes,
    )


def _fixed(name: str, label: str, description: str, org: Organization, overlay: Overlay) -> Alternative:
    return Alternative(
        name, label, description, dict.fromkeys(Arm, org), dict.fromkeys(Arm, overlay), moves=name != TODAY
    )
