"""Ideas: how many help (VT18), and how the worth of what is shipped is spread (VT19)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..measuring import Check, Evidence, mean_over_draws
from ..populations import Observed

if TYPE_CHECKING:
    import numpy as np

SURFACES = (0, 10, 20)
"""Models in use in a line that is little, well and highly optimised (assumed)."""

LEAST_SHIPPED = 50
"""Fewer shipped models say nothing about the best fifth: its share comes out too small."""

BEST = 0.2


def chance_of_help(success: float, decline: float, live: int) -> float:
    """Probability that a tested idea helps, by models in use in the line: the priors' law, data of middling quality."""
    return success * math.exp(-decline * live)


def chances_by_surface(observed: Observed) -> Evidence:
    """VT18 in one draw: the chance on each surface, and beside it the share of simulated experiments that helped."""
    values = observed.environment.values
    chances = [chance_of_help(values["experiment_success"], values["maturity_decline"], live) for live in SURFACES]
    cases = [c for h in observed.histories["firms"] for c in h.cases if c.is_new]
    tried = sum(c.experiments for c in cases)
    return [*chances, sum(c.rounds_done for c in cases) / tried if tried else float("nan")]


def mean_and_falls(evidence: np.ndarray) -> np.ndarray:
    """Mean chance, its falls from surface to surface, then the three chances and the simulated share."""
    import numpy as np

    little, well, highly, simulated = mean_over_draws(evidence)
    return np.array([(little + well + highly) / 3, little - well, well - highly, little, well, highly, simulated])


def share_of_best(worths: Sequence[float]) -> float:
    """What the best fifth holds of all worth; a negative worth counts as none. nan for fewer than `LEAST_SHIPPED`."""
    if len(worths) < LEAST_SHIPPED:
        return float("nan")
    ranked = sorted((max(0.0, worth) for worth in worths), reverse=True)
    total = math.fsum(ranked)
    return math.fsum(ranked[: round(BEST * len(ranked))]) / total if total > 0 else float("nan")


def best_fifth(observed: Observed) -> Evidence:
    """VT19 in one firm: the best fifth of shipped models, and beside it of all ideas; replications taken together."""
    cases = [c for h in observed.histories["firms"] for c in h.cases if c.is_new]
    return [share_of_best([c.worth for c in cases if c.deployed >= 0]), share_of_best([c.worth for c in cases])]


CHECKS = (
    Check(
        "VT18",
        "Chance that one experiment helps, from the priors of its success and of the decline with the models in use in "
        "the line, with 0, 10 and 20 of them (assumed); mean of the three and the falls between them.",
        chances_by_surface,
        mean_and_falls,
        beside=("little optimised", "well optimised", "highly optimised", "share of simulated experiments that helped"),
        needs=("firms",),
    ),
    Check(
        "VT19",
        "Yearly worth of full use of the new use cases that were deployed, ranked within a firm, replications taken "
        "together; share of the best fifth in the total. Firms with fewer than 50 are left out, the others count once.",
        best_fifth,
        beside=("best fifth of all ideas offered",),
        needs=("firms",),
    ),
)
