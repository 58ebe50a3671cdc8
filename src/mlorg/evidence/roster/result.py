"""What is asked of an import, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ...errors import Problem
from ...org.organization import Organization
from .layout import Column
from .names import Names


class UnitSource(StrEnum):
    """Where units come from: a manager's subtree, or a column of the file."""

    MANAGER = "manager"
    DEPARTMENT = "department"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class RosterOptions:
    """How to read a roster.

    `mapping` says which heading is which field (the keys of `headings.IMPORTED`, or `ignore`), `sheet` names a sheet
    of a workbook (empty = the first), `as_of` is the day of the export (None = today): who left before is left out.
    `earlier` are the names of an earlier import: who stands in them keeps the pseudonym. `name` is the organisation's.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    units: UnitSource | str = UnitSource.MANAGER
    blank_is_root: bool = False
    as_of: date | None = None
    sheet: str = ""
    earlier: Names = field(default_factory=Names)
    name: str = ""


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """How many rows there were and what became of them: `rows` = `entries` + all of `left_out`.

    `unknown_lines` counts entries that name no manager, `unresolved` those whose manager stands in no row, and
    `absent_managers` how many such managers there are. `leaving` has classes of at least five people only.
    """

    rows: int
    entries: int
    persons: int
    vacancies: int
    left_out: tuple[tuple[str, int], ...] = ()
    unknown_lines: int = 0
    unresolved: int = 0
    absent_managers: int = 0
    untold_roles: int = 0
    leaving: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the file was understood: its form, lines above the headings, the line of the headings, and each column."""

    form: str
    above: tuple[int, ...]
    headings_line: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """An HR export as an organisation, with who is who kept apart, and all that was not understood.

    `organization` holds no name, address or pay; `names` is for the local key file alone.
    """

    organization: Organization
    names: Names
    explanation: Explanation
    problems: tuple[Problem, ...]
    counts: RosterCounts
