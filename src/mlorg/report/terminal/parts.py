"""What several pages on the terminal share: headings, tables without boxes, bars, and saying what was cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..pages import BASELINE, About

BAR = 40
"""Columns of the longest bar."""


def show_heading(console: Console, about: About, subject: str) -> None:
    """The first line of a page: organisation, subject, and scenario and date where they are not the plain ones."""
    text = Text(about.organization or "This organisation", style="bold")
    text.append(f" · {subject}", style="not bold")
    if about.scenario != BASELINE:
        text.append(f" · scenario {about.scenario}", style="not bold")
    if about.as_of:
        text.append(f" · as of {about.as_of}", style="not bold")
    console.print(text)


def show_title(console: Console, title: str, note: str = "") -> None:
    """The heading of a part, after an empty line."""
    text = Text(f"\n{title}", style="bold")
    if note:
        text.append(f"  {note}", style="not bold dim")
    console.print(text)


def table(*columns: str, right: Sequence[int] = ()) -> Table:
    """A table without lines, indented by two; columns whose number stands in `right` are aligned to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(columns), header_style="dim")
    made.add_column("", width=0)
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number in right else "left", overflow="fold")
    return made


def narrow(heading: str, width: int = 12) -> str:
    """A heading in several lines: what stands below it is short, and names need the width."""
    return "\n".join(wrap(heading, width, break_long_words=False, break_on_hyphens=False))


def add_row(to: Table, *cells: object) -> None:
    """A row of plain values or styled texts, taken as they are."""
    to.add_row("", *(cell if isinstance(cell, Text) else Text(str(cell)) for cell in cells))


def bar(count: int, most: int) -> Text:
    """A bar as long as the count, scaled down if the longest would not fit."""
    length = count if most <= BAR else max(1, round(count * BAR / most))
    return Text("▇" * length, style="blue")


def show_lines(console: Console, lines: Iterable[str], indent: str = "  ", style: str = "") -> None:
    """Lines of text, indented, also where they wrap."""
    for line in lines:
        console.print(Padding(Text(line, style, overflow="fold"), (0, 0, 0, len(indent)), expand=False))


def show_items(console: Console, items: Iterable[str], indent: str = "  ") -> None:
    """A list with dashes; what wraps stands below the text, not below the dash."""
    for item in items:
        made = Table.grid()
        made.add_column(width=len(indent) + 2)
        made.add_column(overflow="fold")
        made.add_row(f"{indent}- ", Text(item))
        console.print(made)


def show_cut(console: Console, hidden: int, how: str, indent: str = "  ") -> None:
    """Say how many lines were left out and how to see them; nothing if none were."""
    if hidden > 0:
        console.print(Text(f"{indent}… {hidden:,} more (use {how})", style="dim"))
