"""Somebody who has all results, knows who sits where, and wants to know what one person, or a few, earn or how long
they have been there.

The attacker recognises published numbers as statistics over groups (sum, mean, median, least, most, spread), takes
differences of nested groups, and solves the linear system of all sums and means for groups of fewer than five.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean, median, pstdev
from typing import Any

import numpy as np

FEWEST = 5
"""Persons below which nothing may be known."""
NEAR = 1e-9

Group = frozenset[str]


@dataclass(frozen=True)
class Recognised:
    """A published number that is a statistic over a group."""

    statistic: str
    group: Group
    value: float
    where: str


def numbers_in(texts: Mapping[str, str]) -> dict[float, str]:
    """Every number that has four digits or more, with where it stands: in JSON as it is, in other texts as written."""
    found: dict[float, str] = {}
    for name, text in texts.items():
        for path, value in _leaves(_read(text), name):
            numbers = [value] if isinstance(value, int | float) and not isinstance(value, bool) else _written(value)
            for number in numbers:
                if len(_digits(number)) >= 4:
                    found.setdefault(float(number), path)
    return found


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def _written(value: Any) -> list[float]:
    """Decimal numbers in a text; whole ones are years, counts and addresses."""
    return [float(found) for found in re.findall(r"\d+\.\d{3,}", value)] if isinstance(value, str) else []


def _digits(value: float) -> str:
    return f"{abs(value):.12g}".replace(".", "").strip("0")


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _leaves(item, f"{path}[{n}]")
    else:
        yield path, value


def statistics_over(group: Group, secret: Mapping[str, float]) -> dict[str, float]:
    """What may be published of a group."""
    values = [secret[person] for person in group]
    if len(values) == 1:
        return {"sum": values[0]}
    return {
        "sum": sum(values),
        "mean": mean(values),
        "median": median(values),
        "least": min(values),
        "most": max(values),
        "spread": pstdev(values),
    }


def recognise(published: Mapping[float, str], groups: Iterable[Group], secret: Mapping[str, float]) -> list[Recognised]:
    """Published numbers, and differences of two that stand in one file, that are statistics over one of the groups."""
    values = np.array(sorted(published))
    found = []
    for group in groups:
        for name, value in statistics_over(group, secret).items():
            place = int(np.searchsorted(values, value))
            for near in values[max(0, place - 1) : place + 1]:
                if abs(near - value) <= NEAR * max(1.0, abs(value)):
                    found.append(Recognised(name, group, value, published[float(near)]))
    return found


def determined(known: Sequence[Recognised], everybody: Iterable[str], candidates: Iterable[Group]) -> set[Group]:
    """Groups of fewer than five of which something is known: told outright, by differencing, or by solving for it."""
    told = {one.group for one in known if len(one.group) < FEWEST}
    sums = list(dict.fromkeys(one.group for one in known if one.statistic in ("sum", "mean")))
    nested = {a - b for a, b in combinations(sums, 2) if b < a} | {b - a for a, b in combinations(sums, 2) if a < b}
    small = {group for group in nested if 0 < len(group) < FEWEST}
    return told | small | _solved(sums, list(everybody), candidates)


def _solved(sums: Sequence[Group], people: list[str], candidates: Iterable[Group]) -> set[Group]:
    """Candidates whose sum is a linear combination of the sums that are known."""
    if not sums:
        return set()
    rows = np.array([[person in group for person in people] for group in sums], float)
    basis = np.linalg.svd(rows, full_matrices=False)
    rank = int((basis.S / basis.S[0] > 1e-9).sum())
    space = basis.Vh[:rank]
    found = set()
    for group in candidates:
        wanted = np.array([person in group for person in people], float)
        if 0 < len(group) < FEWEST and np.abs(wanted - space.T @ (space @ wanted)).max() < 1e-6:
            found.add(group)
    return found
