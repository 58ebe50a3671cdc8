"""What is between archetypes, and what practice calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...archetypes import structure
from .observing import Observation
from .posterior import Posterior
from .tables import NAMES

BOTH = 0.2
"""Probability that both archetypes of a hybrid have (assumed)."""
MAJORITY = 0.5
_PRACTICE = {"hub": "hub_and_spoke", "guild": "embedded_guild", "platform": "embedded_platform"}
_PAIRS = {
    frozenset({"rnd", "independent"}): "a lab on its way to a function of its own",
    frozenset({"independent", "ml_first"}): "a function on its way into the lines",
    frozenset({"nascent", "embedded"}): "first people in the lines",
    frozenset({"embedded", "independent"}): "people in the lines beside a function of their own",
    frozenset({"embedded", "ml_first"}): "experts in the lines with the beginning of a division",
}


@dataclass(frozen=True, slots=True)
class Hybrid:
    """Two archetypes it lies between, and its name; `structure` is its id in the catalogue, "" where it has none."""

    between: tuple[str, str]
    name: str
    structure: str = ""


def hybrid_of(posterior: Posterior, observations: Sequence[Observation]) -> Hybrid | None:
    """The hybrid that is seen by how people are led, else the two archetypes that both are likely; None if neither."""
    ways = [o for o in observations if o.signal == "arrangement" and o.main in _PRACTICE]
    for seen in ways:
        if dict(seen.shares)[seen.main] > MAJORITY * seen.known:
            named = structure(_PRACTICE[seen.main])
            first, second = named.parents
            return Hybrid((first, second), named.label, named.id)
    first, second = posterior.ranked[:2]
    if posterior[second] < BOTH or all(not o.known for o in observations):
        return None
    pair = tuple(sorted((first, second), key=lambda a: (-posterior[a], NAMES.index(a))))
    name = _PAIRS.get(frozenset(pair), f"between {structure(first).label} and {structure(second).label}")
    return Hybrid((pair[0], pair[1]), name)
