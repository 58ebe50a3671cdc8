"""Figures in words that every layer says alike: two digits, and shares in percent."""

from __future__ import annotations

import math

MINUS = "\N{MINUS SIGN}"
NONE = "–"
"""Stands where there is no number."""


def two_digits(value: float | None, sign: bool = False, most_places: int = 9) -> str:
    """Rounded to two significant digits, thousands apart; with `sign` a plus before what is above 0.

    `most_places` cuts what stands after the point, for columns whose large numbers make further places idle.
    """
    if value is None or not math.isfinite(value):
        return NONE
    rounded = round(float(f"{value:.1e}"), most_places)
    if rounded == 0:
        return "0"
    places = min(most_places, max(0, 1 - math.floor(math.log10(abs(rounded)))))
    text = f"{abs(rounded):,.{places}f}"
    return (MINUS if rounded < 0 else "+" if sign else "") + text


def percent(share: float | None, sign: bool = False) -> str:
    """A share in percent, at most two digits and tenths at the finest; with `sign` a plus before what is above 0."""
    return NONE if share is None else f"{two_digits(100 * share, sign, most_places=1).removesuffix('.0')} %"


def whole_percent(chance: float | None) -> str:
    """A chance in whole percent: what is less than one is not told apart."""
    if chance is None:
        return NONE
    return "under 1 %" if 0 < chance < 0.005 else percent(round(chance, 2))
