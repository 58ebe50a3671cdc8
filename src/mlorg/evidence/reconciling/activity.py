"""Which units work on what, from who does: the only form in which activity of people is shown.

Persons count for the units they sit in; who stands in no unit counts as not known. A unit is said to work on something
if its people made more than half of all commits there, those of people of no known unit included, and if at least
five persons worked there in all: a statistic over fewer is not made. By how much it is more is told only where at least
five of the unit and at least five others worked there, or nobody else: else one share would be that of a few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...errors import Place
from ...org import Organization, Ref
from ...org.counting import FEWEST
from ...org.facts import Fact
from ...org.statements import Statement

MOST = 0.5
"""Stands for a share that is more than half, and not told."""
WORKS = {"author": "works.build", "author.deploy": "works.deploy", "author.maintain": "works.maintain"}
"""What people do -> what is then said of their unit."""


def working_units(facts: Mapping[Ref, Mapping[str, tuple[Fact, ...]]], org: Organization) -> Iterator[Statement]:
    """For each thing and kind of work the unit that does most of it, with its share, if it may be told, as
    confidence."""
    units = _unit_of_person(org)
    for subject, of in facts.items():
        for attribute, works in WORKS.items():
            found = _most(of.get(attribute, ()), units)
            if found:
                unit, share, source, place = found
                note = "more than half of the commits, by people of this unit"
                yield Statement(subject, works, Ref("unit", unit), source, place, confidence=round(share, 3), note=note)


def _unit_of_person(org: Organization) -> Mapping[str, str]:
    found = {}
    for seat in org.memberships:
        unit = org.post[seat.post].sits_in if seat.post in org.post else None
        if unit:
            found[seat.person] = unit
    return found


def _most(facts: Sequence[Fact], units: Mapping[str, str]) -> tuple[str, float, str, Place] | None:
    if len({fact.value for fact in facts}) < FEWEST:
        return None
    commits: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for fact in facts:
        unit = units.get(fact.value.id if isinstance(fact.value, Ref) else "", "")
        commits[unit] += sum(int(s.amount or 0) for s in fact.statements)
        persons[unit] += 1
    total = commits.total()
    commits.pop("", None)
    if not commits:
        return None
    unit, most = commits.most_common(1)[0]
    first, others = facts[0].statements[0], persons.total() - persons[unit]
    share = most / total if persons[unit] >= FEWEST and (others >= FEWEST or not others) else MOST
    return (unit, share, first.source, first.place) if most > total / 2 else None
