"""The gates that need whole organisations, and all gates together.

G9   with every structural coefficient at no effect and all queues pooled, no structure differs from any other
G10  neither the names nor the order of what is compared matter
G11  time spent in every queue, counted twice, in every replication
G12  two overlays on an organisation made for it, end to end against their closed forms
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...errors import UnknownNameError, names_hint
from ...sim.oracles import GATES as WITHOUT_ORGANIZATION
from ...sim.oracles import Gate
from . import g9_null, g10_labels, g11_visits, g12_overlays

GATES: Mapping[str, Gate] = {
    **WITHOUT_ORGANIZATION,
    "G9": Gate("G9", "no coefficient, one queue: all structures are one", (), g9_null.points),
    "G10": Gate("G10", "names and order change nothing", (), g10_labels.points),
    "G11": Gate("G11", "time spent in every queue, counted twice", (), g11_visits.points),
    "G12": Gate("G12", "two overlays, end to end", g12_overlays.SETTINGS, g12_overlays.points),
}
"""All gates by id, in order."""


def gates_named(names: Iterable[str]) -> tuple[Gate, ...]:
    """The gates with these ids, in their order; all of them for no name. UnknownNameError for one that is not there."""
    wanted = [name.upper() for name in names]
    for name in wanted:
        if name not in GATES:
            hint = names_hint(name, GATES)
            raise UnknownNameError(f"there is no gate {name!r}. {hint}")
    return tuple(gate for gate in GATES.values() if not wanted or gate.id in wanted)


__all__ = ["GATES", "gates_named"]
