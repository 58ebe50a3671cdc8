"""What a rule is, what it is given, and what it finds."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar

from ...errors import Place
from ...org import NOBODY, Organization, Ref
from ...org.facts import Evidence, Fact
from ...org.hierarchy import Tree, unit_tree
from ...org.naming import unit_name
from ...org.owners import Owners
from ...org.statements import Statement


class Severity(StrEnum):
    """How bad a finding is: an error and a warning make `mlorg check` end with 1, a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a rule: about what, in words, what to do, where, and the statements it rests on.

    `key` tells findings of one rule about one subject apart. No person is named, not even by pseudonym.
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    fix: str
    place: Place = field(default_factory=Place)
    statements: tuple[Statement, ...] = ()
    key: str = ""
    uncertain: str = ""
    """How far the finding rests on people who could not be recognised; empty where it does not."""

    @property
    def fingerprint(self) -> str:
        """The same for the same finding in every run, whatever line it stands in."""
        return hashlib.sha256(f"{self.rule}\0{self.subject}\0{self.key}".encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Checked:
    """What rules look at: all facts, the organisation of one day, and where its own files say what."""

    evidence: Evidence
    organization: Organization
    day: date
    place_of: Callable[[Ref, str], Place] = field(default=lambda ref, attribute: Place(), repr=False)

    @cached_property
    def owners(self) -> Owners:
        """Who is accountable for what."""
        return Owners(self.organization)

    @cached_property
    def units(self) -> Tree:
        """Units under what they are part of."""
        return unit_tree(self.organization)

    def facts(self, subject: Ref, attribute: str) -> Sequence[Fact]:
        """The facts about one attribute."""
        return self.evidence.facts.get(subject, {}).get(attribute, ())

    def value(self, subject: Ref, attribute: str) -> Any:
        """What is believed of an attribute, None where nothing was said."""
        fact = self.evidence.of(subject, attribute)
        return None if fact is None else fact.value

    def place(self, subject: Ref) -> Place | None:
        """Where something is declared: by the first source that says so, or in the workspace's own files."""
        fact = self.evidence.of(subject, "exists")
        there = fact.statements[0].place if fact else self.place_of(subject, "id")
        return there if there.file else None

    def unit_of(self, owner: Ref) -> str | None:
        """The unit an owner is, or sits in; None where that is not known."""
        org = self.organization
        if owner.kind == "unit":
            return owner.id if owner.id in org.unit else None
        if owner.kind == "post":
            return org.post[owner.id].sits_in if owner.id in org.post else None
        seats = org.seats.get(owner.id, ()) if owner.kind == "person" else ()
        units = {org.post[seat.post].sits_in for seat in seats if seat.post in org.post}
        return units.pop() if len(units) == 1 else None

    def division_of(self, unit: str) -> str:
        """The part of the organisation just below its top that a unit belongs to."""
        line = list(self.units.above(unit))
        return line[-2] if len(line) > 1 and len(self.units.tops) == 1 else line[-1]

    def owner_words(self, owner: Ref) -> str:
        """An owner in words that name no person."""
        if owner == NOBODY or not owner.id:
            return "nobody"
        if owner.kind == "unit":
            return unit_name(self.organization, owner.id) or owner.id
        return "a person" if owner.kind in ("person", "alias") else f"{owner.kind} {owner.id}"

    @property
    def people_note(self) -> str:
        """How many of the persons are known by a handle alone, for whatever rests on them."""
        people = self.evidence.people
        if not people.unresolved and not people.ambiguous:
            return ""
        return f"{people.unresolved:,} of {people.persons:,} persons stand in no roster" + (
            f", and {people.ambiguous:,} handles could be several persons" if people.ambiguous else ""
        )


def defaults(**values: Any) -> Mapping[str, Any]:
    """Settings of a rule with their defaults."""
    return MappingProxyType(values)


class Rule:
    """What a rule finds, in one sentence with {subject} and other words in braces.

    What stands below the first paragraph explains it.
    """

    id: ClassVar[str] = ""
    severity: ClassVar[Severity] = Severity.WARNING
    fix: ClassVar[str] = ""
    source: ClassVar[str] = ""
    settings: ClassVar[Mapping[str, Any]] = defaults()
    """Settings with their defaults: numbers, texts or lists of texts."""

    def __init__(self, settings: Mapping[str, Any] | None = None, severity: Severity | None = None) -> None:
        self.set = {**self.settings, **(settings or {})}
        self.level = severity or self.severity

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """Everything that breaks the rule."""
        raise NotImplementedError

    def finding(
        self,
        subject: Ref | str,
        facts: Sequence[Fact] = (),
        place: Place | None = None,
        key: str = "",
        uncertain: str = "",
        level: Severity | None = None,
        **words: Any,
    ) -> Finding:
        """A finding whose message is the docstring; the facts are what it rests on."""
        statements = tuple(statement for fact in facts for statement in fact.statements[:4])
        where = place or next((s.place for s in statements if s.place.file), Place())
        about = {"subject": subject, **words}
        message, fix = self.message().format(**about), self.fix.format(**about)
        return Finding(self.id, level or self.level, str(subject), message, fix, where, statements, key, uncertain)

    @classmethod
    def message(cls) -> str:
        """The first paragraph of the docstring, on one line."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].split())

    @classmethod
    def explanation(cls) -> str:
        """The rest of the docstring."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[2].split())
