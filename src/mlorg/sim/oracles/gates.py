"""The gates by name, their settings, and how a case becomes a row with a verdict."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mlorg.errors import InputError, Place, Problem, did_you_mean

from . import g1_queues, g2_classes, g3_networks, g4_exceptions, g5_screening, g6_adoption, g7_people, g8_lifecycle
from .estimates import Estimate

TOLERANCE_SE = 4.0
"""A simulated value may lie so many standard errors from the exact one."""

TOLERANCE_SHARE = 0.02
"""And, for queues, at most this share of it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison: what, the exact value, the simulated one; `share` = the largest relative error allowed."""

    name: str
    exact: float
    simulated: Estimate
    share: float | None = None
    tolerance: float | None = None


@dataclass(frozen=True, slots=True)
class GateRow:
    """A comparison as it is reported. `verdict` is pass, fail, or unstable (no stationary value, and none seen)."""

    gate: str
    case: str
    exact: float
    simulated: float
    se: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate: its question, the settings that `--set` may change with their defaults, its cases."""

    id: str
    question: str
    settings: tuple[str, ...]
    cases: Callable[[Mapping[str, Any], int], Iterable[Any]]


GATES: Mapping[str, Gate] = {
    g.id: g
    for g in (
        Gate("G1", "one team, one stage: M/M/c, M/D/1, M/H2/1", g1_queues.SETTINGS, g1_queues.cases),
        Gate("G2", "data requests with classes: non-preemptive priority", g2_classes.SETTINGS, g2_classes.cases),
        Gate("G3", "team and engineers with returns: Jackson networks", g3_networks.SETTINGS, g3_networks.cases),
        Gate("G4", "questions to one manager: machine repair", g4_exceptions.SETTINGS, g4_exceptions.cases),
        Gate("G5", "approval and panels: Sah-Stiglitz, Csaszar", g5_screening.SETTINGS, g5_screening.cases),
        Gate("G6", "one use case and its users: the finite Bass chain", g6_adoption.SETTINGS, g6_adoption.cases),
        Gate("G7", "leaving and hiring: competing risks, Poisson head count", g7_people.SETTINGS, g7_people.cases),
        Gate("G8", "deadline, drift and repair, funding", g8_lifecycle.SETTINGS, g8_lifecycle.cases),
    )
}
"""The gates that need no organisation."""


def check_gates(
    names: Iterable[str] = (), settings: Mapping[str, Any] | None = None, seed: int = 1
) -> tuple[GateRow, ...]:
    """All cases of the named gates (default: all), each against its closed form.

    With `settings` only the case they describe is checked, in the gates that know them all.
    """
    chosen = [GATES[name] for name in (names or GATES)]
    given = dict(settings or {})
    return tuple(_row(gate.id, case) for gate in chosen for case in gate.cases(given, seed))


def _row(gate: str, case: tuple[Any, ...]) -> GateRow:
    name, exact, simulated, *limits = case
    share = limits[0] if limits else None
    absolute = limits[1] if len(limits) > 1 else None
    if math.isinf(exact):
        verdict = "unstable" if not math.isfinite(simulated.value) or simulated.value > 0 else "fail"
        return GateRow(gate, name, exact, simulated.value, simulated.se, verdict)
    error = abs(simulated.value - exact)
    if absolute is not None:
        within = error <= absolute
    else:
        within = error <= TOLERANCE_SE * simulated.se or (simulated.se == 0 and error <= 1e-9 * max(1.0, abs(exact)))
        within = within and (share is None or error <= share * abs(exact))
    return GateRow(gate, name, exact, simulated.value, simulated.se, "pass" if within else "fail")


def parse_settings(texts: Iterable[str], gates: Iterable[str]) -> dict[str, Any]:
    """`name=value` texts into settings: numbers, [lists] as JSON, or words. InputError with everything wrong."""
    known = sorted({s for name in gates for s in GATES[name].settings}) if gates else []
    found: dict[str, Any] = {}
    problems = []
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not value.strip():
            problems.append(
                Problem(Place("--set"), f"{text!r} is not of the form name=value.", "E.g. --set servers=4.")
            )
        elif name not in known:
            hint = did_you_mean(name, known) or f"These gates know: {', '.join(known)}."
            problems.append(Problem(Place("--set"), f"setting {name!r} is not known.", hint))
        else:
            found[name] = _value(value.strip())
    if problems:
        raise InputError(problems)
    return found


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return [_value(part) for part in text.split(",")] if "," in text else text
