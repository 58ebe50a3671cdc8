"""Assets × responsibilities on the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from ...org import DATA_RESPONSIBILITIES, MODEL_RESPONSIBILITIES
from ...org.naming import PEOPLE
from ..organisation.page import AssetRow, Cell, OwnershipPage, ResponsibilityRow
from ..sentences import counted
from .parts import add_row, show_cut, show_heading, show_lines, show_title, table

ROWS = 30
"""Assets of one kind that are shown before the list is cut."""
TITLES = {"dataset": "Datasets", "model": "Models", "platform": "Platforms", "use_case": "Use cases"}
LEGEND = (
    "unknown = nothing is stated, which is not the same as nobody.",
    "gone = the owner who is named is no longer there.",
    "* = through an ownership of the whole line, which stands above its assets.",
)


def show_ownership(page: OwnershipPage, console: Console, everything: bool = False) -> None:
    """How much is owned per responsibility, then each asset with its owners; most gaps first."""
    show_heading(console, page.about, f"who is accountable for what ({counted(len(page.assets), 'asset')})")
    if not page.assets:
        show_lines(console, ["No dataset, model or platform is listed yet: add them to org.yaml or assets.csv."], "")
        return
    none = f"{counted(page.unowned, 'asset has', 'assets have')} no known owner at all."
    show_lines(console, [none if page.unowned else "Every asset has a known owner for something."], "")
    _show_summaries(page.responsibilities, console)
    for kind, title in TITLES.items():
        rows = [row for row in page.assets if row.kind == kind]
        if rows:
            _show_assets(title, rows, console, len(rows) if everything else ROWS)
    show_lines(console, ["", *(line for line in LEGEND if _needed(line.split()[0], page))], "")


def _needed(sign: str, page: OwnershipPage) -> bool:
    cells = [cell for row in page.assets for cell in row.cells]
    return any(cell.standing for cell in cells) if sign == "*" else any(cell.state == sign for cell in cells)


def _show_summaries(rows: Iterable[ResponsibilityRow], console: Console) -> None:
    show_title(console, "By responsibility")
    columns = ("", "assets", "owned", "unowned", "unknown", "owners", "most are owned by")
    made = table(*columns, right=(1, 2, 3, 4, 5))
    for row in rows:
        top = ", ".join(f"{owner}: {count:,}" for owner, count in row.top_owners[:2])
        add_row(made, row.responsibility, row.assets, row.owned, row.unowned, row.unknown, row.owners, top)
    console.print(made)


def _show_assets(title: str, rows: list[AssetRow], console: Console, most: int) -> None:
    """Assets under their lines; the lines come in the order of their first asset."""
    show_title(console, title, f"{len(rows):,}")
    held = {cell.responsibility for row in rows for cell in row.cells}
    columns = [r.value for r in (*DATA_RESPONSIBILITIES, *MODEL_RESPONSIBILITIES) if r.value in held]
    made = table("", *columns)
    for line, of_line in _by_line(rows[:most]):
        if line or _have_lines(rows):
            add_row(made, Text(line or "line not known", style="bold"))
        for row in of_line:
            cells = {cell.responsibility: _cell(cell, line) for cell in row.cells}
            add_row(made, f" {row.label}", *(cells.get(c, Text("–", style="dim")) for c in columns))
    console.print(made)
    show_cut(console, len(rows) - most, "--all")


def _by_line(rows: Iterable[AssetRow]) -> Iterable[tuple[str, list[AssetRow]]]:
    lines: dict[str, list[AssetRow]] = {}
    for row in rows:
        lines.setdefault(row.line, []).append(row)
    return lines.items()


def _have_lines(rows: Iterable[AssetRow]) -> bool:
    return any(row.line for row in rows)


STYLES = {"owned": "", "nobody": "red", "gone": "red", "unknown": "yellow"}


def _cell(cell: Cell, line: str) -> Text:
    """The owner, with the line's own name left out, which stands above."""
    owner = cell.owner
    if line and owner == line:
        owner = "the line"
    elif line and owner.removeprefix(f"{line} ") in PEOPLE.values():
        owner = f"its {owner.removeprefix(f'{line} ')}"
    text = Text(owner or cell.state, style=STYLES[cell.state])
    if cell.standing:
        text.append("*")
    if cell.responsible:
        text.append(f" +{cell.responsible}", style="dim")
    return text
