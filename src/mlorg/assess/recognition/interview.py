"""The adaptive interview: always the question that is expected to tell most, given everything known.

What a question tells is the expected fall of the entropy over archetypes, plus, for questions about an axis, the
entropy of what is not known of that axis; both times the chance that somebody knows the answer.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .observing import Observation
from .ownership import SIGNAL_OF
from .posterior import Posterior, entropy, level_logs, predicted, softmax
from .tables import Signal, signals

AXIS_QUESTIONS = frozenset({*SIGNAL_OF.values(), "role_mix"})
AXIS_WEIGHT = 0.02
"""What a nat about an axis is worth in nats about archetypes (assumed)."""
LITTLE = 0.004
"""Nats below which a question is not worth asking (assumed)."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a question is expected to tell, in nats; `total` counts the chance of an answer.

    `moves_to` is the answer after which another archetype would be the likeliest, "" if there is none.
    """

    signal: str
    archetype: float
    axis: float
    total: float
    moves_to: tuple[str, str] = ("", "")


def worths(posterior: Posterior, observations: Iterable[Observation], asked: Collection[str] = ()) -> tuple[Worth, ...]:
    """All questions not asked yet, the most telling first; ties in the order of the bank."""
    known: dict[str, float] = {}
    for one in observations:
        known[one.signal] = max(known.get(one.signal, 0.0), one.known)
    found = (_worth(s, posterior, known.get(s.id, 0.0)) for s in signals().values() if s.id not in asked)
    return tuple(sorted((w for w in found if w is not None), key=lambda w: -w.total))


def next_question(posterior: Posterior, observations: Iterable[Observation], asked: Collection[str]) -> Worth | None:
    """The question to ask; None where little is left to learn."""
    best = next(iter(worths(posterior, observations, asked)), None)
    return best if best is not None and best.total >= LITTLE else None


def _worth(signal: Signal, posterior: Posterior, known: float) -> Worth | None:
    """What the unknown part of a signal is worth; None where all of it is known."""
    missing = 1 - known
    if missing <= 1e-9:
        return None
    now = posterior.probabilities
    chances = predicted(signal, now)
    after = {level: _after(signal, level, now, missing) for level in chances}
    gain = max(0.0, entropy(now) - math.fsum(chances[level] * entropy(after[level]) for level in chances))
    axis = missing * entropy(chances.values()) if signal.id in AXIS_QUESTIONS else 0.0
    total = signal.answerable * (gain + AXIS_WEIGHT * axis)
    return Worth(signal.id, gain, axis, total, _flip(posterior, after, chances))


def _after(signal: Signal, level: str, now: tuple[float, ...], missing: float) -> tuple[float, ...]:
    logs = level_logs(signal, level)
    return softmax(math.log(max(p, 1e-300)) + missing * log for p, log in zip(now, logs, strict=True))


def _flip(
    posterior: Posterior, after: Mapping[str, tuple[float, ...]], chances: Mapping[str, float]
) -> tuple[str, str]:
    """The likeliest answer that would make another archetype the first, and that archetype."""
    first = posterior.ranked[0]
    flips = [(chances[level], level, Posterior(p).ranked[0]) for level, p in after.items()]
    changed = [flip for flip in flips if flip[2] != first]
    return max(changed)[1:] if changed else ("", "")
