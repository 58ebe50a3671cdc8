"""CSV exports of any system: rows by plain headings, with their line; and figures over many of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ..errors import Place
from ..org import Ref
from ..org.statements import Statement
from .contract import Reading
from .roster.dates import date_order, parse_date

EARLIEST = date(1970, 1, 2)
"""Days before it are no dates of software: they are what spreadsheets make of a zero, of a year or of nothing."""


LONGEST_DATE = 30
"""Characters of a cell that may be a date; a longer one is free text with a date in it."""

NO_YEAR = 1904
"""The year that stands for one that is not written: a leap year before `EARLIEST`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its line and its cells by field."""

    line: int
    cells: Mapping[str, str]

    def text(self, field: str) -> str:
        """The cell, empty where the table has no such column or the row is short."""
        return self.cells.get(field, "")


def plain(heading: str) -> str:
    """A heading as compared: small letters and digits with single blanks."""
    return " ".join(re.findall(r"[a-z0-9]+", _CAMEL.sub(" ", heading).casefold()))


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def rows_of(
    reading: Reading, file: Path, names: Mapping[str, Sequence[str]], mapping: Mapping[str, str]
) -> Iterator[TableRow]:
    """The rows of a CSV file by field. `names` are usual headings of each field, `mapping` the user's own: field ->
    heading. Faults: a heading that is mapped but absent, rows with more cells than headings."""
    text = reading.text(file)
    if text is None:
        return
    sample = text[:4096].partition("\n")[0]
    delimiter = max(",;\t|", key=sample.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        headings = [plain(cell) for cell in next(records, [])]
        columns = _columns(headings, names, mapping, reading, file)
        yield from _below(records, headings, columns, reading, file)
    except csv.Error as error:
        message = f"cannot be read from here on: {error}."
        reading.fault(reading.at(file, records.line_num), message, "Mend the quotes of this row or the one above.")


def _below(
    records: Any, headings: Sequence[str], columns: Mapping[str, int], reading: Reading, file: Path
) -> Iterator[TableRow]:
    """The rows below the headings, each with the line on which it begins."""
    line = records.line_num + 1
    for record in records:
        if any(cell.strip() for cell in record):
            if len(record) > len(headings):
                reading.warn(reading.at(file, line), f"has {len(record)} cells under {len(headings)} headings.")
            cells = {field: record[n].strip() for field, n in columns.items() if n < len(record)}
            yield TableRow(line, cells)
        line = records.line_num + 1


def _columns(
    headings: list[str], names: Mapping[str, Sequence[str]], mapping: Mapping[str, str], reading: Reading, file: Path
) -> dict[str, int]:
    found = {}
    for field, usual in names.items():
        wanted = [plain(mapping[field])] if field in mapping else [plain(name) for name in usual]
        # Long questions serve as headings too, so a heading may also begin with what is looked for.
        exact = next((headings.index(name) for name in wanted if name in headings), None)
        begins = (n for name in wanted for n, h in enumerate(headings) if len(name) > 12 and h.startswith(name))
        column = exact if exact is not None else next(begins, None)
        if column is not None:
            found[field] = column
        elif field in mapping:
            message = f"there is no column {mapping[field]!r} for {field}."
            reading.fault(reading.at(file, 1), message, "Correct the column under columns:.")
    return found


class Days:
    """Reads the dates of one column by one convention."""

    def __init__(self, values: Iterable[str]) -> None:
        self._day_first = date_order(value for value in values if value).day_first

    def given(self, text: str) -> date | None:
        """The day as it is written, None for what is no date.

        A day without a year (22-Jul) is one of `NO_YEAR`: good for the time between two of them and nothing else.
        """
        text = text.partition(" GMT")[0]
        if not text or len(text) > LONGEST_DATE:
            return None
        if _MILLISECONDS.fullmatch(text):
            return datetime.fromtimestamp(int(text) / 1000, UTC).date()
        whole = _iso(text) or parse_date(text.strip(), self._day_first)
        yearless = None if whole else re.fullmatch(r"(\d{1,2})-([A-Za-z]{3})", text.strip())
        return parse_date(f"{yearless[0]}-{NO_YEAR}") if yearless else whole

    def read(self, text: str) -> date | None:
        """The day, None for what is no date; days before 1970 are none."""
        found = self.given(text)
        return found if found and found >= EARLIEST else None


_MILLISECONDS = re.compile(r"1\d{12}")


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def figures(subject: Ref, name: str, values: Sequence[float], place: Place) -> Iterator[Statement]:
    """How many values there are, their quartiles, 95th percentile, mean and extremes, as statements."""
    if not values:
        return
    ordered = sorted(values)
    found = {
        "count": len(ordered),
        "min": ordered[0],
        "q1": quantile(ordered, 0.25),
        "median": quantile(ordered, 0.5),
        "q3": quantile(ordered, 0.75),
        "p90": quantile(ordered, 0.9),
        "p95": quantile(ordered, 0.95),
        "max": ordered[-1],
        "mean": sum(ordered) / len(ordered),
    }
    for key, value in found.items():
        yield Statement(subject, f"{name}.{key}", round(value, 4), place=place)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile of ascending values, with straight lines between them."""
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)
