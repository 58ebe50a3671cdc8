"""Pages of asking for a decision: what to ask in which order, and what answers change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .measures.page import MeasurePart
from .pages import Page
from .rounding import Money


@dataclass(frozen=True, slots=True)
class DecisionQuestionsPage(Page):
    """What to ask for the decision, in order; amounts are as `money` says.

    `measures` is None where too few draws were made, or where nothing differs.
    """

    schema: ClassVar[str] = "mlorg.ask.decision/1"
    quarters: int
    money: Money
    measures: MeasurePart | None


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One assumption with its distribution before and after an answer, and where each comes from.

    `before` and `after` are in the notation of files, `meant_before` and `meant_after` say the same in words. `after`
    is empty where the answer is not known: nothing changes then.
    """

    assumption: str
    question: str
    before: str
    source_before: str
    after: str
    source: str
    meant_before: str
    meant_after: str


@dataclass(frozen=True, slots=True)
class AnswersPage(Page):
    """What answers changed in `file`, and the command that updates the comparison."""

    schema: ClassVar[str] = "mlorg.ask.answers/1"
    answers: tuple[AnsweredRow, ...]
    file: str
    command: str
