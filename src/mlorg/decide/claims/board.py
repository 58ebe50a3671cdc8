"""The sentences and what must kill them, as data."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ...archetypes import ARCHETYPES
from ...errors import UnknownNameError, names_hint
from .variants import RUNS, Variant, mechanism_bits

ITSELF, OTHERS = "itself", "others"
SUBJECTS = tuple(a.id for a in ARCHETYPES)
"""The five labels, in the order of the catalogue."""


class Kind(StrEnum):
    """What sort of sentence it is."""

    DEFINITION = "definition"
    HYPOTHESIS = "hypothesis"
    REPORT = "report"
    LEVER = "lever"
    NOT_MODELLED = "not modelled"


@dataclass(frozen=True, slots=True)
class Side:
    """A measured quantity of one structure: structure, metric and run (see `variants.RUNS`)."""

    structure: str
    metric: str
    run: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence in our own words, with the one metric it is judged by.

    `comparators` are structures, `itself`, or `others`, each perhaps with a metric and a run of its own after colons.
    `superlative`: judged against one chance in five. `beside` are metrics shown and not judged, `mechanisms` those that
    stay on in the knock-in, `coefficients` the structural ones the sentence needs, differences written a-b.
    """

    id: str
    archetype: str
    kind: Kind
    statement: str
    arm: str
    run: str
    metric: str
    comparators: tuple[str, ...]
    direction: str
    superlative: bool
    beside: tuple[str, ...]
    mechanisms: tuple[str, ...]
    coefficients: tuple[str, ...]
    counted_once_with: tuple[str, ...]
    note: str

    def pairs(self, label: Mapping[str, str] | None = None) -> dict[str, tuple[Side, Side]]:
        """(subject, comparator) by name of the comparator; `label` renames the five for the null board."""
        rename = label or {s: s for s in SUBJECTS}
        subject = rename.get(self.archetype, self.archetype)
        found = {}
        for text in self._all_comparators():
            name, metric, run = [*text.split(":"), "", ""][:3]
            other = subject if name == ITSELF else rename[name]
            metric_of_other = metric or self.metric
            mine = Side(subject, self.metric or metric_of_other, self.run)
            found[name] = (mine, Side(other, metric_of_other, run or self.run))
        return found

    def _all_comparators(self) -> tuple[str, ...]:
        if self.comparators != (OTHERS,):
            return self.comparators
        return tuple(s for s in SUBJECTS if s != self.archetype)


@dataclass(frozen=True, slots=True)
class Ablation:
    """One way to remove the mechanism a sentence rests on. `by_full`: the quantity itself must vanish, so what is left
    of the difference is measured by the comparator's level of the full run."""

    claim: str
    what: str
    variant: Variant
    by_full: bool


@cache
def claims() -> Mapping[str, Claim]:
    """All sentences by id, in the order of the file."""
    found = {}
    for row in csv.DictReader(_text("claims.csv").splitlines()):
        found[row["id"]] = Claim(
            row["id"],
            row["archetype"],
            Kind(row["kind"]),
            row["statement"],
            row["arm"],
            row["run"],
            row["metric"],
            tuple(row["comparators"].split()),
            row["direction"],
            row["superlative"] == "1",
            tuple(row["beside"].split()),
            tuple(row["mechanisms"].split()),
            tuple(row["coefficients"].split()),
            tuple(row["counted_once_with"].split()),
            row["note"],
        )
    return found


@cache
def ablations() -> Mapping[str, tuple[Ablation, ...]]:
    """What must kill each effect, by sentence; the first counts, the others must hold too."""
    found: dict[str, list[Ablation]] = {}
    for row in csv.DictReader(_text("ablations.csv").splitlines()):
        variant = Variant(
            fixed=tuple((name, float(value)) for name, value in (f.split("=") for f in row["fixed"].split())),
            managers=tuple(row["managers"].split()),
            changes=tuple(row["changes"].split()),
            off=mechanism_bits(row["off"].split()),
        )
        found.setdefault(row["claim"], []).append(
            Ablation(row["claim"], row["what"], variant, bool(row["measured_by"]))
        )
    return {claim: tuple(ways) for claim, ways in found.items()}


def claims_named(ids: Iterable[str]) -> tuple[Claim, ...]:
    """These sentences in the order of the file, all if none is named. UnknownNameError for one that is not there."""
    wanted = [i.strip() for i in ids]
    known = {name.casefold(): name for name in claims()}
    for name in wanted:
        if name.casefold() not in known:
            hint = names_hint(name, claims())
            raise UnknownNameError(f"there is no claim {name!r}. {hint}")
    chosen = {known[name.casefold()] for name in wanted} or set(claims())
    return tuple(claim for claim in claims().values() if claim.id in chosen)


def claims_hash() -> str:
    """The first 12 hex digits of a SHA-256 over sentences, metrics, runs and ablations: printed with the board."""
    from .metrics import METRICS

    text = _text("claims.csv") + _text("ablations.csv") + repr((sorted(METRICS.items()), sorted(RUNS.items())))
    return sha256(text.encode()).hexdigest()[:12]


def _text(name: str) -> str:
    return files("mlorg.decide.claims").joinpath(name).read_text(encoding="utf-8")
