"""Structures and environments in, a table of outcomes out.

One row per replication, the same (environment, luck) for every structure: row i of one table pairs with row i of
another. Outcomes are ratios of the sums that the engine counts (`measure_names.MEASURES`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from .engine import engine
from .environment import Environment
from .measure_names import MEASURES
from .structure import Structure

if TYPE_CHECKING:
    import numpy as np

HORIZONS = (4, 8, 12, 20)
"""Quarters after measuring began at which outcomes are read."""

DAYS_PER_QUARTER = 63
FUNDING = 1 << 17
ALL_MECHANISMS = ((1 << 19) - 1) & ~FUNDING


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measured quantity: what it means to a reader, its unit, and whether more of it is better."""

    id: str
    label: str
    unit: str
    more_is_better: bool
    over: str
    under: str | None = None


OUTCOMES: Mapping[str, Outcome] = {
    o.id: o
    for o in (
        Outcome("value", "value in use", "money", True, "value"),
        Outcome("cost", "time of people outside ML", "money", False, "cost"),
        Outcome("net_value", "value in use net of other people's time", "money", True, "value"),
        Outcome("share_in_use", "share of offered use cases in use", "share", True, "in_use", "offered"),
        Outcome("time_to_first_use", "time from idea to first use", "days", False, "days_to_first_use", "offered"),
        Outcome("lead_time", "time from approval to use", "days", False, "lead_days", "in_use"),
        Outcome("data_wait", "wait for all data needed", "days", False, "data_wait_days", "approved"),
        Outcome("sent_back", "hand-offs sent back", "share", False, "returns", "handoffs"),
        Outcome(
            "improvement_time", "time from wish to improvement", "days", False, "improvement_days", "improvements_asked"
        ),
        Outcome("degraded_share", "models degraded while in use", "share", False, "degraded_days", "live_days"),
        Outcome("unowned", "models in use that nobody maintains", "count", False, "unowned"),
        Outcome("live", "models in use", "count", True, "live"),
        Outcome(
            "smallest_line_wait",
            "time to first use in the smallest line",
            "days",
            False,
            "small_line_days",
            "small_line_offered",
        ),
        Outcome("joiner_skill", "skill of new people relative to their role", "ratio", True, "joined_skill", "joiners"),
        Outcome("skill", "method skill relative to the role", "ratio", True, "method_skill", "people"),
        Outcome("resigned", "resignations", "count", False, "resigned"),
        Outcome("research", "days of research", "days", True, "research_days"),
        Outcome("stopped", "use cases stopped at a review", "count", False, "stopped"),
        Outcome("other_days", "days worked by people outside ML", "days", False, "worked_engineering"),
    )
}
"""All outcomes by id. Money is in years of a data scientist's pay; `money` in the settings turns it into currency."""


@dataclass(frozen=True)
class Outcomes:
    """Sums by replication, horizon and measure for one structure: array of shape (replications, 4, measures)."""

    sums: np.ndarray

    def digest(self) -> bytes:
        """Equal for results that are equal to the last bit, within one comparison."""
        return blake2b(self.sums.tobytes(), digest_size=16).digest()

    def measure(self, name: str, quarters: int = 12) -> np.ndarray:
        """One measure at one horizon, shape (replications,)."""
        column: np.ndarray = self.sums[:, HORIZONS.index(quarters), MEASURES.index(name)]
        return column

    def outcome(self, name: str, quarters: int = 12) -> np.ndarray:
        """One outcome at one horizon, shape (replications,); nan where its denominator is 0."""
        import numpy as np

        if name == "net_value":
            return self.measure("value", quarters) - self.measure("cost", quarters)
        if name == "other_days":
            engineers, data = self.measure("worked_engineering", quarters), self.measure("worked_data", quarters)
            return engineers + data + self.measure("worked_other", quarters)
        definition = OUTCOMES[name]
        top = self.measure(definition.over, quarters)
        if definition.under is None:
            return top
        bottom = self.measure(definition.under, quarters)
        return np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0)


@dataclass(frozen=True, slots=True)
class Sampling:
    """How much is simulated: joint draws of the environment, replications per draw, seed, quarters of burn-in."""

    draws: int = 125
    per_draw: int = 8
    seed: int = 1
    burn_in_quarters: int = 0
    mechanisms: int = ALL_MECHANISMS

    @property
    def replications(self) -> int:
        """Replications in all."""
        return self.draws * self.per_draw


def simulate(
    structure: Structure,
    environments: Sequence[Environment] | Mapping[int, Environment],
    sampling: Sampling,
    draws: range | None = None,
    times: int | None = None,
) -> Outcomes:
    """Replicate one structure `per_draw` times in each of the given draws (default: all), in order of draw.

    Replication r = draw * per_draw + i has the luck of (seed, r) and the environment of its draw, whatever the
    structure and however the draws are split over calls. Measuring begins after the burn-in. `times` keeps only the
    first so many replications of each draw, with the luck they have among all.
    """
    import numpy as np

    module = engine()
    start = float(sampling.burn_in_quarters * DAYS_PER_QUARTER)
    world = module.open_world(structure, start + HORIZONS[-1] * DAYS_PER_QUARTER + 1e-3)
    window = (start, sampling.mechanisms)
    times = sampling.per_draw if times is None else times
    rows = range(sampling.draws) if draws is None else draws
    sums = np.empty((len(rows), times * len(HORIZONS) * len(MEASURES)))
    for row, draw in zip(sums, rows, strict=True):
        values, managers = dict(environments[draw].values), list(environments[draw].managers)
        key = (sampling.seed, draw * sampling.per_draw, draw)
        row[:] = module.replicate_draw(world, values, managers, key, window, times)
    return Outcomes(sums.reshape(-1, len(HORIZONS), len(MEASURES)))
