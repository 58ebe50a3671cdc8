"""Facts as an Organization: what they add to, or change in, what was written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from ...org import (
    ALWAYS,
    NOBODY,
    Dataset,
    Line,
    Membership,
    ModelStage,
    Organization,
    Ownership,
    Part,
    Person,
    Platform,
    Post,
    Ref,
    RegisteredModel,
    Responsibility,
    Unit,
    UnitKind,
    Unresolved,
    UseCase,
    Validity,
)
from ...org.facts import Fact
from .identities import Identities
from .resolving import UNKNOWN

Facts = Mapping[Ref, Mapping[str, tuple[Fact, ...]]]

CLASSES: Mapping[str, type[Any]] = {
    "unit": Unit,
    "dataset": Dataset,
    "model": RegisteredModel,
    "platform": Platform,
    "use_case": UseCase,
}


def assemble(facts: Facts, base: Organization, identities: Identities) -> Organization:
    """The organisation of all facts. Posts and people of `base` are taken as they are; others are added."""
    parts: dict[str, list[Any]] = {kind: list(_entities(kind, facts, base)) for kind in CLASSES}
    people = _People(facts, base, identities)
    return Organization.of(
        base.name,
        units=_without_circles(parts["unit"]),
        datasets=parts["dataset"],
        models=parts["model"],
        platforms=parts["platform"],
        use_cases=parts["use_case"],
        posts=people.posts(),
        persons=people.persons(),
        memberships=people.memberships(),
        ownerships=_ownerships(facts, base),
    )


def _entities(kind: str, facts: Facts, base: Organization) -> Iterator[Any]:
    written = {entity.ref: entity for entity in getattr(base, f"{kind}s")}
    for subject, of in facts.items():
        if subject.kind != kind or (kind == "unit" and "exists" not in of) or not subject.id:
            continue
        entity = written.pop(subject, None) or CLASSES[kind](subject.id, validity=_validity(of))
        yield replace(entity, **_values(kind, of))
    yield from written.values()


def _validity(of: Mapping[str, tuple[Fact, ...]]) -> Validity:
    if "exists" not in of:
        return ALWAYS
    first = of["exists"][0].statements[0]
    return _dated(first.date, first.until)


def _dated(start: date | None, end: date | None) -> Validity:
    return Validity(start, end) if start or end else ALWAYS


def _values(kind: str, of: Mapping[str, tuple[Fact, ...]]) -> dict[str, Any]:
    """Fields of an entity for which there is a fact that fits."""
    known = {field.name for field in fields(CLASSES[kind])} - {"id", "validity", "datasets", "serves"}
    values = {}
    for name in known & of.keys():
        value = _field(name, of[name][0].value)
        if value is not None:
            values[name] = value
    if kind in ("model", "use_case") and "uses" in of:
        used = (fact.value for fact in of["uses"])
        values["datasets"] = tuple(sorted(v.id for v in used if isinstance(v, Ref) and v.kind == "dataset"))
    return values


def _field(name: str, value: Any) -> Any:
    """A fact's value as the field of an entity has it, None where it does not fit."""
    if name == "stage":
        return next((stage for stage in ModelStage if stage == value), None)
    if name == "kind":
        return next((kind for kind in UnitKind if kind == value), None)
    if name == "function":
        return None
    if isinstance(value, Ref):
        return value.id if value != UNKNOWN and value.id else None
    return value


def _without_circles(units: list[Unit]) -> list[Unit]:
    """Units of which none is part of itself: where sources contradict each other so, the link is left out."""
    tree = {unit.id: unit.part_of for unit in units}
    found = []
    for unit in units:
        above, seen = unit.part_of, {unit.id}
        while above is not None and above not in seen:
            seen.add(above)
            above = tree.get(above)
        keeps = above is None and (unit.part_of is None or unit.part_of in tree)
        found.append(unit if keeps else replace(unit, part_of=None))
        tree[unit.id] = found[-1].part_of
    return found


