"""G12, end to end: two overlays on one organisation, through proposal, compilation and engine, against closed forms.

    embedded       in each line M/M/c with the line's people, rate 1; who builds deploys at once
    independent    one pool M/M/N of all people, rate 1; then the line's engineer, M/M/1 with rate mu, from whom work
                   comes back to the pool with probability `back`: a Jackson network
    crossing       the `back` at which both take equally long

Time runs from the idea to its deployment. With `conserve` the builders in the lines do the integration themselves (of
mean 1 / mu, in their own queue, after which nothing comes back); the load of a line then includes it. That has no
closed form: the long-run value is simulated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ...sim import Structure
from ...sim.oracles import Case, Effort
from ...sim.oracles.cases import TOLERANCE_SHARE, Point
from ...sim.oracles.closed.queueing import jackson, wait_mmc
from ...sim.oracles.estimates import Estimate, ratio_of, times
from ...sim.oracles.sampling import Stretch, columns, excess, grown, relaxation, sampled, stretch
from ...sim.oracles.settings import impossible, positive, share, whole
from ...sim.oracles.toys import Trial, arrivals_per_day, still_life
from .lines_company import lines_company, with_builders_in_lines, with_builders_together

SETTINGS = (
    whole("lines", 1, 20),
    whole("per_line", 1, 20),
    positive("mu"),
    positive("load"),
    share("back", below_one=True),
    whole("conserve", 0, 1),
)
MOST_PEOPLE = 100
MOST_BACK = 0.95
"""The hand-off sends nothing back with a higher probability."""

ON_EXPERIMENTS, ON_HANDOFF = 32, 64
NEVER_DROP = 1_000_000
GROWTH_DAYS = 2000.0
NO_CLOSED_FORM, NO_CROSSING = "no closed form", "no crossing"


@dataclass(frozen=True, slots=True)
class Setup:
    """Lines, people in each, rate of a line's engineer, load of a line's people, and who does the integration."""

    lines: int = 3
    per_line: int = 2
    mu: float = 4.0
    load: float = 0.8
    conserve: bool = False

    @property
    def rate(self) -> float:
        """Ideas of one line per unit of time (a use case is built in one)."""
        return self.load * self.per_line / (1 + 1 / self.mu if self.conserve else 1.0)

    @property
    def total(self) -> float:
        """Ideas of all lines."""
        return self.rate * self.lines

    @property
    def name(self) -> str:
        """The parameters in words."""
        conserved = ", builders in lines do the integration" if self.conserve else ""
        return f"lines={self.lines}, per_line={self.per_line}, mu={self.mu:g}, load={self.load:g}{conserved}"


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """The embedded overlay, the independent one with each `back`, and where they cross."""
    setup = Setup(
        given.get("lines", 3),
        given.get("per_line", 2),
        given.get("mu", 4.0),
        given.get("load", 0.8),
        bool(given.get("conserve", 0)),
    )
    if setup.lines * setup.per_line > MOST_PEOPLE:
        message = f"lines={setup.lines} with per_line={setup.per_line} makes {setup.lines * setup.per_line} people."
        raise impossible(message, f"At most {MOST_PEOPLE} are simulated.")
    backs = (given["back"],) if "back" in given else (0.0, 0.1, 0.2)
    if max(backs) > MOST_BACK:
        raise impossible(f"back={max(backs):g} is not simulated.", f"At most {MOST_BACK:g}.")
    together = [partial(independent, setup, back, effort) for back in backs]
    return [partial(embedded, setup, effort), *together, partial(crossing, setup, effort)]


def embedded(setup: Setup, effort: Effort) -> Iterator[Case]:
    """Mean time from idea to deployment with builders in the lines."""
    name = f"time to deployment, embedded, {setup.name}"
    exact, seen = _embedded_exact(setup), simulated_embedded(setup, effort)
    if setup.conserve and setup.load < 1:
        yield Case(name, None, seen, otherwise=NO_CLOSED_FORM)
    else:
        yield Case(name, exact, seen, TOLERANCE_SHARE)


def independent(setup: Setup, back: float, effort: Effort) -> Iterator[Case]:
    """Mean time from idea to deployment with one division and hand-over to the engineers of the lines."""
    exact = independent_exact(setup, back)
    seen = simulated_independent(setup, back, exact, effort)
    yield Case(f"time to deployment, independent, sent back {back:g}, {setup.name}", exact, seen, TOLERANCE_SHARE)


def crossing(setup: Setup, effort: Effort) -> Iterator[Case]:
    """The probability of coming back at which both overlays take equally long.

    Simulated: at the exact one both are simulated, and their difference is divided by the slope of the closed form.
    """
    name = f"sent back where both overlays take equally long, {setup.name}"
    nothing = Estimate(math.nan, math.nan)
    if setup.load >= 1:
        yield Case(name, None, nothing, otherwise=NO_CROSSING)
        return
    base = simulated_embedded(setup, effort) if setup.conserve else None
    target = base.value if base else _embedded_exact(setup)
    back = where(partial(independent_exact, setup), target)
    if back is None:
        yield Case(name, None, nothing, otherwise=NO_CROSSING)
        return
    step = min(1e-5, back / 2)
    slope = (independent_exact(setup, back + step) - independent_exact(setup, back - step)) / (2 * step)
    if base:
        yield Case(name, None, Estimate(back, base.se / slope), otherwise=NO_CLOSED_FORM)
        return
    lines, pool = simulated_embedded(setup, effort), simulated_independent(setup, back, target, effort)
    seen = Estimate(back + (lines.value - pool.value) / slope, math.hypot(lines.se, pool.se) / slope)
    yield Case(name, back, seen)


def _embedded_exact(setup: Setup) -> float:
    return wait_mmc(setup.load * setup.per_line, 1.0, setup.per_line) + 1.0


def independent_exact(setup: Setup, back: float) -> float:
    """Mean time in the network of the pool and one engineer for each line; inf where it is unstable."""
    n = setup.lines
    routing = [[0.0, *[1 / n] * n], *([back, *[0.0] * n] for _ in range(n))]
    services, servers = [1.0, *[setup.mu] * n], [n * setup.per_line, *[1] * n]
    return jackson([setup.total, *[0.0] * n], services, servers, routing)[1]


def where(time: Callable[[float], float], target: float) -> float | None:
    """The `back` in (0, 1) at which a rising time reaches the target; None if it is longer from the start."""
    low, high = 0.0, 1.0 - 1e-9
    if time(low) >= target:
        return None
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if time(middle) < target else (low, middle)
    return low


def simulated_embedded(setup: Setup, effort: Effort) -> Estimate:
    """Mean time to deployment under the embedded overlay."""
    org = lines_company(setup.lines, setup.per_line)
    structure = with_builders_in_lines(org, setup.lines, setup.per_line)
    settles = math.inf if setup.load >= 1 else relaxation(setup.load, setup.lines)
    return _simulated(setup, structure, (0.0, settles), _embedded_exact(setup), effort)


def simulated_independent(setup: Setup, back: float, exact: float, effort: Effort) -> Estimate:
    """Mean time to deployment under the independent overlay."""
    org = lines_company(setup.lines, setup.per_line)
    structure = with_builders_together(org, setup.lines, setup.per_line)
    settles = math.inf
    if math.isfinite(exact):
        visits = 1 / (1 - back)
        pool = setup.total * visits / (setup.lines * setup.per_line)
        engineer = setup.rate * visits / setup.mu
        settles = max(relaxation(pool), relaxation(engineer, setup.lines)) * visits**2
    return _simulated(setup, structure, (back, settles), exact, effort)


def _simulated(
    setup: Setup, structure: Structure, course: tuple[float, float], exact: float, effort: Effort
) -> Estimate:
    back, settles = course
    unit = 1 / setup.total
    if math.isinf(settles):
        return times(
            grown(lambda days: _seen(_trial(setup, structure, back, Stretch(0.0, days)), effort), GROWTH_DAYS), unit
        )
    trial = _trial(setup, structure, back, stretch(settles, effort))

    def wanted(rows: list[list[float]]) -> float:
        return excess(ratio_of(*columns(rows, 0, 1)), exact * setup.total, 0.0)

    return times(ratio_of(*columns(sampled(trial, effort, _read, wanted), 0, 1)), unit)


def _seen(trial: Trial, effort: Effort) -> Estimate:
    return ratio_of(*columns(trial.replicate(64, effort.seed, _read), 0, 1))


def _trial(setup: Setup, structure: Structure, back: float, span: Stretch) -> Trial:
    """One idea a day over all lines; a use case is built in `total` days and integrated in `total` / mu."""
    work = {"experiment_days": setup.total, "integration_days": setup.total / setup.mu}
    values = arrivals_per_day(1.0, structure, still_life(**work, send_back=back, rework_share=1.0))
    rules = {"returns": NEVER_DROP, "free": int(not setup.conserve)}
    mechanisms, days = ON_EXPERIMENTS | ON_HANDOFF, span.burn_in + span.days
    return Trial(structure, values, days, span.burn_in, mechanisms, rules=rules, visits=2 / (1 - back))


def _read(module: Any, world: Any) -> list[float]:
    """(days from idea to deployment, ideas) since measuring began."""
    rows = module.line_sums(world)
    return [sum(row[2] for row in rows), sum(row[0] for row in rows)]
