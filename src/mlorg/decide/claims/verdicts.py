"""From paired differences by draw to a verdict. The rules are the same for every sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..choosing.intervals import wilson
from .results import EQUIVALENT, HOLDS, REVERSED, UNDECIDED

if TYPE_CHECKING:
    import numpy as np

LEAST = 0.05
"""Least difference that counts, as a share of the comparator."""
NOT_WORSE = 0.10
"""How far below the comparator something may lie that is called not worse."""
BAR, CHANCE, MOST = 0.7, 0.2, 0.5
"""What the lower bound of a share must exceed: an ordinary sentence, a superlative (one in five), `equivalent`."""

LOWER = frozenset({"lower", "shorter"})
NOT_WORSE_WORD = "not worse"


def sign(direction: str) -> float:
    """-1 where less is what a sentence says, else 1."""
    return -1.0 if direction in LOWER else 1.0


def relative(mine: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(mine - other) / |other|; infinite where only the other is nothing, 0 where both are, nan where unknown."""
    import numpy as np

    gap = mine - other
    with np.errstate(divide="ignore", invalid="ignore"):
        found = gap / np.abs(other)
    found = np.where((other == 0) & (gap == 0), 0.0, found)
    return np.where(np.isfinite(mine) & np.isfinite(other), found, np.nan)


def _against_all(which: np.ndarray) -> np.ndarray:
    """By draw whether it is so for every comparator."""
    found: np.ndarray = which.min(axis=0)
    return found


@dataclass(frozen=True)
class Difference:
    """Relative differences by draw to each comparator, positive = in the stated direction: shape (comparators, draws).

    Draws in which any of them does not exist are nan and count in no share.
    """

    stated: np.ndarray
    not_worse: bool = False

    @property
    def weakest(self) -> np.ndarray:
        """The difference to the comparator against which it is smallest, by draw."""
        smallest: np.ndarray = self.stated.min(axis=0)
        return smallest

    @property
    def known(self) -> np.ndarray:
        """True for draws in which all comparisons exist."""
        import numpy as np

        return _against_all(~np.isnan(self.stated))

    @property
    def holds(self) -> np.ndarray:
        """True for draws in which the sentence holds against all comparators."""
        import numpy as np

        least = -NOT_WORSE if self.not_worse else LEAST
        return _against_all(np.greater_equal(self.stated, least))

    @property
    def equal(self) -> np.ndarray:
        """True for draws in which all differences are smaller than what counts."""
        import numpy as np

        return _against_all(np.abs(self.stated) < LEAST)

    @property
    def reverse(self) -> np.ndarray:
        """True for draws in which the contrary holds against all comparators."""
        import numpy as np

        least = NOT_WORSE if self.not_worse else LEAST
        return _against_all(np.less_equal(self.stated, -least))

    def within(self, draws: np.ndarray) -> Difference:
        """The same for some of the draws."""
        return Difference(self.stated[:, draws], self.not_worse)

    def only(self, comparator: int) -> Difference:
        """The same against one comparator."""
        return Difference(self.stated[comparator : comparator + 1], self.not_worse)


def difference(pairs: Sequence[tuple[np.ndarray, np.ndarray]], direction: str) -> Difference:
    """From (mine, other) by comparator, each of shape (draws,), to differences in the stated direction."""
    import numpy as np

    stated = np.array([sign(direction) * relative(a, b) for a, b in pairs])
    return Difference(stated, direction == NOT_WORSE_WORD)


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of so many draws, with the 95 % interval of the share."""

    hits: int
    draws: int

    @property
    def value(self) -> float | None:
        """The share; None without draws."""
        return self.hits / self.draws if self.draws else None

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval."""
        return wilson(self.hits, self.draws)


def share(found: Difference) -> Share:
    """In how many draws the sentence holds."""
    return Share(int(found.holds[found.known].sum()), int(found.known.sum()))


def verdict(found: Difference, superlative: bool = False) -> str:
    """holds: lower bound of the share above the bar. reversed: the same for the contrary. equivalent: differences
    below what counts in most draws, by the lower bound. Where two of these are true, or none: undecided.

    Where "not worse" is at stake a difference too small to count is what is claimed, so there is no `equivalent`.
    """
    bar = CHANCE if superlative else BAR
    known = found.known
    draws = int(known.sum())

    def beyond(which: np.ndarray, least: float) -> bool:
        return draws > 0 and wilson(int(which[known].sum()), draws)[0] > least

    true = [HOLDS] if beyond(found.holds, bar) else []
    true += [REVERSED] if beyond(found.reverse, bar) else []
    true += [EQUIVALENT] if beyond(found.equal, MOST) and not found.not_worse else []
    return true[0] if len(true) == 1 else UNDECIDED
