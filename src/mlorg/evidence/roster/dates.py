"""Dates of a column, read by one convention for the whole column.

03/04/2024 is the third of April or the fourth of March: another row of the same column usually tells. Years before
1900 and after 2999 (9999-12-31 is "no end" in some systems) are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .layout import Column
from .problems import ProblemList, line_list
from .values import MASK, is_blank

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_EITHER = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)(?:[T ,].*)?")
_NAMED = re.compile(r"(?:\w+, )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([^\W\d_]{3,12})[-/., ]*(\d{4}|\d\d)(?:[T ,].*)?")
_NAMED_FIRST = re.compile(
    r"(?:[^\W\d_]+,? )?([^\W\d_]{3,12})[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d\d)(?:[T ,].*)?"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_OPEN_END = re.compile(r"9999.*|.*[-/.]9999|2999.*|.*[-/.]2999|0000.*|00[-/.]00.*")
_SHOWN = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero janv ene",
            "feb february februar fevrier février febrero fev fév fevr févr",
            "mar march marz märz mär mars marzo mrz",
            "apr april avril abril avr abr",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio juil",
            "aug august aout août agosto ago",
            "sep sept september septembre septiembre",
            "oct october oktober octobre octubre okt",
            "nov november novembre noviembre",
            "dec december dezember decembre décembre diciembre dez dic déc",
        ),
        1,
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How dates with two small numbers are read: which comes first, and what speaks for it."""

    day_first: bool
    evidence: str
    certain: bool


def date_order(values: Iterable[str]) -> DateOrder:
    """The convention of a column from all its values."""
    day = month = both = 0
    for value in values:
        if found := _EITHER.fullmatch(value):
            first, second = int(found[1]), int(found[2])
            day += first > 12 >= second
            month += second > 12 >= first
            both += first <= 12 and second <= 12 and first != second and "." not in value  # dots: day first
    if not day and not month:
        return DateOrder(True, "day first, which no value shows" if both else "", certain=not both)
    order = "day first" if day >= month else "month first"
    shown = f"as {max(day, month)} value{'s show' if max(day, month) > 1 else ' shows'}"
    return DateOrder(day >= month, f"{order}, {shown}", certain=not (day and month))


def parse_date(text: str, day_first: bool = True) -> date | None:
    """A date in one of the usual forms (ISO, 31.12.2024, 12/31/24, 31-Dec-2024, a day number of Excel); None if it
    is none of them or no day of the calendar."""
    return _parsed(text[:60], day_first)


@lru_cache(maxsize=50_000)
def _parsed(text: str, day_first: bool) -> date | None:
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _EITHER.fullmatch(text):
        return _day(found[3], found[2], found[1]) if day_first else _day(found[3], found[1], found[2])
    if found := _NAMED.fullmatch(text):
        return _day(found[3], _MONTHS.get(found[2].casefold(), 0), found[1])
    if found := _NAMED_FIRST.fullmatch(text):
        return _day(found[3], _MONTHS.get(found[1].casefold(), 0), found[2])
    if _SERIAL.fullmatch(text) and 15_000 <= float(text) < 75_000:
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    full = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 68 else 0)
    try:
        return date(full, int(month), int(day)) if 1900 <= full <= 2100 else None
    except ValueError:
        return None


def read_dates(
    lines: Sequence[int], values: Sequence[str], column: Column, problems: ProblemList
) -> tuple[list[date | None], str]:
    """The dates of a column's values (None = blank, open or unreadable, which is listed), and the convention."""
    order = date_order(values)
    found: list[date | None] = []
    unsure: list[int] = []
    for line, value in zip(lines, values, strict=True):
        day = None if is_blank(value) else parse_date(value, order.day_first)
        found.append(day)
        if day is not None and not order.certain and day != parse_date(value, not order.day_first):
            unsure.append(line)
        elif day is None and not is_blank(value) and not _OPEN_END.fullmatch(value):
            shown = value if _SHOWN.fullmatch(value) else MASK
            message = f"{column.heading}: {shown!r} is not a date ({'day' if order.day_first else 'month'} first)."
            problems.warn(line, f"{message} It is read as blank.", "Write YYYY-MM-DD.", column.number)
    if unsure:
        first = "day" if order.day_first else "month"
        message = (
            f"{column.heading}: day and month could be swapped in {line_list(unsure)}; read with the {first} first."
        )
        problems.warn(unsure[0], message, "Write YYYY-MM-DD to be sure.", column.number)
    return found, order.evidence
