"""What a plan is made of: steps, waves of them, and the plan itself. All frozen; nothing here is computed twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

from ...org import Change, Organization, Overlay, apply


class Kind(StrEnum):
    """What a step does, in the order in which steps of one wave are carried out."""

    SET_UP = "set up"
    PEOPLE = "people"
    OWNERSHIP = "ownership"
    TERMS = "terms"
    CLOSING = "closing"


class Pace(StrEnum):
    """How steps are spread over time."""

    AT_ONCE = "at-once"
    QUARTERS = "quarters"
    LINES = "lines"
    PILOT = "pilot"


class Order(StrEnum):
    """Which business line goes first: the one with the smallest risk, or with the largest."""

    SMALLEST = "smallest"
    LARGEST = "largest"


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the way that is carried out as one: changes of one kind at one place.

    `place` is the business line concerned, empty outside all lines; `needs` are ids of steps that must have been taken
    before, or are taken on the same day.
    """

    id: str
    kind: Kind
    place: str
    changes: tuple[Change, ...] = field(repr=False)
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wave:
    """Steps that take effect on the same day, so many weeks after the start."""

    weeks: int
    steps: tuple[Step, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes in the order of their steps."""
        return tuple(change for step in self.steps for change in step.changes)

    def day(self, start: date) -> date:
        """The day on which the wave takes effect."""
        return start + timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class Plan:
    """Waves that lead from one organisation to another."""

    pace: Pace
    order: Order
    waves: tuple[Wave, ...]
    today: Organization = field(repr=False)

    @property
    def id(self) -> str:
        """The pace, with the order where the largest risk goes first."""
        return self.pace.value if self.order is Order.SMALLEST else f"{self.pace.value}-{self.order.value}"

    def organizations(self) -> tuple[Organization, ...]:
        """Today, then the organisation after each wave; the last is where the plan leads."""
        return tuple(accumulate(self.waves, _after, initial=self.today))


def _after(org: Organization, wave: Wave) -> Organization:
    return apply(org, Overlay("", wave.changes))
