"""From observations to a distribution over the archetypes.

Every archetype is as likely as any other beforehand. A signal s with levels l seen in shares x multiplies the weight of
archetype a by exp(w Σ x_l log P(l | a)): a tempered naive Bayes in which shares count as parts of one observation, so
that a thousand people at one place speak no louder than one division. What is unknown multiplies by one, which is
what summing over its levels gives. `w` discounts signals that tell the same twice, `TEMPER` all of them together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .observing import Observation
from .tables import NAMES, Signal

TEMPER = 0.5
"""Power to which the whole likelihood is raised: signals of one organisation depend on each other (assumed)."""

Logs = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one signal adds to the logarithm of each archetype's weight, in nats, in the order of `NAMES`."""

    observation: Observation
    logs: Logs

    def speaks_for(self, archetype: str) -> float:
        """Nats for (positive) or against the archetype, relative to the mean of the others."""
        number = NAMES.index(archetype)
        others = [log for i, log in enumerate(self.logs) if i != number]
        return self.logs[number] - sum(others) / len(others)


@dataclass(frozen=True, slots=True)
class Posterior:
    """How likely each archetype is given what was seen, and what each signal added."""

    probabilities: tuple[float, ...]
    contributions: tuple[Contribution, ...] = ()

    def __getitem__(self, archetype: str) -> float:
        return self.probabilities[NAMES.index(archetype)]

    def as_dict(self) -> dict[str, float]:
        """Probability by archetype."""
        return dict(zip(NAMES, self.probabilities, strict=True))

    @property
    def ranked(self) -> tuple[str, ...]:
        """Archetypes, the likeliest first; ties in the order of the catalogue."""
        return tuple(sorted(NAMES, key=lambda a: -self[a]))

    @property
    def entropy(self) -> float:
        """In nats; log 5 = 1.609 where nothing is known."""
        return entropy(self.probabilities)

    def evidence_for(self, archetype: str) -> tuple[Contribution, ...]:
        """Contributions with what they add, by weight, the heaviest first, whichever way they speak."""
        heavy = (c for c in self.contributions if any(c.logs))
        return tuple(sorted(heavy, key=lambda c: (-abs(c.speaks_for(archetype)), c.observation.signal)))


def log_likelihood(observation: Observation) -> Logs:
    """What an observation adds to the logarithm of each archetype's weight."""
    signal = observation.kind
    logs = [0.0] * len(NAMES)
    for level, share in observation.shares:
        for i, log in enumerate(level_logs(signal, level)):
            logs[i] += share * log
    return tuple(logs)


def level_logs(signal: Signal, level: str) -> Logs:
    """What the level alone would add."""
    return tuple(TEMPER * signal.weight * math.log(p) for p in signal.levels[level].likelihood)


def posterior(observations: Iterable[Observation]) -> Posterior:
    """The distribution given the observations, from a uniform prior; the order of observations has no effect."""
    parts = tuple(Contribution(o, log_likelihood(o)) for o in observations)
    sums = [math.fsum(part.logs[i] for part in parts) for i in range(len(NAMES))]
    return Posterior(softmax(sums), parts)


def softmax(logs: Iterable[float]) -> tuple[float, ...]:
    """Logarithms of weights as probabilities."""
    logs = tuple(logs)
    most = max(logs)
    weights = [math.exp(log - most) for log in logs]
    whole = math.fsum(weights)
    return tuple(w / whole for w in weights)


def entropy(probabilities: Iterable[float]) -> float:
    """Entropy in nats."""
    return -math.fsum(p * math.log(p) for p in probabilities if p > 0)


def predicted(signal: Signal, probabilities: tuple[float, ...]) -> Mapping[str, float]:
    """How likely each level of a signal is, given a distribution over archetypes."""
    return {
        level.id: math.fsum(p * q for p, q in zip(probabilities, level.likelihood, strict=True))
        for level in signal.levels.values()
    }
