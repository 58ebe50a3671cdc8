"""From statements to facts, and from facts to one Organization."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ...org import Organization, Ref
from ...org.facts import Contradiction, Evidence, Fact
from ...org.statements import Source, Statement, Value
from ..handles import ALIAS
from .activity import working_units
from .assembling import assemble
from .identities import Decision, Identities, Link, join_handles
from .precedence import Precedence
from .resolving import UNKNOWN, Names

SAME_AS = "same_as"
MANY = frozenset(
    {
        "responsible",
        "rights",
        "rule",
        "member_of",
        "author",
        "uses",
        "feeds",
        "held_by",
        "dotted_to",
        "lives_in",
        "event",
        "depends_on",
    }
)
"""Attributes (before a `.`) of which several values hold side by side; of all others one does."""


OWNER_MEANS: Mapping[str, str] = {
    "model": "maintain",
    "platform": "maintain",
    "use_case": "maintain",
    "dataset": "pipeline",
}
"""What an owner owns where the source does not say of what: whoever keeps a model running, or the data coming."""


@dataclass(frozen=True)
class Grounds:
    """What is needed beside statements to decide between them.

    `base` is what was written by hand, `written` the statements it makes. `handles` stand behind the aliases, `known`
    links the persons of an imported roster to aliases. `today` is the day for which facts are decided.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    precedence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[Ref, Ref] = field(default_factory=dict)
    handles: Mapping[str, Ref] = field(default_factory=dict, repr=False)
    known: tuple[Link, ...] = field(default=(), repr=False)
    decisions: tuple[Decision, ...] = ()
    base: Organization = field(default_factory=Organization)
    written: tuple[Statement, ...] = ()
    today: date | None = None


def reconcile(statements: Iterable[Statement], grounds: Grounds) -> tuple[Evidence, Identities]:
    """Every fact of a workspace, what contradicts it, and the organisation that follows; and who is who."""
    said = [*grounds.written, *statements]
    precedence = Precedence(grounds.sources, grounds.precedence)
    identities = identify(said, grounds)
    names = Names(identities, grounds.aliases)
    _declare_units(said, precedence, names, grounds.base)
    facts = _facts(said, names, precedence, grounds.today)
    contradictions = tuple(c for of in facts.values() for fs in of.values() if (c := _contradiction(fs, grounds.today)))
    organization = assemble(facts, grounds.base, identities)
    for s in working_units(facts, organization):
        fact = Fact(s.subject, s.attribute, s.value, (s,), (s.value,), "counted")
        facts[s.subject] = {**facts[s.subject], s.attribute: (fact,)}
    found = Evidence(
        organization,
        grounds.sources,
        facts,
        contradictions,
        names.mentions(),
        identities.people,
        identities.anchored,
    )
    return found, identities


def identify(statements: Iterable[Statement], grounds: Grounds) -> Identities:
    """Who is who, from what the statements link and the user decided."""
    links, anchors = list(grounds.known), {link.one for link in grounds.known}
    for s in statements:
        if s.attribute == SAME_AS and isinstance(s.value, Ref):
            links.append(Link(s.subject, s.value, s.note or "the source says so", s.place, s.source))
        elif s.attribute == "exists" and s.subject.kind in (ALIAS, "person"):
            anchors.add(s.subject)
    anchors.update(person.ref for person in grounds.base.persons)
    return join_handles(grounds.handles, links, anchors, grounds.decisions)


def _declare_units(said: Sequence[Statement], precedence: Precedence, names: Names, base: Organization) -> None:
    called = {(s.source, s.subject): str(s.value) for s in said if s.subject.kind == "unit" and s.attribute == "name"}
    for unit in base.units:
        names.declare(unit.ref, unit.name, "workspace")
    declared = [s for s in said if s.subject.kind == "unit" and s.attribute == "exists"]
    for s in sorted(declared, key=precedence.key):
        source = precedence.sources.get(s.source)
        strictly = source is None or source.kind not in OWNERS_AS_TEXT
        names.declare(s.subject, called.get((s.source, s.subject), ""), s.source, strictly)


OWNERS_AS_TEXT = frozenset({"dbt"})
"""Kinds of sources that check the names of their groups themselves; all other owners in them are free text."""


Facts = dict[Ref, dict[str, tuple[Fact, ...]]]


