"""G8: rounds under a deadline, drift and repair, and the budget rule."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from ..engine import engine
from .cases import Case, Point
from .closed.renewal import availability, budget_fixed_point, deadline, unattended
from .estimates import GROWING, Estimate, mean_of, ratio_of, share_of
from .sampling import Effort, columns
from .settings import Setting, from_zero, positive, share, whole
from .toys import FOREVER, Toy, Trial, arrivals_per_day, still_life

DEADLINE = (whole("rounds", 1, 100), positive("mean"), positive("window"))
REPAIR = (positive("drift"), from_zero("detect"), from_zero("repair"))
BUDGET = (from_zero("b0"), from_zero("kappa"), share("phi"), from_zero("y"))
SETTINGS = (*DEADLINE, *REPAIR, *BUDGET)
ON_EXPERIMENTS, ON_SERVICE = 32, 256
DEADLINES = tuple((k, 2.0, window) for k, window in ((3, 3.0), (3, 6.0), (3, 12.0), (6, 12.0), (6, 24.0), (1, 6.0)))
REPAIRS = ((6.0, 1.0, 0.5), (6.0, 4.0, 0.5), (12.0, 1.0, 1.0))
NEGLECTED = ((6.0, 12.0), (6.0, 36.0))
BUDGETS = tuple((4.0, kappa, 0.3, 1.0) for kappa in (0.2, 0.5, 0.9))
PROJECTS, CYCLES, MODELS = 4000, 600, 8000
SPELL = 20.0
"""Simulated days that one project, or one cycle of drift and repair, takes on average, whatever the unit of time."""

MOST_QUARTERS = 20_000_000


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """Only the parts whose settings are given, or everything."""
    parts: list[Point] = []
    kinds: tuple[tuple[tuple[Setting, ...], tuple[float, ...], Callable[..., Iterable[Case]]], ...] = (
        (DEADLINE, DEADLINES[0], deadlines),
        (REPAIR, REPAIRS[0], repairs),
        (BUDGET, BUDGETS[0], budgets),
    )
    for settings, default, build in kinds:
        names = [setting.name for setting in settings]
        if given.keys() & set(names):
            parts.append(partial(build, *(given.get(n, d) for n, d in zip(names, default, strict=True)), effort))
    if given:
        return parts
    parts += [partial(deadlines, *each, effort) for each in DEADLINES]
    parts += [partial(repairs, *each, effort) for each in REPAIRS]
    parts += [partial(neglected, *each, effort) for each in NEGLECTED]
    return parts + [partial(budgets, *each, effort) for each in BUDGETS]


def deadlines(rounds: int, mean: float, window: float, effort: Effort) -> Iterator[Case]:
    """Share finished in time, and finished per unit of time if one follows another."""
    ships, per_time = deadline(rounds, mean, window)
    seen_ships, seen_rate = simulated_deadline((rounds, mean, window), ships, per_time, effort)
    name = f"rounds={rounds}, mean={mean:g}, window={window:g}"
    yield Case(f"finished in time, {name}", ships, seen_ships)
    yield Case(f"finished per unit of time, {name}", per_time, seen_rate)


def simulated_deadline(
    case: tuple[int, float, float], ships: float, per_time: float, effort: Effort
) -> tuple[Estimate, Estimate]:
    """One person, one use case after the other, a review that stops what is not finished by then."""
    rounds, mean, window = case
    pace = SPELL * per_time / ships if ships > 1e-12 else SPELL / min(window, rounds * mean)
    structure = Toy(teams=[1], serves=[[0]], idea_share=[1.0]).structure()
    days = PROJECTS * SPELL
    values = still_life(
        experiment_days=mean * pace,
        review_days=window * pace,
        patience_days=-1.0,
        stop_probability=1.0,
        ready_ideas=60,
        wip_per_post=1.0,
    )
    values = arrivals_per_day(1.5 / SPELL, structure, values)
    trial = Trial(structure, values, days, mechanisms=ON_EXPERIMENTS, rules={"rounds": rounds})

    def read(module: Any, world: Any) -> list[float]:
        cases = module.use_case_rows(world)
        settled = [case for case in cases if 0 <= case[9] < days - window * pace]
        return [sum(c[12] >= 0 for c in settled), len(settled), sum(c[12] >= 0 for c in cases) / days * pace]

    rows = trial.replicate(effort.some(40, 30), effort.seed, read)
    shipped, started, rates = columns(rows, 0, 1, 2)
    seen, rate = share_of(math.fsum(shipped), math.fsum(started), ships), mean_of(rates)
    # Rare as they may be, what is finished comes at least as irregularly as a Poisson process thinned by `ships`.
    least = math.sqrt(per_time * (1 - ships) * pace / days / len(rows))
    return seen, Estimate(rate.value, max(rate.se, least))


def repairs(drift: float, detect: float, repair: float, effort: Effort) -> Iterator[Case]:
    """Share of time a looked-after model is healthy, and what is left of its value where nobody looks after it."""
    exact = availability(drift, detect, repair)
    pace = SPELL / (drift + detect + repair)
    values = {"drift_days": drift * pace, "detect_days": detect * pace, "repair_days": repair * pace}
    name = f"share of time healthy, drift={drift:g}, detect={detect:g}, repair={repair:g}"
    yield Case(name, exact, simulated_health(values, CYCLES * SPELL, True, effort))


def neglected(drift: float, horizon: float, effort: Effort) -> Iterator[Case]:
    """What is left of the value over a horizon where nobody repairs."""
    seen = simulated_health({"drift_days": drift * SPELL}, horizon * SPELL, False, effort)
    yield Case(f"value left after {horizon:g} if nobody repairs, drift={drift:g}", unattended(drift, horizon), seen)


def simulated_health(values: Mapping[str, float], days: float, owned: bool, effort: Effort) -> Estimate:
    """One model in use, worth nothing while degraded: value relative to undisturbed value."""
    structure = Toy(teams=[2], serves=[[0]], idea_share=[1.0], maintained=owned).structure()
    calm = still_life(ready_ideas=1, automated_share=1.0, degraded_share=0.0, life_days=FOREVER, **values)
    trial = Trial(structure, arrivals_per_day(1e-12, structure, calm), days, mechanisms=ON_SERVICE)

    def read(module: Any, world: Any) -> list[float]:
        row = module.use_case_rows(world)[0]
        return [module.value_until_now(world), row[6] / 252.0 * (trial.days - row[12])]

    rows = trial.replicate(effort.some(100 if owned else MODELS), effort.seed, read)
    return ratio_of(*columns(rows, 0, 1))


def budgets(b0: float, kappa: float, phi: float, y: float, effort: Effort) -> Iterator[Case]:
    """Where the budget rule comes to rest. No chance is in it, so `effort` changes nothing."""
    stays = phi == 0 or (b0 == 0 and kappa * y == 1)  # where it began
    exact = 1.0 if stays else budget_fixed_point(b0, kappa, y)
    name = f"budget at rest, b0={b0:g}, kappa={kappa:g}, phi={phi:g}, y={y:g}"
    rule = (b0, kappa, phi, y)
    if math.isinf(exact):
        short, long = (engine().budget_after(steps, rule) for steps in (200, 1600))
        yield Case(name, exact, GROWING if long > 2 * short or not math.isfinite(long) else Estimate(long, 0.0))
        return
    shrinking = phi * (1 - kappa * y)
    steps = math.ceil(30 / shrinking) if shrinking > 0 else 1
    seen = engine().budget_after(min(MOST_QUARTERS, steps), rule)
    yield Case(name, exact, Estimate(seen, 0.0), within=1e-6 * max(1.0, exact))
