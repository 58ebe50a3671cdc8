"""Kubernetes OWNERS files: who may approve and review which folder, with the groups of OWNERS_ALIASES.

Owners are inherited from folder to folder unless `no_parent_owners` is set. Names are logins, whatever their case. A
single approver is read as whoever maintains the folder; several are each responsible. `emeritus_approvers` have gone
from this task, not from the organisation, and own nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...org import Ref
from ...org.statements import Statement
from ..contract import Option, Reader, Reading
from ..yaml_documents import Lined, documents

CONFIDENCE = 0.7
"""Of a single approver as maintainer: to approve is usually, not always, to maintain."""


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every OWNERS file below the path, parents before children."""
    files = list(reading.files())
    owners = _Owners(reading, reading.option("repository") or _repository(reading, files))
    for file in files:
        if file.name == "OWNERS_ALIASES":
            yield from owners.aliases_of(file)
    for file in sorted((f for f in files if f.name == "OWNERS"), key=lambda f: len(f.parts)):
        yield from owners.of_file(file)


def _repository(reading: Reading, files: list[Path]) -> str:
    path = reading.path.resolve()
    return path.name if path.is_dir() else files[0].resolve().parent.name


@dataclass(slots=True)
class _Owners:
    reading: Reading
    repository: str
    aliases: dict[str, list[str]] = field(default_factory=dict)
    root: Path | None = None

    def aliases_of(self, file: Path) -> Iterator[Statement]:
        """Groups: each is a unit, its names are members."""
        found = self._mapping(file)
        for name, members in (found.get("aliases") or {}).items() if found else ():
            place = self.reading.at(file, found.line_of("aliases", name) if found else 0)
            unit = Ref("unit", name)
            self.aliases[name.casefold()] = _texts(members)
            yield Statement(unit, "exists", True, place=place)
            for member in _texts(members):
                yield Statement(Ref("login", member), "member_of", unit, place=place)

    def of_file(self, file: Path) -> Iterator[Statement]:
        """Approvers and reviewers of one folder, and of patterns within it under `filters`."""
        found = self._mapping(file)
        if found is None:
            return
        self.root = self.root or file.parent
        folder = (
            file.parent.relative_to(self.root).as_posix() if file.parent.is_relative_to(self.root) else file.parent.name
        )
        path = "" if folder == "." else f"{folder}/"
        options = found.get("options")
        if isinstance(options, dict) and str(options.get("no_parent_owners")).casefold() == "true":
            place = self.reading.at(file, found.line_of("options", "no_parent_owners"))
            yield Statement(self._path(path), "no_parent_owners", True, place=place)
        yield from self._section(found, file, path)
        filters = found.get("filters")
        for pattern, section in filters.items() if isinstance(filters, Lined) else ():
            if isinstance(section, Lined):
                yield from self._section(section, file, f"{path}{pattern}" if pattern != ".*" else path)

    def _section(self, found: Lined, file: Path, path: str) -> Iterator[Statement]:
        approvers = _texts(found.get("approvers"))
        place = self.reading.at(file, found.line_of("approvers"))
        for name in approvers:
            attribute = "owner" if len(approvers) == 1 else "responsible"
            yield Statement(self._path(path), attribute, self._party(name), place=place, confidence=CONFIDENCE)
        place = self.reading.at(file, found.line_of("reviewers"))
        for name in _texts(found.get("reviewers")):
            yield Statement(self._path(path), "responsible.review", self._party(name), place=place)
        yield Statement(self._path(path), "approvers", len(approvers), place=self.reading.at(file, found.line))
        emeritus = len(_texts(found.get("emeritus_approvers")))
        if emeritus:
            place = self.reading.at(file, found.line_of("emeritus_approvers"))
            yield Statement(self._path(path), "emeritus_approvers", emeritus, place=place)

    def _path(self, path: str) -> Ref:
        return Ref("path", f"{self.repository}/{path}")

    def _party(self, name: str) -> Ref:
        if "@" in name:
            return Ref("email", name)
        return Ref("unit", name) if name.casefold() in self.aliases else Ref("login", name)

    def _mapping(self, file: Path) -> Lined | None:
        text = self.reading.text(file)
        place = self.reading.at(file)
        value = next(documents(text, place, self.reading.problems), None) if text is not None else None
        if value is not None and not isinstance(value, Lined):
            self.reading.fault(place, "is no mapping such as 'approvers: [login]'.", "It is left out.")
            return None
        return value


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return []
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item]


READER = Reader(
    "kubernetes-owners",
    "Kubernetes OWNERS and OWNERS_ALIASES: approvers and reviewers of folders, groups and their members",
    read,
    (Option("repository", "text", "Name of the repository; empty: that of its folder."),),
    finds=("**/OWNERS", "**/OWNERS_ALIASES"),
)
