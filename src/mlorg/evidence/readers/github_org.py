"""GitHub organisations as code: `org.yaml` with admins, members, teams and the repositories that teams may write to.

The form is that of Peribolos, whole (`orgs:` with an organisation by name) or in parts as it is put together from: an
`org.yaml` that is one organisation, called by its folder, and `teams.yaml` and `members.yaml` in or below that folder.
A second form, `wgs.yaml` and `sigs.yaml` of projects with working groups, is read too: a
group is a unit, its chairs lead it, its subprojects are what it owns. Employers of chairs are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...org import Ref
from ...org.statements import Statement
from ..contract import Reader, Reading
from ..yaml_documents import Lined, documents

WRITES = frozenset({"write", "push", "maintain", "admin"})
"""Permissions with which a team may change a repository."""

_PARTS = frozenset({"admins", "members", "teams"})
"""What an organisation has of which a file may hold one part."""

_FOLDERS_OF_ANY = frozenset({"", "org", "orgs", "config", "github", ".github", "peribolos"})
"""Names of folders that are no organisation's name."""

GROUPS = ("sigs", "workinggroups", "committees", "usergroups")


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every file."""
    files = reading.files()
    homes = frozenset(file.resolve().parent for file in files if file.stem == "org")
    for file in files:
        text = reading.text(file)
        for value in documents(text, reading.at(file), reading.problems) if text is not None else ():
            if isinstance(value, Lined):
                yield from _File(reading, file, value, homes).statements()


@dataclass(frozen=True, slots=True)
class _File:
    reading: Reading
    file: Path
    value: Lined
    homes: frozenset[Path]

    def statements(self) -> Iterator[Statement]:
        """Organisations with their teams, or groups with their leads."""
        organisations = self.value.get("orgs")
        for name, organisation in organisations.items() if isinstance(organisations, Lined) else ():
            if isinstance(organisation, Lined):
                yield from self._organisation(name, organisation)
        if organisations is None and (_PARTS & self.value.keys()):
            yield from self._organisation(self._called(), self.value)
        for kind in GROUPS:
            for group in _mappings(self.value.get(kind)):
                yield from self._group(group)

    def _called(self) -> str:
        """The organisation of a file that names none: the folder of its org.yaml, or else what the workspace is."""
        folder = self.file.resolve().parent
        home = next((above for above in (folder, *folder.parents) if above in self.homes), folder)
        return self.reading.source.organization if home.name in _FOLDERS_OF_ANY else home.name

    def _organisation(self, name: str, values: Lined) -> Iterator[Statement]:
        place = self.reading.at(self.file, values.line)
        for key in ("admins", "members"):
            if key in values:
                yield Statement(Ref("tracker", name), key, len(_texts(values.get(key))), place=place)
            for login in _texts(values.get(key)):
                line = values.line_of(key)
                yield Statement(Ref("login", login), "exists", True, place=self.reading.at(self.file, line))
        yield from self._teams(name, values.get("teams"), None)

    def _teams(self, organisation: str, teams: Any, above: Ref | None) -> Iterator[Statement]:
        for name, values in teams.items() if isinstance(teams, Lined) else ():
            unit = Ref("unit", f"{organisation}/{name}")
            place = self.reading.at(self.file, teams.lines[name])
            yield Statement(unit, "exists", True, place=place)
            yield Statement(unit, "name", name, place=place)
            if above:
                yield Statement(unit, "part_of", above, place=place)
            if isinstance(values, Lined):
                yield from self._team(unit, values)
                yield from self._teams(organisation, values.get("teams"), unit)

    def _team(self, unit: Ref, values: Lined) -> Iterator[Statement]:
        for key in ("maintainers", "members"):
            place = self.reading.at(self.file, values.line_of(key))
            for login in _texts(values.get(key)):
                yield Statement(Ref("login", login), "member_of", unit, place=place)
        repositories = values.get("repos")
        for repository, right in repositories.items() if isinstance(repositories, Lined) else ():
            place = self.reading.at(self.file, values.line_of("repos", repository))
            word = "write" if str(right).casefold() in WRITES else "read"
            yield Statement(unit, f"rights.{word}", Ref("repository", repository), place=place, note=str(right))

    def _group(self, group: Lined) -> Iterator[Statement]:
        name = group.get("dir") or group.get("name")
        if not isinstance(name, str):
            self.reading.fault(self.reading.at(self.file, group.line), "a group has neither dir nor name.", "Add one.")
            return
        unit, place = Ref("unit", name), self.reading.at(self.file, group.line)
        yield Statement(unit, "exists", True, place=place)
        if isinstance(group.get("name"), str):
            yield Statement(unit, "name", str(group["name"]), place=place)
        leads = group.get("leadership")
        for role, people in leads.items() if isinstance(leads, Lined) else ():
            for person in _mappings(people):
                if isinstance(person.get("github"), str):
                    at = self.reading.at(self.file, person.line)
                    login = Ref("login", str(person["github"]))
                    yield Statement(login, "member_of", unit, place=at, note=role)
                    if isinstance(person.get("name"), str):
                        full = Ref("name", str(person["name"]))
                        yield Statement(login, "same_as", full, place=at, note="one entry of the group's leads")
        for project in _mappings(group.get("subprojects")):
            yield from self._subproject(project, unit)

    def _subproject(self, project: Lined, unit: Ref) -> Iterator[Statement]:
        name = project.get("name")
        if isinstance(name, str):
            place = self.reading.at(self.file, project.line)
            component = Ref("component", name)
            yield Statement(component, "exists", True, place=place)
            yield Statement(component, "type", "subproject", place=place)
            yield Statement(component, "owner", unit, place=place)


def _mappings(value: Any) -> list[Lined]:
    return [item for item in value if isinstance(item, Lined)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


READER = Reader(
    "github-org",
    "GitHub organisations as code (org.yaml) and working groups (wgs.yaml): teams, members, rights, leads",
    read,
    finds=("**/{org,wgs,sigs,teams,members}.{yaml,yml}", "**/peribolos/*.{yaml,yml}"),
    version=2,
)
