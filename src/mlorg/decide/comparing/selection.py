"""Sequential selection of the best: sample in rounds, drop what has no chance, stop as soon as it is decided.

The Bayes-inspired indifference-zone procedure (BIZ) of Frazier (2014), "A fully sequential elimination procedure for
indifference-zone ranking and selection with tight bounds on probability of correct selection", Operations Research
62(4): under the worst case, in which the best is exactly one zone ahead of all others, the chance that each is the best
follows from what was seen; an alternative below its share of the error allowed is dropped, and sampling ends when one
has the confidence wanted. With independent samples of equal, known variance the chance of selecting the best is then at
least the confidence whenever it is a zone ahead, and exactly that in the worst case.

Ours departs in two ways, which are measured rather than proven (docs/explanation/decision.md): variances are estimated
all along, and they are those of paired differences, so that common random numbers between alternatives count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

Sample = Callable[[Sequence[int], range], "np.ndarray"]
"""Values of some alternatives in some rounds, shape (alternatives, rounds); pairs share a round."""


@dataclass(frozen=True, slots=True)
class StoppingRule:
    """When enough is known: `zone` is the smallest difference that matters, `first` rounds come before any decision.

    `step` rounds are added at a time, `most` is where sampling ends undecided.
    """

    zone: float
    confidence: float = 0.95
    first: int = 20
    step: int = 1
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Selection:
    """Which alternative was selected, and after how many rounds each was dropped or sampling ended.

    `confidence` is the chance of it being the best, or within the zone of the best; `decided` is False where the
    rounds ran out before that reached what was wanted.
    """

    best: int
    confidence: float
    decided: bool
    rounds: tuple[int, ...]

    @property
    def replications(self) -> int:
        """Samples taken in all."""
        return sum(self.rounds)


class Race:
    """The state of one selection: who is still in, and what was seen of them. `alive` are indices in their order."""

    def __init__(self, alternatives: int, rule: StoppingRule) -> None:
        self.rule = rule
        self.alive = list(range(alternatives))
        self.rounds = [0] * alternatives
        self.best, self.confidence = 0, 0.0
        self._kept = 1.0
        self._error_each = 1.0 - rule.confidence ** (1.0 / max(1, alternatives - 1))

    @property
    def decided(self) -> bool:
        """True once one alternative has the confidence wanted."""
        return len(self.alive) == 1 or self.confidence >= self.rule.confidence

    @property
    def over(self) -> bool:
        """True once it is decided, or the rounds have run out."""
        return self.decided or max(self.rounds) >= self.rule.most

    def next_rounds(self) -> range:
        """The rounds to sample next, of all that are still in."""
        done = max(self.rounds)
        return range(done, min(self.rule.most, done + (self.rule.step if done else self.rule.first)))

    def judge(self, values: np.ndarray) -> None:
        """Take in all values of those still in, shape (alive, rounds so far), and drop who has no chance left."""
        for index in self.alive:
            self.rounds[index] = values.shape[1]
        chances = _chances(values, self.rule.zone)
        while len(self.alive) > 1 and chances.max() * self._kept < self.rule.confidence:
            worst = int(chances.argmin())
            if chances[worst] > self._error_each:
                break
            self._kept *= 1.0 - chances[worst]
            del self.alive[worst]
            values = values[[i for i in range(len(values)) if i != worst]]
            chances = _chances(values, self.rule.zone)
        self.best = self.alive[int(chances.argmax())]
        self.confidence = float(chances.max()) * self._kept


def select(alternatives: int, sample: Sample, rule: StoppingRule) -> Selection:
    """Select the alternative with the largest mean. `sample` is asked for rounds in order, of those still in only."""
    import numpy as np

    race = Race(alternatives, rule)
    seen = np.empty((alternatives, 0))
    while not race.over:
        rounds, alive = race.next_rounds(), list(race.alive)
        seen = np.concatenate([seen, np.full((alternatives, len(rounds)), np.nan)], axis=1)
        seen[np.ix_(alive, list(rounds))] = sample(alive, rounds)
        race.judge(seen[alive])
    return Selection(race.best, race.confidence, race.decided, tuple(race.rounds))


def _chances(values: np.ndarray, zone: float) -> np.ndarray:
    """Chance of each to be the best if the best were one zone ahead of all others, shape (alternatives,).

    Odds against the leader: exp(−2 · zone · sum of paired differences / their variance). The variance is raised by
    (n − 1)/(n − 3), the variance of Student's t, for having been estimated.
    """
    import numpy as np

    n = values.shape[1]
    leader = values.mean(axis=1).argmax()
    behind = values[leader] - values
    variances = behind.var(axis=1, ddof=1) * (n - 1) / max(1, n - 3)
    totals = behind.sum(axis=1)
    # Without any spread the difference is known: the leader is as good or better, whatever more rounds would show.
    exponents = np.divide(2.0 * zone * totals, variances, out=np.full(len(values), np.inf), where=variances > 0)
    exponents[leader] = 0.0
    odds = np.exp(-exponents)
    chances: np.ndarray = odds / odds.sum()
    return chances
