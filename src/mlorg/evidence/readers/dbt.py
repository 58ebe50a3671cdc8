"""dbt's manifest.json, versions 9 to 12: who owns which table, by group or by `meta.owner`, and what models eat.

Models, seeds, snapshots and sources are data sets; an owner is whoever keeps the table coming, that is its pipeline.
An exposure of type `ml` is a model, and what it depends on is what it is fed with: the one place where a warehouse
states which data a model uses. Nodes without any owner are counted, since in most projects they are the most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ...errors import Place
from ...org import Ref
from ...org.statements import Statement
from ..contract import Reader, Reading
from ..json_files import at, json_of, text_at
from ..parties import party_of

TABLES = frozenset({"model", "seed", "snapshot", "source"})
VERSIONS = range(9, 13)
_VERSION = re.compile(r"/v(\d+)\.json")


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every manifest."""
    for file in reading.files():
        manifest = json_of(reading, file)
        if manifest is None:
            continue
        if not isinstance(manifest, dict) or not isinstance(manifest.get("nodes"), dict):
            reading.fault(reading.at(file), "is no dbt manifest: it has no nodes.", "Give target/manifest.json.")
            continue
        _check_version(manifest, reading, file)
        yield from _Manifest(manifest, reading, file).statements()


def _check_version(manifest: Mapping[str, Any], reading: Reading, file: Path) -> None:
    found = _VERSION.search(text_at(manifest, "metadata", "dbt_schema_version"))
    version = int(found[1]) if found else None
    if version is not None and version not in VERSIONS:
        message = f"is a manifest of version {version}; versions {VERSIONS[0]} to {VERSIONS[-1]} are known."
        reading.warn(reading.at(file), message, "It is read as the nearest of them.")


@dataclass(frozen=True)
class _Manifest:
    manifest: Mapping[str, Any]
    reading: Reading
    file: Path

    def statements(self) -> Iterator[Statement]:
        """Groups, tables with their owners, exposures, and how many tables have no owner."""
        yield from self._groups()
        tables = owned = 0
        for node in self._nodes():
            statements = list(self._table(node))
            tables += 1
            owned += any(s.attribute.startswith(("owner", "responsible")) for s in statements)
            yield from statements
        for exposure in _items(self.manifest.get("exposures")):
            yield from self._exposure(exposure)
        project = text_at(self.manifest, "metadata", "project_name") or self.file.parent.name
        place = self.reading.at(self.file)
        yield Statement(Ref("repository", project), "tables", tables, place=place)
        yield Statement(Ref("repository", project), "tables_without_owner", tables - owned, place=place)

    def _nodes(self) -> Iterator[Mapping[str, Any]]:
        for key in ("nodes", "sources"):
            yield from (n for n in _items(self.manifest.get(key)) if n.get("resource_type") in TABLES)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What each table is called, by its unique id: its name, or that id itself where two are called alike."""
        plain = {text_at(node, "unique_id") or _name(node): _name(node) for node in self._nodes()}
        often = Counter(name for name in plain.values())
        return {unique_id: name if often[name] == 1 else unique_id for unique_id, name in plain.items()}

    def _name(self, node: Mapping[str, Any]) -> str:
        return self._names[text_at(node, "unique_id") or _name(node)]

    def _place(self, node: Mapping[str, Any]) -> Place:
        """The file of the project in which the node stands, which is where one would mend it."""
        patch = text_at(node, "patch_path").rpartition("://")[2]
        name = patch or text_at(node, "original_file_path")
        inside = self.file.resolve().parent.parent / name
        return self.reading.at(inside) if name and inside.is_file() else Place(name or self.reading.name(self.file))

    def _groups(self) -> Iterator[Statement]:
        for group in _items(self.manifest.get("groups")):
            name = text_at(group, "name")
            if name:
                yield Statement(Ref("unit", name), "exists", True, place=self._place(group))

    def _table(self, node: Mapping[str, Any]) -> Iterator[Statement]:
        dataset, place = Ref("dataset", self._name(node)), self._place(node)
        yield Statement(dataset, "exists", True, place=place)
        for access in filter(None, [text_at(node, "access")]):
            yield Statement(dataset, "access", access, place=place)
        yield from self._owners(dataset, node, place)
        for parent in self._parents(node):
            yield Statement(dataset, "depends_on", parent, place=place)

    def _owners(self, dataset: Ref, node: Mapping[str, Any], place: Place) -> Iterator[Statement]:
        group = text_at(node, "group") or text_at(node, "config", "group")
        if group:
            yield Statement(dataset, "owner.pipeline", Ref("unit", group), place=place, note="group of the node")
        stated = at(node, "config", "meta", "owner") or at(node, "meta", "owner") or at(node, "source_meta", "owner")
        owners = [owner for one in (stated if isinstance(stated, list) else [stated]) for owner in _parties(one)]
        for owner in owners:
            # Beside a group, meta.owner says who within it; on its own it is all there is.
            attribute = "owner.pipeline" if len(owners) == 1 and not group else "responsible.pipeline"
            yield Statement(dataset, attribute, owner, place=place, note="meta.owner")

    def _exposure(self, exposure: Mapping[str, Any]) -> Iterator[Statement]:
        kind = "model" if text_at(exposure, "type") == "ml" else "component"
        name = text_at(exposure, "name")
        if not name:
            return
        subject, place = Ref(kind, name), self._place(exposure)
        yield Statement(subject, "exists", True, place=place)
        yield Statement(subject, "type", f"dbt exposure, {text_at(exposure, 'type') or 'no type'}", place=place)
        if text_at(exposure, "label"):
            yield Statement(subject, "name", text_at(exposure, "label"), place=place)
        if text_at(exposure, "maturity"):
            yield Statement(subject, "maturity", text_at(exposure, "maturity"), place=place)
        for owner in _parties(exposure.get("owner")):
            yield Statement(subject, "owner", owner, place=place, note="owner of the exposure")
        for parent in self._parents(exposure):
            yield Statement(subject, "uses" if kind == "model" else "depends_on", parent, place=place)

    def _parents(self, node: Mapping[str, Any]) -> Iterator[Ref]:
        for unique_id in _texts(at(node, "depends_on", "nodes")):
            if unique_id.partition(".")[0] in TABLES:
                last = ".".join(unique_id.split(".")[2:])
                yield Ref("dataset", self._names.get(unique_id, last))


def _items(section: Any) -> Iterable[Mapping[str, Any]]:
    values = section.values() if isinstance(section, dict) else ()
    return [value for value in values if isinstance(value, dict)]


def _texts(value: Any) -> Iterable[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _name(node: Mapping[str, Any]) -> str:
    """What a table is called: a source with its schema's name, a model with its version."""
    name = text_at(node, "name") or text_at(node, "unique_id").rpartition(".")[2]
    if node.get("resource_type") == "source":
        return f"{text_at(node, 'source_name')}.{name}"
    version = node.get("version")
    return f"{name}.v{version}" if version else name


def _parties(owner: Any) -> list[Ref]:
    """Who is meant by an owner: a text, or `{name, email}`, of which the name is only another word for the address."""
    if isinstance(owner, dict):
        return _parties(text_at(owner, "email")) or _parties(text_at(owner, "name"))
    party = party_of(owner) if isinstance(owner, str) else None
    return [party] if party else []


READER = Reader(
    "dbt",
    "dbt manifest.json: owners of tables by group or meta, exposures of type ml and the data they use",
    read,
    finds=("**/manifest.json",),
)
