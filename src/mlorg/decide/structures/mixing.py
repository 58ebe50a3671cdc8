"""An organisation put together out of others, piece by piece, so that what comes out is one that could exist.

The organisations differ in *pieces*: one field of one post or unit, who owns one responsibility for one asset, or
whether something exists at all. For each piece a chooser says from which of them it is taken. Three rules keep the
result whole where the choices alone would not:

- a unit that only some of them have is there as soon as anybody sits in it or it owns something;
- a post reports only to posts that are there;
- an owner takes over only where it has somebody for the work: until then the work stays with who does it otherwise,
  and what has an owner of its own beside that of its line keeps it as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cached_property
from typing import Any, NamedTuple

from ...org import Function, Organization, Ownership, Post, Ref, Responsibility, Unit, is_ml, role_of
from ...org.hierarchy import Tree
from ...org.organization import COLLECTIONS, entity_key

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
        tables = {kind: [_table(kind, org) for org in sources] for kind in COLLECTIONS}
        keys = {kind: dict.fromkeys(key for table in tables[kind] for key in table) for kind in COLLECTIONS}
        values = {kind: {key: [table.get(key) for table in tables[kind]] for key in keys[kind]} for kind in COLLECTIONS}
        self._same: dict[str, dict[Any, Any]] = {
            kind: {key: v[0] for key, v in found.items() if _alike(v)} for kind, found in values.items()
        }
        self._differs = {kind: {k: v for k, v in found.items() if not _alike(v)} for kind, found in values.items()}
        self._staff = [Staff.of(org) for org in sources]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, in a stable order."""
        found = ((kind, key, values) for kind in COLLECTIONS for key, values in self._differs[kind].items())
        return tuple(piece for kind, key, values in found for piece in _pieces_of(kind, key, values))

    @cached_property
    def _fields(self) -> Mapping[tuple[str, Any], tuple[str, ...]]:
        """Fields that differ, by kind and key."""
        found: dict[tuple[str, Any], tuple[str, ...]] = {}
        for kind, key, name in self.pieces:
            found[kind, key] = (*found.get((kind, key), ()), *([name] if name else []))
        return found

    def values(self, piece: Piece) -> list[Any]:
        """What each of the organisations has under the key of a piece, None where it has nothing."""
        return self._differs[piece.kind][piece.key]

    def mixed(self, choose: Choose) -> Organization:
        """The organisation in which each piece comes from where `choose` says, as far as that can stand."""
        places = {piece: choose(piece) for piece in self.pieces}
        parts = {kind: self._chosen(kind, places) for kind in COLLECTIONS if kind not in ("unit", "ownership")}
        posts = parts["post"] = self._linked("post", parts["post"], parts["post"])
        everywhere = self._chosen("unit", places, every=True)
        staff = Staff(posts.values(), Tree({u.id: u.part_of for u in everywhere.values()}))
        parts["ownership"] = self._owned(places, staff, parts)
        parts["unit"] = self._linked("unit", _needed(everywhere, self._chosen("unit", places), parts), posts)
        flat = {COLLECTIONS[kind]: part.values() for kind, part in parts.items() if kind != "ownership"}
        rows = (row for group in parts["ownership"].values() for row in group)
        return Organization.of(self.sources[0].name, **flat, ownerships=rows)

    def _chosen(self, kind: str, places: Mapping[Piece, int], every: bool = False) -> dict[Any, Any]:
        """Entities by key as the choices have them; with `every` also those that were not chosen to be there."""
        found = dict(self._same[kind])
        for key, values in self._differs[kind].items():
            value = values[places.get(Piece(kind, key), 0)]
            if value is None and every:
                value = next(v for v in values if v is not None)
            if value is not None:
                found[key] = self._with_fields(kind, value, values, places)
        return found

    def _with_fields(self, kind: str, value: Any, values: list[Any], places: Mapping[Piece, int]) -> Any:
        changed = {}
        for name in self._fields[kind, value.id] if kind in BY_FIELD else ():
            source = values[places[Piece(kind, value.id, name)]]
            if source is not None:
                changed[name] = getattr(source, name)
        return replace(value, **changed) if changed else value

    def _linked(self, kind: str, entities: Mapping[str, Any], posts: Mapping[str, Post]) -> dict[str, Any]:
        """The entities with links only to posts that are there: from elsewhere where the chosen one leads away."""
        found = dict(entities)
        for key in self._differs[kind].keys() & entities.keys():
            for name in _LINKS:
                link = getattr(entities[key], name, None)
                if not _leads_to(link, posts):
                    others = (getattr(v, name) for v in self._differs[kind][key] if v is not None)
                    there = next((other for other in others if _leads_to(other, posts)), link)
                    found[key] = replace(found[key], **{name: there})
        return found

    def _owned(
        self, places: Mapping[Piece, int], staff: Staff, parts: Mapping[str, Mapping[Any, Any]]
    ) -> dict[Any, tuple[Ownership, ...]]:
        same: dict[Any, tuple[Ownership, ...]] = self._same["ownership"]
        found = {key: group for key, group in same.items() if _is_there(key[0], parts)}
        waiting: dict[Any, int] = {}
        keys = [key for key in self._differs["ownership"] if _is_there(key[0], parts)]
        for key in sorted(keys, key=lambda key: key[0].kind != "unit"):
            asset, responsibility = key
            groups = [group or () for group in self._differs["ownership"][key]]
            wanted = places.get(Piece("ownership", key), 0)
            above = ((Ref("unit", unit), responsibility) for unit in staff.units_over(asset, parts))
            first = next((waiting[rule] for rule in above if rule in waiting), wanted)
            order = [first, *(place for place in range(len(groups)) if place != first)]
            place = next((p for p in order if self._can_work(groups[p], p, staff)), first)
            found[key] = groups[place]
            if place != wanted and asset.kind == "unit":
                waiting[key] = place
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

    def units_over(self, asset: Ref, parts: Mapping[str, Mapping[Any, Any]]) -> Iterable[str]:
        """The units whose rules hold for an asset, or for a unit, where it has none of its own."""
        unit = asset.id if asset.kind == "unit" else getattr(parts[asset.kind][asset.id], "line", None)
        units = self._units.above(unit) if unit is not None and unit in self._units.level else ()
        return (u for u in units if asset.kind != "unit" or u != unit)

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


def _alike(values: Sequence[Any]) -> bool:
    return all(value == values[0] for value in values[1:])


def _pieces_of(kind: str, key: Any, values: list[Any]) -> Iterator[Piece]:
    known = [value for value in values if value is not None]
    if kind not in BY_FIELD or len(known) < len(values):
        yield Piece(kind, key)
    if kind in BY_FIELD:
        for name in (f.name for f in fields(known[0])):
            if not _alike([getattr(value, name) for value in known]):
                yield Piece(kind, key, name)


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
