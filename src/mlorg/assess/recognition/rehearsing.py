"""How fast an interview learns: what is still to learn after each question, asked adaptively or at random."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random

from ...org import Organization
from .answers import Answers
from .assessing import assess
from .interview import worths
from .scoring import information

ENOUGH = 0.9


def learned(answers: Answers, order: Sequence[str]) -> list[float]:
    """Share of the attainable information about archetypes after each question of the order, from 0 questions on.

    Attainable is what the distribution given all the answers differs from the one given none, in nats (KL divergence).
    A question that is not among the answers is asked in vain. Shares may fall: an answer may lead astray for a while.
    """
    nothing = Organization()
    final, first = (assess(nothing, None, a).overall.posterior for a in (answers, {}))
    whole = information(first, final)
    shares = [0.0]
    known: dict[str, tuple[str, ...]] = {}
    for question in order:
        known[question] = answers.get(question, ())
        now = assess(nothing, None, known).overall.posterior
        shares.append(1 - information(now, final) / whole if whole > 1e-12 else 1.0)
    return shares


def adaptive_order(answers: Answers, bank: Collection[str]) -> list[str]:
    """The order in which an interview would ask the questions of the bank of whoever gives these answers."""
    order: list[str] = []
    known: dict[str, tuple[str, ...]] = {}
    while len(order) < len(bank):
        found = assess(Organization(), None, known).overall
        apart = set(known) | {w.signal for w in worths(found.posterior, ()) if w.signal not in bank}
        question = worths(found.posterior, found.observations, apart)[0].signal
        order.append(question)
        known[question] = answers.get(question, ())
    return order


def random_order(bank: Collection[str], seed: int) -> list[str]:
    """The bank in a random order."""
    order = sorted(bank)
    Random(seed).shuffle(order)
    return order


def questions_needed(shares: Sequence[float]) -> int:
    """Questions after which the share reaches `ENOUGH` and stays there."""
    below = [number for number, share in enumerate(shares) if share < ENOUGH]
    return below[-1] + 1 if below else 0


def curves(cases: Mapping[str, Answers], bank: Collection[str], seed: int | None = None) -> list[list[float]]:
    """What each case's interview has learned by question: adaptively, or at random where a seed is given."""
    found = []
    for number, answers in enumerate(cases.values()):
        order = adaptive_order(answers, bank) if seed is None else random_order(bank, seed * 1000 + number)
        found.append(learned(answers, order))
    return found
