"""G8: rounds under a deadline, drift and repair, and the budget rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..engine import engine
from .closed.renewal import availability, budget_fixed_point, deadline, unattended
from .estimates import Estimate, mean_of, ratio_of
from .toys import FOREVER, Toy, Trial, arrivals_per_day, still_life

SETTINGS = ("rounds", "mean", "window", "drift", "detect", "repair", "b0", "kappa", "phi", "y")
ON_EXPERIMENTS, ON_SERVICE = 32, 256
MONTH = 21.0
DEADLINES: tuple[dict[str, Any], ...] = tuple(
    {"rounds": k, "mean": 2.0, "window": window}
    for k, window in ((3, 3.0), (3, 6.0), (3, 12.0), (6, 12.0), (6, 24.0), (1, 6.0))
)
REPAIRS: tuple[dict[str, Any], ...] = (
    {"drift": 6.0, "detect": 1.0, "repair": 0.5},
    {"drift": 6.0, "detect": 4.0, "repair": 0.5},
    {"drift": 12.0, "detect": 1.0, "repair": 1.0},
)
NEGLECTED = (12.0, 36.0)
BUDGETS: tuple[dict[str, Any], ...] = tuple({"b0": 4.0, "kappa": k, "phi": 0.3, "y": 1.0} for k in (0.2, 0.5, 0.9))


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """Only the part whose settings are given, or everything."""
    if not given or given.keys() & {"rounds", "mean", "window"}:
        yield from _deadlines([DEADLINES[0] | dict(given)] if given else DEADLINES, seed)
    if not given or given.keys() & {"drift", "detect", "repair"}:
        yield from _repairs([REPAIRS[0] | dict(given)] if given else REPAIRS, seed)
    if not given:
        yield from _neglected(seed)
    if not given or given.keys() & {"b0", "kappa", "phi", "y"}:
        yield from _budgets([BUDGETS[0] | dict(given)] if given else BUDGETS)


def _deadlines(settings: Any, seed: int) -> Iterator[tuple[Any, ...]]:
    for s in settings:
        rounds, mean, window = int(s["rounds"]), float(s["mean"]), float(s["window"])
        ships, per_month = deadline(rounds, mean, window)
        seen_ships, seen_rate = simulated_deadline(rounds, mean, window, seed)
        name = f"rounds={rounds}, mean={mean:g}, window={window:g}"
        yield f"finished in time, {name}", ships, seen_ships
        yield f"finished per unit of time, {name}", per_month, seen_rate


def simulated_deadline(rounds: int, mean: float, window: float, seed: int) -> tuple[Estimate, Estimate]:
    """One person, one use case after the other, a review that stops what is not finished by then."""
    toy = Toy(teams=[1], serves=[[0]], idea_share=[1.0])
    days, replications = 4000 * MONTH, 40
    values = still_life(
        experiment_days=mean * MONTH,
        review_days=window * MONTH,
        patience_days=-1.0,
        stop_probability=1.0,
        ready_ideas=40,
        wip_per_post=1.0,
    )
    values = arrivals_per_day(3.0 / mean / MONTH, toy, values | {"rounds_stop": 1.0})
    trial = Trial(toy, values, days, mechanisms=ON_EXPERIMENTS, rules={"rounds": rounds})

    def read(module: Any, world: Any) -> list[float]:
        started = [r for r in module.use_case_rows(world) if 0 <= r[9] < days - window * MONTH]
        shipped = sum(r[12] >= 0 for r in started)
        return [shipped, len(started), sum(r[12] >= 0 for r in module.use_case_rows(world)) / days * MONTH]

    rows = trial.replicate(replications, seed, read)
    return ratio_of([r[0] for r in rows], [r[1] for r in rows]), mean_of([r[2] for r in rows])


def _repairs(settings: Any, seed: int) -> Iterator[tuple[Any, ...]]:
    for s in settings:
        drift, detect, repair = float(s["drift"]), float(s["detect"]), float(s["repair"])
        values = {"drift_days": drift * MONTH, "detect_days": detect * MONTH, "repair_days": repair * MONTH}
        horizon = 600 * (drift + detect + repair)
        name = f"share of time healthy, drift={drift:g}, detect={detect:g}, repair={repair:g}"
        yield name, availability(drift, detect, repair), simulated_health(values, horizon, True, seed)


def _neglected(seed: int) -> Iterator[tuple[Any, ...]]:
    for horizon in NEGLECTED:
        name = f"value left after {horizon:g} if nobody repairs, drift=6"
        yield name, unattended(6.0, horizon), simulated_health({"drift_days": 6 * MONTH}, horizon, False, seed)


def simulated_health(values: Mapping[str, float], horizon: float, owned: bool, seed: int) -> Estimate:
    """One model in use, worth nothing while degraded: value relative to undisturbed value."""
    toy = Toy(teams=[2], serves=[[0]], idea_share=[1.0], maintained=owned)
    calm = still_life(ready_ideas=1, automated_share=1.0, degraded_share=0.0, life_days=FOREVER, **values)
    trial = Trial(toy, arrivals_per_day(1e-12, toy, calm), horizon * MONTH, mechanisms=ON_SERVICE)

    def read(module: Any, world: Any) -> list[float]:
        row = module.use_case_rows(world)[0]
        return [module.value_until_now(world), row[6] / 252.0 * (trial.days - row[12])]

    rows = trial.replicate(60 if owned else 4000, seed, read)
    return ratio_of([r[0] for r in rows], [r[1] for r in rows])


def _budgets(settings: Any) -> Iterator[tuple[Any, ...]]:
    for s in settings:
        b0, kappa, phi, y = (float(s[name]) for name in ("b0", "kappa", "phi", "y"))
        exact = budget_fixed_point(b0, kappa, y)
        seen = engine().budget_after(20_000, (b0, kappa, phi, y))
        yield (
            f"budget at rest, b0={b0:g}, kappa={kappa:g}, phi={phi:g}, y={y:g}",
            exact,
            Estimate(seen, 0.0),
            None,
            1e-6,
        )
