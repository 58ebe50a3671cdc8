"""What each signal tells of the archetypes: two tables, and how words in them become probabilities.

`signals.csv` lists the signals: how much each counts, and the question by which it can be asked. `likelihoods.csv` says
for each level of a signal how usual it is in each archetype, in five words whose relative sizes stand in
`strengths.csv`; the words follow the definitions and claims named beside them, their sizes are assumed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...archetypes import ARCHETYPES

NAMES = tuple(a.id for a in ARCHETYPES)
"""Ids of the archetypes, in the order of all distributions here."""

MISREAD = 0.05
"""Chance that a level is read, titled or answered wrongly and could be any (assumed)."""


@dataclass(frozen=True, slots=True)
class Level:
    """A value that a signal can take. `likelihood` = P(level | archetype), in the order of `NAMES`."""

    id: str
    label: str
    likelihood: tuple[float, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that tells archetypes apart, and the question by which it can be asked.

    `weight` discounts signals that tell the same thing twice: it is the power to which likelihoods are raised.
    `answerable` is the assumed chance that somebody knows. `several` = more than one level may hold at once. `to_know`
    says what would make it known where it is not.
    """

    id: str
    label: str
    question: str
    weight: float
    answerable: float
    several: bool
    claims: tuple[str, ...]
    to_know: str
    levels: Mapping[str, Level]


@cache
def signals() -> Mapping[str, Signal]:
    """All signals by id, in the order of the file."""
    levels = _levels()
    return {row["signal"]: _signal(row, levels[row["signal"]]) for row in _rows("signals.csv")}


def _signal(row: Mapping[str, str], levels: Mapping[str, Level]) -> Signal:
    return Signal(
        row["signal"],
        row["label"],
        row["question"],
        float(row["weight"]),
        float(row["answerable"]),
        row["several"] == "1",
        tuple(row["claims"].split()),
        row["to_know"],
        levels,
    )


def _levels() -> Mapping[str, Mapping[str, Level]]:
    """By signal: its levels with likelihoods that add up to one over the levels, for each archetype."""
    relative = {row["strength"]: float(row["relative"]) for row in _rows("strengths.csv")}
    by_signal: dict[str, list[Mapping[str, str]]] = {}
    for row in _rows("likelihoods.csv"):
        by_signal.setdefault(row["signal"], []).append(row)
    return {signal: dict(_normalised(rows, relative)) for signal, rows in by_signal.items()}


def _normalised(rows: list[Mapping[str, str]], relative: Mapping[str, float]) -> Iterator[tuple[str, Level]]:
    totals = {a: sum(relative[row[a]] for row in rows) for a in NAMES}
    for row in rows:
        shares = (relative[row[a]] / totals[a] for a in NAMES)
        likelihood = tuple((1 - MISREAD) * share + MISREAD / len(rows) for share in shares)
        yield row["level"], Level(row["level"], row["label"], likelihood, row["basis"])


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    text = files("mlorg.assess.recognition").joinpath(name).read_text(encoding="utf-8")
    return iter(list(csv.DictReader(text.splitlines())))
