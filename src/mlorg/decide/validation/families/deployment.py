"""From the finished model to production: how long it takes (VT01), and which pilots get there (VT03)."""

from __future__ import annotations

from collections.abc import Iterable

from ..histories import MONTH, WEEK, Case, History
from ..measuring import Check, Evidence, share
from ..populations import Observed

EARLY_DAYS = 504.0
"""Pilots offered within so many working days (two years) have at least three years left to reach production."""

_STOPPED, _DROPPED = 3, 4


def finished_models(history: History) -> list[Case]:
    """New use cases whose model was finished in the time measured and at least 30 days before its end."""
    return [c for c in history.cases if c.is_new and history.start <= c.finished <= history.end - MONTH]


def first_models(history: History) -> list[Case]:
    """The first finished model of each line."""
    first: dict[int, Case] = {}
    for case in sorted(finished_models(history), key=lambda c: c.finished):
        first.setdefault(case.line, case)
    return list(first.values())


def deployed_within(models: Iterable[Case], days: float) -> float:
    """Share of finished models in production within so many working days; those never deployed count as not."""
    return share(c.deployed >= 0 and c.deployed - c.finished <= days for c in models)


def days_to_production(observed: Observed) -> Evidence:
    """VT01 in one firm: shares within 7 and 30 calendar days, of first models and, beside them, of all models."""
    firsts = [c for h in observed.histories["beginners"] for c in first_models(h)]
    every = [c for h in observed.histories["firms"] for c in finished_models(h)]
    return [deployed_within(models, days) for models in (firsts, every) for days in (WEEK, MONTH)]


def pilots(history: History) -> list[Case]:
    """New use cases that were approved, offered early enough to finish, and have finished a round of experiments."""
    last = history.start + EARLY_DAYS
    return [
        c for c in history.cases if c.is_new and c.approved >= 0 and history.start <= c.offered < last and c.rounds_done
    ]


def pilots_in_production(observed: Observed) -> Evidence:
    """VT03 in one firm: share of pilots deployed; beside it those stopped at a review and those given up."""
    found = [c for h in observed.histories["firms"] for c in pilots(h)]
    undeployed = [c.end if c.deployed < 0 else 0 for c in found]
    ended = [share(end == reason for end in undeployed) for reason in (_STOPPED, _DROPPED)]
    return [share(c.deployed >= 0 for c in found), *ended]


CHECKS = (
    Check(
        "VT01",
        "Firms that have no model in use when measuring begins; the first model that each business line finishes. "
        "Share deployed within 5 and 21 working days of being finished; a firm counts once, whatever its size.",
        days_to_production,
        beside=("all models of firms as they are, within 7 days", "the same within 30 days"),
        needs=("beginners", "firms"),
    ),
    Check(
        "VT03",
        "A pilot is an approved use case whose first round of experiments was finished. Pilots offered in the first "
        "two years, followed for at least three more; share deployed; a firm counts once.",
        pilots_in_production,
        beside=("stopped at a review", "given up after too many returns"),
        needs=("firms",),
    ),
)
