"""Draws that keep a record: which address was visited for what, and which values came from there."""

import sys

from mlorg.sim.begin import begin
from mlorg.sim.draws import Draws
from mlorg.sim.flow import run_events
from mlorg.sim.replicate import open_world, set_environment

Address = tuple[int, int, int, int]
"""Stream of the replication, entity, decision, ordinal."""

LAWS = ("uniform", "exponential", "normal")


class RecordingDraws(Draws):
    """Values by address, and the purposes for which each address was visited."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[Address, list[tuple[str, float]]] = {}
        self.purposes: dict[Address, set[tuple]] = {}
        self._inside = 0

    def at(self, entity: int, decision: int, ordinal: int) -> None:
        super().at(entity, decision, ordinal)
        address = (self.key, entity, decision, ordinal)
        self._seen = self.values.setdefault(address, [])
        self._seen.clear()
        caller = sys._getframe(1)
        what = (
            tuple(caller.f_locals.get(name) for name in ("kind", "ordinal"))
            if caller.f_code.co_name == "content"
            else ()
        )
        self.purposes.setdefault(address, set()).add((caller.f_code.co_name, *what))

    def _drawn(self, law: str) -> float:
        self._inside += 1
        value = getattr(Draws, law)(self)
        self._inside -= 1
        if not self._inside:
            self._seen.append((law, value))
        return value

    def uniform(self) -> float:
        return self._drawn("uniform")

    def exponential(self) -> float:
        return self._drawn("exponential")

    def normal(self) -> float:
        return self._drawn("normal")


def recorded(structure, environment, switches: int, days: float = 252.0, seed: int = 5):
    """(draws, world) of one interpreted replication."""
    world = open_world(structure, days)
    world.draws = RecordingDraws()
    set_environment(world, dict(environment.values), list(environment.managers))
    world.start, world.on = 0.0, switches
    begin(world, seed, 0, 0)
    run_events(world)
    return world.draws, world
