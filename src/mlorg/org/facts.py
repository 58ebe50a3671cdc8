"""What is held to be true after all sources were heard, with everything that was said for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .organization import Organization
from .references import Ref
from .statements import Source, Statement, Value


@dataclass(frozen=True, slots=True)
class Fact:
    """What holds of one attribute of a subject. `statements` are all that were made of it, the winner first.

    `why` says in words which rule chose the winner. References in `value` are those of the organisation, while the
    statements keep what each source wrote.
    """

    subject: Ref
    attribute: str
    value: Value
    statements: tuple[Statement, ...]
    values: tuple[Value, ...]
    """What each statement says once its names are resolved, in the same order."""
    why: str = ""

    @property
    def source(self) -> str:
        """Id of the source that is believed."""
        return self.statements[0].source


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources, or two places of one, say different things of the same attribute at the same time.

    `others` are statements with another value than the winner's, at most one of each source and value.
    """

    subject: Ref
    attribute: str
    value: Value
    winner: Statement
    others: tuple[tuple[Value, Statement], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit that is named but exists in no source. `suggestions` are units that are written almost the same."""

    unit: Ref
    statements: tuple[Statement, ...]
    suggestions: tuple[tuple[str, str], ...] = ()
    """(unit, how it differs)."""


@dataclass(frozen=True, slots=True)
class PeopleKnown:
    """How far people could be recognised: `handles` ways of calling people make `persons`.

    `resolved` of these stand in a roster or are declared as users by a source; `unresolved` are known by a handle
    alone; `ambiguous` handles could be several persons, and count for none.
    """

    handles: int = 0
    persons: int = 0
    resolved: int = 0
    unresolved: int = 0
    ambiguous: int = 0


@dataclass(frozen=True)
class Evidence:
    """All facts of a workspace: an organisation, and what stands behind each part of it."""

    organization: Organization = field(default_factory=Organization)
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[Ref, Mapping[str, tuple[Fact, ...]]] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    mentions: tuple[Mention, ...] = ()
    people: PeopleKnown = field(default_factory=PeopleKnown)
    resolved_people: frozenset[str] = frozenset()
    """Ids of persons who stand in a roster or are declared as users by a source."""

    def of(self, subject: Ref, attribute: str) -> Fact | None:
        """The fact about an attribute, the first where there are several; None where nothing was said."""
        found = self.facts.get(subject, {}).get(attribute, ())
        return found[0] if found else None

    def all_of(self, attribute: str, kind: str = "") -> Iterator[Fact]:
        """Every fact about an attribute, of subjects of one kind or of all, in the order of subjects."""
        for subject, facts in self.facts.items():
            if not kind or subject.kind == kind:
                yield from facts.get(attribute, ())

    def subjects(self, kind: str) -> list[Ref]:
        """Everything of one kind of which something was said."""
        return [subject for subject in self.facts if subject.kind == kind]
