"""Applying an overlay to an organisation, and finding the overlay between two organisations.

`apply(a, diff(a, b)) == b`, exactly, for any two organisations without faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import repeat
from typing import Any

from ..errors import OverlayError, Place, Problem, did_you_mean
from .assets import Ownership
from .changes import ORGANIZATION, Add, Change, MergeUnits, Overlay, Own, Remove, Set, SplitUnit
from .organization import COLLECTIONS, Organization, entity_key
from .references import Ref
from .structure import Unit
from .vocabulary import Part

_WITHOUT_FIELDS = frozenset({"membership", "ownership"})


def apply(org: Organization, overlay: Overlay, places: Sequence[Place] = ()) -> Organization:
    """The organisation after all changes, in the order given.

    Raises OverlayError with every change that does not fit: an unknown id, a duplicate, a field that does not exist,
    a post that is closed and still filled when all changes are made. `places` tells where each change stands.
    """
    draft = _Draft(org)
    for change, place in zip(overlay.changes, places or repeat(Place()), strict=False):
        draft.place = place
        draft.apply(change)
    draft.check_closed_posts()
    if draft.problems:
        raise OverlayError(draft.problems)
    return draft.organization()


def diff(before: Organization, after: Organization, name: str = "diff") -> Overlay:
    """The overlay that turns `before` into `after`, in a stable order."""
    return Overlay(name, tuple(_differences(before, after)))


def _differences(before: Organization, after: Organization) -> Iterator[Change]:
    if before.name != after.name:
        yield Set(ORGANIZATION, (("name", after.name),))
    for kind, collection in COLLECTIONS.items():
        old = {entity_key(kind, e): e for e in getattr(before, collection)}
        new = {entity_key(kind, e): e for e in getattr(after, collection)}
        yield from (Remove(kind, key) for key in old if key not in new)
        yield from (Add(kind, entity) for key, entity in new.items() if key not in old)
        for key, entity in new.items():
            if key in old and old[key] != entity:
                yield from _changed(kind, key, old[key], entity)


def _changed(kind: str, key: Any, old: Any, new: Any) -> Iterator[Change]:
    if kind in _WITHOUT_FIELDS:
        yield Remove(kind, key)
        yield Add(kind, new)
        return
    names = [f.name for f in fields(new)]
    values = tuple((n, getattr(new, n)) for n in names if getattr(old, n) != getattr(new, n))
    yield Set(Ref(kind, key), values)


class _Draft:
    """An organisation being changed: a dictionary per collection, and what did not fit."""

    def __init__(self, org: Organization) -> None:
        self.name = org.name
        self.parts: dict[str, dict[Any, Any]] = {
            kind: {entity_key(kind, e): e for e in getattr(org, collection)} for kind, collection in COLLECTIONS.items()
        }
        self.problems: list[Problem] = []
        self.place = Place()
        self._closed: dict[str, Place] = {}
        self._how: dict[type, Callable[[Any], None]] = {
            Add: self._add,
            Remove: self._remove,
            Set: self._set,
            Own: self._own,
            SplitUnit: self._split,
            MergeUnits: self._merge,
        }

    def apply(self, change: Change) -> None:
        self._how[type(change)](change)

    def check_closed_posts(self) -> None:
        """A post that was closed must be vacant once all changes are made, in whatever order they stand."""
        closed = self._closed.keys() - self.parts["post"].keys()
        filled = {seat.post for seat in self.parts["membership"].values() if seat.post in closed} if closed else ()
        for post in sorted(filled):
            self.place = self._closed[post]
            self._wrong(f"close post: {post!r} is filled.", "Only a vacant post can be closed: end its memberships.")

    def organization(self) -> Organization:
        return Organization.of(self.name, **{COLLECTIONS[kind]: part.values() for kind, part in self.parts.items()})

    def _wrong(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.place, message, hint))

    def _known(self, kind: str, key: Any, what: str) -> bool:
        if key in self.parts.get(kind, {}):
            return True
        hint = did_you_mean(key, self.parts.get(kind, {})) if isinstance(key, str) else ""
        self._wrong(f"{what}: there is no {kind} {key!r} in this organisation.", hint)
        return False

    def _add(self, change: Add) -> None:
        key = entity_key(change.kind, change.entity)
        if key in self.parts[change.kind]:
            self._wrong(f"add: {change.kind} {key!r} exists already.", "Choose another id or change the existing one.")
        self.parts[change.kind].setdefault(key, change.entity)

    def _remove(self, change: Remove) -> None:
        if not self._known(change.kind, change.key, "remove"):
            return
        del self.parts[change.kind][change.key]
        if change.kind == "post":
            self._closed[str(change.key)] = self.place

    def _set(self, change: Set) -> None:
        if change.subject == ORGANIZATION:
            for name, value in change.values:
                if name == "name":
                    self.name = value
                else:
                    self._wrong(f"set: the organisation has no field {name!r}.", "It has a name.")
            return
        kind, key = change.subject
        if not self._known(kind, key, "set"):
            return
        entity = self.parts[kind][key]
        allowed = {f.name for f in fields(entity)} - {"id"}
        for name, _ in change.values:
            if name not in allowed:
                self._wrong(f"set: a {kind} has no field {name!r}.", did_you_mean(name, allowed))
        values = {name: value for name, value in change.values if name in allowed}
        self.parts[kind][key] = replace(entity, **values)

    def _own(self, change: Own) -> None:
        new = change.ownership
        part = self.parts["ownership"]
        if new.part is Part.ACCOUNTABLE:
            for key, old in list(part.items()):
                same = (old.asset, old.responsibility, old.part) == (new.asset, new.responsibility, new.part)
                if same and old.validity.overlaps(new.validity):
                    del part[key]
        part[new.key] = new

    def _split(self, change: SplitUnit) -> None:
        if not self._known("unit", change.unit, "split unit"):
            return
        whole: Unit = self.parts["unit"][change.unit]
        for name, posts in change.into:
            self._add(Add("unit", replace(whole, id=name, name="", head=None)))
            for post in posts:
                self._set(Set(Ref("post", post), (("sits_in", name),)))

    def _merge(self, change: MergeUnits) -> None:
        gone = set(change.units) - {change.into}
        names = [change.into, *sorted(gone)]
        if not all([self._known("unit", unit, "merge units") for unit in names]):
            return
        outside = self._part_outside(self.parts["unit"][change.into], gone)
        for kind, names_of in _UNIT_FIELDS.items():
            for key, entity in list(self.parts[kind].items()):
                values = {f: change.into for f in names_of if getattr(entity, f) in gone}
                if values:
                    self.parts[kind][key] = replace(entity, **values)
        for old in list(self.parts["ownership"].values()):
            new = _moved(old, gone, change.into)
            if new != old:
                del self.parts["ownership"][old.key]
                self.parts["ownership"][new.key] = new
        for platform in list(self.parts["platform"].values()):
            served = dict.fromkeys(change.into if unit in gone else unit for unit in platform.serves)
            self.parts["platform"][platform.id] = replace(platform, serves=tuple(served))
        self.parts["unit"][change.into] = replace(self.parts["unit"][change.into], part_of=outside)
        for unit in gone:
            del self.parts["unit"][unit]

    def _part_outside(self, unit: Unit, gone: set[str]) -> str | None:
        """What `unit` is part of once the units above it that end are taken out."""
        parent, steps = unit.part_of, len(gone)
        while parent in gone and steps:
            parent, steps = self.parts["unit"][parent].part_of, steps - 1
        return None if parent in gone else parent


_UNIT_FIELDS = {
    "unit": ("part_of", "funder"),
    "post": ("sits_in",),
    "dataset": ("line",),
    "model": ("line",),
    "use_case": ("line",),
}


def _moved(ownership: Ownership, gone: set[str], into: str) -> Ownership:
    def there(ref: Ref) -> Ref:
        return Ref("unit", into) if ref.kind == "unit" and ref.id in gone else ref

    return replace(ownership, asset=there(ownership.asset), owner=there(ownership.owner))
