"""The quantities by which sentences are judged: ratios of sums over the use cases offered in three years.

A metric is read from a row of numbers per draw: the engine's measures after twelve quarters, summed over replications,
builders on day 0 and replications, and, for moved people, what each quarter has earned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...sim.measure_names import MEASURES

if TYPE_CHECKING:
    import numpy as np

QUARTERS = 12
BUILDERS, REPLICATIONS = len(MEASURES), len(MEASURES) + 1
EARNED, EARNED_UNMOVED = REPLICATIONS + 1, REPLICATIONS + 1 + QUARTERS
WIDTH = EARNED_UNMOVED + QUARTERS
"""Numbers per draw and run: measures, builders on day 0 (in every replication) and replications, both as sums; earnings
by quarter of the moved and of those who stayed."""

SETTLED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Metric:
    """A ratio of sums of measures (`over` / `under`), divided by a second ratio where there is one.

    Without `under` it is the sum itself. What waits or is shared has the number it can exist for as denominator;
    everything else the use cases offered, which are the same under every structure.
    """

    id: str
    label: str
    unit: str
    over: tuple[str, ...]
    under: str = ""
    over_second: str = ""
    under_second: str = ""

    def of(self, rows: np.ndarray) -> np.ndarray:
        """The metric of every row, shape (draws,); nan where it does not exist."""
        if self.id == "quarters_to_settle":
            return _quarters_to_settle(rows)
        value = sum((rows[:, MEASURES.index(name)] for name in self.over[1:]), rows[:, MEASURES.index(self.over[0])])
        if self.under:
            value = _ratio(value, _column(rows, self.under))
        if self.over_second:
            value = _ratio(value, _ratio(_column(rows, self.over_second), _column(rows, self.under_second)))
        return value


def _column(rows: np.ndarray, name: str) -> np.ndarray:
    own = {"builders": BUILDERS, "replications": REPLICATIONS}
    column: np.ndarray = rows[:, own[name] if name in own else MEASURES.index(name)]
    return column


def _ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    import numpy as np

    found: np.ndarray = np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0)
    return found


def _quarters_to_settle(rows: np.ndarray) -> np.ndarray:
    """Quarters until a quarter earns the stated share of the unmoved third year, interpolated; at most all of them.

    nan where the unmoved earn nothing in their third year.
    """
    import numpy as np

    found = np.full(len(rows), np.nan)
    for i, row in enumerate(rows):
        wanted = SETTLED_SHARE * float(row[EARNED_UNMOVED + 8 : EARNED_UNMOVED + QUARTERS].mean())
        if not wanted > 0:
            continue
        earned = [0.0, *(float(e) for e in row[EARNED : EARNED + QUARTERS])]
        first = next((q for q in range(1, QUARTERS + 1) if earned[q] >= wanted), None)
        if first is None:
            found[i] = QUARTERS
        else:
            step = earned[first] - earned[first - 1]
            found[i] = first - 1 + ((wanted - earned[first - 1]) / step if step > 0 else 1.0)
    return found


METRICS: Mapping[str, Metric] = {
    m.id: m
    for m in (
        Metric(
            "worth_per_day_first",
            "worth per ML day of a line's first three",
            "money/day",
            ("first_worth",),
            "first_effort",
        ),
        Metric(
            "worth_per_day_later", "worth per ML day of its later ones", "money/day", ("later_worth",), "later_effort"
        ),
        Metric("data_wait", "wait for all data needed", "days", ("data_wait_days",), "approved"),
        Metric(
            "data_and_compute_wait",
            "wait for all data and machines needed",
            "days",
            ("data_wait_days", "compute_wait_days"),
            "approved",
        ),
        Metric("joiner_skill", "skill of those hired, relative to the role", "ratio", ("joined_skill",), "joiners"),
        Metric("retention", "share of day 0 still there", "share", ("stayers",), "builders"),
        Metric("value_long", "value of use cases of 5 or more rounds", "money", ("value_long",), "offered"),
        Metric("value_short", "value of use cases of 1 round", "money", ("value_short",), "offered"),
        Metric("value", "value in use", "money", ("value",)),
        Metric("share_in_use", "share of offered use cases in use", "share", ("used_in_2_years",), "offered_early"),
        Metric("budget", "budget relative to the first quarter", "ratio", ("budget",), "replications"),
        Metric(
            "improvement_time",
            "time from wish to improvement",
            "days",
            ("improvement_days_2_years",),
            "improvements_early",
        ),
        Metric("skill_growth", "growth of method skill", "ratio", ("stayers_method_gain",), "stayers"),
        Metric("engineering_growth", "growth of engineering skill", "ratio", ("stayers_engineering_gain",), "stayers"),
        Metric(
            "long_over_short",
            "share in use, long over short use cases",
            "ratio",
            ("used_long",),
            "offered_long",
            "used_short",
            "offered_short",
        ),
        Metric("skill", "method skill of ML people", "ratio", ("method_skill",), "people"),
        Metric("tooling", "level of shared tooling", "share", ("tooling",), "replications"),
        Metric("reuse", "share of use cases with parts used again", "share", ("reuses",), "taken"),
        Metric("monitored", "share of models in use that are monitored", "share", ("monitored",), "live"),
        Metric("sent_back", "returns per use case offered", "count", ("returns",), "offered"),
        Metric("days_to_half", "days to half of the users", "days", ("days_to_half_of_users",), "facing"),
        Metric("research", "days of research", "days", ("research_days",)),
        Metric("days_to_use", "days from finished to in use", "days", ("finished_days_to_use",), "finished"),
        Metric("quarters_to_settle", "quarters until settled", "quarters", ("value",)),
        Metric("lead_time", "time from approval to use", "days", ("lead_days",), "in_use"),
        Metric("finished", "models finished per use case offered", "count", ("finished",), "offered"),
        Metric("value_long_over_short", "value, long over short use cases", "ratio", ("value_long",), "value_short"),
        Metric("label_errors", "share of wrong labels", "share", ("mislabelled",), "labelled"),
        Metric("label_wait", "wait for labels", "days", ("label_wait_days",), "labelled"),
        Metric("preparation_time", "time from approval to data ready", "days", ("data_days",), "in_use"),
        Metric("idle", "ML days without work", "days", ("idle_ml",)),
        Metric("degraded", "share of days in use that a model is degraded", "share", ("degraded_days",), "live_days"),
    )
}
"""All metrics by id."""
