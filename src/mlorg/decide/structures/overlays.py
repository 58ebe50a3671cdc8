"""From two organisations to the changes that lead from one to the other, in waves, as people would write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...archetypes.drawing import OWNERSHIP, SEATS, SET_UP, TITLES
from ...org import Add, Change, Organization, Overlay, Own, Ownership, Part, Remove, Set, apply, diff

_TITLE_FIELDS = frozenset({"role", "title", "pay", "fte", "declared_ml", "manager_kind", "level", "seat"})
_WAVES = (SET_UP, SEATS, OWNERSHIP, TITLES)


def overlay_between(before: Organization, after: Organization, name: str, description: str = "") -> Overlay:
    """The overlay from one organisation to the other, in the waves that proposals have; who takes over is an `Own`."""
    plain = diff(before, after, name).changes
    taken_over = {_duty(c.entity) for c in plain if isinstance(c, Add) and _is_accountable(c.entity)}
    old = {o.key: o for o in before.ownerships}
    changes = [w for c in plain if not _goes_without_saying(c, old, taken_over) for w in _waved(c)]
    changes.sort(key=lambda change: _WAVES.index(change.wave))
    overlay = Overlay(name, tuple(changes), description)
    return overlay if apply(before, overlay) == after else Overlay(name, plain, description)


def _waved(change: Change) -> Iterator[Change]:
    if isinstance(change, Set) and change.subject.kind == "post":
        titles = tuple((n, v) for n, v in change.values if n in _TITLE_FIELDS)
        seats = tuple((n, v) for n, v in change.values if n not in _TITLE_FIELDS)
        yield from (replace(change, values=v, wave=w) for v, w in ((seats, SEATS), (titles, TITLES)) if v)
    elif isinstance(change, Add) and isinstance(change.entity, Ownership) and _is_accountable(change.entity):
        yield Own(change.entity, wave=OWNERSHIP)
    elif isinstance(change, Add | Remove) and change.kind in ("ownership", "platform"):
        yield replace(change, wave=OWNERSHIP)
    else:
        yield replace(change, wave=TITLES if isinstance(change, Remove) else SET_UP)


def _goes_without_saying(change: Change, old: dict[Any, Ownership], taken_over: set[Any]) -> bool:
    """True for an ownership that ends because another takes its place."""
    if not isinstance(change, Remove) or change.kind != "ownership":
        return False
    row = old[change.key]
    return _is_accountable(row) and _duty(row) in taken_over


def _is_accountable(entity: Any) -> bool:
    return isinstance(entity, Ownership) and entity.part is Part.ACCOUNTABLE


def _duty(row: Any) -> tuple[Any, ...]:
    return (row.asset, row.responsibility) if isinstance(row, Ownership) else ()
