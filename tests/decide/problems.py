"""Published problems of selecting the best, for tests and benchmarks: equal spacing, slippage, decreasing gaps."""

import numpy as np

from mlorg.decide.comparing.selection import StoppingRule, select

SPREAD = 6.0
RULE = StoppingRule(zone=1.0, first=10, step=5)
EQUALLY_SPACED = np.arange(10.0)
SLIPPAGE = np.array([0.0] * 9 + [1.0])
DECREASING = -np.sqrt(np.arange(10.0))  # each next one nearer to the one before


def normal(means, random, common=0.0):
    """Normal samples around means; `common` is the spread of a part that all of a round share."""

    def sample(alive, rounds):
        shared = random.normal(0, common, len(rounds)) if common else 0.0
        return means[list(alive), None] + random.normal(0, SPREAD, (len(alive), len(rounds))) + shared

    return sample


def trials(means, times=300, seed=1, common=0.0):
    """(share of right selections, samples on average)."""
    random = np.random.default_rng(seed)
    found = [select(len(means), normal(means, random, common), RULE) for _ in range(times)]
    return np.mean([f.best == means.argmax() for f in found]), np.mean([f.replications for f in found])


def equal_allocation(means, wanted=0.95):
    """Samples in all with which as many for each are right as often as wanted."""
    noise = np.random.default_rng(5).normal(0, SPREAD, (20_000, len(means)))
    low, high = 1, 10_000
    while high - low > 1:
        each = (low + high) // 2
        right = ((means + noise / each**0.5).argmax(axis=1) == means.argmax()).mean()
        low, high = (low, each) if right >= wanted else (each, high)
    return high * len(means)