def _facts(said: Iterable[Statement], names: Names, precedence: Precedence, today: date | None) -> Facts:
    groups: dict[Ref, dict[str, list[tuple[Statement, Value]]]] = {}
    for s in said:
        if s.attribute == SAME_AS:
            continue
        subject = names.ref(s.subject, s)
        if subject == UNKNOWN:
            continue
        if s.attribute in ("owner", "responsible") and subject.kind in OWNER_MEANS:
            note = s.note or f"the source says {s.attribute}, and not of what"
            s = replace(s, attribute=f"{s.attribute}.{OWNER_MEANS[subject.kind]}", note=note)
        groups.setdefault(subject, {}).setdefault(s.attribute, []).append((s, names.value(s.value, s)))
    return {
        subject: {
            attribute: tuple(_decided(subject, attribute, pairs, precedence, today))
            for attribute, pairs in sorted(of_subject.items())
        }
        for subject, of_subject in sorted(groups.items())
    }


Said = tuple[Statement, Value]


def _decided(
    subject: Ref, attribute: str, pairs: list[Said], precedence: Precedence, today: date | None
) -> Iterator[Fact]:
    """One fact, or one for each value where several hold side by side."""
    key = precedence.key
    ordered = sorted(pairs, key=lambda pair: key(pair[0])) if len(pairs) > 1 else pairs
    if attribute.partition(".")[0] in MANY:
        values: dict[Value, list[Said]] = {}
        for pair in ordered:
            values.setdefault(pair[1], []).append(pair)
        for of_value in values.values():
            yield _fact(subject, attribute, of_value, "several may hold")
        return
    holding = [pair for pair in ordered if _holds(pair[0], today)] or ordered
    if attribute == "exists" and not any(pair[0].source == ordered[0][0].source for pair in holding):
        # The source that is believed first knows since when somebody or something is gone; others just still list it.
        holding = ordered
    # A place holder says nothing against a name.
    named = [pair for pair in holding if pair[1] != UNKNOWN]
    winners = [*named, *(pair for pair in holding if pair[1] == UNKNOWN)]
    rest = [pair for pair in ordered if pair not in winners] if len(winners) < len(ordered) else []
    best = winners[0]
    rival = next((pair[0] for pair in winners[1:] if pair[1] != best[1]), None)
    why = precedence.why(best[0], rival) if rival else _agreement(winners)
    yield _fact(subject, attribute, [*winners, *rest], why)


def _holds(statement: Statement, today: date | None) -> bool:
    return today is None or statement.until is None or statement.until >= today


def _agreement(pairs: Sequence[Said]) -> str:
    sources = len({pair[0].source for pair in pairs})
    return f"{sources} sources agree" if sources > 1 else "nothing else is said"


def _fact(subject: Ref, attribute: str, pairs: Sequence[Said], why: str) -> Fact:
    return Fact(subject, attribute, pairs[0][1], tuple(p[0] for p in pairs), tuple(p[1] for p in pairs), why)


UNCONTRADICTED = frozenset(
    {
        "exists",
        "name",
        "note",
        "description",
        "url",
        "files",
        "lines",
        "type",
        "lifecycle",
        "access",
        "maturity",
        "versions",
        "version",
    }
)
"""Attributes in which sources may differ without anybody caring: spellings, words of their own, sizes at some time."""


def _contradiction(facts: tuple[Fact, ...], today: date | None) -> Contradiction | None:
    """What speaks against a fact: of each source its own best statement counts, older ones are history."""
    fact = facts[0]
    if len(fact.statements) < 2 or len(facts) > 1 or fact.attribute.partition(".")[0] in MANY | UNCONTRADICTED:
        return None
    winner = fact.statements[0]
    best: dict[tuple[str, Value], Statement] = {}
    current: dict[str, Statement] = {}
    for statement, value in zip(fact.statements, fact.values, strict=True):
        first = current.setdefault(statement.source, statement)
        replaced = statement.date != first.date or (statement.until is not None and statement.until != first.until)
        if value not in (fact.value, UNKNOWN) and not replaced and _holds(statement, today):
            best.setdefault((statement.source, value), statement)
    if not best:
        return None
    others = tuple((value, statement) for (_, value), statement in best.items())
    return Contradiction(fact.subject, fact.attribute, fact.value, winner, others, fact.why)
