"""What people who build models spend their time on (VT06)."""

from __future__ import annotations

from collections.abc import Sequence

from ....sim import constants as kinds
from ..measuring import Check, Evidence
from ..populations import Observed

DATA = (kinds.TASK_COLLECT, kinds.TASK_ACCESS, kinds.TASK_PREPARE, kinds.TASK_FAULT, kinds.TASK_LABEL, kinds.DIARY_DATA)
MODELLING = (kinds.TASK_EXPERIMENT,)
UPKEEP = (kinds.TASK_REPAIR, kinds.TASK_INCIDENT)
PRODUCTION = (kinds.TASK_INTEGRATE, kinds.TASK_REWORK, *UPKEEP)
INSIGHT = (kinds.DIARY_INSIGHT,)
OTHER_WORK = (kinds.TASK_DIVERT, kinds.TASK_PLATFORM)
"""Kinds of task of the time diary by activity of the survey. Rework follows a return by whoever deploys, so it belongs
to production; the diary divides experiments into data, modelling and insight, which is showing and explaining."""


def shares_of_time(diary: Sequence[float]) -> list[float]:
    """Shares of the days spent on use cases: data, modelling, production, insight, and of production the upkeep of
    models in use; then other work's share of all days.

    nan where there are no days.
    """
    days = [
        sum(diary[kind] for kind in activity) for activity in (DATA, MODELLING, PRODUCTION, INSIGHT, UPKEEP, OTHER_WORK)
    ]
    project, other = sum(days[:4]), days[5]
    if project <= 0:
        return [float("nan")] * 6
    return [*(d / project for d in days[:5]), other / (project + other)]


def time_by_activity(observed: Observed) -> Evidence:
    """VT06 in one firm: shares of the builders' days, all replications together."""
    diaries = [h.diary for h in observed.histories["firms"]]
    return shares_of_time([sum(days) for days in zip(*diaries, strict=True)])


CHECKS = (
    Check(
        "VT06",
        "Working days of all builders from the time diary: collecting, access, preparing, repairing data, labels and "
        "the data part of experiments; their modelling; integration, rework after a return, repair of models and "
        "incidents. Shares of "
        "the days spent on use cases, since the survey's six answers make up the whole. A firm counts once.",
        time_by_activity,
        beside=(
            "showing and explaining",
            "upkeep of models in use, counted as production",
            "other work and shared tooling, of all days",
        ),
        needs=("firms",),
        note="All builders in the model, data scientists in the survey. How an experiment divides is put in.",
    ),
)
