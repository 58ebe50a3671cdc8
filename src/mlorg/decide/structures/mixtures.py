"""The space between the structures: for every part of the organisation and every element, which of them it takes.

A *dial* is one element in one business line, or outside all of them ("who labels in payments"); its settings are the
structures that differ there, today among them. Product managers and the platform team are one dial each. A structure
of the library is one point: all dials at its setting. What comes out of any other point is put together by `mixing`
and is an option only if `Limits` hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ...archetypes import STRUCTURES, Arm, propose
from ...archetypes.in_lines import AT_LEAST_TWO
from ...archetypes.settled import MOST_FTE
from ...org import Asset, Organization, Responsibility, apply, is_ml, pay_of
from ...org.checks import faults
from ...org.lines import BusinessLines
from ...org.owners import Owners
from ..comparing.alternatives import TODAY
from .elements import Element, element_of
from .mixing import Mixer, Piece

SAME_BILL = 1e-9
"""Relative difference below which two pay bills are the same."""
_TOGETHER = {Element.MANDATE: Element.SEAT, Element.MANAGER_KIND: Element.REPORTING}
"""Elements that go with another: whose use cases one takes up with the seat, the kind of manager with the line."""
_EVERYWHERE = frozenset({Element.PRODUCT, Element.PLATFORM})

OUTSIDE = ""
"""Stands for what belongs to no business line."""


class Dial(NamedTuple):
    """One element in one business line (id of its unit), or `OUTSIDE`."""

    element: Element
    line: str


Point = tuple[int, ...]
"""A setting for every dial: the place of a structure in `Space.names`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a mixture must keep to, beside head count, pay bill and one accountable owner.

    `least_team`: a line with ML people has at least so many, or at least as many as today. `most_moved`: at most so
    many posts get another seat or line.
    """

    least_team: int = AT_LEAST_TWO
    most_moved: int | None = None


@dataclass(frozen=True)
class Space:
    """Today and the structures of the library in one arm; `names` and `organizations` go together, today first."""

    names: tuple[str, ...]
    organizations: tuple[Organization, ...]
    limits: Limits = Limits()

    @classmethod
    def of(cls, today: Organization, arm: Arm, limits: Limits | None = None) -> Space:
        """The space of an organisation. A stage that organisations pass through is not in it."""
        kinds = [s.id for s in STRUCTURES if not s.stage]
        made = (apply(today, propose(today, kind, arm).overlay) for kind in kinds)
        return cls((TODAY, *kinds), (today, *made), limits or Limits())

    @property
    def today(self) -> Organization:
        """The organisation as it is."""
        return self.organizations[0]

    @cached_property
    def _mixer(self) -> Mixer:
        return Mixer(*self.organizations)

    @cached_property
    def _lines(self) -> BusinessLines:
        return BusinessLines(self.today)

    @cached_property
    def _dial_of(self) -> Mapping[Piece, Dial]:
        return {piece: self._dial(piece) for piece in self._mixer.pieces}

    def _dial(self, piece: Piece) -> Dial:
        element = element_of(piece, self._mixer)
        element = _TOGETHER.get(element, element)
        return Dial(element, OUTSIDE if element in _EVERYWHERE else self._line(piece))

    def _line(self, piece: Piece) -> str:
        """The line that a piece belongs to: of the post today, of the asset, of the unit."""
        if piece.kind == "post":
            return self._lines.of_post(self.today.post[piece.key]) or OUTSIDE
        if piece.kind == "ownership":
            asset = piece.key[0]
            line = asset.id if asset.kind == "unit" else getattr(self.today.asset.get(asset), "line", None)
            return self._lines.of_unit.get(line or "", OUTSIDE)
        return self._lines.of_unit.get(piece.key, OUTSIDE) if piece.kind == "unit" else OUTSIDE

    @cached_property
    def settings(self) -> Mapping[Dial, tuple[int, ...]]:
        """For each dial and structure: the first structure that has the same there."""
        pieces: dict[Dial, list[Piece]] = {}
        for piece, dial in self._dial_of.items():
            pieces.setdefault(dial, []).append(piece)
        return {dial: self._settings(found) for dial, found in sorted(pieces.items())}

    def _settings(self, pieces: list[Piece]) -> tuple[int, ...]:
        values = [self._mixer.values(piece) for piece in pieces]
        rows = [
            tuple(_setting(piece, v[n]) for piece, v in zip(pieces, values, strict=True))
            for n in range(len(self.names))
        ]
        return tuple(rows.index(row) for row in rows)

    @property
    def dials(self) -> tuple[Dial, ...]:
        """All dials, in the order of a point."""
        return tuple(self.settings)

    def pure(self, place: int) -> Point:
        """The point of one structure."""
        return tuple(settings[place] for settings in self.settings.values())

    def organization(self, point: Point) -> Organization:
        """The organisation at a point, with the pay bill of today."""
        places = dict(zip(self.dials, point, strict=True))
        org = self._mixer.mixed(lambda piece: places[self._dial_of[piece]])
        return _on_the_bill(org, self.today)

    def broken(self, org: Organization) -> tuple[str, ...]:
        """Why an organisation is no option; empty if it is one."""
        return tuple(self._broken(org))

    def _broken(self, org: Organization) -> Iterator[str]:
        if org.post.keys() != self.today.post.keys() or org.memberships != self.today.memberships:
            yield "head count"
        if abs(bill(org) - bill(self.today)) > SAME_BILL * bill(self.today) or _overworked(org, self.today):
            yield "pay bill"
        if any(self._too_few(org)):
            yield "minimum team"
        if self.limits.most_moved is not None and moved(self.today, org) > self.limits.most_moved:
            yield "most moved"
        known = self._faults_of_today
        if any(not f.warning and (f.subject, f.message) not in known for f in faults(org)):
            yield "one whole organisation"
        if self._orphans(org):
            yield "one accountable owner"

    @cached_property
    def _faults_of_today(self) -> frozenset[tuple[object, str]]:
        return frozenset((f.subject, f.message) for f in faults(self.today))

    @cached_property
    def _owned_today(self) -> tuple[tuple[Asset, Responsibility], ...]:
        """What has an accountable owner today."""
        owners = Owners(self.today)
        pairs = ((asset, r) for asset in owners.assets for r in owners.responsibilities(asset))
        return tuple((asset, r) for asset, r in pairs if owners.accountable(asset, r) is not None)

    def _orphans(self, org: Organization) -> bool:
        """True if something has lost its accountable owner."""
        owners = Owners(org)
        return any(owners.accountable(asset, r) is None for asset, r in self._owned_today)

    def _too_few(self, org: Organization) -> Iterator[str]:
        before = self._people_in_lines(self.today)
        for line, number in self._people_in_lines(org).items():
            if 0 < number < min(self.limits.least_team, before.get(line, 0) or self.limits.least_team):
                yield line

    def _people_in_lines(self, org: Organization) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for post in org.posts:
            line = self._lines.of_unit.get(post.sits_in or "") if is_ml(post) else None
            if line is not None:
                found[line] = found.get(line, 0) + 1
        return found


def _setting(piece: Piece, value: object) -> object:
    return getattr(value, piece.field) if piece.field and value is not None else value


def bill(org: Organization) -> float:
    """All pay, in years of a data scientist's."""
    return sum(map(pay_of, org.posts))


def moved(before: Organization, after: Organization) -> int:
    """Posts with another seat or another line."""
    return sum(
        (p.sits_in, p.reports_to) != (q.sits_in, q.reports_to)
        for p in after.posts
        if (q := before.post.get(p.id)) is not None
    )


def _overworked(org: Organization, today: Organization) -> bool:
    return any(p.fte > max(MOST_FTE, today.post[p.id].fte) for p in org.posts if p.id in today.post)


def _on_the_bill(org: Organization, today: Organization) -> Organization:
    """The same organisation, with the full-time shares of those whose pay or time differs scaled to today's bill."""
    changed = [p for p in org.posts if p.id in today.post and pay_of(p) != pay_of(today.post[p.id])]
    now, then = sum(map(pay_of, changed)), sum(pay_of(today.post[p.id]) for p in changed)
    if not changed or abs(now - then) <= SAME_BILL * then:
        return org
    scaled = {p.id: replace(p, fte=p.fte * then / now) for p in changed}
    return org.with_(posts=(scaled.get(p.id, p) for p in org.posts))
