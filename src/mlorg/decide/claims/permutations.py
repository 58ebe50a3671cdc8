"""The null board: the same runs with the five labels permuted in all 120 ways.

If structures differ at all, some sentences hold under any labels. The real board says something only if it scores
higher than nearly all others. Score: the sum over sentences of the share of draws in which they hold; sentences that
count once share one place, with the mean of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from statistics import median

from .board import SUBJECTS, Claim
from .companies import Runs
from .hypotheses import differences
from .results import HOLDS, Permutations
from .verdicts import share, verdict


def places(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Sentences in groups that count once."""
    groups: list[list[Claim]] = []
    for claim in claims:
        mine = [g for g in groups if any(c.id in claim.counted_once_with or claim.id in c.counted_once_with for c in g)]
        merged = [c for g in mine for c in g]
        groups = [g for g in groups if g not in mine] + [[*merged, claim]]
    return groups


def null_board(claims: Sequence[Claim], runs: Runs) -> Permutations:
    """Rank of the real board among all labellings: boards that score the same count as higher ones."""
    groups = places(claims)
    boards = []
    for order in permutations(SUBJECTS):
        boards.append(_score(groups, dict(zip(SUBJECTS, order, strict=True)), runs))
    real, others = boards[0], boards[1:]
    below = sum(score < real[0] for score, _ in others)
    return Permutations(
        rank=len(others) - below + 1,
        of=len(boards),
        percentile=100.0 * below / len(others),
        score=real[0],
        score_median=median(score for score, _ in others),
        held=real[1],
        held_median=median(held for _, held in others),
    )


def _score(groups: Sequence[Sequence[Claim]], label: Mapping[str, str], runs: Runs) -> tuple[float, int]:
    """(sum of shares over places, sentences that hold)."""
    total, held = 0.0, 0
    for group in groups:
        shares = []
        for claim in group:
            found = differences(claim, runs, label=label)
            shares.append(share(found).value or 0.0)
            held += verdict(found, claim.superlative) == HOLDS
        total += sum(shares) / len(shares)
    return total, held


def effective_comparisons(claims: Sequence[Claim], runs: Runs) -> float | None:
    """How many distinct comparisons the places amount to: (sum of eigenvalues)^2 / sum of their squares.

    Of the correlations, over draws, of ranks of the weakest difference of the first sentence of each place. Places
    that never vary count as none; None with fewer than three draws in which all others exist.
    """
    import numpy as np

    effects = np.array([differences(group[0], runs).weakest for group in places(claims)])
    effects = effects[np.isnan(effects).mean(axis=1) < 0.5]
    effects = effects[:, ~np.isnan(effects).any(axis=0)]
    effects = effects[(effects != effects[:, :1]).any(axis=1)]
    if effects.shape[1] < 3 or not len(effects):
        return None
    ranks = (effects[:, :, None] > effects[:, None, :]).sum(axis=2) - (effects[:, :, None] < effects[:, None, :]).sum(
        axis=2
    )
    values = np.linalg.eigvalsh(np.atleast_2d(np.corrcoef(ranks)))
    return float(values.sum() ** 2 / (values**2).sum())
