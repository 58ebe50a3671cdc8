"""Dates between which something holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day on which something holds, both inclusive; None = open on that side."""

    start: date | None = None
    end: date | None = None

    @property
    def impossible(self) -> bool:
        """True if the end lies before the start."""
        return self.start is not None and self.end is not None and self.end < self.start

    def covers(self, day: date) -> bool:
        """True if `day` lies within."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: Validity) -> bool:
        """True if there is a day on which both hold."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )


ALWAYS = Validity()
