"""`mlorg ask`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import HERE, AsFormat, Folder, NoProgress
from .command import command
from .failures import INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..api import DecisionInterview, Interview
    from ..report.asking import AnsweredRow
    from ..report.assessment.bank import BankRow


class Purpose(StrEnum):
    """What is asked for."""

    ARCHETYPE = "archetype"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOptions:
    """What `mlorg ask` is asked."""

    folder: Folder = HERE
    purpose: Annotated[
        Purpose,
        typer.Option("--for", help="To know what kind of organisation it is, or what is worth most to the decision."),
    ] = Purpose.ARCHETYPE
    answers: Annotated[
        Path | None,
        typer.Option("--answers", "-a", metavar="FILE", help="Where answers are kept; else answers.yaml in WORKSPACE."),
    ] = None
    bank: Annotated[bool, typer.Option("--list", help="List all questions and answers instead of asking.")] = False
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=ANSWER", help="Answer for the decision, as in 'access_days=3 from 10'."),
    ] = None
    draws: Annotated[
        int, typer.Option("--draws", min=30, metavar="N", help="For the decision: cases drawn from all not known.")
    ] = 125
    per_draw: Annotated[
        int, typer.Option("--per-draw", min=1, metavar="N", help="For the decision: courses of luck in each.")
    ] = 8
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False


@command(
    AskOptions,
    "mlorg ask acme",
    "mlorg ask --list --format json",
    "mlorg ask acme --for decision",
    "mlorg ask acme --for decision --list --format json",
    "mlorg ask acme --for decision --set 'access_days=3 from 10' --set 'send_back=2 of 10'",
)
def ask(asked: AskOptions, screen: Screen) -> int | None:
    """Ask what no system records: always the question that tells most.

    Which question that is follows from what the sources say and what was answered so far. Answer with a number, an id,
    or several of them apart by commas; just Enter means "don't know", q ends. Every answer is kept at once, so it may
    be ended at any time and goes on where it was. It ends by itself when little is left to learn.

    --for decision simulates as mlorg compare does, asks for what is worth most to the choice per day it takes to find
    out, and keeps each answer in assumptions.yaml with its source. An answer is the middle and how sure it is: 3,
    3 roughly, 3 measured, 3 from 10 (cases); a share is 20 % or 2 of 10.
    """
    from .. import api

    if asked.purpose is Purpose.DECISION or asked.given:
        return _for_decision(asked, screen)
    if asked.bank or asked.format == Format.JSON:
        screen.page(api.questions(asked.folder, asked.answers), asked.format)
        return None
    talk = api.interview(asked.folder, asked.answers)
    while (question := talk.next()) is not None:
        if not _asked(talk, question, screen):
            break
    screen.note(f"{_kept_said(len(talk.answers))} kept in {talk.file}; 'mlorg assess' says what follows from them.")
    return None


def _kept_said(answers: int) -> str:
    return "1 answer is" if answers == 1 else f"{answers} answers are"


def _asked(talk: Interview, question: BankRow, screen: Screen) -> bool:
    """Ask until the answer is one; False if the user wants to end."""
    own = [a for a in question.answers if a.id not in ("several", "dont_know")]
    several = " Several are possible, apart by commas." if question.several else ""
    lines = [f"{n:>3}  {answer.label}" for n, answer in enumerate(own, 1)]
    screen.text("\n".join(["", question.text + several, *lines, ""]))
    while True:
        words = _typed("Number, Enter if you don't know, q to end: ", screen)
        if words is None:
            return False
        wrong = talk.take(question.id, words)
        if not wrong:
            return True
        screen.text(f"{wrong}\n")


def _typed(prompt: str, screen: Screen) -> str | None:
    """What is typed; None if the user wants to end."""
    screen.text(prompt)
    sys.stdout.flush()
    words = sys.stdin.readline()
    if not words or words.strip().casefold() in ("q", "quit", "end"):
        screen.text("\n")
        return None
    return words.strip()


def _for_decision(asked: AskOptions, screen: Screen) -> int | None:
    from .. import api

    workspace = api.load(asked.folder)
    screen.count_warnings(workspace)
    if asked.given:
        screen.page(api.answer_questions(workspace, asked.given), asked.format)
        return None
    options = api.ComparisonOptions(draws=asked.draws, per_draw=asked.per_draw)
    try:
        with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as tell:
            talk = api.decision_interview(workspace, options, tell)
    except KeyboardInterrupt:
        screen.note("Stopped; nothing was written.")
        return INTERRUPTED
    if asked.bank or asked.format == Format.JSON:
        screen.page(talk.page, asked.format)
    else:
        _ask_one_by_one(talk, screen)
    return None


def _ask_one_by_one(talk: DecisionInterview, screen: Screen) -> None:
    from ..report.measures.words import ask_said, introduced

    screen.text("\n".join([*introduced(talk.page), ""]))
    kept: list[AnsweredRow] = []
    for row in talk.to_ask:
        screen.text("\n".join(["", *ask_said(row, talk.page.money, talk.counted(row.assumption)), ""]))
        if not _answered(talk, row.assumption, screen, kept):
            break
    if kept:
        page = talk.kept(kept)
        screen.note(f"{_kept_said(len(kept))} kept in {page.file}. To update the comparison: {page.command}")


def _answered(talk: DecisionInterview, assumption: str, screen: Screen, kept: list[AnsweredRow]) -> bool:
    """Ask until the answer is one, show what it changes and keep it; False if the user wants to end."""
    from ..errors import InputError
    from ..report.measures.words import answer_said

    while (words := _typed("Answer, Enter if you don't know, q to end: ", screen)) is not None:
        try:
            row = talk.understand(assumption, words)
        except InputError as error:
            screen.text(f"{error}\n")
            continue
        if not row.after:
            return True
        screen.text("\n".join([*answer_said(row), ""]))
        sure = _typed("Keep it? Enter for yes, n for no, q to end: ", screen)
        if sure == "":
            talk.keep(row)
            kept.append(row)
        if sure is None or sure == "":
            return sure is not None
    return False
