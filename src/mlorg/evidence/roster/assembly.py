"""Entries, lines and units as an Organization in which nobody can be recognised by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...org.organization import Organization
from ...org.references import ReportsTo, Unresolved
from ...org.structure import Membership, Person, Post
from ...org.validity import ALWAYS, Validity
from .entries import Entry
from .identities import Identity
from .lines import Absent, Lines, To
from .managers import Naming
from .names import Pseudonyms
from .problems import ProblemList, line_list
from .units import Units
from .values import are_codes

_MOST_COMPARED = 50
"""Posts of one person whose dates are compared in pairs; with more, all are taken to be held at once."""


class Assembler:
    """Puts the parts together; `names_known` tells that the file holds names or addresses."""

    def __init__(self, entries: Sequence[Entry], posts: Sequence[str], pseudonyms: Pseudonyms) -> None:
        self._entries = entries
        self._posts = posts
        self._pseudonyms = pseudonyms
        self._names_known = any(entry.identity.name or entry.identity.email for entry in entries)

    def organization(self, lines: Lines, units: Units, name: str, problems: ProblemList) -> Organization:
        """The whole. People in several rows whose shares or identity are doubtful are listed."""
        people = _rows_of_people(self._entries)
        shares = self._shares(people)
        _list_doubtful(people, self._entries, shares, problems)
        ids = {key: self._pseudonyms.of(self._entries[numbers[0]].identity) for key, numbers in people.items()}
        holders = {number: ids[key] for key, numbers in people.items() for number in numbers}
        several = {number for numbers in people.values() if len(numbers) > 1 for number in numbers}
        return Organization.of(
            name,
            units=units.units,
            posts=[
                self._post(n, self._line(lines.to[n], lines.naming), units.sits_in[n], lines, shares[n], n in several)
                for n in range(len(self._entries))
            ],
            persons=[Person(ids[key], self._span(numbers)) for key, numbers in people.items()],
            memberships=[
                Membership(person, self._posts[n], shares[n], self._entries[n].validity)
                for n, person in holders.items()
            ],
        )

    def _post(self, number: int, line: ReportsTo, unit: str, lines: Lines, share: float, one_of_several: bool) -> Post:
        entry = self._entries[number]
        # Without a column that says otherwise, a person in several posts is paid once, not once for each.
        full_time = entry.fte or (share if one_of_several else 1.0)
        dotted = tuple(self._posts[to] for to in lines.dotted[number])
        return Post(
            self._posts[number],
            entry.title,
            entry.role,
            unit,
            line,
            dotted,
            level=entry.level,
            seat=entry.seat if self._may_stand(entry.seat, "seat") else None,
            fte=full_time,
        )

    def _line(self, to: To, naming: Naming | None) -> ReportsTo:
        if isinstance(to, int):
            return self._posts[to]
        if not isinstance(to, Absent):
            return to
        kind = naming.key.kind if naming and naming.matched else ""
        if self._may_stand(to.value, kind):
            return Unresolved(to.value)
        return Unresolved(self._pseudonyms.of(_identity(to.value, kind)))

    def _may_stand(self, value: str, kind: str) -> bool:
        """True for a code or the name of a seat that cannot be a person's name."""
        if kind == "entry_id" or (kind == "person_id" and self._pseudonyms.keep_ids):
            return are_codes([value])
        return kind == "seat" and not self._names_known and _SEAT.fullmatch(value) is not None

    def _shares(self, people: dict[str, list[int]]) -> list[float]:
        shares = [1.0] * len(self._entries)
        for numbers in people.values():
            if len(numbers) == 1:
                shares[numbers[0]] = self._entries[numbers[0]].share or 1.0
                continue
            for number, share in zip(numbers, _split([self._entries[n] for n in numbers]), strict=True):
                shares[number] = share
        return shares

    def _span(self, numbers: list[int]) -> Validity:
        """From the first day in any of a person's posts to the last."""
        if len(numbers) == 1:
            return self._entries[numbers[0]].validity
        starts = [self._entries[n].validity.start for n in numbers]
        ends = [self._entries[n].validity.end for n in numbers]
        start = None if None in starts else min(day for day in starts if day)
        end = None if None in ends else max(day for day in ends if day)
        return Validity(start, end) if start or end else ALWAYS


_SEAT = re.compile(r"[\w-]{1,60}")


def _rows_of_people(entries: Sequence[Entry]) -> dict[str, list[int]]:
    people: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        if not entry.vacant:
            people.setdefault(entry.person, []).append(number)
    return people


def _split(entries: Sequence[Entry]) -> list[float]:
    """Shares of time of one person's posts: as stated; the rest in equal parts, or as full-time shares are."""
    stated = [entry.share for entry in entries if entry.share]
    if stated:
        rest = max(1 - sum(stated), 0.01) / max(1, len(entries) - len(stated))
        return [entry.share or rest for entry in entries]
    if all(entry.fte for entry in entries):
        whole = sum(entry.fte or 0 for entry in entries)
        return [(entry.fte or 0) / whole for entry in entries]
    if len(entries) > _MOST_COMPARED:
        return [1 / len(entries)] * len(entries)
    return [1 / sum(one.validity.overlaps(other.validity) for other in entries) for one in entries]


def _list_doubtful(
    people: dict[str, list[int]], entries: Sequence[Entry], shares: Sequence[float], problems: ProblemList
) -> None:
    for key, numbers in people.items():
        if len(numbers) < 2:
            continue
        lines = [entries[n].line for n in numbers]
        if key.startswith("name "):
            message = f"{line_list(lines)} bear the same name: read as one person in {len(lines)} posts."
            problems.warn(
                lines[0], message, "If they are several people, add a column with an id or an e-mail address."
            )
        if any(entries[n].share for n in numbers) and sum(shares[n] for n in numbers) > 1.001:
            total = sum(shares[n] for n in numbers)
            problems.warn(lines[0], f"the shares of one person in {line_list(lines)} add up to {total:.2f}.")


def _identity(value: str, kind: str) -> Identity:
    if "@" in value:
        return Identity(email=value)
    return Identity(id=value) if kind == "person_id" and are_codes([value]) else Identity(name=value)
