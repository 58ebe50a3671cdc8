"""A back-test on the terminal."""

from __future__ import annotations

from rich.console import Console

from ..backtest import BACKTEST_COLUMNS, BacktestPage, history_said, learned_said, left_out_said, prediction_cells
from ..measures.words import answer_said
from .parts import add_row, show_heading, show_lines, show_title, table


def show_backtest(page: BacktestPage, console: Console, everything: bool = False) -> None:
    """The whole page."""
    show_heading(console, page.about, "its past against the model")
    console.print()
    show_lines(console, page.verdict, "")
    show_title(console, "What came and what was expected", history_said(page))
    made = table("", *BACKTEST_COLUMNS, right=(1, 2, 3, 4))
    for row in page.predictions:
        add_row(made, row.label, *prediction_cells(row))
    console.print(made)
    show_lines(console, left_out_said(page))
    _show_learned(page, console)


def _show_learned(page: BacktestPage, console: Console) -> None:
    if page.refused:
        return
    show_title(console, "What the whole history says of the assumptions")
    if not page.learned:
        show_lines(console, ["None of them is moved by more than luck."])
    for row in page.learned:
        show_lines(console, [row.question, f"   {learned_said(row)}"])
    if page.kept:
        show_lines(console, ["", *(line for row in page.kept for line in answer_said(row))])
        show_lines(console, [f"To update the comparison: {page.command}"])
    elif page.learned:
        show_lines(console, ["", "--keep writes them into assumptions.yaml."])
