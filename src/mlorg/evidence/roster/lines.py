"""Reporting lines of entries: to another entry, to the top, unknown, or to somebody who stands in no row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...org.hierarchy import Tree
from ...org.references import Line
from .entries import Entry
from .layout import Layout
from .managers import (
    ALL_KINDS,
    Naming,
    choose_naming,
    dotted_separator,
    keys_of,
    manager_values,
    separated,
)
from .problems import ProblemList, line_list
from .values import is_nobody


@dataclass(frozen=True, slots=True)
class Absent:
    """A manager who is named and stands in no row, as written."""

    value: str


To = int | Line | Absent
"""Number of the manager's entry, or why there is none."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Each entry's line and dotted lines, and by what the managers are named."""

    to: tuple[To, ...]
    dotted: tuple[tuple[int, ...], ...]
    naming: Naming | None = None
    dotted_naming: Naming | None = None


def draw_lines(entries: Sequence[Entry], layout: Layout, blank_is_root: bool, problems: ProblemList) -> Lines:
    """The lines of all entries. Absent managers, shared seats, circles and unknown lines are listed."""
    naming = choose_naming(entries, layout)
    blank = Line.TOP if blank_is_root else Line.UNKNOWN
    if naming is None:
        department = layout.column("department") or layout.column("team")
        units = f" For units from {department.heading!r}: --units {department.field}." if department else ""
        problems.warn(0, "no column names the managers: all reporting lines are unknown.", _MAP_HINT + units)
        return Lines((Line.UNKNOWN,) * len(entries), ((),) * len(entries))
    values = manager_values(entries, naming.column)
    targets = [_target(number, value, naming, blank) for number, value in enumerate(values)]
    _list_unknown(entries, targets, blank_is_root, problems)
    _list_absent(entries, targets, naming, problems)
    _list_shared(entries, set(values), naming, problems)
    to = _broken_circles(entries, targets, naming, problems)
    dotted, dotted_naming = _dotted(entries, layout, problems)
    return Lines(to, dotted, naming, dotted_naming)


_MAP_HINT = "Name the column with --map HEADING=manager."


def _target(number: int, value: str, naming: Naming, blank: Line) -> To:
    if not value:
        return blank
    found = naming.find(value)
    if found is None:
        return Line.TOP if is_nobody(value) else Absent(naming.form(value))
    return Line.TOP if found == number else found


def _broken_circles(
    entries: Sequence[Entry], targets: list[To], naming: Naming, problems: ProblemList
) -> tuple[To, ...]:
    """The line of the first entry of each circle becomes unknown."""
    tree = Tree({str(n): str(to) if isinstance(to, int) else None for n, to in enumerate(targets)})
    for member in map(int, tree.cycle_members):
        circle = _circle(member, targets)
        message = f"reporting lines go in a circle: {line_list([entries[n].line for n in circle], 12)}."
        hint = "This row's line is taken as unknown; correct one of them."
        problems.fault(entries[member].line, message, hint, naming.column.number)
        targets[member] = Line.UNKNOWN
    return tuple(targets)


def _circle(member: int, targets: Sequence[To]) -> list[int]:
    found, step = [member], targets[member]
    while isinstance(step, int) and step != member:
        found.append(step)
        step = targets[step]
    return found


def _list_shared(entries: Sequence[Entry], values: set[str], naming: Naming, problems: ProblemList) -> None:
    """Managers named by something that several entries have: the first that is not acting gets the reports."""
    named = {naming.key.compare(naming.form(value)) for value in values if value}
    for key, numbers in naming.key.shared.items():
        if key in named:
            lines = [entries[number].line for number in numbers]
            message = f"{line_list(sorted(lines))} have the same {naming.key.heading}."
            problems.warn(lines[0], message, f"Who reports to it reports to line {lines[0]}.")


def _list_absent(entries: Sequence[Entry], to: Sequence[To], naming: Naming, problems: ProblemList) -> None:
    lines: dict[str, list[int]] = {}
    for entry, line in zip(entries, to, strict=True):
        if isinstance(line, Absent):
            lines.setdefault(naming.key.compare(line.value), []).append(entry.line)
    for named in lines.values():
        message = f"the manager named in {line_list(named)} stands in no row: the line stays unresolved."
        hint = "Add the row, or leave it so." if naming.matched else f"No value names a row. {_MAP_HINT}"
        problems.warn(named[0], message, hint, naming.column.number)


def _list_unknown(entries: Sequence[Entry], to: Sequence[To], blank_is_root: bool, problems: ProblemList) -> None:
    unknown = [entry.line for entry, line in zip(entries, to, strict=True) if line is Line.UNKNOWN]
    tops = [entry.line for entry, line in zip(entries, to, strict=True) if line is Line.TOP]
    if unknown:
        message = f"{len(unknown)} of {len(entries)} rows name no manager: their reporting lines are unknown."
        hint = "Write 'none' for the top, or use --blank-is-root." if not tops else "Write 'none' for the top."
        problems.warn(0, f"{message} First: {line_list(unknown)}.", hint)
    if len(tops) > 1:
        cause = "name no manager" if blank_is_root else "report to nobody or to themselves"
        problems.warn(0, f"{len(tops)} rows {cause}: {line_list(tops)}.", "Usually there is one top.")


def _dotted(
    entries: Sequence[Entry], layout: Layout, problems: ProblemList
) -> tuple[tuple[tuple[int, ...], ...], Naming | None]:
    columns = layout.columns_of("dotted")
    keys = keys_of(entries, layout, ALL_KINDS) if columns else []
    if not keys:
        return ((),) * len(entries), None
    column = columns[0]
    separator = dotted_separator(entries, column, keys)
    cells = [separated(value, separator) for value in manager_values(entries, column)]
    parts = [part for cell in cells for part in cell]
    key = max(keys, key=lambda k: sum(k.find(part) is not None for part in parts))
    naming = Naming(column, key, str, sum(key.find(part) is not None for part in parts), len(parts))
    found: list[tuple[int, ...]] = []
    for number, (entry, cell) in enumerate(zip(entries, cells, strict=True)):
        targets = [key.find(part) for part in cell if not is_nobody(part)]
        found.append(tuple(dict.fromkeys(t for t in targets if t is not None and t != number)))
        if None in targets:
            message = f"{targets.count(None)} of {len(targets)} dotted lines lead to nobody in the file."
            problems.warn(entry.line, f"{message} They are left out.", "", column.number)
    return tuple(found), naming
