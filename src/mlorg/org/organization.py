"""The organisation as one immutable value.

`Organization.of(...)` sorts everything by id, so two organisations with the same content are equal, print the same
bytes and simulate the same digits, in whatever order their files were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

from .assets import Asset, Dataset, Ownership, Platform, RegisteredModel, UseCase
from .references import Ref
from .structure import Membership, Person, Post, Unit

Entity = Unit | Post | Person | Membership | Dataset | RegisteredModel | Platform | UseCase | Ownership

COLLECTIONS: Mapping[str, str] = {
    "unit": "units",
    "post": "posts",
    "person": "persons",
    "membership": "memberships",
    "dataset": "datasets",
    "model": "models",
    "platform": "platforms",
    "use_case": "use_cases",
    "ownership": "ownerships",
}
"""Kind of reference -> field of `Organization`."""

_KEYED = frozenset({"membership", "ownership"})


@dataclass(frozen=True)
class Organization:
    """Units, posts, persons, assets and ownership, each a tuple in order of id. Build it with `of`."""

    name: str = ""
    units: tuple[Unit, ...] = ()
    posts: tuple[Post, ...] = ()
    persons: tuple[Person, ...] = ()
    memberships: tuple[Membership, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    models: tuple[RegisteredModel, ...] = ()
    platforms: tuple[Platform, ...] = ()
    use_cases: tuple[UseCase, ...] = ()
    ownerships: tuple[Ownership, ...] = ()

    @classmethod
    def of(cls, name: str = "", **collections: Iterable[Any]) -> Organization:
        """An organisation from its parts in any order. TypeError for a collection that does not exist."""
        parts = {field: ordered(kind, collections.pop(field, ())) for kind, field in COLLECTIONS.items()}
        if collections:
            raise TypeError(f"unknown collections {sorted(collections)}; known: {sorted(COLLECTIONS.values())}")
        return cls(name, **parts)

    def with_(self, **collections: Iterable[Any]) -> Organization:
        """A copy with some collections replaced."""
        kinds = {field: kind for kind, field in COLLECTIONS.items()}
        parts: dict[str, Any] = {field: ordered(kinds[field], items) for field, items in collections.items()}
        return replace(self, **parts)

    def at(self, day: date) -> Organization:
        """What holds on `day`: everything whose validity does not cover it is left out; itself if nothing is."""
        parts: dict[str, Any] = {
            field: tuple(e for e in getattr(self, field) if e.validity.covers(day)) for field in COLLECTIONS.values()
        }
        changed = any(len(kept) < len(getattr(self, field)) for field, kept in parts.items())
        return replace(self, **parts) if changed else self

    def entities(self) -> Iterator[tuple[str, Entity]]:
        """Every entity with its kind, in the order of `COLLECTIONS` and then of id."""
        for kind, field in COLLECTIONS.items():
            for entity in getattr(self, field):
                yield kind, entity

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """Unit by id."""
        return {u.id: u for u in self.units}

    @cached_property
    def post(self) -> Mapping[str, Post]:
        """Post by id."""
        return {p.id: p for p in self.posts}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """Person by id."""
        return {p.id: p for p in self.persons}

    @cached_property
    def asset(self) -> Mapping[Ref, Asset]:
        """Asset by reference."""
        assets: tuple[Asset, ...] = (*self.datasets, *self.models, *self.platforms, *self.use_cases)
        return {a.ref: a for a in assets}

    @cached_property
    def holders(self) -> Mapping[str, tuple[Membership, ...]]:
        """Who fills a post: memberships by post id; a vacant post has no entry."""
        return _grouped(self.memberships, "post")

    @cached_property
    def seats(self) -> Mapping[str, tuple[Membership, ...]]:
        """What a person fills: memberships by person id."""
        return _grouped(self.memberships, "person")

    @cached_property
    def sitting_in(self) -> Mapping[str, tuple[Post, ...]]:
        """Posts by the unit they sit in (not its sub-units)."""
        return _grouped((p for p in self.posts if p.sits_in is not None), "sits_in")

    @cached_property
    def owners_of(self) -> Mapping[Ref, tuple[Ownership, ...]]:
        """Ownerships by asset (or by unit, for standing ownerships)."""
        return _grouped(self.ownerships, "asset")

    def exists(self, ref: Ref) -> bool:
        """True if the reference leads somewhere; vendors and nobody always do."""
        if ref.kind in ("vendor", "nobody"):
            return True
        if ref.kind in ("unit", "post", "person"):
            return ref.id in getattr(self, ref.kind)
        return ref in self.asset


def entity_key(kind: str, entity: Any) -> Any:
    """What distinguishes an entity from others of its kind: its id, or its key where it has none."""
    return entity.key if kind in _KEYED else entity.id


def ordered(kind: str, items: Iterable[Any]) -> tuple[Any, ...]:
    """The items in the order of their keys."""
    return tuple(sorted(items, key=attrgetter("key" if kind in _KEYED else "id")))


def _grouped(items: Iterable[Any], attribute: str) -> dict[Any, tuple[Any, ...]]:
    groups: dict[Any, list[Any]] = {}
    value = attrgetter(attribute)
    for item in items:
        groups.setdefault(value(item), []).append(item)
    return {key: tuple(members) for key, members in groups.items()}
