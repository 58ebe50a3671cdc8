"""The gates that need no organisation, by name, and how they are checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mlorg.errors import InputError, Problem

from . import g1_queues, g2_classes, g3_networks, g4_exceptions, g5_screening, g6_adoption, g7_people, g8_lifecycle
from .cases import GateRow, Point, row_of
from .sampling import Effort
from .settings import WHERE, Setting

Progress = Callable[[int, int], None]
"""Called with (pieces of work done, in all)."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate: what the engine is configured as, the settings that may be changed, and its pieces of work.

    `points(given, effort)` refuses settings that cannot be together with InputError, before anything is simulated.
    """

    id: str
    question: str
    settings: tuple[Setting, ...]
    points: Callable[[Mapping[str, Any], Effort], list[Point]]


GATES: Mapping[str, Gate] = {
    g.id: g
    for g in (
        Gate("G1", "one team, one stage: M/M/c, M/D/1, M/H2/1", g1_queues.SETTINGS, g1_queues.points),
        Gate("G2", "data requests with classes: non-preemptive priority", g2_classes.SETTINGS, g2_classes.points),
        Gate("G3", "team and engineers with returns: Jackson networks", g3_networks.SETTINGS, g3_networks.points),
        Gate("G4", "questions to one manager: machine repair", g4_exceptions.SETTINGS, g4_exceptions.points),
        Gate("G5", "approval and panels: Sah-Stiglitz, Csaszar", g5_screening.SETTINGS, g5_screening.points),
        Gate("G6", "one use case and its users: the finite Bass chain", g6_adoption.SETTINGS, g6_adoption.points),
        Gate("G7", "leaving and hiring: competing risks, Poisson head count", g7_people.SETTINGS, g7_people.points),
        Gate("G8", "deadline, drift and repair, funding", g8_lifecycle.SETTINGS, g8_lifecycle.points),
    )
}
"""Gates by id."""


def check_gates(
    gates: Iterable[Gate],
    given: Mapping[str, Any] | None = None,
    effort: Effort | None = None,
    progress: Progress | None = None,
) -> Iterator[GateRow]:
    """Rows of all cases of these gates, one after the other as they are simulated.

    With settings `given` (see `settings.read_settings`) only what they describe is checked. Raises InputError, before
    anything is simulated, with every combination of settings that has no meaning.
    """
    work = _work(gates, given or {}, effort or Effort())

    def rows() -> Iterator[GateRow]:
        for done, (gate, point) in enumerate(work):
            if progress:
                progress(done, len(work))
            for case in point():
                yield row_of(gate, case)
        if progress:
            progress(len(work), len(work))

    return rows()


def _work(gates: Iterable[Gate], given: Mapping[str, Any], effort: Effort) -> list[tuple[str, Point]]:
    work: list[tuple[str, Point]] = []
    problems: list[Problem] = []
    for gate in gates:
        try:
            work += [(gate.id, point) for point in gate.points(given, effort)]
        except InputError as error:
            problems += error.problems
        except (ValueError, ZeroDivisionError, OverflowError) as error:
            settings = ", ".join(f"{name}={value}" for name, value in given.items())
            problems.append(Problem(WHERE, f"{gate.id} has no meaning with {settings} ({error}).", "Change these."))
    if problems:
        raise InputError(problems)
    return work
