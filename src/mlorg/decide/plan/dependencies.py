"""Which step needs which: what must be there before something can use it, and be left before it can close."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ...org import Add, Change, Organization, Ownership, Ref, Remove, Set
from ...org.hierarchy import unit_tree
from ...org.organization import entity_key
from .values import Kind, Step

_NAMES = {
    "sits_in": "unit",
    "part_of": "unit",
    "funder": "unit",
    "line": "unit",
    "serves": "unit",
    "reports_to": "post",
    "dotted_to": "post",
    "head": "post",
    "post": "post",
    "person": "person",
    "datasets": "dataset",
    "use_case": "use_case",
}
"""Field -> kind of what it names."""


def needs_of(steps: tuple[Step, ...], today: Organization, target: Organization) -> tuple[Step, ...]:
    """The steps with what each needs: what others add, free, or have to move first."""
    added = {ref: step.id for step in steps for ref in _added(step)}
    seated = {post: step.id for step in steps for post in _seated(step)}
    manned = _manned(steps, target)
    freed = list(_freed(steps, today))
    found = []
    for step in steps:
        needs = {added[ref] for ref in _named(step) if ref in added}
        needs |= {seated[post] for post in _managers_and_own(step) if post in seated}
        needs |= {other for ref in _owners(step) for other in _manning(step, manned.get(ref, {}), ref, today)}
        gone = {Ref(c.kind, str(c.key)) for c in step.changes if isinstance(c, Remove)}
        needs |= {other for ref, other in freed if ref in gone}
        found.append(replace(step, needs=tuple(sorted(needs - {step.id}))))
    return tuple(found)


def _added(step: Step) -> Iterator[Ref]:
    for change in step.changes:
        if isinstance(change, Add) and not isinstance(change.entity, Ownership):
            yield Ref(change.kind, str(entity_key(change.kind, change.entity)))


def _named(step: Step) -> Iterator[Ref]:
    """Everything that must exist for the step to make sense."""
    for change in step.changes:
        if isinstance(change, Set):
            yield from _named_in(dict(change.values))
        elif isinstance(change, Add):
            yield from _named_by(change.entity)


def _named_by(entity: Any) -> Iterator[Ref]:
    if isinstance(entity, Ownership):
        yield from (entity.asset, entity.owner)
    elif is_dataclass(entity):
        yield from _named_in({f.name: getattr(entity, f.name) for f in fields(entity)})


def _named_in(values: Mapping[str, Any]) -> Iterator[Ref]:
    for name, value in values.items():
        if name in _NAMES:
            several = value if isinstance(value, tuple) else (value,)
            yield from (Ref(_NAMES[name], one) for one in several if isinstance(one, str))


def _seated(step: Step) -> Iterator[str]:
    """Posts whose seat or line the step changes."""
    if step.kind is Kind.PEOPLE:
        yield from (c.subject.id for c in step.changes if isinstance(c, Set) and c.subject.kind == "post")


def _managers_and_own(step: Step) -> Iterator[str]:
    """Who has to be in place first: new managers; and before other terms, whoever they are for."""
    for change in step.changes:
        if not isinstance(change, Set) or change.subject.kind != "post":
            continue
        if step.kind is Kind.TERMS:
            yield change.subject.id
        yield from (value for name, value in change.values if name == "reports_to" and isinstance(value, str))


def _owners(step: Step) -> Iterator[Ref]:
    yield from (c.entity.owner for c in step.changes if isinstance(c, Add) and isinstance(c.entity, Ownership))


def _manning(step: Step, bringing: Mapping[str, str], owner: Ref, today: Organization) -> Iterable[str]:
    """Steps that bring whoever takes work over: those of the same place; all of them where nobody is there yet."""
    near = [other for other, place in bringing.items() if place in ("", step.place)]
    units = unit_tree(today)
    there = owner.id in units.level and any(u in today.sitting_in for u in units.below(owner.id))
    return near or (() if there or owner.kind != "unit" else bringing)


def _manned(steps: tuple[Step, ...], target: Organization) -> Mapping[Ref, dict[str, str]]:
    """Unit or post -> steps that bring people there, each with its place."""
    units = unit_tree(target)
    found: dict[Ref, dict[str, str]] = {}
    for step in steps:
        for post in _seated(step):
            seat = target.post[post].sits_in
            above = units.above(seat) if seat is not None and seat in units.level else ()
            for ref in (Ref("post", post), *(Ref("unit", unit) for unit in above)):
                found.setdefault(ref, {})[step.id] = step.place
    return found


def _freed(steps: tuple[Step, ...], today: Organization) -> Iterator[tuple[Ref, str]]:
    """(what is named today by something that a step changes or ends, the step)."""
    for step in steps:
        for change in step.changes:
            entity = _entity_today(change, today)
            yield from ((ref, step.id) for ref in _named_by(entity)) if entity is not None else ()


def _entity_today(change: Change, today: Organization) -> Any:
    if isinstance(change, Set) and change.subject.kind in ("unit", "post"):
        return getattr(today, change.subject.kind).get(change.subject.id)
    if isinstance(change, Remove) and change.kind in ("ownership", "membership"):
        return next(e for e in getattr(today, f"{change.kind}s") if e.key == change.key)
    return None


def joined(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps in an order in which each comes after what it needs; those that need each other become one."""
    needs = {step.id: step.needs for step in steps}
    reached = {name: _reached(name, needs) for name in needs}
    leader = {name: next(o for o in needs if name in (o, *_both_ways(o, reached))) for name in needs}
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(leader[step.id], []).append(step)
    merged = [_merged(group, leader) for group in groups.values()]
    depth = {step.id: len({leader[other] for other in reached[step.id]} - {step.id}) for step in merged}
    return tuple(sorted(merged, key=lambda step: depth[step.id]))


def _reached(start: str, needs: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = list(needs[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs[name])
    return found


def _both_ways(name: str, reached: Mapping[str, set[str]]) -> Iterator[str]:
    yield from (other for other in reached[name] if name in reached[other])


def _merged(group: list[Step], leader: Mapping[str, str]) -> Step:
    first = group[0]
    needs = {leader[other] for step in group for other in step.needs} - {first.id}
    places = {step.place for step in group}
    return Step(
        first.id,
        first.kind,
        first.place if len(places) == 1 else "",
        tuple(change for step in group for change in step.changes),
        tuple(sorted(needs)),
    )