class _People:
    """Posts, persons and memberships: those written by hand, and those that sources add."""

    def __init__(self, facts: Facts, base: Organization, identities: Identities) -> None:
        self.facts, self.base, self.identities = facts, base, identities
        self._posts: dict[str, Post] = {post.id: post for post in base.posts}
        self._persons: dict[str, Person] = {person.id: person for person in base.persons}
        self._seats: dict[tuple[str, str, str], Membership] = {seat.key: seat for seat in base.memberships}
        seated = {seat.person for seat in base.memberships}
        for subject, of in facts.items():
            if subject.kind == "post" and subject.id not in self._posts:
                self._add_post(subject, of)
        for subject, of in facts.items():
            if subject.kind == "person":
                self._add_person(subject, of, seated)

    def posts(self) -> Iterable[Post]:
        """All posts; lines that lead to no post are told as such."""
        return [self._checked(post) for post in self._posts.values()]

    def _checked(self, post: Post) -> Post:
        to = post.reports_to
        lost = isinstance(to, str) and to not in self._posts
        return replace(post, reports_to=Unresolved(str(to))) if lost else post

    def persons(self) -> Iterable[Person]:
        """All persons."""
        return self._persons.values()

    def memberships(self) -> Iterable[Membership]:
        """Who fills what."""
        return self._seats.values()

    def _add_post(self, subject: Ref, of: Mapping[str, tuple[Fact, ...]]) -> None:
        values = {name: _post_field(name, of[name][0].value) for name in POST_FIELDS if name in of}
        values = {name: value for name, value in values.items() if value is not None}
        dotted = tuple(sorted(f.value.id for f in of.get("dotted_to", ()) if isinstance(f.value, Ref)))
        self._posts[subject.id] = Post(subject.id, dotted_to=dotted, validity=_validity(of), **values)
        for fact in of.get("held_by", ()):
            for s in fact.statements:
                if isinstance(fact.value, Ref) and fact.value.kind == "person":
                    seat = Membership(fact.value.id, subject.id, s.amount or 1.0, _dated(s.date, s.until))
                    self._seats.setdefault(seat.key, seat)
                    self._persons.setdefault(fact.value.id, Person(fact.value.id))

    def _add_person(self, subject: Ref, of: Mapping[str, tuple[Fact, ...]], seated: set[str]) -> None:
        if "exists" in of:
            known = self._persons.get(subject.id)
            if known is None or (known.validity == ALWAYS and subject.id not in self.base.person):
                self._persons[subject.id] = Person(subject.id, _validity(of))
        if subject.id in seated or any(seat.person == subject.id for seat in self._of(subject.id)):
            return
        units = [f.value.id for f in of.get("member_of", ()) if isinstance(f.value, Ref) and f.value.kind == "unit"]
        for unit in units:
            # A catalogue knows who belongs to a team but no posts: each gets one, in equal parts of the person's time.
            post = f"{_plain(unit)}.{subject.id}"
            if post in self._posts:  # two organisations may each have a team of this name
                post = f"{_plain(unit.replace('/', '-'))}.{subject.id}"
            self._posts[post] = Post(post, sits_in=unit, fte=round(1 / len(units), 4))
            seat = Membership(subject.id, post, round(1 / len(units), 4))
            self._seats[seat.key] = seat
            self._persons.setdefault(subject.id, Person(subject.id))

    def _of(self, person: str) -> Iterable[Membership]:
        if not hasattr(self, "_by_person"):
            self._by_person: dict[str, list[Membership]] = {}
            for seat in self._seats.values():
                self._by_person.setdefault(seat.person, []).append(seat)
        return self._by_person.get(person, ())


POST_FIELDS = ("title", "role", "sits_in", "reports_to", "level", "seat", "fte")


def _post_field(name: str, value: Any) -> Any:
    if name == "reports_to":
        if isinstance(value, Ref):
            return value.id if value.kind == "post" else Unresolved(value.id)
        return Line.TOP if value == Line.TOP.value else Line.UNKNOWN
    if isinstance(value, Ref):
        return value.id if value != UNKNOWN else None
    return value


def _plain(text: str) -> str:
    return re.sub(r"[\s;]+", "-", text.rpartition("/")[2])


def _ownerships(facts: Facts, base: Organization) -> list[Ownership]:
    """One accountable owner per responsibility, any number responsible; standing ownerships of units included."""
    functions = {(o.asset, o.responsibility, o.owner): o.function for o in base.ownerships if o.function}
    found: dict[tuple[str, ...], Ownership] = {}
    for subject, of in facts.items():
        if subject.kind not in ("dataset", "model", "platform", "use_case", "unit"):
            continue
        for attribute, of_attribute in of.items():
            part = _PARTS.get(attribute.partition(".")[0])
            for fact in of_attribute if part else ():
                for responsibility in _responsibilities(attribute):
                    owned = _ownership(fact, responsibility, part or Part.RESPONSIBLE)
                    if owned:
                        function = functions.get((owned.asset, owned.responsibility, owned.owner))
                        found[owned.key] = replace(owned, function=function)
    return list(found.values())


_PARTS = {"owner": Part.ACCOUNTABLE, "responsible": Part.RESPONSIBLE}


def _responsibilities(attribute: str) -> Iterator[Responsibility]:
    """The one that `owner.maintain` names; none for what is no responsibility."""
    word = attribute.partition(".")[2]
    yield from (r for r in Responsibility if r == word)


def _ownership(fact: Fact, responsibility: Responsibility, part: Part) -> Ownership | None:
    owner = fact.value
    if not isinstance(owner, Ref) or owner == UNKNOWN:
        return None
    if owner.kind not in ("unit", "post", "person", "vendor") and owner != NOBODY:
        return None
    first = fact.statements[0]
    return Ownership(fact.subject, responsibility, owner, part, None, _dated(None, first.until))
