"""Small runs: a few firms, one sentence at a time, its own coefficients strong and nothing but its mechanisms on."""

from collections.abc import Iterable
from functools import cache

import numpy as np

from mlorg.decide.claims.board import Ablation, Claim
from mlorg.decide.claims.companies import Company, Luck, Runs, Task, simulate_company
from mlorg.decide.claims.metrics import METRICS
from mlorg.decide.claims.variants import RUNS, Variant, knock_in
from mlorg.decide.claims.verdicts import sign
from mlorg.sim import draw_environments, priors

FIRMS = (4, 10, 15, 16, 17)
"""Draws of seed 1 whose firms are of middling size."""
REPLICATIONS = 40


@cache
def company(draw: int) -> Company:
    """One firm; compiled once for all tests."""
    return Company(1, draw)


def alone(claim: Claim) -> Variant:
    """Only the mechanisms of a sentence, its coefficients two standard deviations above the mean, at most at 1."""
    names = [name for name in claim.coefficients if "." not in name]
    fixed = tuple((name, min(1.0, priors()[name].p1 + 2 * priors()[name].p2)) for name in names)
    return knock_in(claim.mechanisms, claim.coefficients).also(Variant(fixed=fixed))


def simulated(tasks: Iterable[Task], replications: int = REPLICATIONS) -> Runs:
    """Rows of the small firms for these tasks."""
    wanted = list(dict.fromkeys(tasks))
    environments = draw_environments(1, max(FIRMS) + 1)
    found: dict[tuple[str, Variant], list[np.ndarray]] = {(t.structure, t.variant): [] for t in wanted}
    for draw in FIRMS:
        luck = Luck(1, draw, replications)
        for key, row in simulate_company(company(draw), environments[draw], wanted, luck, lambda: False).items():
            found[key].append(row)
    return {key: np.array(rows) for key, rows in found.items()}


def effects(claim: Claim, way: Ablation) -> dict[str, tuple[float, float]]:
    """Median over firms of (effect of the mechanism alone, what the ablation leaves of it) by comparator."""
    full = alone(claim)
    without = full.also(way.variant)
    pairs = claim.pairs()
    sides = {side for pair in pairs.values() for side in pair}
    runs = simulated(Task(s.structure, RUNS[s.run].also(v)) for s in sides for v in (full, without))

    def levels(name: str, variant: Variant) -> tuple[np.ndarray, np.ndarray]:
        a, b = (METRICS[s.metric].of(runs[s.structure, RUNS[s.run].also(variant)]) for s in pairs[name])
        return a, b

    found = {}
    for name in pairs:
        scale = np.max(np.abs(levels(name, full)), axis=0)
        after = np.max(np.abs(levels(name, without)), axis=0)
        after = np.maximum(scale, after) if way.by_full else after
        gaps = [
            (levels(name, v)[0] - levels(name, v)[1]) / np.maximum(s, 1e-12)
            for v, s in ((full, scale), (without, after))
        ]
        before, left = (sign(claim.direction) * float(np.nanmedian(gap)) for gap in gaps)
        found[name] = (before, left)
    return found
