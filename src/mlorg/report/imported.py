"""The page of an import: what was understood of a roster, what was not, and what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..errors import Problem
from ..org.statistics import Statistics
from .pages import Page


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of a roster: what it became (empty = not imported), by which rule, and what speaks for it."""

    heading: str
    field: str
    rule: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ImportPage(Page):
    """What `init` understood of a roster, what it did not, and what it wrote.

    `rows` = rows that became entries + all of `left_out`. `columns` are filled only if an explanation was asked for.
    """

    schema: ClassVar[str] = "mlorg.init/1"
    roster: str
    rows: int
    left_out: tuple[tuple[str, int], ...]
    """(why, rows)."""
    roles_unknown: int
    """Entries whose title no rule knows."""
    statistics: Statistics
    columns: tuple[ColumnRow, ...]
    problems: tuple[Problem, ...]
    folder: str
    files: tuple[str, ...]
    """Paths written, relative to the folder."""
