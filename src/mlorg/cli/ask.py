"""`mlorg ask`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import HERE, AsFormat
from .command import command
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..api import Interview
    from ..report.assessment import BankRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOptions:
    """What `mlorg ask` is asked."""

    folder: Annotated[
        Path, typer.Argument(metavar="[WORKSPACE]", help="Folder of the workspace.", show_default="here")
    ] = HERE
    answers: Annotated[
        Path | None,
        typer.Option("--answers", "-a", metavar="FILE", help="Where answers are kept; else answers.yaml in WORKSPACE."),
    ] = None
    bank: Annotated[bool, typer.Option("--list", help="List all questions and answers instead of asking.")] = False
    format: AsFormat = Format.TEXT


@command(
    AskOptions,
    "mlorg ask acme",
    "mlorg ask --answers answers.yaml",
    "mlorg ask --list --format json",
)
def ask(asked: AskOptions, screen: Screen) -> None:
    """Ask what no system records: always the question that tells most.

    Which question that is follows from what the sources say and what was answered so far. Answer with a number, an id,
    or several of them apart by commas; just Enter means "don't know", q ends. Every answer is kept at once, so it may
    be ended at any time and goes on where it was. It ends by itself when little is left to learn.
    """
    from .. import api

    if asked.bank or asked.format == Format.JSON:
        screen.page(api.questions(asked.folder, asked.answers), asked.format)
        return
    talk = api.interview(asked.folder, asked.answers)
    while (question := talk.next()) is not None:
        if not _asked(talk, question, screen):
            break
    screen.note(f"{len(talk.answers)} answers are kept in {talk.file}; 'mlorg assess' says what follows from them.")


def _asked(talk: Interview, question: BankRow, screen: Screen) -> bool:
    """Ask until the answer is one; False if the user wants to end."""
    own = [a for a in question.answers if a.id not in ("several", "dont_know")]
    several = " Several are possible, apart by commas." if question.several else ""
    lines = [f"{n:>3}  {answer.label}" for n, answer in enumerate(own, 1)]
    screen.text("\n".join(["", question.text + several, *lines, ""]))
    while True:
        screen.text("Number, Enter if you don't know, q to end: ")
        sys.stdout.flush()
        words = sys.stdin.readline()
        if not words or words.strip().casefold() in ("q", "quit", "end"):
            screen.text("\n")
            return False
        wrong = talk.take(question.id, words.strip())
        if not wrong:
            return True
        screen.text(f"{wrong}\n")
