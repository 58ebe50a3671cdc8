"""Split differences and maps on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..comparison.page import ComparisonPage
from ..levers.page import MapPart
from ..levers.words import (
    SPLIT_COLUMNS,
    TOO_CLOSE,
    cell_said,
    how_split,
    map_in_a_sentence,
    map_note,
    map_title,
    split_note,
    split_rows,
    split_title,
)
from .parts import add_row, show_lines, show_title, table


def show_splits(page: ComparisonPage, console: Console) -> None:
    """Where differences come from; nothing where the page does not say."""
    for part in page.split:
        show_title(console, split_title(part), split_note(part, page.money, page.quarters))
        made = table("", *SPLIT_COLUMNS, right=(1, 2))
        for row in split_rows(part, page.money):
            add_row(made, *row)
        console.print(made)
        show_lines(console, how_split(part), style="dim")


def show_maps(page: ComparisonPage, console: Console) -> None:
    """Which answer holds where; nothing where the page has no map."""
    for shown in page.maps:
        _show_map(shown, console)


def _show_map(part: MapPart, console: Console) -> None:
    show_title(console, map_title(part))
    show_lines(console, [map_in_a_sentence(part)])
    thirds = list(dict.fromkeys(cell.hand_offs for cell in part.cells))
    made = table("peers", *(f"hand-off loss {third}" for third in thirds))
    for third in dict.fromkeys(cell.peers for cell in part.cells):
        cells = part.row(third)
        add_row(made, third, *(Text(cell_said(c), style="dim" if c.verdict == TOO_CLOSE else "") for c in cells))
    console.print(made)
    show_lines(console, [map_note(part)], style="dim")
