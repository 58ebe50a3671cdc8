"""Arrays that come from elsewhere, checked before the engine, which trusts its input, may see them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from ...sim import Structure
from ...sim.structure.arrays import NONE, UNKNOWN, DatasetRow, GroupRow, HolderRow, LineRow, SlotRow

_ROWS = {"slots": SlotRow, "groups": GroupRow, "lines": LineRow, "datasets": DatasetRow, "holders": HolderRow}
MOST = 10_000
"""Rows of a table, and people of a line, beyond which no organisation goes."""
APPROVERS, KINDS_OF_MANAGER = 4, 7


def structure_of(plain: Mapping[str, Any]) -> Structure:
    """A structure from plain values. ValueError that says which table is wrong, and how."""
    known = {field.name for field in fields(Structure)}
    if not isinstance(plain, Mapping) or set(plain) - known or not (known - {"notes", "allocation"}) <= set(plain):
        raise ValueError("its tables are not those of this version")
    try:
        values = {name: _table(name, value) for name, value in plain.items()}
        made = Structure(**values)
        faults = list(_faults(made))
    except (TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"a table has another shape: {error}") from None
    if faults:
        raise ValueError(faults[0])
    return made


def _table(name: str, value: Any) -> Any:
    if name in _ROWS:
        return tuple(_ROWS[name](**{key: _frozen(cell) for key, cell in row.items()}) for row in value)
    return _frozen(value)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _faults(s: Structure) -> Iterator[str]:
    """What would lead the engine outside its tables."""
    sizes = (len(s.slots), len(s.groups), len(s.lines), len(s.datasets), len(s.served), len(s.builders))
    if max(sizes) > MOST or s.notes:
        yield "a table is too long, or holds notes"
        return
    groups, lines = len(s.groups), len(s.lines)
    yield from _of_rows(s)
    owners = {"deploys": s.deploys, "maintains": s.maintains}
    pairs = {"acts_for": s.acts_for, "rank": s.rank, "shared": s.shared, "congruent": s.congruent}
    for name, table in {**owners, **pairs, "meeting": s.meeting}.items():
        wanted = groups * (lines if name in owners else groups)
        if len(table) != wanted:
            yield f"{name} has {len(table)} places, not {wanted}"
        yield from _outside(name, table, MOST if name in pairs else groups)
    if len(s.approver) != groups * lines * APPROVERS or {len(s.inside), len(s.inside_before)} != {groups * lines}:
        yield "approver or inside has the wrong length"
    yield from _outside("approver", s.approver, groups)
    yield from _outside("served", s.served, lines, 0)
    yield from _outside("builders", s.builders, groups, 0)
    yield from _outside("linked", (g for row in s.linked for g in row), groups, 0)
    yield from _outside("central or pool", (s.central, s.pool), groups)
    yield from _outside("teams", (s.teams,), groups + 1, 0)
    yield from _outside("allocation", (s.allocation,), 8, 0)
    if not all(_finite(share) and 0 <= share <= 1 for share in (*s.inside, *s.inside_before)):
        yield "inside: a share does not lie between 0 and 1"
    if len(s.linked) > groups or not _finite(s.capacity):
        yield "linked is too long, or capacity is no number"


def _of_rows(s: Structure) -> Iterator[str]:
    slots, groups, lines = len(s.slots), len(s.groups), len(s.lines)
    for row in s.slots:
        yield from _outside("slots", (row.group,), groups, 0)
        yield from _outside("slots", (row.function, row.share), 6, 0)
        yield from _outside("slots", (row.bosses, row.edges), MOST, 0)
        if not all(map(_finite, (row.capacity, *row.skills, row.pay, row.research))) or len(row.skills) != 3:
            yield "slots: a value is no number"
    for group in s.groups:
        yield from _outside("groups", (group.desk,), groups)
        yield from _outside("groups", (group.seat,), lines)
        yield from _outside("groups", (group.holder,), len(s.holders))
        yield from _outside("groups", (group.manager, group.funder), KINDS_OF_MANAGER)
        yield from _span("groups", group.first, group.size, slots)
        yield from _span("groups", group.serves, group.serves_n, len(s.served))
    for line in s.lines:
        yield from _outside("lines", (line.desk, line.engineers), groups)
        yield from _outside("lines", (line.kind,), KINDS_OF_MANAGER)
        yield from _outside("lines", (line.users, line.live), MOST, 0)
        yield from _span("lines", line.builders, line.builders_n, len(s.builders))
        yield from _span("lines", line.datasets, line.datasets_n, len(s.datasets))
        if not _finite(line.idea_share) or not _finite(line.effort):
            yield "lines: a value is no number"
    for dataset in s.datasets:
        yield from _outside("datasets", (dataset.line,), lines)
        owners: tuple[int, ...] = dataset.owners
        yield from _outside("datasets", owners, groups)
        if len(owners) != 4:
            yield "datasets: there are four owners"
    for holder in s.holders:
        yield from _outside("holders", (holder.team,), groups)


def _outside(name: str, values: Iterable[Any], end: int, start: int = min(NONE, UNKNOWN)) -> Iterator[str]:
    """A fault for the first value that is no whole number from `start` up to but not including `end`."""
    for value in values:
        if type(value) is not int or not start <= value < end:
            yield f"{name}: {value!r} leads outside its table"
            return


def _span(name: str, first: Any, size: Any, end: int) -> Iterator[str]:
    whole = type(first) is int and type(size) is int
    if not whole or first < 0 or size < 0 or first + size > end:
        yield f"{name}: rows {first!r} to {first!r} + {size!r} lead outside their table"


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
