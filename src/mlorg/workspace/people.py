"""`people.csv`: a row per post and person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import Place, Problem
from ..org import ALWAYS, Line, ManagerKind, Mandate, Membership, Organization, Person, Validity
from . import values
from .draft import Draft
from .entities import fields_of
from .places import PEOPLE_COLUMN, PeoplePlaces
from .tables import Table, read_column, read_table, table_text

POST_COLUMNS: Mapping[str, Callable[[str], Any]] = {
    "title": values.read_text,
    "role": values.read_id,
    "sits_in": values.read_id,
    "reports_to": values.read_manager,
    "dotted_to": values.read_ids,
    "level": values.read_text,
    "seat": values.read_text,
    "pay": values.read_number,
    "fte": values.read_number,
    "mandate": values.reader_of(Mandate),
    "manager_kind": values.reader_of(ManagerKind),
    "ml": values.read_yes_no,
    "post_start": values.read_day,
    "post_end": values.read_day,
}
"""Column -> reader, for what a row says of its post."""

SEAT_COLUMNS: Mapping[str, Callable[[str], Any]] = {
    "share": values.read_number,
    "start": values.read_day,
    "end": values.read_day,
}
PERSON_COLUMNS: Mapping[str, Callable[[str], Any]] = {"person_start": values.read_day, "person_end": values.read_day}
COLUMNS = (
    "post",
    "person",
    *list(POST_COLUMNS)[:5],
    *SEAT_COLUMNS,
    *list(POST_COLUMNS)[5:],
    *PERSON_COLUMNS,
)
"""All columns in the order in which they are written."""

_FIELD = {column: attribute for (_, attribute), column in PEOPLE_COLUMN.items()}
_ALWAYS_WRITTEN = ("post", "person", "title", "role", "sits_in", "reports_to")


def read_people(path: Path, draft: Draft) -> None:
    """Add the posts, persons and memberships of a people file to the draft, and whatever is wrong with it."""
    table = read_table(path, COLUMNS, ("post",), draft.problems)
    if table is None:
        draft.complete = False
        return
    draft.complete &= table.complete
    rows = _Rows(table, draft)
    draft.places.people.append(rows.places())
    for row in range(len(table.lines)):
        rows.take(row)


class _Rows:
    """The columns of a people file as values, and what each row adds to the draft."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table, self._draft = table, draft
        self._posts, self._persons = table.ids("post"), table.ids("person")
        self._of_post = self._values(POST_COLUMNS)
        self._of_person = self._values(PERSON_COLUMNS)
        seat = {column: read_column(table, column, read, draft.problems) for column, read in SEAT_COLUMNS.items()}
        self._share, self._start, self._end = seat["share"], seat["start"], seat["end"]

    def _values(self, readers: Mapping[str, Callable[[str], Any]]) -> list[tuple[str, list[Any]]]:
        return [
            (_FIELD.get(column, column), read_column(self._table, column, read, self._draft.problems))
            for column, read in readers.items()
            if column in self._table.position
        ]

    def places(self) -> PeoplePlaces:
        table = self._table
        return PeoplePlaces(table.file, table.position, table.lines, self._posts, self._persons, self._start)

    def take(self, row: int) -> None:
        """Add what one row states."""
        post, person = self._posts[row], self._persons[row]
        values = {name: column[row] for name, column in self._of_post if column[row] is not None}
        seated = self._share[row] is not None or self._start[row] or self._end[row]
        if post:
            values["id"] = post
            self._draft.state("post", values, partial(self._place, "post", row))
        elif values or seated or not person:
            self._wrong(row, "post", "this row names no post.", "A row without a post holds a person's id and dates.")
        if person:
            self._take_person(row, post, person)
        elif post and seated:
            self._wrong(row, "person", "share, start or end stand in a row without a person.", "Use post_start.")

    def _take_person(self, row: int, post: str, person: str) -> None:
        values = {name: column[row] for name, column in self._of_person if column[row] is not None}
        values["id"] = person
        self._draft.state("person", values, partial(self._place, "person", row))
        if post:
            share, start, end = self._share[row], self._start[row], self._end[row]
            validity = Validity(start, end) if start or end else ALWAYS
            seat = Membership(person, post, 1.0 if share is None else share, validity)
            self._draft.seat(seat, self._place("membership", row, "post"))

    def _place(self, kind: str, row: int, attribute: str) -> Place:
        return self._table.place(row, PEOPLE_COLUMN.get((kind, attribute), attribute))

    def _wrong(self, row: int, column: str, message: str, hint: str) -> None:
        self._draft.problems.append(Problem(self._table.place(row, column), message, hint))


def people_text(org: Organization, blank_is_root: bool = False) -> str:
    """The posts, persons and memberships of the organisation as a people file, with the columns that it needs."""
    rows = list(_rows_of(org, blank_is_root))
    used = {column for row in rows for column in row}
    return table_text([column for column in COLUMNS if column in used or column in _ALWAYS_WRITTEN], rows)


def _rows_of(org: Organization, blank_is_root: bool) -> Iterator[dict[str, Any]]:
    for post in org.posts:
        cells = {"post": post.id, **_in_columns("post", fields_of(post))}
        if blank_is_root and post.reports_to is Line.UNKNOWN:
            cells["reports_to"] = "?"
        seats = org.holders.get(post.id, ())
        if not seats:
            yield cells
        for seat in seats:
            person = org.person.get(seat.person) or Person(seat.person)
            yield {**cells, **fields_of(seat), "person": seat.person, **_in_columns("person", fields_of(person))}
    for person in org.persons:
        if person.id not in org.seats:
            yield {"person": person.id, **_in_columns("person", fields_of(person))}


def _in_columns(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {PEOPLE_COLUMN.get((kind, key), key): value for key, value in values.items()}
