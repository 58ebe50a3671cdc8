"""The page of a plan: the waves of steps, what each pace comes to, when to stop, and what all that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ..pages import Page
from ..rounding import Money


@dataclass(frozen=True, slots=True)
class DaysRow:
    """Work days: the mean over what is not known, and the middle 90 %."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CostRow:
    """Money as `PlanPage.money` says. `amount` None = few people are concerned, so only a band is told.

    `low` or `high` None = no end on that side.
    """

    amount: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """So many posts of a role go from one unit to another; the same unit where only the line changes."""

    role: str
    before: str
    after: str
    posts: int


@dataclass(frozen=True, slots=True)
class PlanStepRow:
    """One step. `needs` are titles of steps that come before or on the same day, `who` roles that must agree.

    `settled` is the day by which its people have most likely (in 95 % of draws) found into their new places.
    """

    id: str
    title: str
    kind: str
    place: str
    start: date
    settled: date
    lines: tuple[str, ...]
    moves: tuple[MoveRow, ...]
    needs: tuple[str, ...]
    who: tuple[str, ...]
    reversible: bool
    why: str
    people_days: DaysRow
    manager_days: DaysRow
    once: CostRow
    yearly: CostRow


@dataclass(frozen=True, slots=True)
class PlanWaveRow:
    """Steps that take effect on the same day, `weeks` after the start."""

    number: int
    name: str
    start: date
    weeks: int
    steps: tuple[PlanStepRow, ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What has been gained against staying by a week: the mean over draws and the middle 90 % of them."""

    week: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One pace against staying. Weeks are counted from the first wave.

    `difference` is the mean at the horizon, `least` to `most` its 95 % interval; `p_regret` the share of draws in which
    staying would have been better, with its 95 % interval. `dip` is how far the mean falls below staying at the
    deepest, in week `dip_week`, `dip_low` the same in the worst twentieth of draws. `break_even` None = not on average
    within the horizon; `p_break_even` is the share of draws that get there. `resigned` is the mean difference in
    resignations, None where too few people are concerned.
    """

    plan: str
    label: str
    chosen: bool
    waves: int
    last_week: int
    difference: float
    least: float
    most: float
    p_regret: float
    p_least: float
    p_most: float
    dip: float
    dip_week: int
    dip_low: float
    break_even: int | None
    p_break_even: float
    resigned: float | None
    curve: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class RailRow:
    """When to stop and go back, and how often that would be wrong.

    `false_alarm` is the share of histories that end well in which it sounds, `miss` the share of those that end badly
    in which it does not; `histories` is how many of either were looked at. `telling` is False for a sign that is hardly
    better than a coin.
    """

    sign: str
    sentence: str
    week: int
    day: date
    threshold: float
    false_alarm: float
    miss: float
    histories: tuple[int, int]
    telling: bool


@dataclass(frozen=True, slots=True)
class PlanPage(Page):
    """The way from today to a structure or scenario. Amounts are as `money` says."""

    schema: ClassVar[str] = "mlorg.plan/1"
    to: str
    label: str
    description: str
    pace: str
    start: date
    end: date
    quarters: int
    money: Money
    headline: str
    answer: tuple[str, ...]
    waves: tuple[PlanWaveRow, ...]
    people_days: DaysRow
    manager_days: DaysRow
    once: CostRow
    courses: tuple[CourseRow, ...]
    rails: tuple[RailRow, ...]
    notes: tuple[str, ...]
    trust: tuple[str, ...]
    command: str
    saved_to: str = ""

    @property
    def steps(self) -> tuple[PlanStepRow, ...]:
        """All steps in the order in which they are taken."""
        return tuple(step for wave in self.waves for step in wave.steps)

    @property
    def chosen(self) -> CourseRow:
        """The pace that the waves follow."""
        return next(row for row in self.courses if row.chosen)
