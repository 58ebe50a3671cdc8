"""Where each entity of an organisation stands in the files it was read from."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..errors import Place
from ..org import Ref

Key = str | tuple[str, ...]
"""The id of an entity, or the key of a membership or ownership."""

PlaceOf = Callable[[str], Place]
"""Place of an attribute of one entity; of the entity itself for an attribute that the file does not state."""

PEOPLE_COLUMN: Mapping[tuple[str, str], str] = {
    ("post", "id"): "post",
    ("post", "start"): "post_start",
    ("post", "end"): "post_end",
    ("post", "declared_ml"): "ml",
    ("person", "id"): "person",
    ("person", "start"): "person_start",
    ("person", "end"): "person_end",
}
"""Column of people.csv for an attribute of an entity, where it is not called the same."""


@dataclass
class PeoplePlaces:
    """Places of the posts, persons and memberships of one people file: a line per row, an index once asked."""

    file: str
    position: Mapping[str, int]
    lines: array[int]
    posts: Sequence[str | None]
    persons: Sequence[str | None]
    starts: Sequence[date | None]

    @cached_property
    def _line_of(self) -> dict[tuple[str, Key], int]:
        found: dict[tuple[str, Key], int] = {}
        for line, post, person, start in zip(self.lines, self.posts, self.persons, self.starts, strict=True):
            if post:
                found.setdefault(("post", post), line)
            if person:
                found.setdefault(("person", person), line)
            if post and person:
                found.setdefault(("membership", (post, person, str(start or ""))), line)
        return found

    def place(self, kind: str, key: Key, attribute: str) -> Place | None:
        """Place of the entity's attribute, None if it is not in this file."""
        line = self._line_of.get((kind, key))
        if line is None:
            return None
        column = PEOPLE_COLUMN.get((kind, attribute), attribute)
        return Place(self.file, line, self.position.get(column, -1) + 1)

    def keys(self, kind: str) -> Iterator[Key]:
        """Keys of all entities of a kind."""
        return (key for k, key in self._line_of if k == kind)


@dataclass
class Places:
    """Places of all entities of a workspace: one by one for hand-written files, by row for people."""

    entries: dict[tuple[str, Key], PlaceOf] = field(default_factory=dict)
    people: list[PeoplePlaces] = field(default_factory=list)

    def of(self, kind: str, key: Key, attribute: str = "") -> Place:
        """Where the attribute stands, or its entity; an empty place for what is in no file."""
        entry = self.entries.get((kind, key))
        stated = entry(attribute) if entry else None
        if entry and stated and (attribute in ("", "id") or stated != entry("id")):
            return stated
        found = (table.place(kind, key, attribute) for table in self.people)
        return next((place for place in found if place is not None), stated or Place())

    def of_ref(self, ref: Ref, attribute: str = "") -> Place:
        """The same for a reference; the first one where a membership or ownership is named by several."""
        if ref.kind not in ("membership", "ownership"):
            return self.of(ref.kind, ref.id, attribute)
        keys = (key for kind, key in self.entries if kind == ref.kind)
        rows = (key for table in self.people for key in table.keys(ref.kind))
        named = (key for key in (*keys, *rows) if "/".join(key[:2]) == ref.id)
        return next((self.of(ref.kind, key, attribute) for key in named), Place())
