"""The three axes: engineers or researchers, who owns which part of the data, who deploys and maintains models."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...org import Responsibility
from .observing import ANSWER, Observation
from .ownership import DATA_SIGNALS, MODEL_SIGNALS
from .posterior import Posterior
from .tables import NAMES, signals

CONFIDENCE = {"evidence": 0.9, ANSWER: 0.7}
"""How far an owner read from a source, or told in an answer, is believed (assumed)."""
PLACES = {"software": 0.2, "mixed": 0.5, "research": 0.8}
"""Where an answer to `role_mix` stands between software and research (assumed)."""
MAJORITY = 0.5
MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class ResearchAxis:
    """Place between software (0) and research (1); None where it is not known.

    `expected` is what the archetypes let expect, known or not; `counted` is how many posts were looked at.
    """

    value: float | None
    expected: float
    confidence: float
    counted: int
    basis: str


@dataclass(frozen=True, slots=True)
class OwnerAxis:
    """Who owns one responsibility. `shares` of assets by kind of owner and `unknown` add up to 1.

    `who` is the owner of more than half of what is known, `mixed` if there is none, "" if nothing is known.
    `confidence` lies in [0, 1]: the known share, times how far its basis is believed.
    """

    responsibility: Responsibility
    signal: str
    who: str
    shares: tuple[tuple[str, float], ...]
    unknown: float
    confidence: float
    counted: int
    basis: str


@dataclass(frozen=True, slots=True)
class Axes:
    """Place on all axes. `data` and `model` hold one entry for each responsibility."""

    research: ResearchAxis
    data: tuple[OwnerAxis, ...]
    model: tuple[OwnerAxis, ...]

    @property
    def owners(self) -> tuple[OwnerAxis, ...]:
        """Those of data and models."""
        return (*self.data, *self.model)


def axes(observations: Iterable[Observation], posterior: Posterior, places: list[float]) -> Axes:
    """The axes from what was observed: evidence where there is any, answers for the rest."""
    found: dict[str, list[Observation]] = {}
    for one in observations:
        found.setdefault(one.signal, []).append(one)
    return Axes(
        _research(found.get("role_mix", []), posterior, places),
        tuple(_owner(r, s, found.get(s, [])) for r, s in DATA_SIGNALS.items()),
        tuple(_owner(r, s, found.get(s, [])) for r, s in MODEL_SIGNALS.items()),
    )


def _research(told: list[Observation], posterior: Posterior, places: list[float]) -> ResearchAxis:
    levels = signals()["role_mix"].levels
    chance = {
        name: sum(p * q for p, q in zip(posterior.probabilities, levels[name].likelihood, strict=True))
        for name in levels
    }
    expected = sum(PLACES[name] * chance[name] for name in levels)
    if places:
        return ResearchAxis(math.fsum(places) / len(places), expected, CONFIDENCE["evidence"], len(places), "evidence")
    answer = next((o for o in told if o.basis == ANSWER and o.known), None)
    if answer is None:
        return ResearchAxis(None, expected, 0.0, 0, "")
    return ResearchAxis(PLACES[answer.main], expected, CONFIDENCE[ANSWER], 1, ANSWER)


def _owner(responsibility: Responsibility, signal: str, told: list[Observation]) -> OwnerAxis:
    known = sorted((o for o in told if o.known), key=lambda o: o.basis == ANSWER)
    several = any(o.counted and not o.known for o in told)
    if not known:
        return OwnerAxis(responsibility, signal, MIXED if several else "", (), 1.0, 0.0, 0, "")
    first, shares = known[0], dict(known[0].shares)
    if len(known) > 1:  # answers fill what the evidence does not know
        for level, share in known[1].shares:
            shares[level] = shares.get(level, 0.0) + share * (1 - first.known)
    total = min(1.0, sum(shares.values()))
    who = max(shares, key=lambda level: (round(shares[level], 9), level))
    main = who if shares[who] > MAJORITY * total else MIXED
    trust = first.known * CONFIDENCE[first.basis] + (total - first.known) * CONFIDENCE[ANSWER]
    basis = " and ".join(o.basis for o in known)
    return OwnerAxis(responsibility, signal, main, tuple(shares.items()), 1 - total, trust, first.counted, basis)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the table of axes says of an archetype: owners that fit, in the levels of the signal, or a range."""

    archetype: str
    axis: str
    fits: frozenset[str]
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something an archetype would want otherwise: what, and for which share of what is known."""

    archetype: str
    axis: str
    seen: str
    wants: str
    share: float
    source: str = "table of axes of the archetypes"


@cache
def wishes() -> tuple[Wish, ...]:
    """The table of axes as data: `axis_table.csv`."""
    text = files("mlorg.assess.recognition").joinpath("axis_table.csv").read_text(encoding="utf-8")
    return tuple(
        Wish(
            r["archetype"],
            r["axis"],
            frozenset(r["fits"].split()),
            float(r["low"] or 0),
            float(r["high"] or 1),
            r["words"],
        )
        for r in csv.DictReader(text.splitlines())
    )


def misfits(found: Axes, archetype: str) -> tuple[Misfit, ...]:
    """What the archetype would want otherwise, by share of what is known; nothing is said of what is not known."""
    result = [m for w in wishes() if w.archetype == archetype and (m := _misfit(found, w)) is not None]
    return tuple(sorted(result, key=lambda m: (-m.share, m.axis)))


def _misfit(found: Axes, wish: Wish) -> Misfit | None:
    if wish.axis == "role_mix":
        value = found.research.value
        if value is None or wish.low <= value <= wish.high:
            return None
        return Misfit(wish.archetype, wish.axis, f"{value:.2f} on the way from software to research", wish.words, 1.0)
    axis = next(a for a in found.owners if a.signal == wish.axis)
    otherwise = {level: share for level, share in axis.shares if level not in wish.fits}
    known = 1 - axis.unknown
    share = sum(otherwise.values()) / known if known else 0.0
    if share <= MAJORITY:
        return None
    labels = signals()[wish.axis].levels
    seen = " and ".join(
        labels[level].label for level in sorted(otherwise, key=lambda level: (-otherwise[level], level))
    )
    return Misfit(wish.archetype, wish.axis, seen, wish.words, share)


def distances(found: Axes) -> Mapping[str, float | None]:
    """By archetype: mean share of what is known that it would want otherwise, over the axes it says something of."""
    return {name: _distance(found, name) for name in NAMES}


def _distance(found: Axes, archetype: str) -> float | None:
    parts: list[float] = []
    for wish in (w for w in wishes() if w.archetype == archetype):
        if wish.axis == "role_mix":
            value = found.research.value
            parts += [] if value is None else [max(wish.low - value, value - wish.high, 0.0)]
            continue
        axis = next(a for a in found.owners if a.signal == wish.axis)
        if axis.shares:
            fitting = sum(share for level, share in axis.shares if level in wish.fits)
            parts.append(1 - fitting / (1 - axis.unknown))
    return sum(parts) / len(parts) if parts else None
