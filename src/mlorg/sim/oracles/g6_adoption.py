"""G6: one deployed use case and the m users of its line: the exact finite Bass chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from .cases import Case, Point
from .closed.diffusion import adopted_share
from .estimates import EXACT_ZERO, Estimate, mean_of, share_of
from .sampling import Effort
from .settings import from_zero, whole
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = (from_zero("p"), from_zero("q"), whole("users", 1, 5000), from_zero("t"))
ON_ADOPTION = 128
QUARTER = 63.0
"""Days in which rates per quarter are counted: the time t is simulated as one quarter."""

DEFAULTS = tuple((0.03, 0.38, users, 8.0) for users in (10, 50, 200))
REPLICATIONS, USERS = 40_000, 4_000_000


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One line of users each."""
    if not given:
        return [partial(cases, *each, effort) for each in DEFAULTS]
    p, q, users, t = (given.get(k, v) for k, v in (("p", 0.03), ("q", 0.38), ("users", 10), ("t", 8.0)))
    return [partial(cases, p, q, users, t, effort)]


def cases(p: float, q: float, users: int, t: float, effort: Effort) -> Iterator[Case]:
    """Mean share of users by time t (in the unit of 1/p)."""
    exact = adopted_share(p, q, users, t)
    name = f"share of {users} users by t={t:g}, p={p:g}, q={q:g}"
    yield Case(name, exact, simulated(p * t, q * t, users, exact, effort))


def simulated(p: float, q: float, users: int, exact: float, effort: Effort) -> Estimate:
    """One idea, deployed at once; users after a quarter with these rates per quarter."""
    if p == 0:
        return EXACT_ZERO if _share(p, q, users, 50, effort.seed) == [0.0] * 50 else Estimate(1.0, 0.0)
    n = effort.some(max(2000, min(REPLICATIONS, USERS // users)))
    shares = _share(p, q, users, n, effort.seed)
    seen = mean_of(shares)
    # Close to 0 or 1 a sample may show no spread at all; users of one replication are then all but separate trials.
    return Estimate(seen.value, max(seen.se, share_of(0, n * users, exact).se))


def _share(p: float, q: float, users: int, n: int, seed: int) -> list[float]:
    structure = Toy(teams=[1], serves=[[0]], idea_share=[1.0], users=users).structure()
    values = still_life(adopt_innovation=p, adopt_imitation=q, ready_ideas=1)
    trial = Trial(structure, arrivals_per_day(1e-12, structure, values), QUARTER + 1e-6, mechanisms=ON_ADOPTION)
    rows = trial.replicate(n, seed, lambda module, world: [module.counts(world)[3][0] / users])
    return [row[0] for row in rows]
