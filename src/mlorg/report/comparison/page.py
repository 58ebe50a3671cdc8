"""The page of a comparison: what to choose, how sure, what would flip it, and how far to trust all that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..decision.page import DecisionPart
from ..levers.page import MapPart, SplitPart
from ..measures.page import MeasurePart, RobustnessPart
from ..pages import Page
from ..rounding import Money


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How one alternative stands against doing nothing. Amounts are as `ComparisonPage.money` says; None = no number.

    `difference` is the mean over what is not known, `least` to `most` its 95 % interval, `middle` the median. `p_best`
    and `p_better` are shares of draws in which it is best of all, and better than doing nothing. `if_wrong` is what is
    lost on average against always knowing the best, `worst` the mean difference in the worst tenth of draws.
    `same_as` are alternatives with the same results to the last digit: what sets them apart is not simulated.
    """

    alternative: str
    label: str
    moves: bool
    difference: float | None
    least: float | None
    most: float | None
    middle: float | None
    p_best: float | None
    p_better: float | None
    if_wrong: float | None
    worst: float | None
    same_as: tuple[str, ...] = ()
    breaks_limits: bool = False


@dataclass(frozen=True, slots=True)
class HorizonRow:
    """Differences to doing nothing after (quarters, amount)."""

    alternative: str
    label: str
    differences: tuple[tuple[int, float | None], ...]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome, mean by alternative in the order of the columns. `unit` is `days`, `share` or `count`."""

    outcome: str
    label: str
    unit: str
    more_is_better: bool
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """Where the days of a use case go until its first user: (stage, mean days) in their order."""

    alternative: str
    label: str
    stages: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class ArmPart:
    """Everything that is said of one question: `restructured` = from Monday, `settled` = once settled.

    `rows` stand best first, `reference` holds what is shown but not recommended. `verdict` is `clear`, `leaning`,
    `too close to call`, `as good as each other`, `only one keeps the limits`, `none keeps the limits` (`leader` is then
    the nearest), or `no difference` where all alternatives come out the same.
    """

    arm: str
    title: str
    meaning: str
    verdict: str
    leader: str
    next_best: str
    p_leader: float | None
    rows: tuple[StandingRow, ...]
    reference: tuple[StandingRow, ...]
    horizons: tuple[HorizonRow, ...]
    columns: tuple[str, ...]
    """Labels of the alternatives in `outcomes`."""
    outcomes: tuple[OutcomeRow, ...]
    stages: tuple[StageRow, ...]

    def row(self, alternative: str) -> StandingRow:
        """The row of one alternative."""
        return next(r for r in (*self.rows, *self.reference) if r.alternative == alternative)


@dataclass(frozen=True, slots=True)
class FlipRow:
    """An assumption that would change the answer if it were known, and how it can be known.

    `whom` and `days` are empty where nobody can be asked. `worth` is an amount; `low` and `high` bound the middle third
    of what is assumed; the labels say what is best in the lower, middle and upper third.
    """

    assumption: str
    question: str
    whom: str
    days: str
    arm: str
    worth: float
    low: str
    high: str
    best_low: str
    best_middle: str
    best_high: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """What changes in one wave, summed up: lines of counts by role and unit."""

    wave: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the results rest on, and how to get them again."""

    draws: int
    per_draw: int
    assumed: int
    """Inputs that are a judgement."""
    sourced: int
    """Inputs with a published source."""
    given: int
    """Inputs that this workspace overrides."""
    missing: tuple[str, ...]
    """What happens in organisations and is not simulated yet."""
    guessed: tuple[str, ...]
    """What was guessed or left out for this organisation."""
    seed: int
    priors_hash: str
    inputs_hash: str
    command: str

    @property
    def replications(self) -> int:
        """Simulated histories per alternative."""
        return self.draws * self.per_draw


@dataclass(frozen=True, slots=True)
class ComparisonPage(Page):
    """All structures and scenarios on the same luck: answer, ranking, horizons, outcomes, flips, steps, trust.

    Amounts are in the currency of `money`, or in years of one ML person's pay where no cost is known.
    """

    schema: ClassVar[str] = "mlorg.compare/1"
    quarters: int
    money: Money
    headline: str
    answer: tuple[str, ...]
    arms: tuple[ArmPart, ...]
    flips: tuple[FlipRow, ...]
    flips_stand_out: int
    """Assumptions that stand out, of those looked at, over both arms."""
    looked_at: int
    to_change: str
    """Label of the alternative whose `steps` are summed up; empty if nothing is to change."""
    steps: tuple[StepRow, ...]
    basis: Basis
    decision: DecisionPart | None = None
    """How the verdict comes about."""
    measures: MeasurePart | None = None
    """What to measure first; None where too few draws were made or nothing differs, as `robustness`."""
    robustness: RobustnessPart | None = None
    split: tuple[SplitPart, ...] = ()
    """Differences over the elements of a structure."""
    maps: tuple[MapPart, ...] = ()
    """Which structure is best where hand-offs lose more or less and peers count more or less."""
    past: tuple[str, ...] = ()
    """What a back-test on the user's own history says; empty where the workspace keeps none."""

    @property
    def years(self) -> str:
        """The horizon in words."""
        return f"{self.quarters} quarters"
