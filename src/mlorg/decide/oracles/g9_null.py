"""G9: with every structural coefficient at no effect and shared queues, all structures are one, bit for bit.

`null.csv` names every coefficient through which structure acts, and the value at which it does not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any

from ...sim import Environment, Prior, Structure, draw_environments, overridden, priors
from ...sim.oracles import Case, Effort
from ...sim.oracles.cases import Point
from ...sim.oracles.estimates import Estimate
from ..comparing.alternatives import TODAY
from .pooling import pooled
from .population import FIRMS, about, firm_of, replicated, structures_of

DRAWS = 10


@cache
def null_coefficients() -> Mapping[str, float]:
    """Every coefficient of the shipped null configuration with its value of no effect."""
    table = files("mlorg.decide.oracles").joinpath("null.csv").read_text(encoding="utf-8")
    return {row["name"]: float(row["no_effect"]) for row in csv.DictReader(table.splitlines())}


def null_priors(coefficients: Mapping[str, float] | None = None) -> dict[str, Prior]:
    """The shipped priors with these coefficients (default: all of the configuration) fixed at no effect."""
    chosen = null_coefficients() if coefficients is None else coefficients
    return overridden({name: ("fixed", value, 0.0) for name, value in chosen.items()})


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """The list itself, then one firm each."""
    return [listed, *(partial(cases, *each, effort) for each in FIRMS[: 1 if effort.quick else None])]


def listed() -> Iterator[Case]:
    """Structural coefficients that the configuration leaves out, or names although they are none."""
    structural = {name for name, prior in priors().items() if prior.structural}
    wrong = structural.symmetric_difference(null_coefficients())
    name = f"structural coefficients that the null configuration leaves out, of {len(structural)}"
    yield Case(name, 0.0, Estimate(float(len(wrong)), 0.0))


def cases(seed: int, posts: int, effort: Effort) -> Iterator[Case]:
    """Structures of the library with any outcome that differs in any bit from today's."""
    today = firm_of(seed, posts)
    structures = structures_of(today)
    environments = draw_environments(effort.seed, effort.some(DRAWS, 3), null_priors())
    different = differing(structures, environments, effort.seed)
    name = f"structures of {len(structures) - 1} whose outcomes differ from today's in any bit, {about(today)}"
    yield Case(name, 0.0, Estimate(float(len(different)), 0.0))


def differing(structures: Mapping[str, Structure], environments: Sequence[Environment], seed: int) -> list[str]:
    """Ids of the structures that, pooled, do not give the very outcomes of today."""

    def rows(structure: Structure) -> list[bytes]:
        alike = pooled(structure, structures[TODAY])
        return [bytes(memoryview(row)) for _, row in replicated(alike, environments, seed)]  # type: ignore[arg-type]

    expected = rows(structures[TODAY])
    return [name for name, structure in structures.items() if name != TODAY and rows(structure) != expected]
