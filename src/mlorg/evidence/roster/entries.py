"""Rows as entries: one person, or nobody yet, in one post, with everything of the row read but its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ...org.titles import role_for_title
from ...org.validity import ALWAYS, Validity
from .cells import Row
from .dates import read_dates
from .identities import NOBODY_YET, Identity, NameHider, identity_of
from .layout import Fields, Layout
from .leaving import leaving_class
from .problems import ProblemList, line_list
from .shares import read_shares
from .values import has_left, is_vacant, is_yes, name_key

LONGEST_TITLE = 160
"""Characters of a title that is kept."""


class Entry(NamedTuple):
    """One row that is imported. `person` tells people apart (empty: vacant); the validity is theirs in the post."""

    row: Row
    identity: Identity
    person: str
    entry_id: str
    seat: str
    title: str
    role: str | None
    level: str | None
    department: str
    team: str
    acting: bool
    validity: Validity = ALWAYS
    fte: float | None = None
    share: float | None = None

    @property
    def line(self) -> int:
        """Line of the file."""
        return self.row.line

    @property
    def vacant(self) -> bool:
        """True if the post has no holder."""
        return not self.person


@dataclass(slots=True)
class Tally:
    """What was counted while reading: rows left out by reason, and leavers by class of their reason."""

    left_out: Counter[str]
    leaving: Counter[str]


class EntryReader:
    """Reads the rows of one layout as entries, on the day `as_of`."""

    def __init__(self, layout: Layout, as_of: date, problems: ProblemList, tally: Tally) -> None:
        self._layout = layout
        self._fields = Fields(layout)
        self._people = self._fields.has("person_id", "email", "name", "first_name", "last_name")
        self._as_of = as_of
        self._problems = problems
        self._tally = tally

    def entries(self, rows: Sequence[Row]) -> tuple[list[Entry], dict[str, str]]:
        """The entries, and by field what its values showed. Rows left out are counted, and listed unless it is
        because the person has left."""
        identities = self._told_apart(rows, [self._identity(row) for row in rows])
        self._hider = NameHider(identity.name for identity in identities)
        validities, evidence = self._validities(rows)
        shares = [self._shares(rows, field, most) for field, most in (("fte", 2.0), ("share", 1.0))]
        found: list[Entry] = []
        seen: dict[tuple[str, ...], int] = {}
        for row, who, validity, fte, share in zip(rows, identities, validities, *shares, strict=True):
            key = who.key
            reason = self._reason_to_leave_out(row, key, validity, seen)
            if reason:
                self._tally.left_out[reason] += 1
            else:
                found.append(self._entry(row, who, key, validity, fte, share))
        return found, evidence

    def _identity(self, row: Row) -> Identity:
        text = self._fields.text
        status = text(row, "status")
        if is_vacant(text(row, "type")) or (is_vacant(status) and "new" not in status.casefold()):
            return NOBODY_YET
        if not self._people:
            # A file without any column for people: every row is somebody, told apart by the entry.
            return Identity(text(row, "entry_id") or f"row {row.line}")
        return identity_of(row, self._fields)

    def _told_apart(self, rows: Sequence[Row], identities: list[Identity]) -> list[Identity]:
        """The identities, without the ids of rows that bear somebody else's: the first row of an id keeps it."""
        bearers: dict[str, str] = {}
        doubted: list[int] = []
        for number, who in enumerate(identities):
            name = bearers.setdefault(who.id, who.name) if who.id and who.name else who.name
            if name != who.name and set(name_key(name).split()).isdisjoint(name_key(who.name).split()):
                identities[number] = who._replace(id="")
                doubted.append(rows[number].line)
        if doubted:
            message = f"the ids in {line_list(doubted)} stand in earlier rows with other names: read as other people."
            column = self._layout.column("person_id")
            hint = "Are they ids of people? The first row of each keeps it."
            self._problems.warn(doubted[0], message, hint, column.number if column else 0)
        return identities

    def _validities(self, rows: Sequence[Row]) -> tuple[list[Validity], dict[str, str]]:
        evidence: dict[str, str] = {}
        dates: list[list[date | None]] = []
        for field in ("start", "end"):
            column = self._layout.column(field)
            if column is None:
                dates.append([None] * len(rows))
                continue
            values = [column.value(row) for row in rows]
            read, evidence[field] = read_dates([row.line for row in rows], values, column, self._problems)
            dates.append(read)
        return [self._validity(row, *days) for row, *days in zip(rows, *dates, strict=True)], evidence

    def _validity(self, row: Row, start: date | None, end: date | None) -> Validity:
        if start is not None and end is not None and end < start:
            message = f"the last day, {end}, lies before the first, {start}: the last day is read as blank."
            self._problems.warn(row.line, message, "Is it the end of an earlier employment?")
            end = None
        return _between(start, end)

    def _shares(self, rows: Sequence[Row], field: str, most: float) -> list[float | None]:
        column = self._layout.column(field)
        if column is None:
            return [None] * len(rows)
        values = [column.value(row) for row in rows]
        return read_shares([row.line for row in rows], values, column, most, self._problems)

    def _reason_to_leave_out(self, row: Row, person: str, validity: Validity, seen: dict[tuple[str, ...], int]) -> str:
        text = self._fields.text
        over = validity.end is not None and validity.end < self._as_of
        gone = has_left(text(row, "status")) or is_yes(text(row, "left"))
        if over or (validity.end is None and gone):
            if reason := text(row, "leaving"):
                self._tally.leaving[leaving_class(reason)] += 1
            return f"left before {self._as_of}"
        entry = text(row, "entry_id")
        if not person and not entry and not text(row, "title") and not text(row, "seat"):
            self._problems.fault(row.line, "the row names neither a person nor a title: it is left out.")
            return "neither person nor title"
        if (entry or (person and self._people)) and row.cells in seen:
            self._problems.warn(row.line, f"the row repeats line {seen[row.cells]}: it is left out.")
            return "repeats another row"
        seen[row.cells] = row.line
        return ""

    def _entry(
        self, row: Row, who: Identity, person: str, validity: Validity, fte: float | None, share: float | None
    ) -> Entry:
        text = self._fields.text
        title = self._title(row)
        return Entry(
            row,
            who,
            person,
            text(row, "entry_id"),
            text(row, "seat"),
            title,
            role_for_title(title) or role_for_title(text(row, "job_family")),
            self._level(row),
            self._hider.hide(_tidy(text(row, "department"))),
            self._hider.hide(_tidy(text(row, "team"))),
            is_yes(text(row, "acting")) or _says_acting(title),
            validity,
            fte,
            share,
        )

    def _title(self, row: Row) -> str:
        title = self._hider.hide(_tidy(self._fields.text(row, "title")))
        if title and (len(title) > LONGEST_TITLE or not _LETTER.search(title)):
            message = f"a title of {len(title)} characters" if _LETTER.search(title) else "a title without letters"
            column = self._layout.column("title")
            self._problems.warn(row.line, f"{message} is read as blank.", "", column.number if column else 0)
            return ""
        return title

    def _level(self, row: Row) -> str | None:
        level = _tidy(self._fields.text(row, "level"))
        if level and _AMOUNT.search(level):
            column = self._layout.column("level")
            message = "the level looks like an amount of money: it is read as blank."
            self._problems.warn(row.line, message, "", column.number if column else 0)
            return None
        return self._hider.hide(level)[:60] or None


@lru_cache(maxsize=50_000)
def _says_acting(title: str) -> bool:
    return _ACTING.search(title) is not None


@lru_cache(maxsize=50_000)
def _between(start: date | None, end: date | None) -> Validity:
    return Validity(start, end) if start or end else ALWAYS


_ACTING = re.compile(r"\b(?:interim|acting)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_AMOUNT = re.compile(r"\d[\d.,' ]{3,}|[€$£¥]|\b\d+k\b", re.IGNORECASE)


def _tidy(text: str) -> str:
    """On one line and printable."""
    return text if text.isprintable() and "  " not in text else " ".join("".join(_visible(c) for c in text).split())


def _visible(character: str) -> str:
    return character if character.isprintable() else " "
