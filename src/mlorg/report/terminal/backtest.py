"""A back-test on the terminal."""

from __future__ import annotations

from rich.console import Console

from ..backtest import BacktestPage, expected_said
from ..measures.questions import amount
from ..measures.words import answer_said
from ..rounding import Money, two_digits
from ..sentences import counted
from .parts import add_row, show_heading, show_lines, show_title, table

COLUMNS = ("first half", "second half", "expected before", "expected after fitting", "held")


def show_backtest(page: BacktestPage, console: Console, everything: bool = False) -> None:
    """The whole page."""
    show_heading(console, page.about, "its past against the model")
    console.print()
    show_lines(console, page.verdict, "")
    first, last = page.half_years[0], page.half_years[-1]
    note = f"half-years ending {first} to {last}, the first {page.fitted} fitted; from {page.source}"
    show_title(console, "What came and what was expected", note)
    made = table("", *COLUMNS, right=(1, 2, 3, 4))
    for row in page.predictions:
        held = {True: "yes", False: "no", None: ""}[row.held]
        seen = (two_digits(row.first_half), two_digits(row.came))
        add_row(made, row.label, *seen, expected_said(row.before), expected_said(row.after), held)
    console.print(made)
    if page.left_out:
        show_lines(
            console, [f"{counted(page.left_out, 'row')} before the first half-year or after the last: left out."]
        )
    _show_learned(page, console)


def _show_learned(page: BacktestPage, console: Console) -> None:
    if page.refused:
        return
    show_title(console, "What the whole history says of the assumptions")
    if not page.learned:
        show_lines(console, ["None of them is moved by more than luck."])
    for row in page.learned:
        before, after = (
            f"{amount(middle, row.unit, Money())} ({amount(low, row.unit, Money())} to "
            f"{amount(high, row.unit, Money())})"
            for low, middle, high in (row.before, row.after)
        )
        show_lines(console, [row.question, f"   {before} was assumed; with the history {after}."])
    if page.kept:
        show_lines(console, ["", *(line for row in page.kept for line in answer_said(row))])
        show_lines(console, [f"To update the comparison: {page.command}"])
    elif page.learned:
        show_lines(console, ["", "--keep writes them into assumptions.yaml."])
