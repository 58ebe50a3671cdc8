"""What is assumed, quantity by quantity, and where each comes from."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar

from ..sim import Prior, priors
from ..sim.environment import DISTRIBUTIONS
from .pages import About, Page

ASSUMED = "assumed"
"""The source of a judgement."""


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One quantity: `says` is its distribution in words, `basis` is `given` (by this workspace), `assumed` or `source`.

    `structural`: structure acts through it, so no effect must be possible.
    """

    name: str
    mechanism: str
    unit: str
    says: str
    basis: str
    source: str
    structural: bool
    note: str


@dataclass(frozen=True, slots=True)
class SourceNote:
    """One published source: what it says, and where it can be read."""

    id: str
    title: str
    year: str
    url: str
    says: str


@dataclass(frozen=True, slots=True)
class AssumptionsPage(Page):
    """Every quantity that is the same under every structure, and the sources they rest on."""

    schema: ClassVar[str] = "mlorg.assumptions/1"
    rows: tuple[AssumptionRow, ...]
    sources: tuple[SourceNote, ...]
    priors: str
    """Hash of the table."""


def assumptions_page(about: About, table: Mapping[str, Prior], priors_hash: str) -> AssumptionsPage:
    """The page of a table of priors, those that differ from the shipped ones marked as given."""
    shipped = priors()
    rows = tuple(_row(prior, prior != shipped.get(name)) for name, prior in table.items())
    named = {word.strip(",;") for row in rows for word in row.source.split()}
    return AssumptionsPage(about, rows, tuple(s for s in published().values() if s.id in named), priors_hash)


def _row(prior: Prior, given: bool) -> AssumptionRow:
    basis = "given" if given else ASSUMED if prior.source == ASSUMED else "source"
    says = in_words(prior)
    return AssumptionRow(
        prior.name, prior.mechanism, prior.unit, says, basis, prior.source, prior.structural, prior.note
    )


def in_words(prior: Prior) -> str:
    """The distribution with what its numbers mean: `lognormal: median 5, sd of the log 0.4`."""
    meanings = zip(DISTRIBUTIONS[prior.distribution], (prior.p1, prior.p2), strict=True)
    return f"{prior.distribution}: " + ", ".join(f"{meaning} {value:g}" for meaning, value in meanings if meaning)


@cache
def published() -> Mapping[str, SourceNote]:
    """The published sources by id, from `sources.csv`."""
    text = files("mlorg.sim").joinpath("sources.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["id"]: SourceNote(row["id"], row["title"], row["year"], row["url"], row["says"]) for row in rows}
