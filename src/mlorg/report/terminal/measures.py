"""What to measure first, and how robust the answer is, on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..measures.page import MeasurePart, RobustnessPart
from ..measures.words import (
    AREA_COLUMNS,
    MEASURE_COLUMNS,
    MOST_ROWS,
    TOO_FEW,
    amount_cells,
    condition_said,
    measure_cells,
    measure_said,
    robustness_said,
    rule_said,
    told_in,
    turning_said,
)
from ..rounding import Money, percent
from .parts import add_row, show_items, show_lines, show_title, table


def show_measures(part: MeasurePart | None, money: Money, console: Console, everything: bool = True) -> None:
    """What to measure first; whole areas of it only with `everything`."""
    show_title(console, "What to measure first")
    if part is None:
        show_lines(console, [TOO_FEW])
        return
    show_lines(console, measure_said(part, money))
    if part.everything <= 0:
        return
    money = told_in(part, money)
    made = table("", *MEASURE_COLUMNS, right=(1, 2, 3, 4))
    for row in part.rows[:MOST_ROWS]:
        add_row(made, Text(row.question, style="bold" if row.stands_out else ""), *measure_cells(row, money))
    for study in part.studies:
        add_row(made, study.question, *measure_cells(study, money))
    console.print(made)
    if part.groups and everything:
        areas = table("by area, all of it together", *AREA_COLUMNS, right=(1, 2, 3))
        for group in part.groups[:MOST_ROWS]:
            add_row(areas, group.label, group.assumptions, *amount_cells(group, money))
        console.print()
        console.print(areas)
    console.print(Text(f"  in {money.unit}; mlorg ask --for decision asks in this order", style="dim"))


def show_robustness(part: RobustnessPart | None, money: Money, console: Console) -> None:
    """How robust the answer is."""
    show_title(console, "How robust it is")
    if part is None:
        show_lines(console, [TOO_FEW])
        return
    show_lines(console, robustness_said(part))
    show_items(console, (turning_said(row, money) for row in part.turning[:MOST_ROWS]))
    for rule in part.rules:
        show_lines(console, ["", rule_said(rule)])
        show_items(console, (condition_said(row, money) for row in rule.conditions))
    if part.influences:
        show_lines(console, ["", "How much of the difference between cases each assumption explains by itself:"])
        made = table("", "", right=(1,))
        for row in part.influences[:MOST_ROWS]:
            add_row(made, row.question, percent(row.share))
        console.print(made)
