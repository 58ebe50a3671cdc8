"""G6: one deployed use case and the m users of its line: the exact finite Bass chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .closed.diffusion import adopted_share
from .estimates import Estimate, mean_of
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = ("p", "q", "users", "t")
ON_ADOPTION = 128
DAYS_PER_QUARTER = 63.0
DEFAULTS: tuple[dict[str, Any], ...] = tuple({"p": 0.03, "q": 0.38, "users": m, "t": 8.0} for m in (10, 50, 200))
REPLICATIONS = 20_000


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """Mean share of users by time t (in the unit of 1/p)."""
    for setting in [DEFAULTS[0] | dict(given)] if given else DEFAULTS:
        p, q, users, t = float(setting["p"]), float(setting["q"]), int(setting["users"]), float(setting["t"])
        name = f"share of {users} users at t={t:g}, p={p:g}, q={q:g}"
        yield name, adopted_share(p, q, users, t), simulated(p, q, users, t, seed)


def simulated(p: float, q: float, users: int, t: float, seed: int) -> Estimate:
    """One idea, deployed at once; users by the horizon."""
    toy = Toy(teams=[1], serves=[[0]], idea_share=[1.0], users=users)
    values = still_life(adopt_innovation=p, adopt_imitation=q, ready_ideas=1)
    values = arrivals_per_day(1e-12, toy, values)
    trial = Trial(toy, values, t * DAYS_PER_QUARTER + 1e-6, mechanisms=ON_ADOPTION)
    rows = trial.replicate(REPLICATIONS, seed, lambda module, world: [module.counts(world)[3][0] / users])
    return mean_of([row[0] for row in rows])
