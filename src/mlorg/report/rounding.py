"""Numbers as people read them: two digits, tenths for chances, money on one scale."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..org.figures import MINUS as MINUS
from ..org.figures import NONE as NONE
from ..org.figures import percent as percent
from ..org.figures import two_digits as two_digits
from ..org.figures import whole_percent as whole_percent

WORK_DAYS = 252
"""Of a year, 63 to a quarter."""
_SAID_IN_DAYS = 0.1
"""Years of pay below which days are easier to imagine."""
_SCALES = ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


def known(value: float | None) -> float | None:
    """The value, or None where there is none: JSON knows no nan."""
    return None if value is None or not math.isfinite(value) else float(value)


def tenths(chance: float | None) -> str:
    """A chance in tenths, as it is said: more digits would claim more than a simulation can know."""
    if chance is None:
        return NONE
    if chance == 0:
        return "never"
    if chance == 1:
        return "always"
    whole = round(chance * 10)
    if whole == 0:
        return "under 1 in 10"
    return "over 9 in 10" if whole == 10 else f"{whole} in 10"


def with_unit(value: float, unit: str) -> str:
    """A figure counted in `days`, as a `share`, or as a plain number."""
    return percent(value) if unit == "share" else two_digits(value) + (" days" if unit == "days" else "")


@dataclass(frozen=True, slots=True)
class Money:
    """How money is said on a page. `per_year` is what a year of one ML person costs, None where it is not known.

    Numbers of a page are multiples of `per_year`, or of that cost itself where it is not known. Tables show them
    divided by `scale`, which `scale_name` names.
    """

    currency: str = ""
    per_year: float | None = None
    scale: float = 1.0
    scale_name: str = ""

    @classmethod
    def of(cls, currency: str, per_year: float | None, most: float) -> Money:
        """A scale on which `most`, in years of pay, has up to four digits."""
        if per_year is None:
            return cls()
        scale, name = next(((s, n) for s, n in _SCALES if most * per_year >= s), (1.0, ""))
        return cls(currency, per_year, scale, name)

    def of_years(self, years: float) -> float:
        """An amount in years of pay as a number of the page."""
        return years * (self.per_year or 1.0)

    @property
    def unit(self) -> str:
        """What a number in a table counts."""
        if self.per_year is None:
            return "years of one ML person's pay"
        return " ".join(filter(None, (self.currency or "money", self.scale_name)))

    def in_table(self, amount: float | None, sign: bool = False, places: int = 1) -> str:
        """A number of the page as it stands in a table, with so many places after the point at most."""
        return two_digits(None if amount is None else amount / self.scale, sign, most_places=places)

    def between(self, least: float | None, most: float | None) -> str:
        """The ends of an interval as they stand in a table, each with its sign."""
        return f"{self.in_table(least, True)} to {self.in_table(most, True)}"

    def interval(self, least: float | None, most: float | None) -> str:
        """An interval in a sentence that has named the currency: both ends on the scale of the page."""
        return " ".join(filter(None, (self.between(least, most), self.scale_name if self.per_year else "years")))

    def said(self, amount: float) -> str:
        """A number of the page in a sentence."""
        if self.per_year is None and abs(amount) < _SAID_IN_DAYS:
            return f"{two_digits(amount * WORK_DAYS, most_places=0)} days of pay"
        if self.per_year is None:
            return f"{two_digits(amount)} years of pay"
        scale, name = next(((s, n) for s, n in _SCALES[:2] if abs(amount) >= s), (1.0, ""))
        return " ".join(filter(None, (self.currency, two_digits(amount / scale), name)))
