"""Which row holds the headings, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...errors import Place, Problem, RosterError, did_you_mean
from .cells import Cells, Row
from .headings import (
    FORBIDDEN,
    IGNORE,
    IMPORTED,
    SET_ASIDE,
    SEVERAL,
    Meaning,
    heading_key,
    known_words,
    meaning_of,
    recognised,
)
from .values import is_blank, kind_of_values, name_key, printable

SEARCHED = 60
"""Records among which the headings must stand."""
_WHO = frozenset({"entry_id", "person_id", "person", "email", "name", "first_name", "last_name", "title", "seat"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: heading, number (1-based), the field it became (None = not imported), by which rule, and
    what speaks for it."""

    heading: str
    number: int
    field: str | None
    rule: str
    evidence: str = ""
    named_by: str = ""

    @property
    def index(self) -> int:
        """Position in a row, from 0."""
        return self.number - 1

    def value(self, row: Row) -> str:
        """The row's cell, without blanks around it; empty where the row is too short."""
        return row.cells[self.index].strip() if self.index < len(row.cells) else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns, the line of the headings, the lines above them, and the rows below."""

    columns: tuple[Column, ...]
    headings: Row
    above: tuple[int, ...]
    rows: tuple[Row, ...]

    def column(self, field: str) -> Column | None:
        """The column of a field that only one column can have."""
        return next((c for c in self.columns if c.field == field), None)

    def columns_of(self, field: str) -> tuple[Column, ...]:
        """Every column of a field."""
        return tuple(c for c in self.columns if c.field == field)

    @property
    def spare(self) -> tuple[Column, ...]:
        """Columns that no rule knows: the values may yet tell what they are."""
        return tuple(c for c in self.columns if c.field is None and c.rule == UNKNOWN)


class Fields:
    """The cells of a row by field, for fields that only one column can have."""

    def __init__(self, layout: Layout) -> None:
        self._index = {column.field: column.index for column in layout.columns if column.field}

    def text(self, row: Row, field: str) -> str:
        """The cell without blanks around it; empty for a blank one and for a field that no column has."""
        index = self._index.get(field)
        if index is None:
            return ""
        value = row.cells[index].strip()
        return "" if value and is_blank(value) else value

    def has(self, *fields: str) -> bool:
        """True if some column is one of the fields."""
        return any(field in self._index for field in fields)


UNKNOWN = "heading not known"


def find_layout(cells: Cells, mapping: Mapping[str, str]) -> Layout:
    """The layout of a table. Raises RosterError if no row looks like headings or `mapping` cannot be followed."""
    filled = [row for row in cells.rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise RosterError([Problem(Place(cells.file), "the file holds no rows.", "Export it again.")])
    mapped = frozenset(map(heading_key, mapping))
    scores = [len(recognised(row.cells, mapped)) for row in filled[:SEARCHED]]
    best = scores.index(max(scores))
    if max(scores) < (1 if mapping else 2):
        raise RosterError([_no_headings(cells.file, filled[0])])
    headings = filled[best]
    below = filled[best + 1 :]
    widest = max((row.filled_width for row in below), default=0)
    columns = _assigned(_named(headings, widest, mapping), below)
    problems = _wrong_mappings(cells.file, headings, mapping) or _nobody(cells.file, headings, columns)
    if problems:
        raise RosterError(problems)
    if not below:
        message = "there are headings and no rows below them."
        raise RosterError([Problem(Place(cells.file, headings.line), message, "Export it again, with the people.")])
    above = tuple(row.line for row in filled[:best])
    return Layout(columns, headings, above, tuple(row for row in cells.rows if row.line > headings.line))


def _named(headings: Row, widest: int, mapping: Mapping[str, str]) -> list[tuple[Column, Meaning | None]]:
    asked = {heading_key(heading): field for heading, field in mapping.items()}
    found: list[tuple[Column, Meaning | None]] = []
    for number, cell in enumerate(headings.cells, 1):
        heading, wanted = printable(cell), asked.get(heading_key(cell))
        meaning = meaning_of(cell)
        if wanted is not None and wanted in IMPORTED:
            found.append((Column(heading, number, None, f"--map {heading}={wanted}"), Meaning(wanted, -1)))
        elif wanted == IGNORE:
            found.append((Column(heading, number, None, SET_ASIDE[IGNORE]), None))
        elif meaning is not None and meaning.field in SET_ASIDE:
            found.append((Column(heading, number, None, SET_ASIDE[meaning.field]), None))
        elif meaning is not None:
            system = f"as in {meaning.system}" if meaning.system else ""
            found.append((Column(heading, number, None, "heading", system, meaning.named_by), meaning))
        elif heading or number <= widest:
            found.append((Column(heading, number, None, UNKNOWN if heading else "no heading"), None))
    return found


def _whole_name_or_part(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """A column headed just "Name" beside one of first names alone holds last names, unless its values hold both."""
    by_field = {column.field: column for column in columns}
    parts = [field for field in ("first_name", "last_name") if field in by_field]
    whole = by_field.get("name")
    if whole is None or len(parts) != 1 or _asked(whole):
        return columns
    part = by_field[parts[0]]
    pairs = [(name_key(whole.value(row)).split(), name_key(part.value(row)).split()) for row in rows[:500]]
    apart = [not set(one) & set(other) for one, other in pairs if one and other]
    if 2 * sum(apart) <= len(apart):
        return columns
    other = "last_name" if parts[0] == "first_name" else "first_name"
    return tuple(replace(c, field=other) if c is whole else c for c in columns)


def _names_no_single_row(column: Column, rows: Sequence[Row]) -> str:
    """Why a column of ids of posts cannot be one (empty: it can): codes of jobs, which many posts share."""
    values = [value for row in rows if (value := column.value(row)) and not is_blank(value)]
    distinct = len(set(values))
    return f"no id of posts: {len(values)} rows share {distinct} values" if 2 * distinct < len(values) else ""


def _assigned(named: Sequence[tuple[Column, Meaning | None]], rows: Sequence[Row]) -> tuple[Column, ...]:
    """One column per field: the one with the best alias, the first of equals; the others are left alone."""
    taken: dict[str, Column] = {}
    columns: dict[int, Column] = {}
    for column, meaning in sorted(named, key=lambda pair: (pair[1].rank if pair[1] else 0, pair[0].number)):
        field = _field(column, meaning, rows)
        shared = _names_no_single_row(column, rows) if field == "entry_id" and not _asked(column) else ""
        if field is None:
            columns[column.number] = column
        elif shared:
            columns[column.number] = replace(column, rule=shared, evidence="")
        elif field in taken and (field not in SEVERAL or (_asked(taken[field]) and not _asked(column))):
            rule = f"not used: {field} is taken from {taken[field].heading!r}"
            columns[column.number] = replace(column, rule=rule, evidence="")
        else:
            taken[field] = columns[column.number] = replace(column, field=field)
    return _whole_name_or_part(tuple(columns[number] for number in sorted(columns)), rows)


def _asked(column: Column) -> bool:
    return column.rule.startswith("--map")


def _field(column: Column, meaning: Meaning | None, rows: Sequence[Row]) -> str | None:
    """The field of a meaning; a column headed just "Employee" is what its values are."""
    if meaning is None or meaning.field != "person":
        return meaning.field if meaning else None
    return {"email": "email", "code": "person_id"}.get(kind_of_values(map(column.value, rows[:500])), "name")


def _wrong_mappings(file: str, headings: Row, mapping: Mapping[str, str]) -> list[Problem]:
    there = {heading_key(cell): cell for cell in headings.cells}
    found: list[Problem] = []
    for heading, field in mapping.items():
        place = Place(file, headings.line)
        meaning = meaning_of(heading)
        if heading_key(heading) not in there:
            known = [printable(cell) for cell in headings.cells if cell.strip()]
            hint = did_you_mean(heading, known) or f"Headings: {', '.join(map(repr, known[:30]))}."
            found.append(Problem(place, f"--map names a column {heading!r} that does not exist.", hint))
        elif field not in IMPORTED and field != IGNORE:
            hint = did_you_mean(field, IMPORTED) or f"Fields: {', '.join((*IMPORTED, IGNORE))}."
            found.append(Problem(place, f"--map {heading}={field}: there is no field {field!r}.", hint))
        elif field != IGNORE and meaning is not None and meaning.field in FORBIDDEN:
            message = f"--map {heading}={field}: a column with this heading is never read ({SET_ASIDE[meaning.field]})."
            found.append(Problem(place, message, "Rename the column if it holds something else."))
    return found


def _nobody(file: str, headings: Row, columns: Sequence[Column]) -> list[Problem]:
    if _WHO & {column.field for column in columns}:
        return []
    message = "no column tells who or what a row is: an id, an e-mail address, a name or a title."
    return [Problem(Place(file, headings.line), message, _how_to_map(headings))]


def _no_headings(file: str, first: Row) -> Problem:
    seen = ", ".join(repr(_masked(cell)) for cell in first.cells[:12] if cell.strip())
    message = f"no row looks like headings: fewer than two known ones in any. The first row holds {seen}."
    return Problem(Place(file, first.line), message, _how_to_map(first))


def _how_to_map(row: Row) -> str:
    example = next((_masked(cell) for cell in row.cells if _masked(cell) not in ("", "***")), "Heading")
    return f'Say what a column is: --map "{example}=title". Fields: {", ".join(IMPORTED)}.'


def _masked(cell: str) -> str:
    """A cell if it is made of words that headings are made of; it might be a name otherwise."""
    words = heading_words(cell)
    return printable(cell) if words and words <= known_words() and len(cell) <= 60 else ("***" if cell.strip() else "")


def heading_words(cell: str) -> set[str]:
    """The words of a cell, as headings are compared."""
    return set("".join(c if c.isalpha() else " " for c in cell.casefold()).split()) if cell.isprintable() else set()
