"""The wanted structure as values: a seat for every ML person, units, and whose duty what is. Not yet changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..org import Line, ManagerKind, Mandate, Post, ReportsTo, Responsibility, Unit, role_of
from .coverage import Coverage
from .duties import Owner

NOT_BUILDERS = frozenset({"ml_manager", "ml_pm", "platform_engineer"})
"""Roles of ML people who do not find and build models themselves."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a post sits, to whom it reports, what it is called and whose use cases it may take up.

    `role` and `kind` None = as they are. `leads` marks a post that others report to. `group` names the part of the
    structure whose mix of roles holds for the post. `why` and `why_role` are the reasons given for the changes.
    """

    unit: str | None
    manager: ReportsTo
    mandate: Mandate
    role: str | None = None
    kind: ManagerKind | None = None
    dotted: tuple[str, ...] = ()
    leads: bool = False
    group: str = "all"
    why: str = ""
    why_role: str = ""


@dataclass(frozen=True, slots=True)
class StaffSeat:
    """Where a post outside ML sits and to whom it reports, where the structure moves it."""

    unit: str | None
    manager: ReportsTo
    why: str


@dataclass(frozen=True, slots=True)
class WantedUnit:
    """A unit the structure needs: to be added, or to be what it says here."""

    unit: Unit
    why: str


@dataclass(slots=True)
class Design:
    """Everything a structure wants. `home` is the unit of the division, lab or hub, `platform` that of its team."""

    seats: dict[str, Seat] = field(default_factory=dict)
    staff: dict[str, StaffSeat] = field(default_factory=dict)
    units: list[WantedUnit] = field(default_factory=list)
    home: str | None = None
    platform: str | None = None
    owns_platform: bool = False
    duties: Mapping[str, Mapping[Responsibility, Owner]] = field(default_factory=dict)
    shared_duties: Mapping[Responsibility, Owner] = field(default_factory=dict)
    why_duty: Mapping[Responsibility, str] = field(default_factory=dict)
    coverage: Coverage | None = None
    notes: list[str] = field(default_factory=list)


def builds(post: Post, seat: Seat) -> bool:
    """True if the post finds and builds models in the structure."""
    return (seat.role or role_of(post).id) not in NOT_BUILDERS


def line_or(manager: str | None, otherwise: ReportsTo) -> ReportsTo:
    """The manager, or what else is known of the line; a line is never said to be the top for lack of knowledge."""
    if manager is not None:
        return manager
    return Line.UNKNOWN if otherwise is Line.TOP else otherwise
