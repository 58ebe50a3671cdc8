"""Which rows of a table are rows of people: blank ones, repeated headings, totals and broken ones are set aside."""

from __future__ import annotations

import re
from collections import Counter

from .cells import Row
from .layout import Layout
from .problems import ProblemList
from .values import text_key

_TOTAL = re.compile(
    r"(?:grand |sub ?-?)?(?:total|totals|sum|summe|gesamt|gesamtsumme|count|head ?count|records|rows)"
    r"(?: (?:employees|people|headcount|records|rows|count|of records))?[\s:=]*[\d.,' ]*",
    re.IGNORECASE,
)


def sift(layout: Layout, problems: ProblemList, left_out: Counter[str]) -> list[Row]:
    """The rows that hold an entry, all as wide as the headings. What is set aside is listed and counted by reason."""
    headings = [text_key(cell) for cell in layout.headings.cells]
    width = len(layout.headings.cells)
    last = max((row.line for row in layout.rows if any(map(str.strip, row.cells))), default=0)
    kept: list[Row] = []
    for row in layout.rows:
        if row.line > last:
            break
        reason = _reason(row, headings, width)
        if reason is None:
            kept.append(_squared(row, width, problems))
        else:
            left_out[reason] += 1
            if reason == BROKEN:
                message = f"the row has {row.filled_width} cells and there are {width} headings: it is left out."
                problems.fault(row.line, message, "A quotation mark or a doubled separator may be the cause.")
            else:
                problems.warn(row.line, f"{reason}: the row is left out.")
    return kept


BROKEN = "more cells than headings"


def _reason(row: Row, headings: list[str], width: int) -> str | None:
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if not filled:
        return "blank"
    if len(row.cells) > width and row.filled_width > width:
        return BROKEN
    if _TOTAL.fullmatch(filled[0]) and not any("@" in cell for cell in filled):
        return "a total"
    if len(filled) == 1 and width > 2:
        return "a single cell, such as a footnote"
    if text_key(row.cells[0]) == headings[0] and [text_key(cell) for cell in row.cells[: len(headings)]] == headings:
        return "headings repeated"
    return None


def _squared(row: Row, width: int, problems: ProblemList) -> Row:
    missing = width - len(row.cells)
    if missing > 0:
        message = f"the row has {len(row.cells)} cells and there are {width} headings: the last are read as blank."
        problems.warn(row.line, message)
    return Row(row.line, (*row.cells, *[""] * missing)) if missing > 0 else row
