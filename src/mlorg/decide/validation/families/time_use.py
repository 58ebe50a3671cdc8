"""What people who build models spend their time on (VT06)."""

from __future__ import annotations

from collections.abc import Sequence

from ....sim import constants as kinds
from ..measuring import Check, Evidence
from ..populations import Observed

DATA = (kinds.TASK_COLLECT, kinds.TASK_ACCESS, kinds.TASK_PREPARE, kinds.TASK_FAULT, kinds.TASK_LABEL)
MODELLING = (kinds.TASK_EXPERIMENT,)
PRODUCTION = (kinds.TASK_INTEGRATE, kinds.TASK_REWORK, kinds.TASK_REPAIR, kinds.TASK_INCIDENT)
OTHER_WORK = (kinds.TASK_DIVERT,)
"""Kinds of task of the time diary by activity of the survey. Rework follows a return by whoever deploys, so it belongs to
production; visualising and communicating are no tasks of their own in the model."""


def shares_of_time(diary: Sequence[float]) -> list[float]:
    """Shares of all booked days: data, modelling, production, other work; nan for an empty diary."""
    total = sum(diary)
    if total <= 0:
        return [float("nan")] * 4
    return [sum(diary[kind] for kind in activity) / total for activity in (DATA, MODELLING, PRODUCTION, OTHER_WORK)]


def time_by_activity(observed: Observed) -> Evidence:
    """VT06 in one firm: shares of the builders' days, all replications together."""
    diaries = [h.diary for h in observed.histories["firms"]]
    return shares_of_time([sum(days) for days in zip(*diaries, strict=True)])


CHECKS = (
    Check(
        "VT06",
        "Working days of all builders by kind of task, from the time diary: collecting, access, preparing, repairing "
        "data and labels; experiments; integration, rework after a return, repair of models and incidents. Shares of "
        "all days with a task, other work included, idle days and research not. A firm counts once.",
        time_by_activity,
        beside=("drawn into other work",),
        needs=("firms",),
        note="In the survey a quarter of the time goes into visualising and communicating, which the model does not "
        "know as tasks; it has all builders, the survey data scientists.",
    ),
)
