"""Backstage catalogues: YAML files as teams keep them, or a JSON export of the catalogue's entities.

An entity's `relations` beat its `spec.owner`, because a processor may have taken the owner from elsewhere. References
are read as Backstage does: `[kind:][namespace/]name`, the namespace being that of the entity that refers. Case is kept
as written: a team that is called otherwise is an unknown team.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ...errors import Place
from ...org import Ref
from ...org.statements import Statement
from ..contract import Option, Reader, Reading
from ..yaml_documents import PLACEHOLDERS, Lined, documents

KINDS = frozenset({"component", "api", "group", "user", "resource", "system", "domain", "location", "template"})
UNIT_KINDS = {"root": "organization", "organization": "organization", "business-unit": "division"}
UNIT_KINDS |= {"product-area": "division", "division": "division", "team": "team"}
STAGES = {"production": "production", "experimental": "experiment", "deprecated": "retired"}
TYPES = {
    "ml-model": "model",
    "model": "model",
    "machine-learning-model": "model",
    "ai-model": "model",
    "llm": "model",
    "llm-model": "model",
    "foundation-model": "model",
    "dataset": "dataset",
    "data-set": "dataset",
    "table": "dataset",
    "feature-store": "dataset",
    "ml-platform": "platform",
    "ai-platform": "platform",
}
"""`spec.type` -> kind of asset; everything else keeps the kind that Backstage gives it."""


class Name(NamedTuple):
    """A reference of Backstage."""

    kind: str
    namespace: str
    name: str

    @property
    def id(self) -> str:
        """`namespace/name`, the name alone in the namespace `default`."""
        return self.name if self.namespace == "default" else f"{self.namespace}/{self.name}"


def parse_name(text: str, kind: str, namespace: str) -> Name:
    """`[kind:][namespace/]name` with what stands for the parts that are left out."""
    before, colon, rest = text.strip().rpartition(":")
    space, slash, name = rest.rpartition("/")
    return Name((before if colon else kind).casefold(), space if slash else namespace, name)


@dataclass(frozen=True, slots=True)
class Entity:
    """One document: its name, its values, and where it stands."""

    name: Name
    values: Lined
    file: Path

    def spec(self, key: str) -> Any:
        """A value of `spec`."""
        return self.values.at("spec", key)

    def names(self, key: str, kind: str) -> Iterator[Name]:
        """References in a list (or alone) under `spec`."""
        found = self.spec(key)
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, str) and item:
                yield parse_name(item, kind, self.name.namespace)


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every entity of every file, and of the local files that Locations name."""
    catalogue = _Catalogue(reading)
    files = list(reading.files())
    seen = set()
    while files:
        file = files.pop(0)
        if file in seen:
            continue
        seen.add(file)
        for entity in catalogue.entities(file):
            if entity.name.kind == "location":
                files.extend(catalogue.targets(entity))
            yield from catalogue.statements(entity)


