"""An organisation put together out of others, piece by piece, so that what comes out is one that could exist.

The organisations differ in *pieces*: one field of one post or unit, who owns one responsibility for one asset, or
whether something exists at all. For each piece a chooser says from which of them it is taken. Three rules keep the
result whole where the choices alone would not:

- a unit that only some of them have is there as soon as anybody sits in it or it owns something;
- a post reports only to posts that are there;
- an owner takes over only where it has somebody for the work: until then the work stays with who does it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, cached_property
from typing import Any, NamedTuple

from ..org import Function, Organization, Ownership, Post, Ref, Responsibility, Unit, is_ml, role_of
from ..org.hierarchy import Tree
from ..org.organization import COLLECTIONS, entity_key

BY_FIELD = ("post", "unit")
EXISTS = ""
"""Name of the piece that says whether an entity is there, and of those that are taken as a whole."""
_LINKS = ("reports_to", "dotted_to", "head")


class Piece(NamedTuple):
    """Something in which the organisations differ. `key` is an id, or (asset, responsibility) of an ownership."""

    kind: str
    key: Any
    field: str = EXISTS


Choose = Callable[[Piece], int]
"""The place of the organisation from which a piece is taken."""


class Mixer:
    """Organisations of the same people, and all in which they differ. The first is what holds where another cannot."""

    def __init__(self, *sources: Organization) -> None:
        self.sources = sources
        self._tables = {kind: [_table(kind, org) for org in sources] for kind in COLLECTIONS}
        self._keys = {kind: tuple(dict.fromkeys(k for t in ts for k in t)) for kind, ts in self._tables.items()}
        self._staff = [Staff.of(org) for org in sources]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, in a stable order."""
        return tuple(piece for kind in COLLECTIONS for key in self._keys[kind] for piece in self._pieces_of(kind, key))

    def _pieces_of(self, kind: str, key: Any) -> Iterator[Piece]:
        values = self.values(kind, key)
        if all(value == values[0] for value in values[1:]):
            return
        known = [value for value in values if value is not None]
        if kind not in BY_FIELD or len(known) < len(values):
            yield Piece(kind, key)
        if kind in BY_FIELD:
            for name in (f.name for f in fields(known[0])):
                if any(getattr(value, name) != getattr(known[0], name) for value in known):
                    yield Piece(kind, key, name)

    def values(self, kind: str, key: Any) -> list[Any]:
        """What each of the organisations has under this key, None where it has nothing."""
        return [table.get(key) for table in self._tables[kind]]

    def mixed(self, choose: Choose) -> Organization:
        """The organisation in which each piece comes from where `choose` says, as far as that can stand."""
        places = {piece: choose(piece) for piece in self.pieces}
        parts = {kind: self._chosen(kind, places) for kind in COLLECTIONS if kind not in ("unit", "ownership")}
        posts = parts["post"]
        parts["post"] = {key: self._linked("post", post, posts, places) for key, post in posts.items()}
        everywhere = self._chosen("unit", places, every=True)
        staff = Staff(parts["post"].values(), Tree({u.id: u.part_of for u in everywhere.values()}))
        parts["ownership"] = self._owned(places, staff, parts)
        units = _needed(everywhere, self._chosen("unit", places), parts)
        parts["unit"] = {key: self._linked("unit", unit, posts, places) for key, unit in units.items()}
        flat = {COLLECTIONS[kind]: part.values() for kind, part in parts.items() if kind != "ownership"}
        rows = (row for group in parts["ownership"].values() for row in group)
        return Organization.of(self.sources[0].name, **flat, ownerships=rows)

    def _chosen(self, kind: str, places: Mapping[Piece, int], every: bool = False) -> dict[Any, Any]:
        """Entities by key as the choices have them; with `every` also those that were not chosen to be there."""
        found = {}
        for key in self._keys[kind]:
            values = self.values(kind, key)
            value = values[places.get(Piece(kind, key), 0)]
            if value is None and every:
                value = next(v for v in values if v is not None)
            if value is not None:
                found[key] = self._with_fields(kind, value, values, places) if kind in BY_FIELD else value
        return found

    def _with_fields(self, kind: str, value: Any, values: list[Any], places: Mapping[Piece, int]) -> Any:
        changed = {}
        for name in _field_names(kind):
            source = values[places.get(Piece(kind, value.id, name), 0)]
            if source is not None and getattr(source, name) != getattr(value, name):
                changed[name] = getattr(source, name)
        return replace(value, **changed) if changed else value

    def _linked(self, kind: str, value: Any, posts: Mapping[str, Post], places: Mapping[Piece, int]) -> Any:
        """The entity with links only to posts that are there, taken from elsewhere where the chosen one leads away."""
        changed: dict[str, Any] = {}
        for name in _LINKS:
            if hasattr(value, name) and not _leads_to(getattr(value, name), posts):
                others = [getattr(v, name) for v in self.values(kind, value.id) if v is not None]
                there = (other for other in others if _leads_to(other, posts))
                changed[name] = next(there, getattr(value, name))
        return replace(value, **changed) if changed else value

    def _owned(
        self, places: Mapping[Piece, int], staff: Staff, parts: Mapping[str, Mapping[Any, Any]]
    ) -> dict[Any, tuple[Ownership, ...]]:
        found = {}
        for key in self._keys["ownership"]:
            if not _is_there(key[0], parts):
                continue
            groups = [group or () for group in self.values("ownership", key)]
            first = places.get(Piece("ownership", key), 0)
            order = [first, *(place for place in range(len(groups)) if place != first)]
            stands = (groups[p] for p in order if self._can_work(groups[p], p, staff))
            found[key] = next(stands, groups[first])
        return found

    def _can_work(self, group: tuple[Ownership, ...], place: int, staff: Staff) -> bool:
        """True if all these owners have somebody for the work, or had nobody in the first place."""
        return all(staff.has(row) or not self._staff[place].has(row) for row in group)


