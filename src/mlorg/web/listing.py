"""Long lists, cut where they are made: a search, and some rows of what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query

Row = TypeVar("Row")

ROWS = 250
"""Rows of a list on one page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a list is asked for: rows that hold some words, from a row on."""

    words: str = ""
    first: int = 0


def wanted(q: Annotated[str, Query(max_length=200)] = "", first: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Wanted:
    """The part of a list that an address asks for."""
    return Wanted(q.strip(), first)


Part = Annotated[Wanted, Depends(wanted)]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Some rows of a list: `found` rows hold the words, of `total` in all."""

    rows: Sequence[Row]
    total: int
    found: int
    wanted: Wanted

    @property
    def next(self) -> int | None:
        """First row of the next part; None at the end."""
        after = self.wanted.first + ROWS
        return after if after < self.found else None

    @property
    def previous(self) -> int | None:
        """First row of the part before; None at the start."""
        return max(0, self.wanted.first - ROWS) if self.wanted.first else None


def cut(rows: Sequence[Row], part: Wanted, text_of: Callable[[Row], str]) -> Listing[Row]:
    """The part of the rows whose text holds all the words, in any order and case."""
    words = part.words.casefold().split()
    found = [row for row in rows if _holds(text_of(row).casefold(), words)] if words else rows
    return Listing(found[part.first : part.first + ROWS], len(rows), len(found), part)


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
