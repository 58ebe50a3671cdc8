"""How a verdict comes about, on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..decision.page import ArmDecision, DecisionPart
from ..decision.words import (
    HOW_FRONT,
    HOW_SURE,
    SURE_COLUMNS,
    front_cell,
    front_heading,
    front_mark,
    opening,
    sure_cells,
)
from ..rounding import Money
from .parts import add_row, narrow, show_lines, show_title, table


def show_decision(part: DecisionPart, money: Money, console: Console, everything: bool = True) -> None:
    """Aims, what would decide, and who breaks which limit; with `everything` also certainty and trade-offs."""
    show_title(console, "What counts")
    show_lines(console, opening(part))
    for arm in part.arms:
        lines = (*arm.deciding, *arm.limits)
        if lines or everything:
            show_title(console, f"{arm.title}: how sure it is")
        show_lines(console, lines)
        if everything:
            _show_sure(arm, console)
    if not everything:
        return
    if part.arms:
        show_lines(console, [HOW_SURE])
    for arm in part.arms:
        show_title(console, f"{arm.title}: what is traded against what")
        _show_front(arm, part, money, console)
    if part.arms:
        show_lines(console, [HOW_FRONT])


def _show_sure(arm: ArmDecision, console: Console) -> None:
    made = table("", *map(narrow, SURE_COLUMNS), right=(1, 2))
    for row in arm.sure:
        add_row(made, row.label, *sure_cells(row))
    console.print(made)


def _show_front(arm: ArmDecision, part: DecisionPart, money: Money, console: Console) -> None:
    headings = (narrow(front_heading(c, money)) for c in part.columns)
    made = table("", *headings, right=range(1, len(part.columns) + 1))
    for row in arm.front:
        cells = [front_cell(value, column, money) for value, column in zip(row.values, part.columns, strict=True)]
        name = Text(row.label, style="bold" if row.on_front else "").append(f"\n{front_mark(row)}", "not bold dim")
        add_row(made, name, *cells)
    console.print(made)
