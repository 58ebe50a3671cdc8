"""Who is who: handles joined into persons by rules that can be read, and by what the user decided.

Addresses, logins and accounts join where a source says that they are one person's (a roster row, a mailmap line, a
user of a catalogue), where an address carries a login by construction, or where the user says so. A full name joins
only if it has two words or more and is not borne by two persons of a roster. Everything else stays apart: an
unresolved handle is a person of its own, and is counted as such wherever it matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...errors import Place
from ...org import Ref
from ...org.facts import PeopleKnown
from ..handles import ALIAS

SAME, DIFFERENT = "same", "different"
_NOREPLY = re.compile(r"(?:\d+\+)?([a-z0-9-]+)@users\.noreply\.[a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Link:
    """Two handles (aliases or persons) are one person's, by a rule, at a place."""

    one: Ref
    other: Ref
    rule: str
    place: Place = field(default_factory=Place)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided of two handles: `same` or `different`."""

    one: Ref
    other: Ref
    verdict: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two persons that may be one, for the user to decide; joined by nothing."""

    one: Ref
    other: Ref
    rule: str


@dataclass(frozen=True)
class Identities:
    """Persons, the links that made them, and what is left to decide."""

    person_of: Mapping[Ref, Ref] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    ambiguous: frozenset[Ref] = frozenset()
    anchored: frozenset[str] = frozenset()
    people: PeopleKnown = field(default_factory=PeopleKnown)

    def person(self, handle: Ref) -> Ref | None:
        """The person behind a handle, None where it could be several."""
        if handle in self.ambiguous:
            return None
        return self.person_of.get(handle, Ref("person", handle.id) if handle.kind == ALIAS else handle)


class _Groups:
    """Sets that grow together."""

    def __init__(self) -> None:
        self._above: dict[Ref, Ref] = {}

    def root(self, node: Ref) -> Ref:
        above = self._above.setdefault(node, node)
        while above != self._above[above]:
            self._above[node] = above = self._above[above]
        return above

    def join(self, one: Ref, other: Ref) -> None:
        first, second = sorted((self.root(one), self.root(other)), key=lambda ref: (ref.kind != "person", ref.id))
        self._above[second] = first

    def groups(self) -> dict[Ref, list[Ref]]:
        found: dict[Ref, list[Ref]] = {}
        for node in sorted(self._above):
            found.setdefault(self.root(node), []).append(node)
        return found


def join_handles(
    handles: Mapping[str, Ref], links: Iterable[Link], anchors: Iterable[Ref], decisions: Iterable[Decision] = ()
) -> Identities:
    """Persons from handles (by alias) and links. `anchors` are those that a roster or catalogue declares."""
    joining = _Joining(handles, frozenset(anchors), tuple(decisions))
    for link in (*links, *_by_construction(handles)):
        joining.take(link)
    return joining.result()


def _by_construction(handles: Mapping[str, Ref]) -> Iterable[Link]:
    logins = {handle.id: Ref(ALIAS, alias) for alias, handle in handles.items() if handle.kind == "login"}
    for alias, handle in handles.items():
        if handle.kind == "email" and (found := _NOREPLY.fullmatch(handle.id)) and found[1] in logins:
            yield Link(Ref(ALIAS, alias), logins[found[1]], "the address carries the login")


class _Joining:
    def __init__(self, handles: Mapping[str, Ref], anchors: frozenset[Ref], decisions: tuple[Decision, ...]) -> None:
        self.handles, self.anchors = handles, anchors
        self.apart = {frozenset((d.one, d.other)) for d in decisions if d.verdict == DIFFERENT}
        self.groups = _Groups()
        self.links: list[Link] = []
        self.bearers: dict[Ref, list[Link]] = {}
        self.ambiguous: set[Ref] = set()
        for node in anchors:
            self.groups.root(node)
        for decision in decisions:
            if decision.verdict == SAME:
                self._join(Link(decision.one, decision.other, "you decided so"))

    def take(self, link: Link) -> None:
        """A link between two strong handles joins at once; one with a name waits until all bearers are known."""
        if frozenset((link.one, link.other)) in self.apart:
            return
        for name, bearer in ((link.one, link.other), (link.other, link.one)):
            if self._is_name(name):
                if not self._is_name(bearer):
                    self.bearers.setdefault(name, []).append(Link(bearer, name, link.rule, link.place, link.source))
                return
        self._join(link)

    def _is_name(self, node: Ref) -> bool:
        return node.kind == ALIAS and self.handles.get(node.id, node).kind == "name"

    def _join(self, link: Link) -> None:
        self.groups.join(link.one, link.other)
        self.links.append(link)

    def result(self) -> Identities:
        for name in sorted(self.bearers):
            self._join_bearers(name)
        for alias in self.handles:
            self.groups.root(Ref(ALIAS, alias))
        members = self.groups.groups()
        persons = {node: _person(group) for group in members.values() for node in group}
        anchored = frozenset(persons[node].id for node in self.anchors)
        count = len(members) - len(self.ambiguous)
        known = PeopleKnown(len(self.handles), count, len(anchored), count - len(anchored), len(self.ambiguous))
        return Identities(
            persons, tuple(self.links), tuple(self._proposals(members)), frozenset(self.ambiguous), anchored, known
        )

    def _join_bearers(self, name: Ref) -> None:
        """All bearers of a full name are one person, unless a roster has two of that name."""
        links = [link for link in self.bearers[name] if frozenset((link.one, name)) not in self.apart]
        roots = {self.groups.root(link.one) for link in links}
        if len(roots) > 1 and (self._several_known(roots) or " " not in self.handles[name.id].id):
            self.ambiguous.add(name)
            return
        if any(frozenset((a.one, b.one)) in self.apart for a in links for b in links):
            self.ambiguous.add(name)
            return
        for link in links:
            rule = link.rule if len(roots) == 1 else f"same full name ({link.rule})"
            self._join(Link(link.one, name, rule, link.place, link.source))

    def _several_known(self, roots: set[Ref]) -> bool:
        known = {self.groups.root(link_end) for link_end in self.anchors if self.groups.root(link_end) in roots}
        return len(known) > 1

    def _proposals(self, members: Mapping[Ref, list[Ref]]) -> Iterable[Proposal]:
        """An unresolved person whose login or address begins like the address of a resolved one, if just one does."""
        by_stem: dict[str, set[Ref]] = {}
        for root, group in members.items():
            for node in group:
                if stem := self._stem(node):
                    by_stem.setdefault(stem, set()).add(root)
        anchored = {self.groups.root(node) for node in self.anchors}
        for stem in sorted(by_stem):
            sure, unsure = by_stem[stem] & anchored, by_stem[stem] - anchored
            if len(sure) == 1:
                one = next(iter(sure))
                yield from (
                    Proposal(one, other, "the address begins like the login or the other address")
                    for other in sorted(unsure)
                    if frozenset((one, other)) not in self.apart
                )

    def _stem(self, node: Ref) -> str:
        handle = self.handles.get(node.id) if node.kind == ALIAS else None
        if handle is None or handle.kind not in ("email", "login"):
            return ""
        stem = re.sub(r"[^a-z0-9]", "", handle.id.partition("@")[0])
        return stem if len(stem) > 3 else ""


def _person(group: list[Ref]) -> Ref:
    """The id of a person: that of a roster where there is one, else made from the first alias."""
    known = [node for node in group if node.kind == "person"]
    return known[0] if known else Ref("person", "p-" + min(node.id for node in group).removeprefix("a-"))