class Staff:
    """Who is there to do what an owner owns."""

    def __init__(self, posts: Iterable[Post], units: Tree) -> None:
        self._units = units
        self._ids: set[str] = set()
        self._there: set[tuple[str, Function | None]] = set()
        seats: dict[str | None, set[Function | None]] = {}
        for post in posts:
            self._ids.add(post.id)
            seats.setdefault(post.sits_in, set()).update((None, role_of(post).function))
            if is_ml(post):
                seats[post.sits_in].add(Function.ML)
        for unit, functions in seats.items():
            for above in units.above(unit) if unit is not None and unit in units.level else ():
                self._there.update((above, function) for function in functions)

    @classmethod
    def of(cls, org: Organization) -> Staff:
        """The staff of an organisation."""
        return cls(org.posts, Tree({u.id: u.part_of for u in org.units}))

    def has(self, row: Ownership) -> bool:
        """True if the owner is somebody who can do it; vendors, persons and nobody stand for themselves."""
        if row.owner.kind == "unit":
            return (row.owner.id, row.function) in self._there
        return row.owner.kind != "post" or row.owner.id in self._ids


def _table(kind: str, org: Organization) -> Mapping[Any, Any]:
    entities = getattr(org, COLLECTIONS[kind])
    if kind != "ownership":
        return {entity_key(kind, entity): entity for entity in entities}
    groups: dict[tuple[Ref, Responsibility], tuple[Ownership, ...]] = {}
    for row in entities:
        key = (row.asset, row.responsibility)
        groups[key] = (*groups.get(key, ()), row)
    return groups


@cache
def _field_names(kind: str) -> tuple[str, ...]:
    return tuple(f.name for f in fields(Post if kind == "post" else Unit) if f.name != "id")


def _leads_to(link: Any, posts: Mapping[str, Post]) -> bool:
    targets: Sequence[Any] = link if isinstance(link, tuple) else (link,)
    return all(target in posts for target in targets if isinstance(target, str))


def _is_there(asset: Ref, parts: Mapping[str, Mapping[Any, Any]]) -> bool:
    return asset.kind == "unit" or asset.id in parts.get(asset.kind, ())


def _needed(
    everywhere: Mapping[str, Unit], chosen: Mapping[str, Unit], parts: Mapping[str, Mapping[Any, Any]]
) -> dict[str, Unit]:
    """The chosen units, and all others that something refers to, with those above them."""
    wanted = {*chosen, *(post.sits_in for post in parts["post"].values())}
    for group in parts["ownership"].values():
        wanted.update(ref.id for row in group for ref in (row.owner, row.asset) if ref.kind == "unit")
    for kind in ("dataset", "model", "use_case"):
        wanted.update(asset.line for asset in parts[kind].values())
    wanted.update(unit for platform in parts["platform"].values() for unit in platform.serves)
    found: dict[str, Unit] = {}
    left = [unit for unit in wanted if unit in everywhere]
    while left:
        unit = left.pop()
        if unit not in found:
            found[unit] = everywhere[unit]
            left += [u for u in (found[unit].part_of, found[unit].funder) if u is not None and u in everywhere]
    return found
