"""A search on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..comparison.words import money_said, step_title
from ..search.page import SearchPage
from ..search.words import FINALIST_COLUMNS, finalist_cells, gain_said, how_searched, move_said, unit_said
from ..sentences import lower_first
from .parts import add_row, show_cut, show_heading, show_lines, show_title, table

MOST_ROWS = 12


def show_search(page: SearchPage, console: Console, everything: bool = False) -> None:
    """The answer, the finalists, where the mixture departs from the best structure, who moves, and how it was found."""
    when = lower_first(page.title)
    show_heading(console, page.about, f"mixtures searched, {when}, over {page.quarters} quarters")
    console.print()
    console.print(Text(page.headline, style="bold"))
    show_lines(console, ["", gain_said(page)], "")
    if page.unit == "money":
        show_lines(console, ["", money_said(page.money)], "", "dim")
    show_title(console, f"Against today: {page.outcome_label}", f"better is +; in {unit_said(page)}")
    made = table("", *FINALIST_COLUMNS, right=(1, 2, 3))
    for row in page.finalists:
        add_row(made, row.label, *finalist_cells(page, row))
    console.print(made)
    if page.found:
        _show_mixture(page, console, everything)
    show_title(console, "How it was found")
    show_lines(console, how_searched(page))


def _show_mixture(page: SearchPage, console: Console, everything: bool) -> None:
    show_title(console, "The mixture", f"as {page.base}, but for")
    made = table()
    for column in range(3):
        made.add_column("", overflow="fold", no_wrap=column == 0)
    shown = page.dials if everything else page.dials[:MOST_ROWS]
    for row in shown:
        add_row(made, row.element, row.where, f"as in {' / '.join(row.taken_from[:2])}")
    console.print(made)
    show_cut(console, len(page.dials) - len(shown), "--all")
    show_title(console, "Who moves", "which persons is for people to say")
    moves = page.moves if everything else page.moves[:MOST_ROWS]
    show_lines(console, [move_said(row) for row in moves] or ["Nobody."])
    show_cut(console, len(page.moves) - len(moves), "--all")
    show_title(console, "What would have to change")
    for step in page.steps:
        show_lines(console, [step_title(step)])
        show_lines(console, step.lines, "     ")
    if page.saved_as:
        show_lines(console, [f"Kept as the scenario {page.saved_as}: mlorg diff baseline {page.saved_as}"])
