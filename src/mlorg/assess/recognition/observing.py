"""What was seen of one signal, before anything is concluded from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .tables import Signal, signals

EVIDENCE, ANSWER = "evidence", "answer"
NO_ML = "no ML people are known here"
"""Why a signal of ML people is unknown where there are none."""


@dataclass(frozen=True, slots=True)
class Observation:
    """The levels of one signal as shares of what was looked at: of people, of assets, or of answers given.

    The shares add up to `known` <= 1; what is missing is unknown and speaks for nothing. `says` is what was seen, in
    words that name no person; `why` tells why something is unknown. `counted` is how many things were looked at.
    """

    signal: str
    shares: tuple[tuple[str, float], ...] = ()
    says: str = ""
    basis: str = EVIDENCE
    counted: int = 0
    why: str = ""

    @property
    def known(self) -> float:
        """Share of what was looked at that is known, in [0, 1]."""
        return min(1.0, sum(share for _, share in self.shares))

    @property
    def kind(self) -> Signal:
        """The signal that was observed."""
        return signals()[self.signal]

    @property
    def main(self) -> str:
        """The level with the largest share, "" where nothing is known; ties in the order of the table."""
        order = list(self.kind.levels)
        return max(self.shares, key=lambda s: (round(s[1], 9), -order.index(s[0])), default=("", 0.0))[0]


def observed(signal: str, counts: Mapping[str, float], total: float, says: str = "") -> Observation:
    """Counts by level out of `total` things as an observation; levels of the table only. ValueError for others."""
    known = signals()[signal].levels
    strange = set(counts) - set(known)
    if strange:
        raise ValueError(f"signal {signal!r} has no level {sorted(strange)}; it has {list(known)}")
    shares = tuple((level, counts[level] / total) for level in known if counts.get(level)) if total else ()
    return Observation(signal, shares, says, counted=round(total), why="" if shares else "nothing to look at")


def unknown(signal: str, why: str) -> Observation:
    """A signal of which nothing is known."""
    return Observation(signal, why=why)


def by_signal(observations: Iterable[Observation]) -> Mapping[str, Observation]:
    """The observations by signal, in the order of the table; a signal of which there is none is unknown."""
    found = {o.signal: o for o in observations}
    return {name: found.get(name) or unknown(name, "no source tells") for name in signals()}


def listed(counts: Counter[str], signal: str) -> str:
    """Counts by level of a signal in words, e.g. `12 in a research lab, 3 in product teams`."""
    levels = signals()[signal].levels
    found = [f"{n:.0f} {levels[level].label}" for level, n in counts.most_common(3) if round(n)]
    return ", ".join(found) or "none is known"
