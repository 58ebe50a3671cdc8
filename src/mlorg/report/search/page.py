"""The page of a search: the best mixture between the structures, what it gains, and who would do what in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..comparison.page import StepRow
from ..pages import Page
from ..rounding import Money


@dataclass(frozen=True, slots=True)
class FinalistRow:
    """A structure, or the mixture, against today: gain on the draws searched, and on fresh ones with its 95 % interval.

    `searched` counts rare extremes only in part; `fresh` is the plain mean. Gains are positive where it is better.
    """

    name: str
    label: str
    searched: float | None
    fresh: float | None
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class DialRow:
    """Where the mixture departs from the best structure: an element, in one line or outside all, and from whom."""

    element: str
    where: str
    taken_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Which posts change how, in counts: 2 of the 5 data scientists of a unit, and what happens to them."""

    number: int
    of: int
    role: str
    unit: str
    what: str


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """The best mixture found; `found` False where none beat the structures on the draws searched.

    `unit` says what amounts count: `money` (as `money` says), or the outcome's own. `gain` is that of the mixture over
    `best_structure` on fresh draws, with its 95 % interval and the share of draws in which it is better.
    """

    schema: ClassVar[str] = "mlorg.search/1"
    arm: str
    title: str
    outcome: str
    outcome_label: str
    unit: str
    quarters: int
    money: Money
    headline: str
    found: bool
    best_structure: str
    gain: float | None
    least: float | None
    most: float | None
    p_better: float | None
    finalists: tuple[FinalistRow, ...]
    base: str
    """The structure that `dials` are told against."""
    dials: tuple[DialRow, ...]
    moves: tuple[MoveRow, ...]
    steps: tuple[StepRow, ...]
    settings: tuple[str, ...]
    """The mixture itself: whose setting it takes for each element by line that could be chosen, in their order."""
    looked_at: int
    dropped: tuple[tuple[str, int], ...]
    draws: int
    fresh_draws: int
    priors_hash: str
    saved_as: str = ""
