"""How good the distributions are: proper scores on labelled cases, with bootstrap intervals and a calibration curve.

A case is a distribution that was concluded and a soft label, the share of belief its rater gave each archetype. Scores
are means over cases; a difference to the base rate is paired by case, and the base rate of a case leaves that case out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .posterior import Posterior
from .tables import NAMES

Distribution = tuple[float, ...]
LEVEL = 0.90
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Case:
    """A concluded distribution and the label it is scored against, both in the order of `NAMES`."""

    concluded: Distribution
    label: Distribution


@dataclass(frozen=True, slots=True)
class Bin:
    """Probabilities that were said, how many, their mean, and the mean share of the labels there."""

    low: float
    high: float
    number: int
    said: float
    held: float


@dataclass(frozen=True, slots=True)
class Score:
    """Scores over cases. `gain` is base rate minus model in nats per case, with the bounds of its 90 % interval."""

    cases: int
    cross_entropy: float
    base_rate: float
    label_entropy: float
    gain: float
    gain_low: float
    gain_high: float
    brier: float
    brier_base: float
    top1: int
    top2: int
    commonest_two: int
    calibration: tuple[Bin, ...]
    calibration_error: float
    """Mean of |said - held| over the bins, weighted by number."""


def score(cases: Sequence[Case], seed: int = 0) -> Score:
    """All scores. At least two cases are needed. The seed is of the bootstrap alone."""
    if len(cases) < 2:
        raise ValueError(f"{len(cases)} case(s): a base rate that leaves one out needs two")
    bases = [_base_rate(cases, i) for i in range(len(cases))]
    model = [cross_entropy(c.label, c.concluded) for c in cases]
    base = [cross_entropy(c.label, b) for c, b in zip(cases, bases, strict=True)]
    gains = [b - m for b, m in zip(base, model, strict=True)]
    low, high = _interval(gains, seed)
    curve = calibration(cases)
    return Score(
        len(cases),
        _mean(model),
        _mean(base),
        _mean([cross_entropy(c.label, c.label) for c in cases]),
        _mean(gains),
        low,
        high,
        _mean([brier(c.label, c.concluded) for c in cases]),
        _mean([brier(c.label, b) for c, b in zip(cases, bases, strict=True)]),
        sum(_first(c.label) in _top(c.concluded, 1) for c in cases),
        sum(_first(c.label) in _top(c.concluded, 2) for c in cases),
        sum(_first(c.label) in _commonest(cases) for c in cases),
        curve,
        sum(b.number * abs(b.said - b.held) for b in curve) / max(1, sum(b.number for b in curve)),
    )


def cross_entropy(label: Distribution, said: Distribution) -> float:
    """In nats; a probability of zero counts as one in a million."""
    return -math.fsum(p * math.log(max(q, 1e-6)) for p, q in zip(label, said, strict=True) if p > 0)


def brier(label: Distribution, said: Distribution) -> float:
    """Sum of squared differences, in [0, 2]."""
    return math.fsum((p - q) ** 2 for p, q in zip(label, said, strict=True))


def calibration(cases: Sequence[Case], bins: int = 5) -> tuple[Bin, ...]:
    """Probabilities of all archetypes and cases in equal bins; empty bins are left out."""
    pairs = [(q, p) for c in cases for q, p in zip(c.concluded, c.label, strict=True)]
    found: list[Bin] = []
    for i in range(bins):
        low, high = i / bins, (i + 1) / bins
        inside = [(q, p) for q, p in pairs if low <= q < high or (q == 1.0 == high)]
        if inside:
            said, held = _mean([q for q, _ in inside]), _mean([p for _, p in inside])
            found.append(Bin(low, high, len(inside), said, held))
    return tuple(found)


def information(now: Posterior, final: Posterior) -> float:
    """Nats by which `now` still differs from `final`: KL(final, now)."""
    pairs = zip(final.probabilities, now.probabilities, strict=True)
    return math.fsum(p * math.log(p / max(q, 1e-12)) for p, q in pairs if p > 0)


def _base_rate(cases: Sequence[Case], left_out: int) -> Distribution:
    others = [c.label for i, c in enumerate(cases) if i != left_out]
    return tuple(_mean([label[a] for label in others]) for a in range(len(NAMES)))


def _interval(values: Sequence[float], seed: int) -> tuple[float, float]:
    random = Random(seed)
    means = sorted(_mean(random.choices(values, k=len(values))) for _ in range(DRAWS))
    cut = int(DRAWS * (1 - LEVEL) / 2)
    return means[cut], means[-cut - 1]


def _first(label: Distribution) -> int:
    return max(range(len(label)), key=lambda a: (label[a], -a))


def _top(said: Distribution, number: int) -> list[int]:
    return sorted(range(len(said)), key=lambda a: (-said[a], a))[:number]


def _commonest(cases: Sequence[Case]) -> list[int]:
    firsts = [_first(c.label) for c in cases]
    return sorted(set(firsts), key=lambda a: (-firsts.count(a), a))[:2]


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
