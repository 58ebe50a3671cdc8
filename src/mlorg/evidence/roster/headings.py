"""What the heading of a column means: one table of aliases, and what may never be read.

Only columns that the table knows, or that the user maps, are imported. Headings are compared without regard to
case, blanks, punctuation, accents and camel case: "Employee #", "employee_no." and "EmployeeNo" are one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

IMPORTED: Mapping[str, str] = {
    "entry_id": "id of the post",
    "person_id": "id of the person",
    "email": "e-mail address, for the local key file and to match managers",
    "name": "name, for the local key file and to match managers",
    "first_name": "joined with the last name",
    "last_name": "joined with the first name",
    "title": "title of the post; the role follows from it",
    "job_family": "decides the role where the title does not",
    "department": "department; units with --units department",
    "team": "team; units with --units team",
    "manager": "whom the post reports to",
    "dotted": "dotted lines, several separated by ; : | or ,",
    "seat": "name of the seat, which the manager column uses",
    "level": "level or grade",
    "status": "active, left or vacant; nothing else is kept",
    "left": "yes where the person has left; nothing else is kept",
    "type": "vacancies only; the employment type itself is not kept",
    "start": "first day of the person in the post",
    "end": "last day of the person in the post",
    "fte": "share of full time that is paid",
    "share": "share of the person's time for this post",
    "acting": "the person fills the post for a while",
    "leaving": "reason of leaving, as one of four classes, counted only",
}
"""Field -> what becomes of it. These are the fields `--map HEADING=FIELD` knows, with `ignore`."""

IGNORE = "ignore"
SET_ASIDE: Mapping[str, str] = {
    "pay": "pay is never imported",
    "private": "private: never read",
    "location": "places are not part of the model yet: ignored",
    "cost_centre": "cost centres are not part of the model: ignored",
    "assistant": "assistants are not told apart: ignored",
    "second_manager": "follows from the reporting lines: ignored",
    "layer": "follows from the reporting lines: ignored",
    IGNORE: "ignored, as asked",
}
"""Field -> why a column of it is left alone."""

FORBIDDEN = frozenset({"pay", "private"})
"""Not even `--map` reads these."""

SEVERAL = frozenset({"manager", "dotted"})
"""Fields that several columns may have; the values decide between them."""

MOST_COLUMNS = 1_000
"""Cells a row of headings may have."""

_HEADINGS_A_VALUE = 8
"""Cells there must be for each plain value among headings, such as the total of a table that stands beside."""

_GENERAL = {
    name: "manager" for name in ("manager_id", "manager_entry", "manager_email", "manager_name", "manager_seat")
}
_NAMED_BY = {
    "manager_id": "person_id",
    "manager_entry": "entry_id",
    "manager_email": "email",
    "manager_name": "name",
    "manager_seat": "seat",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an alias says: the field, how good an alias it is (0 = best), where it is used, and by what column of
    the file it suggests that managers are named (empty = not said)."""

    field: str
    rank: int = 0
    system: str = ""
    named_by: str = ""


@dataclass(frozen=True, slots=True)
class _Aliases:
    whole: Mapping[str, Meaning]
    words: Mapping[str, Meaning]


def meaning_of(heading: str) -> Meaning | None:
    """What a heading means, None if the table does not know it."""
    aliases = _aliases()
    known = aliases.whole.get(heading_key(heading)) or aliases.whole.get(heading_key(_BRACKETS.sub(" ", heading)))
    if known is not None:
        return known
    words = _words(heading).split()
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return next((aliases.words[w] for w in (*pairs, *words) if w in aliases.words), None)


def heading_key(heading: str) -> str:
    """What is compared of a heading: its letters and digits in lower case, without accents."""
    return _words(heading).replace(" ", "")


def known_words() -> frozenset[str]:
    """Every word of every alias: words of a message that cannot be personal data."""
    return _known_words()


def recognised(cells: Sequence[str], mapped: frozenset[str] = frozenset()) -> set[str]:
    """The fields that a row of cells names, were it the row of headings. Empty if too many cells are plainly values.

    `mapped` holds keys of headings that the user has mapped: they count as fields of their own.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    values = sum(_VALUE.fullmatch(cell) is not None for cell in filled)
    if len(filled) > MOST_COLUMNS or values * _HEADINGS_A_VALUE > len(filled) or any("@" in cell for cell in filled):
        return set()
    keys = {heading_key(cell) for cell in filled} & mapped
    meanings = (meaning_of(cell) for cell in filled if len(cell) <= 80)
    return {m.field for m in meanings if m and m.field not in FORBIDDEN} | {f"--map {key}" for key in keys}


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_VALUE = re.compile(r"[\d.,:/ -]*\d[\d.,:/ -]*[%€$£]?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def _words(heading: str) -> str:
    text = _CAMEL.sub(" ", heading[:200]).replace("#", " number ").replace("+", " plus ").replace("'s", "s")
    plain = unicodedata.normalize("NFKD", text.replace("’s", "s")).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


@cache
def _aliases() -> _Aliases:
    whole: dict[str, Meaning] = {}
    words: dict[str, Meaning] = {}
    for rank, row in enumerate(_rows()):
        field = row["field"]
        meaning = Meaning(_GENERAL.get(field, field), rank, row["system"], _NAMED_BY.get(field, ""))
        if row["alias"].startswith("*"):
            words.setdefault(_words(row["alias"].strip("*")), meaning)
        else:
            whole.setdefault(heading_key(row["alias"]), meaning)
    return _Aliases(whole, words)


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for row in _rows() for word in _words(row["alias"]).split())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    table = files("mlorg.evidence.roster").joinpath("headings.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(table.splitlines()))
