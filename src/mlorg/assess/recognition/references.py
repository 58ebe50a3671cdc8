"""Where other models of maturity speak of what was seen: cross-references, no scores."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .observing import Observation


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A part of another model, what it says in our words, and the signals seen here that it speaks of."""

    framework: str
    part: str
    says: str
    signals: tuple[str, ...]
    source: str


def cross_references(observations: Iterable[Observation]) -> tuple[CrossReference, ...]:
    """The parts of other models that what was seen points to; those that nothing points to are left out."""
    main = {o.signal: o.main for o in observations if o.known}
    found = (
        CrossReference(r.framework, r.part, r.says, tuple(s for s in r.signals if _points(s, main)), r.source)
        for r in _table()
    )
    return tuple(r for r in found if r.signals)


def _points(sign: str, main: dict[str, str]) -> bool:
    signal, _, level = sign.partition("=")
    return signal in main and level in ("*", main[signal])


@cache
def _table() -> tuple[CrossReference, ...]:
    text = files("mlorg.assess.recognition").joinpath("references.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        CrossReference(r["framework"], r["part"], r["says"], tuple(r["signals"].split(";")), r["source"]) for r in rows
    )
