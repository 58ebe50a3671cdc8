"""Asking for a decision, on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..asking import AnswersPage, DecisionQuestionsPage
from ..measures.words import MEASURE_COLUMNS, answer_said, introduced, measure_cells, told_in
from .parts import add_row, show_heading, show_lines, table


def show_decision_questions(page: DecisionQuestionsPage, console: Console, everything: bool = False) -> None:
    """What to ask, in order, with the names that answers are given by."""
    show_heading(console, page.about, f"what to ask before deciding, over {page.quarters} quarters")
    console.print()
    show_lines(console, introduced(page), "")
    if page.measures is None:
        return
    money = told_in(page.measures, page.money)
    made = table("", "whom", *MEASURE_COLUMNS, right=(2, 3, 4, 5))
    for row in page.measures.rows:
        name = Text(row.question, style="bold" if row.stands_out else "").append(f"\n{row.assumption}", "not bold dim")
        add_row(made, name, row.whom, *measure_cells(row, money))
    console.print(made)
    console.print(Text(f"  in {money.unit}; answer with --set NAME=ANSWER or one by one without --list", style="dim"))


def show_answers(page: AnswersPage, console: Console, everything: bool = False) -> None:
    """What answers changed, and how to see what follows."""
    for row in page.answers:
        show_lines(console, answer_said(row), "")
    if any(row.after for row in page.answers):
        show_lines(console, [f"Kept in {page.file}. To update the comparison: {page.command}"], "")
