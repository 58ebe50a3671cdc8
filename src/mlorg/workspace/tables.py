"""CSV files as columns of text with the line of each row."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Place, Problem, did_you_mean, names_hint
from .text_files import read_text_file
from .values import PERSONAL, Unreadable, shown

DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: `position` of each known column, the `cells` of each column, the line on which each row begins.

    `complete` is false if reading stopped before the end.
    """

    file: str
    position: dict[str, int]
    cells: Sequence[Sequence[str]]
    lines: array[int]
    complete: bool

    def place(self, row: int, column: str = "") -> Place:
        """Where the cell stands; the column is counted in cells."""
        return Place(self.file, self.lines[row], self.position.get(column, -1) + 1)

    def column(self, name: str) -> Sequence[str]:
        """All cells of a column as they are; empty texts if there is no such column."""
        at = self.position.get(name)
        return [""] * len(self.lines) if at is None else self.cells[at]

    def ids(self, name: str) -> list[str]:
        """All cells of a column without the blanks around them."""
        return [cell.strip() for cell in self.column(name)]


def read_table(path: Path, columns: Sequence[str], required: Sequence[str], problems: list[Problem]) -> Table | None:
    """The rows of a CSV file under the known `columns`; None after adding to `problems` why there are none."""
    text = read_text_file(path, "csv", problems)
    if text is None:
        return None
    file = path.as_posix()
    first = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(DELIMITERS, key=lambda d: sum(_name(cell) in columns for cell in first.split(d)))
    lines = io.StringIO(text, newline="\n")
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        heading = next(reader, [])
    except csv.Error as error:
        problems.append(Problem(Place(file, 1), f"the heading cannot be read: {error}.", "Check its quotes."))
        return None
    position = _positions(file, heading, columns, problems)
    if not _has_all(file, heading, position, required, problems):
        return None
    rows, numbers, complete = _read_rows(reader, len(heading), file, problems)
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(heading)
    return Table(file, position, cells, numbers, complete)


def _name(cell: str) -> str:
    return cell.strip().strip('"').casefold().replace(" ", "_")


def _positions(file: str, heading: Sequence[str], columns: Sequence[str], problems: list[Problem]) -> dict[str, int]:
    found: dict[str, int] = {}
    any_known = any(_name(cell) in columns for cell in heading)
    for at, cell in enumerate(heading):
        name, place = _name(cell), Place(file, 1, at + 1)
        if name in found:
            message = f"column {name!r} stands twice: first at {Place(file, 1, found[name] + 1)}."
            problems.append(Problem(place, message, "Delete or rename one."))
        elif name in columns:
            found[name] = at
        elif name and any_known:
            hint = names_hint(name, columns)
            message = f"column {shown(cell.strip())} is not known and is left out."
            problems.append(Problem(place, message, hint, warning=True))
    return found


def _has_all(
    file: str, heading: Sequence[str], found: Mapping[str, int], required: Sequence[str], problems: list[Problem]
) -> bool:
    missing = [name for name in required if name not in found]
    if not any(heading):
        problems.append(
            Problem(Place(file), "is empty.", f"Its first line names the columns: {', '.join(required)}, …")
        )
    elif missing and not found:
        # The cells are not shown: without a heading they are somebody's data.
        hint = f"The first line names the columns: at least {', '.join(required)}."
        problems.append(Problem(Place(file, 1), "the first line is no heading.", hint))
    elif missing:
        names = ", ".join(map(repr, missing))
        near = (did_you_mean(name, [_name(cell) for cell in heading]) for name in missing)
        problems.append(Problem(Place(file, 1), f"the heading lacks {names}.", next(filter(None, near), "Add it.")))
    return not missing


def _read_rows(reader: Any, width: int, file: str, problems: list[Problem]) -> tuple[list[list[str]], array[int], bool]:
    """Rows that are not blank, the line on which each begins, and whether all could be read."""
    rows: list[list[str]] = []
    numbers = array("l")
    begins = reader.line_num + 1
    try:
        for row in reader:
            if len(row) != width:
                row = _fitted(row, width, Place(file, begins), problems)
            if any(row) and not "".join(row).isspace():
                rows.append(row)
                numbers.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        message = f"this row cannot be read, nor what follows it: {error}."
        hint = "A quote is open that nothing closes, or stands where none belongs."
        problems.append(Problem(Place(file, begins), message, hint))
        return rows, numbers, False
    return rows, numbers, True


def _fitted(row: list[str], width: int, place: Place, problems: list[Problem]) -> list[str]:
    """The row cut or filled to the width of the heading; reported unless nothing is lost or missing by it."""
    if any(cell.strip() for cell in row[width:]) or 0 < len(row) < width:
        message = f"this row has {len(row)} cells, the heading {width}."
        problems.append(Problem(place, message, "Quote cells that hold the delimiter; leave no cell out."))
    return row[:width] + [""] * (width - len(row))


def read_column(table: Table, name: str, read: Callable[[str], Any], problems: list[Problem]) -> list[Any]:
    """The values of a column, None where a cell is empty or cannot be read (which is reported)."""
    cells = table.column(name)
    known = {cell: _value(cell.strip(), read) for cell in set(cells)}
    wrong = {cell: value for cell, value in known.items() if isinstance(value, Unreadable)}
    for row, cell in enumerate(cells) if wrong else ():
        if cell in wrong:
            reason, known[cell] = wrong[cell], None
            message = f"{name}: {shown(reason.value, name in PERSONAL)} {reason.rule}"
            problems.append(Problem(table.place(row, name), message, reason.hint))
    return [known[cell] for cell in cells]


def _value(cell: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(cell) if cell else None
    except Unreadable as error:
        return error


def table_text(first: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV, with the `first` columns always and others, in order of appearance, where a row needs them."""
    columns = list(dict.fromkeys([*first, *(column for row in rows for column in row)]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell_text(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(map(_cell_text, value))
    return str(value)
