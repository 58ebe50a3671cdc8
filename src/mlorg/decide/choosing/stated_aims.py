"""From the aims as a workspace writes them to aims on one scale, or every reason why they cannot be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import TypeVar

from ...errors import InputError, Problem, names_hint
from ...sim import OUTCOMES
from ...workspace import AimSettings, Limit, Settings
from .aims import DIP, FRONT, MONEY, ZONE, Aims, more_is_better, unit_of

Value = TypeVar("Value")

ALSO_CALLED = {"leaving": "resigned", "money": "net_value", "degraded": "degraded_share"}
"""Everyday words for outcomes."""

KNOWN = (*OUTCOMES, DIP, *ALSO_CALLED)
"""Every name that an aim may have."""

_LEAST, _MOST = {"share": 0.0, "days": 0.0, "count": 0.0, "ratio": 0.0}, {"share": 1.0}


def aims_of(settings: Settings) -> Aims:
    """The aims of a workspace. Raises InputError with everything that is unknown or contradicts itself, at its place.

    Money is in the currency of the workspace where it says what an ML person costs, else in years of that person's pay.
    """
    said = settings.aims
    problems = [*_unknown(said), *_wrong_weights(said), *_wrong_limits(said), *_wrong_front(said)]
    if problems:
        raise InputError(sorted(problems, key=lambda p: p.place))
    per_year = settings.cost_of_ml_person_year or 1.0
    weights = _by_outcome({n: w for n, w in said.weights.items() if w})
    default = Aims()
    return Aims(
        {n: w if n in MONEY else w / per_year for n, w in weights.items()} or default.weights,
        {name: _in_years(name, limits, per_year) for name, limits in _by_outcome(said.limits).items()},
        settings.discount_rate,
        ZONE if said.indifference is None else said.indifference / per_year,
        tuple(dict.fromkeys(ALSO_CALLED.get(n, n) for n in said.front)) or FRONT,
    )


def as_logged(settings: Settings) -> dict[str, object]:
    """The aims as they are written, flat, for the log; what is not written is left out."""
    said = settings.aims
    found: dict[str, object] = {f"weights.{name}": weight for name, weight in said.weights.items()}
    found |= {f"limits.{name}": " and ".join(map(str, limits)) for name, limits in said.limits.items()}
    found |= {} if said.indifference is None else {"indifference": said.indifference}
    return found | ({"discount_rate": settings.discount_rate} if settings.discount_rate else {})


def _by_outcome(named: Mapping[str, Value]) -> dict[str, Value]:
    return {ALSO_CALLED.get(name, name): value for name, value in named.items()}


def _in_years(name: str, limits: Iterable[Limit], per_year: float) -> tuple[Limit, ...]:
    if unit_of(name) != "money":
        return tuple(limits)
    return tuple(Limit(one.at_most, None if one.bound is None else one.bound / per_year) for one in limits)


def _unknown(said: AimSettings) -> Iterator[Problem]:
    for part, names in (("weights", said.weights), ("limits", said.limits), ("front", said.front)):
        for name in names:
            if name not in KNOWN:
                hint = names_hint(name, KNOWN)
                yield Problem(said.place(part, name), f"aims: there is no outcome {name!r}.", hint)
        yield from _twice(said, part, names)


def _twice(said: AimSettings, part: str, names: Iterable[str]) -> Iterator[Problem]:
    """The same outcome under its own name and another."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(ALSO_CALLED.get(name, name), name)
        if first != name:
            yield Problem(said.place(part, name), f"aims: {name!r} is another word for {first!r}.", "Keep one of them.")


def _wrong_weights(said: AimSettings) -> Iterator[Problem]:
    for name, weight in said.weights.items():
        if weight < 0 and name in KNOWN:
            wanted = "more" if more_is_better(ALSO_CALLED.get(name, name)) else "less"
            message = (
                f"aims: {name} weighs {weight:g}, but {wanted} of it is better, and a weight says what that is worth."
            )
            yield Problem(said.place("weights", name), message, f"Write {-weight:g}.")
    if said.weights and not any(said.weights.values()):
        yield Problem(said.place("weights"), "aims: every weight is 0, so nothing is aimed at.", "Give one a weight.")
    weighted = {ALSO_CALLED.get(name, name): name for name, weight in said.weights.items() if weight}
    for name in ("value", "cost"):
        if {"net_value", name} <= weighted.keys():
            message = f"aims: {name!r} is part of {weighted['net_value']!r} and would count twice."
            yield Problem(said.place("weights", name), message, "Keep net_value, or value and cost apart.")


def _wrong_limits(said: AimSettings) -> Iterator[Problem]:
    for name, limits in said.limits.items():
        if name not in KNOWN:
            continue
        unit = unit_of(ALSO_CALLED.get(name, name))
        least = max((x.bound for x in limits if not x.at_most and x.bound is not None), default=-inf)
        most = min((x.bound for x in limits if x.at_most and x.bound is not None), default=inf)
        place = said.place("limits", name)
        if least > most:
            message = f"aims: {name} cannot be at least {least:g} and at most {most:g}."
            yield Problem(place, message, "Delete one of the two.")
        elif most < _LEAST.get(unit, -inf) or least > _MOST.get(unit, inf):
            bound = most if most < _LEAST.get(unit, -inf) else least
            message = f"aims: no structure can keep {name} at {bound:g}: it is a {unit}."
            hint = "A share lies between 0 and 1: write 0.2 for 20 %." if unit == "share" else "It is never below 0."
            yield Problem(place, message, hint)


def _wrong_front(said: AimSettings) -> Iterator[Problem]:
    if len(said.front) == 1:
        message = f"aims: {said.front[0]!r} alone has nothing to be traded against."
        yield Problem(said.place("front"), message, "Name two outcomes or more.")
