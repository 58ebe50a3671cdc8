"""Shares of time: 0.5, 0,5, 50 % and 50 in a column of percentages are one half."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .layout import Column
from .problems import ProblemList
from .values import MASK, is_blank

_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(%?)")


def read_shares(
    lines: Sequence[int], values: Sequence[str], column: Column, most: float, problems: ProblemList
) -> list[float | None]:
    """The shares of a column's values, above 0 and at most `most`; None where blank or impossible, which is listed.

    If any value is above 2 the column holds percentages.
    """
    plain = [_number(value) for value in values]
    percentages = any(number is not None and number > 2 for number in plain)
    found: list[float | None] = []
    for line, value, number in zip(lines, values, plain, strict=True):
        share = None if number is None else number / 100 if percentages and number > 1 else number
        good = share is not None and 0 < share <= most
        found.append(share if good else None)
        if not good and not is_blank(value):
            shown = value if number is not None else MASK
            message = f"{column.heading}: {shown!r} is not a share above 0 and at most {most:g}. It is read as blank."
            problems.warn(line, message, "1 is full time.", column.number)
    return found


def _number(value: str) -> float | None:
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None
    return float(found[1].replace(",", ".")) / (100 if found[2] else 1)
