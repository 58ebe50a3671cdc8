"""The bank of questions as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from ...assess.recognition.tables import Signal, signals
from ..pages import About, Page


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One allowed answer: its id, as it stands in the answers file, and in words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class BankRow:
    """One question of the bank. With `several`, more than one answer may be given, as a list."""

    id: str
    text: str
    several: bool
    answers: tuple[AnswerRow, ...]
    answer: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class BankPage(Page):
    """The bank of questions, with the answers given so far."""

    schema: ClassVar[str] = "mlorg.ask/1"
    questions: tuple[BankRow, ...]
    answered: int = 0


def bank_page(about: About, answers: Mapping[str, tuple[str, ...]]) -> BankPage:
    """All questions, with what was answered."""
    rows = tuple(bank_row(kind, answers.get(kind.id)) for kind in signals().values())
    return BankPage(about, rows, len(answers))


def bank_row(kind: Signal, given: tuple[str, ...] | None = None) -> BankRow:
    """One question with its allowed answers; `several` and `dont_know` among them."""
    own: Iterable[AnswerRow] = (AnswerRow(level.id, level.label) for level in kind.levels.values())
    several = (AnswerRow("several", "several of these, not said which"),) if kind.several else ()
    known = (*own, *several, AnswerRow("dont_know", "don't know"))
    return BankRow(kind.id, kind.question, kind.several, known, given)
