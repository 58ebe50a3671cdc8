"""How far the first two are apart, and what would decide between them: more runs, or facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from .intervals import paired_interval
from .luck import facts_are_seen, share_of_luck, without_luck

if TYPE_CHECKING:
    import numpy as np

CLEAR, LEANING = 0.9, 0.75
"""Chance of beating the next best from which a lead is called clear, or a lean; below it is too close to call."""


class Verdict(StrEnum):
    """What can honestly be said of the leader."""

    CLEAR = "clear"
    LEANING = "leaning"
    TOO_CLOSE = "too close to call"
    AS_GOOD = "as good as each other"
    ONLY_ONE = "only one keeps the limits"
    NONE_KEEPS = "none keeps the limits"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The leader against the next best, paired.

    `difference` is the mean over draws with its 95 % interval `least`..`most`; `p_leader` the chance that the leader is
    ahead by expectation, luck within draws taken out; `luck` the share of the spread between draws that is luck, nan
    with one replication per draw. `draws` is how many draws in all would keep 0 out of the interval if the difference
    is what it seems, None if it seems to be nothing. `facts` is True where even endless runs would leave it too close
    to call, because the cases that may be true are seen to disagree.
    """

    difference: float
    least: float
    most: float
    p_leader: float
    luck: float
    draws: int | None
    facts: bool

    def verdict(self, zone: float) -> Verdict:
        """What may be said, if differences within ± `zone` do not matter."""
        if -zone < self.least and self.most < zone and self.least < self.most:
            return Verdict.AS_GOOD
        if not self.least > 0 or self.p_leader < LEANING:
            return Verdict.TOO_CLOSE
        return Verdict.CLEAR if self.p_leader >= CLEAR else Verdict.LEANING


def outlook(gains: np.ndarray, leader: int, next_best: int) -> Outlook:
    """How the leader stands against the next best; `gains` has the shape (alternatives, draws, replications)."""
    pairs = gains[leader] - gains[next_best]
    differences = pairs.mean(axis=1)
    if not differences.size:
        nan = float("nan")
        return Outlook(nan, nan, nan, 0.5, nan, None, False)
    mean, luck = float(differences.mean()), share_of_luck(pairs)
    least, most = paired_interval(differences)
    with_error, endless = without_luck(gains), without_luck(gains, error_of_mean=False)
    needed = len(differences) * ((most - least) / 2 / mean) ** 2 if mean else float("nan")
    return Outlook(
        mean,
        least,
        most,
        _ahead(with_error[leader] - with_error[next_best]),
        luck,
        ceil(needed) if needed == needed else None,
        facts=facts_are_seen(luck, *pairs.shape) and _ahead(endless[leader] - endless[next_best]) < LEANING,
    )


def _ahead(differences: np.ndarray) -> float:
    """Share of draws above 0; a tie is half a win."""
    return float(((differences > 0) + 0.5 * (differences == 0)).mean())
