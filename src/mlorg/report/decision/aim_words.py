"""Aims in plain words: what counts, what must not be broken, and how that was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...decide import DIP, Aims, BrokenLimit
from ...decide.choosing.aims import AIMED, MONEY, unit_of
from ...sim import OUTCOMES
from ..comparison.outcome_rows import SHOWN
from ..rounding import Money, percent, two_digits, with_unit

if TYPE_CHECKING:
    from ...workspace import LoggedAims

_LABELS = {
    "net_value": "Value in use net of other people's time",
    AIMED: "What the aims count",
    "value": "Value in use",
    "cost": "Time of people outside ML",
    "resigned": "Resignations",
    DIP: "Worst yearly shortfall against today",
}
_ONE_BETTER = {"days": "a day less", "share": "a percentage point {way}", "count": "one {way}", "ratio": "0.01 {way}"}
_UNITS_IN_ONE = {"share": 0.01, "ratio": 0.01}

DEFAULT = (
    "What counts is the value of what is in use, net of the time that people outside ML give to it, at today's head "
    "count and pay bill."
)
NOT_DISCOUNTED = "Money counts alike in all years (discount_rate in mlorg.yaml is 0)."


def outcome_label(name: str) -> str:
    """An outcome in words for readers."""
    if name in _LABELS:
        return _LABELS[name]
    return SHOWN.get(name) or OUTCOMES[name].label.capitalize()


def aims_said(aims: Aims, money: Money) -> tuple[str, ...]:
    """What counts, how money of later years counts, and from when a difference matters."""
    later = (
        f"Money counts {percent(1 - 1 / (1 + aims.discount_rate))} less a year later, in steps between the horizons."
        if aims.discount_rate
        else NOT_DISCOUNTED
    )
    zone = f"Differences below {money.said(money.of_years(aims.zone))} over the whole horizon do not matter."
    return (DEFAULT if aims.net_value_alone else " ".join(_weights(aims, money)), *_limits(aims, money), later, zone)


def _weights(aims: Aims, money: Money) -> Iterator[str]:
    yield "What counts is a sum on one scale of money, as mlorg.yaml says:"
    yield "; ".join(_weight(name, weight, money) for name, weight in aims.weights.items()) + "."


def _weight(name: str, weight: float, money: Money) -> str:
    label, unit = outcome_label(name), unit_of(name)
    if name in MONEY:
        return f"“{label}” counts {two_digits(weight)}-fold"
    if unit == "money":
        return f"“{label}” counts {two_digits(weight * (money.per_year or 1.0))}-fold"
    way = "more" if OUTCOMES[name].more_is_better else "less"
    better = _ONE_BETTER[unit].format(way=way)
    return f"{better} of “{label}” is worth {money.said(money.of_years(weight * _UNITS_IN_ONE.get(unit, 1.0)))}"


def _limits(aims: Aims, money: Money) -> Iterator[str]:
    for name, limits in aims.limits.items():
        for limit in limits:
            bound = "what it is today" if limit.bound is None else amount_said(name, limit.bound, money)
            yield f"“{outcome_label(name)}” must be at {'most' if limit.at_most else 'least'} {bound}, on average."


def amount_said(name: str, value: float, money: Money) -> str:
    """A mean of an outcome with its unit; money in years of pay goes in."""
    unit = unit_of(name)
    return money.said(money.of_years(value)) if unit == "money" else with_unit(value, unit)


def broken_said(label: str, broken: Sequence[BrokenLimit], money: Money) -> str:
    """Which limits an alternative breaks, and by how much."""
    parts = (
        f"“{outcome_label(one.outcome)}” is {amount_said(one.outcome, one.mean, money)}, "
        f"{'at most' if one.limit.at_most else 'at least'} {amount_said(one.outcome, one.bound, money)} is allowed"
        for one in broken
    )
    return f"{label}: {'; '.join(parts)}."


def changes_said(logged: Sequence[LoggedAims]) -> tuple[str, ...]:
    """When the aims were first logged, and each later change of them; empty without a log.

    These days are those of the clock, whatever day the organisation is looked at: they say what was written when.
    """
    if not logged:
        return ()
    later = (f"{new.since}: {', '.join(_changes(old.aims, new.aims))}." for old, new in pairwise(logged))
    first = f"Aims logged on {logged[0].since}, by the clock of the machine,"
    first = f"{first} and not changed since." if len(logged) == 1 else f"{first} and changed later:"
    lost = () if logged[-1].kept else ("The aims of today could not be logged: the workspace cannot be written.",)
    return (first, *later, *lost)


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield f"{name} {old.get(name, 'not given')} → {new.get(name, 'not given')}"
