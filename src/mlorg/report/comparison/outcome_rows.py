"""Outcomes beside money: what they are called, and their means by alternative."""

from __future__ import annotations

from ...decide import Alternative
from ...decide.choosing.aims import mean_of_known
from ...sim import OUTCOMES, Outcomes
from .page import OutcomeRow, StageRow

SHOWN = {
    "share_in_use": "Ideas that reach users",
    "time_to_first_use": "Time from idea to first user",
    "lead_time": "Time from approval to first user",
    "smallest_line_wait": "Time from idea to first user, smallest line",
    "data_wait": "Wait until all data are there",
    "sent_back": "Hand-offs sent back",
    "improvement_time": "Time from a wish to the improvement",
    "degraded_share": "Time that models run degraded",
    "other_days": "Work by people outside ML",
}
"""What is shown, in order, in words for readers who do not know the simulation."""

STAGES = {
    "backlog_days": "waiting to be taken up",
    "approval_days": "approval",
    "data_days": "data",
    "experiment_days": "experiments",
    "deployment_days": "bringing into use",
    "first_user_days": "first user",
}
"""Where the days of a use case go, in the order in which they pass."""


def outcome_rows(results: tuple[Outcomes, ...], quarters: int) -> tuple[OutcomeRow, ...]:
    """One row per outcome, one mean per result; None where no replication has the outcome."""
    return tuple(
        OutcomeRow(
            name,
            label,
            OUTCOMES[name].unit,
            OUTCOMES[name].more_is_better,
            tuple(mean_of_known(result.outcome(name, quarters)) for result in results),
        )
        for name, label in SHOWN.items()
    )


def stage_row(alternative: Alternative, result: Outcomes, quarters: int) -> StageRow:
    """Mean days by stage of the use cases that reached a user within the horizon."""
    import numpy as np

    used = result.measure("in_use", quarters)
    counts = np.where(used > 0, used, np.nan)
    days = ((name, mean_of_known(result.measure(measure, quarters) / counts)) for measure, name in STAGES.items())
    return StageRow(alternative.id, alternative.label, tuple(days))
