"""Which assumptions favour which alternative, as rules that a reader can check, and none where there is only luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..worth import Cases
from .boxes import Box, find_box

if TYPE_CHECKING:
    import numpy as np

MOST_RULES = 3
OFTEN = 0.1
"""Share of draws in which an alternative must be best to be looked at."""
FALSE_ALARM = 0.05
"""Chance that any rule is told where assumptions have no influence."""
SHUFFLES = 99


@dataclass(frozen=True, slots=True)
class Condition:
    """An assumption at least `low` and at most `high`; None where there is no such bound."""

    assumption: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Rule:
    """Where an alternative is best.

    `density` is the share of draws that meet all conditions in which it is, `overall` that share of all draws;
    `coverage` the share of the draws in which it is best that meet the conditions, `holds` how many draws do.
    `by_luck` is the chance of as clear a rule where assumptions have no influence.
    """

    alternative: str
    conditions: tuple[Condition, ...]
    density: float
    overall: float
    coverage: float
    holds: int
    by_luck: float


def favouring_rules(cases: Cases) -> tuple[Rule, ...]:
    """A rule for each of the alternatives that are best most often, as far as luck does not explain it."""
    import numpy as np

    if not cases.known:
        return ()
    best = cases.by_draw.argmax(axis=1)
    shares = np.bincount(best, minlength=len(cases.alternatives)) / len(best)
    often = [int(a) for a in np.argsort(-shares, kind="stable")[:MOST_RULES] if OFTEN <= shares[a] <= 1 - OFTEN]
    known = np.column_stack(list(cases.known.values()))
    found = (_rule(cases, known, alternative, best == alternative) for alternative in often)
    return tuple(rule for rule in found if rule.conditions and rule.by_luck <= FALSE_ALARM / len(often))


def _rule(cases: Cases, known: np.ndarray, alternative: int, hits: np.ndarray) -> Rule:
    import numpy as np

    random = np.random.default_rng((cases.seed, alternative))
    box = find_box(known, hits)
    luck = [find_box(known, random.permutation(hits)).clearly for _ in range(SHUFFLES)]
    as_clear = sum(one >= box.clearly for one in luck)
    return Rule(
        cases.alternatives[alternative],
        _conditions(tuple(cases.known), box),
        box.of_them / box.holds,
        float(hits.mean()),
        box.of_them / int(hits.sum()),
        box.holds,
        (1 + as_clear) / (1 + SHUFFLES),
    )


def _conditions(names: tuple[str, ...], box: Box) -> tuple[Condition, ...]:
    import numpy as np

    def bound(value: float) -> float | None:
        return float(value) if np.isfinite(value) else None

    return tuple(Condition(names[j], bound(box.low[j]), bound(box.high[j])) for j in box.asked)
