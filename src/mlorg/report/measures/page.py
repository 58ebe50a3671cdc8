"""What a page says of what to measure first, and of how robust its answer is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """An assumption that somebody can be asked: what knowing it gains, with its standard error, and per day it takes.

    Amounts are as `ComparisonPage.money` says. `stands_out` is False where luck alone often gains as much.
    """

    assumption: str
    question: str
    whom: str
    days: int
    worth: float
    se: float
    worth_per_day: float
    stands_out: bool


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study that could be made: what choosing by its results gains, and per day it takes."""

    study: str
    question: str
    whom: str
    days: int
    worth: float
    se: float
    worth_per_day: float


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What knowing all assumptions of one area together gains."""

    group: str
    label: str
    assumptions: int
    worth: float
    se: float


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """What to measure first, for the choice in one arm.

    `everything` is what knowing all assumptions would gain: no measurement can be worth more. `rows` hold what stands
    out from luck before what does not, each by worth per day; what nobody can be asked is left out.
    """

    arm: str
    everything: float
    everything_se: float
    rows: tuple[MeasureRow, ...]
    studies: tuple[StudyRow, ...]
    groups: tuple[GroupRow, ...]
    looked_at: int
    draws: int


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """An assumption above `low` and below `high`, in its own unit; None where there is no such bound."""

    assumption: str
    question: str
    unit: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Where an alternative is best: in a share `density` of the draws that meet the conditions, in `overall` of all.

    `coverage` is the share of the draws in which it is best that meet them, `draws` how many meet them.
    """

    alternative: str
    label: str
    conditions: tuple[ConditionRow, ...]
    density: float
    overall: float
    coverage: float
    draws: int


@dataclass(frozen=True, slots=True)
class InfluenceRow:
    """The share of the variance of the lead that an assumption explains by itself."""

    assumption: str
    question: str
    share: float


@dataclass(frozen=True, slots=True)
class TurningRow:
    """The value of an assumption from which on the next best is ahead, and how far that is from the middle assumed.

    `deviations` counts standard deviations of what is assumed, negative if below the middle.
    """

    assumption: str
    question: str
    unit: str
    middle: float
    at: float
    deviations: float
    instead: str


@dataclass(frozen=True, slots=True)
class RobustnessPart:
    """How robust the answer is in one arm. Only what stands out from luck is told, so any of it may be empty.

    `by_luck` is the share of the variance of the lead between draws that is luck, None where that is not known.
    """

    arm: str
    leader: str
    next_best: str
    rules: tuple[RuleRow, ...]
    turning: tuple[TurningRow, ...]
    influences: tuple[InfluenceRow, ...]
    by_luck: float | None
    looked_at: int
