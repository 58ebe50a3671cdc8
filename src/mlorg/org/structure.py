"""Units, posts, persons and who fills what: the people side of an organisation.

Seat and line are two edges: a post *sits in* a unit and *reports to* another post. Neither follows from the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from .references import Line, Ref, ReportsTo
from .validity import ALWAYS, Validity
from .vocabulary import Function, ManagerKind, Mandate, UnitKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organisation.

    `head` is the post that leads it. `business_line` marks a unit whose users want use cases (None = not known).
    `funder` is the unit that pays for it, where that is not the one it is part of.
    """

    id: str
    name: str = ""
    kind: UnitKind = UnitKind.TEAM
    part_of: str | None = None
    head: str | None = None
    function: Function | None = None
    business_line: bool | None = None
    funder: str | None = None
    validity: Validity = ALWAYS

    @property
    def ref(self) -> Ref:
        """`unit:id`."""
        return Ref("unit", self.id)

    @property
    def label(self) -> str:
        """Name for people, id where there is none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Post:
    """A seat that exists whether it is filled or not.

    `role` is an id of the role table (`org.roles`), None where no rule knows the title. `seat` is the name by which a
    roster knows the post as a manager's. `pay` is relative to a data scientist's (1.0), None = by role. `fte` is the
    share of full time that is paid. `declared_ml` overrules the rule of who is an ML person. Money never stands here.
    """

    id: str
    title: str = ""
    role: str | None = None
    sits_in: str | None = None
    reports_to: ReportsTo = Line.UNKNOWN
    dotted_to: tuple[str, ...] = ()
    level: str | None = None
    seat: str | None = None
    pay: float | None = None
    fte: float = 1.0
    mandate: Mandate | None = None
    manager_kind: ManagerKind | None = None
    declared_ml: bool | None = None
    validity: Validity = ALWAYS

    @property
    def ref(self) -> Ref:
        """`post:id`."""
        return Ref("post", self.id)

    @property
    def manager(self) -> str | None:
        """Post id of the manager, None where the line leads nowhere known."""
        return self.reports_to if isinstance(self.reports_to, str) else None


@dataclass(frozen=True, slots=True)
class Person:
    """A human, by pseudonym. Names, addresses and pay amounts are kept nowhere in the model."""

    id: str
    validity: Validity = ALWAYS

    @property
    def ref(self) -> Ref:
        """`person:id`."""
        return Ref("person", self.id)


@dataclass(frozen=True, slots=True)
class Membership:
    """A person fills a post with a share of the time (0 < share <= 1) between two dates."""

    person: str
    post: str
    share: float = 1.0
    validity: Validity = ALWAYS

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it distinct: post, person and first day."""
        return (self.post, self.person, str(self.validity.start or ""))

    @property
    def ref(self) -> Ref:
        """`membership:post/person`."""
        return Ref("membership", f"{self.post}/{self.person}")
