"""CSV and its cousins: which separator, and rows that survive a quotation mark nobody closed."""

from __future__ import annotations

import csv
from io import StringIO

from ...errors import Place, Problem
from .headings import recognised

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SAMPLE = 60
"""Lines that decide the separator."""
LONGEST_HEADINGS = 20_000
"""Characters a row of headings may have."""
LONGEST_CELL = 25
"""Lines a quoted cell may span before the quotation mark is taken for an open one."""

Numbered = tuple[int, tuple[str, ...]]


def read_delimited(text: str, file: str, mapped: frozenset[str]) -> tuple[str, list[Numbered], tuple[Problem, ...]]:
    """How the text is separated in words, its records with the line each begins on, and what could not be read."""
    lines = list(StringIO(text, newline=""))
    separator = _separator(lines[:SAMPLE], mapped)
    problems: list[Problem] = []
    rows = _records(lines, separator, file, problems)
    return f"separated by {SEPARATORS[separator]}", rows, tuple(problems)


def _separator(lines: list[str], mapped: frozenset[str]) -> str:
    """The separator under which some row names most fields; then the one that makes most columns."""
    return max(SEPARATORS, key=lambda separator: _score(lines, separator, mapped))


def _score(lines: list[str], separator: str, mapped: frozenset[str]) -> tuple[int, int]:
    rows = [_one_line(line, separator) or () for line in lines if len(line) < LONGEST_HEADINGS]
    fields = max((len(recognised(row, mapped)) for row in rows), default=0)
    return fields, max(map(len, rows), default=0)


def _records(lines: list[str], separator: str, file: str, problems: list[Problem]) -> list[Numbered]:
    reader = csv.reader(lines, delimiter=separator)
    rows: list[Numbered] = []
    begun = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            return rows + _line_by_line(lines, begun, separator, file, problems)
        record = lines[begun - 1 : reader.line_num]
        if (len(record) > 1 or reader.line_num == len(lines)) and _open_quote(record, separator):
            message = "a quotation mark is opened here and not closed: from here on each line is read by itself."
            problems.append(Problem(Place(file, begun), message, "Close it, or double it inside a cell."))
            return rows + _line_by_line(lines, begun, separator, file, problems)
        rows.append((begun, tuple(cells)))
        begun = reader.line_num + 1


def _open_quote(record: list[str], separator: str) -> bool:
    """True for a record that spans too many lines, or in which a quoted cell has no end."""
    begins_a_cell = record[0].startswith('"') or f'{separator}"' in record[0]
    return len(record) > LONGEST_CELL or (begins_a_cell and sum(line.count('"') for line in record) % 2 == 1)


def _line_by_line(lines: list[str], begun: int, separator: str, file: str, problems: list[Problem]) -> list[Numbered]:
    rows: list[Numbered] = []
    for number, line in enumerate(lines[begun - 1 :], begun):
        cells = _one_line(line, separator)
        if cells is None:
            message = f"a cell is longer than {csv.field_size_limit():,} characters; the line is left out."
            problems.append(Problem(Place(file, number), message, "Is a quotation mark or a line break missing?"))
        else:
            rows.append((number, tuple(cells)))
    return rows


def _one_line(line: str, separator: str) -> list[str] | None:
    """Cells of one line; None if one is too long to be a cell."""
    balanced = line.count('"') % 2 == 0
    text = [line.rstrip("\r\n")]
    try:
        if balanced:
            return next(csv.reader(text, delimiter=separator), [])
        cells = next(csv.reader(text, delimiter=separator, quoting=csv.QUOTE_NONE), [])
        return [cell.strip('"') for cell in cells]
    except csv.Error:
        return None
