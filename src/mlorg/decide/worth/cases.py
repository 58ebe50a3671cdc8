"""The cases of a comparison as a decision sees them: what each alternative gives, and what was assumed in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...errors import InputError, Place, Problem, UnknownNameError, names_hint
from ..choosing.aims import AIMED
from ..choosing.limits import may_be_chosen
from ..comparing.comparison import Comparison

if TYPE_CHECKING:
    import numpy as np

FEWEST_CASES = 30
"""Below this, a regression would say nothing but luck."""


@dataclass(frozen=True)
class Cases:
    """Alternatives to choose from and assumptions to learn about, draw by draw.

    `gains` has the shape (draws, replications per draw, alternatives), more is better; `known[assumption]` the shape
    (draws,). Draws in which an alternative has no value are left out, as are assumptions that are certain.
    """

    alternatives: tuple[str, ...]
    gains: np.ndarray = field(repr=False)
    known: Mapping[str, np.ndarray] = field(repr=False)
    seed: int = 1

    @property
    def by_draw(self) -> np.ndarray:
        """Means over luck, shape (draws, alternatives)."""
        means: np.ndarray = self.gains.mean(axis=1)
        return means

    @property
    def leader(self) -> int:
        """The alternative that is best on average."""
        return int(self.by_draw.mean(axis=0).argmax())

    @property
    def runner_up(self) -> int:
        """The next best on average."""
        return int(self.by_draw.mean(axis=0).argsort(kind="stable")[-2])

    @property
    def lead(self) -> np.ndarray:
        """The leader minus the next best, shape (draws,)."""
        difference: np.ndarray = self.by_draw[:, self.leader] - self.by_draw[:, self.runner_up]
        return difference

    def of(self, assumption: str) -> np.ndarray:
        """The draws of an assumption. UnknownNameError if it is not among those that vary."""
        if assumption not in self.known:
            hint = names_hint(assumption, self.known)
            raise UnknownNameError(f"no assumption {assumption!r} varies in this comparison. {hint}")
        return self.known[assumption]


def cases_of(comparison: Comparison, arm: Arm, outcome: str = AIMED, quarters: int = 12) -> Cases:
    """The cases of a comparison in one arm, on an outcome of which more is better.

    InputError where fewer than two alternatives may be chosen, or too few draws have a value everywhere.
    """
    import numpy as np

    eligible = may_be_chosen(comparison, arm, quarters)
    gains = [comparison.by_draw(arm, name, outcome, quarters) for name in eligible]
    names = comparison.environments[0].values if comparison.environments else ()
    known = {n: np.array([e.values[n] for e in comparison.environments]) for n in comparison.priors if n in names}
    return checked_cases(Cases(eligible, np.moveaxis(np.array(gains), 0, -1), known, comparison.sampling.seed))


def checked_cases(cases: Cases) -> Cases:
    """The same without draws that lack a value and without assumptions that are certain.

    InputError where what is left is not enough to learn from.
    """
    import numpy as np

    if len(cases.alternatives) < 2:
        hint = "Compare at least two alternatives that may be chosen."
        raise InputError([Problem(Place(), "there is nothing to choose between, so nothing is worth knowing.", hint)])
    kept = np.isfinite(cases.gains).all(axis=(1, 2))
    if kept.sum() < FEWEST_CASES:
        found = f"{kept.sum()} of {len(kept)} draws have a value for every alternative, and {FEWEST_CASES} are needed."
        raise InputError([Problem(Place(), found, "Ask for more draws with --draws.")])
    known = {name: column[kept] for name, column in cases.known.items() if np.ptp(column[kept]) > 0}
    return replace(cases, gains=cases.gains[kept], known=known)