@dataclass(slots=True)
class _Catalogue:
    reading: Reading
    first: dict[Name, Place] = field(default_factory=dict)

    def entities(self, file: Path) -> Iterator[Entity]:
        """The entities of a file; other documents are none of ours."""
        text = self.reading.text(file)
        if text is None or "backstage.io/" not in text:
            return
        place = self.reading.at(file)
        for value in self._documents(file, text, place):
            if isinstance(value, Lined) and str(value.get("apiVersion", "")).find("backstage.io/") >= 0:
                entity = self._entity(value, file)
                if entity:
                    yield entity

    def _documents(self, file: Path, text: str, place: Place) -> Iterator[Any]:
        if file.suffix != ".json":
            yield from documents(text, place, self.reading.problems)
            return
        try:
            found = json.loads(text, object_pairs_hook=_lined)
        except ValueError as error:
            where = Place(place.file, getattr(error, "lineno", 0), getattr(error, "colno", 0))
            self.reading.fault(where, "is not JSON.", "It is left out; the other files are read.")
            return
        items = found.get("items", [found]) if isinstance(found, dict) else found
        yield from items if isinstance(items, list) else []

    def _entity(self, values: Lined, file: Path) -> Entity | None:
        kind, name = values.get("kind"), values.at("metadata", "name")
        place = self.reading.at(file, values.line_of("kind"))
        if not isinstance(kind, str) or not isinstance(name, str):
            self.reading.fault(place, "an entity has no kind or no metadata.name: it is left out.", "Add it.")
            return None
        if any(mark in name + str(values.at("spec", "owner")) for mark in PLACEHOLDERS):
            self.reading.warn(place, "an entity is a template with blanks to be filled in: it is left out.")
            return None
        namespace = values.at("metadata", "namespace") or "default"
        full = Name(kind.casefold(), str(namespace), name)
        if full.kind not in KINDS:
            self.reading.warn(place, f"kind {kind!r} is not one of Backstage's own: it is left out.")
            return None
        if full in self.first:
            message = f"{full.kind} {full.id} is there twice: first at {self.first[full]}."
            self.reading.warn(place, message, "Backstage keeps one of them; delete the other.")
        self.first.setdefault(full, place)
        return Entity(full, values, file)

    def targets(self, entity: Entity) -> Iterator[Path]:
        """Local files that a Location names; addresses are told, not followed."""
        found = [*_list(entity.spec("targets")), *_list(entity.spec("target"))]
        for target in found:
            if "://" in target:
                place = self._at(entity, "spec")
                self.reading.warn(place, "a Location names an address, which is not followed.", "Add it as a source.")
                continue
            matches = sorted(entity.file.parent.glob(target.removeprefix("./")))
            if not matches:
                message = f"a Location names {target!r}, which is not there."
                self.reading.fault(self._at(entity, "spec"), message, "Mend the path.")
            yield from matches

    def _at(self, entity: Entity, *path: str) -> Place:
        return self.reading.at(entity.file, entity.values.line_of(*path))

    def statements(self, entity: Entity) -> Iterator[Statement]:
        """What an entity says."""
        if entity.name.kind == "group":
            yield from self._group(entity)
        elif entity.name.kind == "user":
            yield from self._user(entity)
        elif entity.name.kind != "location":
            yield from self._asset(entity)

    def _group(self, entity: Entity) -> Iterator[Statement]:
        unit, place = Ref("unit", entity.name.id), self._at(entity, "metadata", "name")
        yield Statement(unit, "exists", True, place=place)
        title = entity.values.at("metadata", "title") or entity.values.at("spec", "profile", "displayName")
        if isinstance(title, str):
            yield Statement(unit, "name", title, place=place)
        kind = UNIT_KINDS.get(str(entity.spec("type")).casefold())
        if kind:
            yield Statement(unit, "kind", kind, place=self._at(entity, "spec", "type"))
        for parent in entity.names("parent", "group"):
            yield Statement(unit, "part_of", Ref("unit", parent.id), place=self._at(entity, "spec", "parent"))
        for child in entity.names("children", "group"):
            yield Statement(Ref("unit", child.id), "part_of", unit, place=self._at(entity, "spec", "children"))
        for member in entity.names("members", "user"):
            yield Statement(_user(member), "member_of", unit, place=self._at(entity, "spec", "members"))

    def _user(self, entity: Entity) -> Iterator[Statement]:
        who, place = _user(entity.name), self._at(entity, "metadata", "name")
        yield Statement(who, "exists", True, place=place)
        email = entity.values.at("spec", "profile", "email")
        name = entity.values.at("spec", "profile", "displayName")
        for kind, value in (("email", email), ("name", name)):
            if isinstance(value, str) and value.strip() and value != entity.name.name:
                yield Statement(who, "same_as", Ref(kind, value), place=place, note="one user of the catalogue")
        for unit in entity.names("memberOf", "group"):
            yield Statement(who, "member_of", Ref("unit", unit.id), place=self._at(entity, "spec", "memberOf"))

    def _asset(self, entity: Entity) -> Iterator[Statement]:
        subject, place = self.ref(entity.name, entity.spec("type")), self._at(entity, "metadata", "name")
        yield Statement(subject, "exists", True, place=place)
        title = entity.values.at("metadata", "title")
        if isinstance(title, str):
            yield Statement(subject, "name", title, place=place)
        if isinstance(entity.spec("type"), str):
            yield Statement(subject, "type", entity.spec("type"), place=self._at(entity, "spec", "type"))
        yield from self._lifecycle(entity, subject)
        yield from self._owners(entity, subject)
        slug = entity.values.at("metadata", "annotations", "github.com/project-slug")
        if isinstance(slug, str):
            yield Statement(subject, "lives_in", Ref("repository", slug.rpartition("/")[2]), place=place)
        for key, kind in (("dependsOn", "component"), ("consumesApis", "api")):
            for other in entity.names(key, kind):
                target = self.ref(other, other.kind if other.kind in TYPES else "")
                known = "uses" if target.kind == "dataset" else "depends_on"
                yield Statement(subject, known, target, place=self._at(entity, "spec", key))

    def _lifecycle(self, entity: Entity, subject: Ref) -> Iterator[Statement]:
        lifecycle = entity.spec("lifecycle")
        if not isinstance(lifecycle, str):
            return
        place = self._at(entity, "spec", "lifecycle")
        if subject.kind == "model" and lifecycle.casefold() in STAGES:
            yield Statement(subject, "stage", STAGES[lifecycle.casefold()], place=place)
        else:
            yield Statement(subject, "lifecycle", lifecycle, place=place)

    def _owners(self, entity: Entity, subject: Ref) -> Iterator[Statement]:
        relations = entity.values.get("relations")
        owned_by = [
            parse_name(str(r.get("targetRef")), "group", entity.name.namespace)
            for r in (relations if isinstance(relations, list) else [])
            if isinstance(r, dict) and r.get("type") == "ownedBy" and r.get("targetRef")
        ]
        place = self._at(entity, "relations") if owned_by else self._at(entity, "spec", "owner")
        named = owned_by or list(entity.names("owner", "group"))
        for owner in named:
            attribute = "owner" if len(named) == 1 else "responsible"
            yield Statement(subject, attribute, _party(owner), place=place)
        if not named:
            self.reading.warn(place, f"{entity.name.kind} {entity.name.id} names no owner.", "Add spec.owner.")

    def ref(self, name: Name, kind_of: Any) -> Ref:
        """An asset of the organisation where its type says so, else Backstage's own kind."""
        plain = str(kind_of).casefold()
        kinds = {**TYPES, **self.reading.option("types")}
        kind = kinds.get(plain) or kinds.get(plain.replace("_", "-").replace(" ", "-"), name.kind)
        return Ref(kind, name.name if kind in ("model", "dataset", "platform") else name.id)


def _user(name: Name) -> Ref:
    return Ref("login", name.name)


def _party(owner: Name) -> Ref:
    """A user or a group; an address is a person's, whatever kind it is given out as."""
    if "@" in owner.name.strip("@"):
        return Ref("email", owner.name)
    return _user(owner) if owner.kind == "user" else Ref("unit", owner.id)


def _list(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _lined(pairs: list[tuple[str, Any]]) -> Lined:
    found = Lined(0)
    for key, value in pairs:
        found[key], found.lines[key] = value, 0
    return found


READER = Reader(
    "backstage",
    "Backstage catalogue: components, resources and their owners, groups and users, from YAML files or a JSON export",
    read,
    (Option("types", "mapping", "spec.type -> model, dataset or platform, beside the usual words.", {}),),
    finds=("**/*.{yaml,yml,json}",),
    version=2,
)
