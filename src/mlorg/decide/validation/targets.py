"""Published figures and how far a simulated one may lie from them, read from `targets.csv`.

Ids and figures are those of the evidence base; `rows` names its rows. A target has one or more parts. The kind says
what agreeing means: an *input check* reads back what was put in, an *emergent* figure was put in nowhere, a *bound* may
not be exceeded, and a *negative control* is an effect that must not appear.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KINDS = ("input check", "bound", "emergent", "negative control")
"""Kinds of target, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """One published figure; `low` and `high` are the least and the most a simulated one may be (None = no limit)."""

    name: str
    unit: str
    published: float
    low: float | None
    high: float | None

    def beyond(self, value: float) -> float:
        """How far a value lies outside the tolerance, with its sign; 0 inside, nan for nan."""
        if self.low is not None and value < self.low:
            return value - self.low
        if self.high is not None and value > self.high:
            return value - self.high
        return value - value


@dataclass(frozen=True, slots=True)
class Target:
    """A published finding: `target` and `tolerance` in words, `rows` of the evidence it stands on, its grade."""

    id: str
    kind: str
    target: str
    tolerance: str
    grade: str
    rows: tuple[str, ...]
    parts: tuple[Part, ...]


@cache
def targets() -> Mapping[str, Target]:
    """All targets by id, in the order of the file."""
    text = files("mlorg.decide.validation").joinpath("targets.csv").read_text(encoding="utf-8")
    heads: dict[str, dict[str, str]] = {}
    parts: dict[str, list[Part]] = {}
    last = ""
    for row in csv.DictReader(text.splitlines()):
        last = row["id"] or last
        heads.setdefault(last, row)
        published, low, high = (float(row[c]) if row[c] else None for c in ("published", "low", "high"))
        assert published is not None
        parts.setdefault(last, []).append(Part(row["part"], row["unit"], published, low, high))
    return {name: _target(row, parts[name]) for name, row in heads.items()}


def _target(row: Mapping[str, str], parts: list[Part]) -> Target:
    rows = (row["rows"],) if row["rows"] == "own count" else tuple(row["rows"].split())
    return Target(row["id"], row["kind"], row["target"], row["tolerance"], row["grade"], rows, tuple(parts))
