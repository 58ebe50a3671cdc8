"""A comparison, its verdict, and the row it becomes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .estimates import Estimate

TOLERANCE_SE = 4.0
"""A simulated value may lie so many standard errors from the exact one."""

TOLERANCE_SHARE = 0.02
"""And, for queues, at most this share of it, where the simulation is fine enough to tell."""

PASS, FAIL, UNSTABLE = "pass", "fail", "unstable"


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison: what, the exact value, the simulated one.

    `exact` is inf where nothing comes to rest, None where there is no closed form; then `otherwise` is the verdict.
    `share` is the largest relative error, `within` an absolute tolerance that takes the place of standard errors.
    """

    name: str
    exact: float | None
    simulated: Estimate
    share: float | None = None
    within: float | None = None
    otherwise: str = "no closed form"


@dataclass(frozen=True, slots=True)
class GateRow:
    """A comparison as it is reported; None where there is no number.

    `verdict` is pass, fail, unstable (there is no stationary value, and the simulation grows without end), or says
    why there is nothing to compare.
    """

    gate: str
    case: str
    exact: float | None
    simulated: float | None
    se: float | None
    verdict: str


Point = Callable[[], Iterable[Case]]
"""One piece of work: the cases of one set of parameters."""


def row_of(gate: str, case: Case) -> GateRow:
    """The row of a case."""
    seen = case.simulated
    return GateRow(gate, case.name, _finite(case.exact), _finite(seen.value), _finite(seen.se), verdict_of(case))


def verdict_of(case: Case) -> str:
    """Whether the simulated value is where it must be."""
    if case.exact is None:
        return case.otherwise
    if math.isinf(case.exact):
        return UNSTABLE if math.isinf(case.simulated.value) else FAIL
    error = abs(case.simulated.value - case.exact)
    if case.within is not None:
        return PASS if error <= case.within else FAIL
    close = error <= max(TOLERANCE_SE * case.simulated.se, 1e-9 * max(1.0, abs(case.exact)))
    return PASS if close and (case.share is None or not _too_far(case, error)) else FAIL


def _too_far(case: Case, error: float) -> bool:
    """True if the error is beyond the share, and not by luck: 4 standard errors must fit into the share."""
    limit = (case.share or 0.0) * abs(case.exact or 0.0)
    return error > limit and TOLERANCE_SE * case.simulated.se <= limit


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
