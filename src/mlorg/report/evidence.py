"""What the sources of a workspace say, as pages: a scan, and everything that stands behind one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from ..errors import Problem
from ..org import Ref
from ..org.counting import FEWEST
from ..org.facts import Contradiction, Evidence, Fact, Mention, PeopleKnown
from ..org.statements import Day, Statement, Value
from .pages import About, Page


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What became of one source. `outcome` is read, unchanged, partial or failed; `statements` are those stored."""

    source: str
    kind: str
    where: str
    outcome: str
    statements: int
    read_on: date | None
    problems: tuple[Problem, ...]

    @property
    def faults(self) -> int:
        """Problems that kept something from being read."""
        return sum(not problem.warning for problem in self.problems)


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One statement: what a source says, where, from and until when, and how surely."""

    source: str
    value: str
    place: str
    date: Day | None = None
    until: Day | None = None
    confidence: float = 1.0
    amount: float | None = None
    note: str = ""
    written: str = ""
    """The value as the source writes it, where it is called otherwise in the organisation."""


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """What is believed, by which rule, and what speaks against it."""

    subject: str
    attribute: str
    believed: SaidRow
    against: tuple[SaidRow, ...]
    why: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A unit that is named `times` times but exists in no source, and what may be meant."""

    unit: str
    times: int
    place: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScanPage(Page):
    """What a scan read, what it could not read, and what the sources do not agree on."""

    schema: ClassVar[str] = "mlorg.scan/1"
    sources: tuple[SourceRow, ...]
    people: PeopleKnown
    entities: tuple[tuple[str, int], ...]
    """(kind of thing, how many are known)."""
    contradictions: tuple[ContradictionRow, ...]
    unknown_units: tuple[MentionRow, ...]
    to_review: int = 0
    """Pairs of handles that may be one person, waiting in the review file."""

    @property
    def complete(self) -> bool:
        """True if every source could be read whole."""
        return all(row.outcome in ("read", "unchanged") for row in self.sources)


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact: the value that is believed, why, and every statement, the winner first."""

    attribute: str
    value: str
    why: str
    statements: tuple[SaidRow, ...]
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class ExplainPage(Page):
    """Everything that was said of one thing."""

    schema: ClassVar[str] = "mlorg.explain/1"
    subject: str
    facts: tuple[FactRow, ...]
    named_by: tuple[FactRow, ...] = ()
    """Facts about other things whose value it is."""


PER_PERSON = frozenset({"author", "event", "held_by"})
"""Attributes that tell who single persons are, since when they are there, or what they did: only how many is shown."""


def explain_page(evidence: Evidence, subject: Ref, about: About) -> ExplainPage:
    """All facts about the subject, and those that name it; of a person only these."""
    contradicted = {c.attribute for c in evidence.contradictions if c.subject == subject}
    of_subject = evidence.facts.get(subject, {}) if subject.kind != "person" else {}
    if _of_few(of_subject):
        of_subject = {name: of for name, of in of_subject.items() if name not in OF_AUTHORS}
    facts = [f for name, of in of_subject.items() if name.partition(".")[0] not in PER_PERSON for f in of]
    working = [_people(name, of) for name, of in of_subject.items() if name.partition(".")[0] in PER_PERSON]
    naming = [
        f
        for of in evidence.facts.values()
        for name, fs in of.items()
        if name.partition(".")[0] not in PER_PERSON
        for f in fs
        if f.value == subject
    ]
    return ExplainPage(
        about,
        str(subject),
        (*(_fact(fact, fact.attribute in contradicted) for fact in facts), *working),
        tuple(_fact(fact, False, f"{fact.subject} ") for fact in naming),
    )


OF_AUTHORS = frozenset({"addresses", "commits"})
"""Facts about a repository that are of all who worked on it."""


def _of_few(facts: Mapping[str, tuple[Fact, ...]]) -> bool:
    """True for a repository on which fewer than five are known to have worked."""
    return any(isinstance(fact.value, int) and fact.value < FEWEST for fact in facts.get("addresses", ()))


def _people(attribute: str, facts: tuple[Fact, ...]) -> FactRow:
    """How many persons there are or did something; fewer than five are not told apart."""
    number = len({fact.value for fact in facts})
    sources = sorted({(s.source, s.place.file) for fact in facts for s in fact.statements})
    value = f"{number} persons" if number >= FEWEST else f"fewer than {FEWEST} persons"
    said = tuple(SaidRow(source, value, file) for source, file in sources)
    return FactRow(attribute, value, "what is known of single persons is not shown", said)


def _fact(fact: Fact, contradicted: bool, before: str = "") -> FactRow:
    said = tuple(said_row(s, v) for s, v in zip(fact.statements, fact.values, strict=True))
    return FactRow(before + fact.attribute, text_of(fact.value), fact.why, said, contradicted)


def said_row(statement: Statement, value: Value) -> SaidRow:
    """A statement as a row; `value` is what it says once its names are resolved."""
    shown, written = text_of(value), text_of(statement.value)
    return SaidRow(
        statement.source,
        shown,
        str(statement.place),
        statement.date,
        statement.until,
        statement.confidence,
        statement.amount,
        statement.note,
        written if written != shown and not written.startswith("alias:") else "",
    )


def text_of(value: Value) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def contradiction_row(contradiction: Contradiction) -> ContradictionRow:
    """A contradiction as a row; without days where it is about a person, who may have come or gone on them."""
    said = [(contradiction.winner, contradiction.value), *((s, value) for value, s in contradiction.others)]
    if contradiction.subject.kind == "person":
        said = [(replace(statement, date=None, until=None), value) for statement, value in said]
    believed, *others = (said_row(statement, value) for statement, value in said)
    against = tuple(others)
    return ContradictionRow(str(contradiction.subject), contradiction.attribute, believed, against, contradiction.why)


def mention_row(mention: Mention) -> MentionRow:
    """A mention as a row."""
    suggestions = tuple(f"{unit} ({how})" for unit, how in mention.suggestions)
    return MentionRow(mention.unit.id, len(mention.statements), str(mention.statements[0].place), suggestions)


def counted_subjects(evidence: Evidence) -> Iterable[tuple[str, int]]:
    """How many things of each kind are known."""
    counts: dict[str, int] = {}
    for subject in evidence.facts:
        if subject.kind not in ("alias", "person", "nobody", "unknown"):
            counts[subject.kind] = counts.get(subject.kind, 0) + 1
    return sorted(counts.items())


@dataclass(frozen=True, slots=True)
class ThingRow:
    """Something that facts are known of; `thing` is its `kind:id`."""

    thing: str
    kind: str
    facts: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class ThingsPage(Page):
    """Everything that facts are known of, apart from persons: what is contradicted most first."""

    schema: ClassVar[str] = "mlorg.things/1"
    things: tuple[ThingRow, ...]


NOT_LISTED = frozenset({"alias", "person", "membership", "nobody", "unknown"})
"""Kinds that stand for persons, or for nothing."""


def things_page(evidence: Evidence, about: About) -> ThingsPage:
    """The page of all subjects of an evidence."""
    contradicted = Counter(contradiction.subject for contradiction in evidence.contradictions)
    rows = (
        ThingRow(str(subject), subject.kind, sum(map(len, facts.values())), contradicted[subject])
        for subject, facts in evidence.facts.items()
        if subject.kind not in NOT_LISTED
    )
    return ThingsPage(about, tuple(sorted(rows, key=lambda row: (-row.contradicted, row.kind, row.thing))))
