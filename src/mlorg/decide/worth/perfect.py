"""What it would be worth to know: everything, one assumption, or a group of them.

Whoever knows an assumption chooses the alternative that is best given its value; what that gains on average over
choosing once is the expected value of partial perfect information. What each alternative gives on average at a value
of the assumption is found by regression on the draws of the comparison itself (Strong, Oakley and Brennan 2014,
Medical Decision Making 34). Taken at face value such a gain is too high, because the best of several noisy curves is
partly luck; here every draw is decided by curves that have not seen it, so that luck gains nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .cases import Cases
from .smoothing import Smoother, smoother

if TYPE_CHECKING:
    import numpy as np

SHUFFLES = 2000
FALSE_ALARM = 0.1
"""Chance that anything at all stands out where nothing matters, over all assumptions (or groups) looked at."""
_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Worth:
    """What knowing these assumptions would gain, in the unit of the outcome, with its standard error.

    `by_luck` is the chance that an assumption without any influence looks worth as much. `best` names the alternative
    to choose in the lower, middle and upper third of a single assumption, `bounds` what divides them; empty for groups.
    """

    assumptions: tuple[str, ...]
    worth: float
    se: float
    by_luck: float = 1.0
    stands_out: bool = False
    bounds: tuple[float, ...] = ()
    best: tuple[str, ...] = ()

    @property
    def flips(self) -> bool:
        """True if low and high values favour different alternatives: what is best in the middle alone is luck."""
        return bool(self.best) and self.best[0] != self.best[-1]


def worth_of_everything(cases: Cases) -> Worth:
    """The worth of knowing every assumption, not of foreseeing luck.

    A choice judged by the replications it was made by gains too much; one judged by a replication that it has not
    seen, too little: the mean of both is given. With one replication for each draw luck cannot be told from knowledge,
    and the figure is an upper bound.
    """
    import numpy as np

    gains = cases.gains - cases.gains[:, :, [cases.leader]]
    courses = gains.shape[1]
    too_much = gains.mean(axis=1).max(axis=1)
    if courses == 1:
        return _worth(tuple(cases.known), too_much)
    others = (gains.sum(axis=1, keepdims=True) - gains) / (courses - 1)
    too_little = np.take_along_axis(gains, others.argmax(axis=2)[..., None], axis=2)[..., 0].mean(axis=1)
    return _worth(tuple(cases.known), (too_much + too_little) / 2)


def worth_of_each(cases: Cases) -> tuple[Worth, ...]:
    """The worth of every single assumption, those that are worth most first."""
    import numpy as np

    any_assumption = smoother([np.arange(len(cases.gains))])
    luck = np.sort(_gains_by_luck(cases, any_assumption))
    found = (_thirds(cases, worth_of_knowing(cases, [name])) for name in cases.known)
    judged = (_judged(worth, luck, len(cases.known)) for worth in found)
    return tuple(sorted(judged, key=lambda w: (-w.worth, w.by_luck, w.assumptions)))


def worth_of_groups(cases: Cases, groups: Mapping[str, Sequence[str]]) -> Mapping[str, Worth]:
    """The worth of knowing all assumptions of a group together, by name of the group."""
    return {name: worth_of_knowing(cases, of) for name, of in groups.items()}


def worth_of_knowing(cases: Cases, assumptions: Iterable[str]) -> Worth:
    """The worth of knowing these assumptions together. UnknownNameError for one that does not vary."""
    names = tuple(assumptions)
    return worth_of_signals(cases, smoother([cases.of(name) for name in names]), names)


def worth_of_signals(cases: Cases, regression: Smoother, names: tuple[str, ...]) -> Worth:
    """The worth of seeing whatever a regression was made on before choosing."""
    return _worth(names, gained(cases.by_draw - cases.by_draw[:, [cases.leader]], regression))


def gained(gains: np.ndarray, regression: Smoother) -> np.ndarray:
    """What is gained in each draw by choosing by curves that have not seen it: shape (..., draws).

    `gains`, shape (..., draws, alternatives), are differences to the alternative that would be chosen anyway.
    """
    import numpy as np

    choice = regression.fit(gains).left_out.argmax(axis=-1)
    return np.take_along_axis(gains, choice[..., None], axis=-1)[..., 0]


def _worth(names: tuple[str, ...], gains: np.ndarray) -> Worth:
    mean, spread = float(gains.mean()), float(gains.std())
    return Worth(names, max(0.0, mean), spread / len(gains) ** 0.5)


def _gains_by_luck(cases: Cases, regression: Smoother) -> np.ndarray:
    """What an assumption without influence seems to gain: the draws are shuffled against it many times."""
    import numpy as np

    random = np.random.default_rng(cases.seed)
    gains = cases.by_draw - cases.by_draw[:, [cases.leader]]
    shuffled = (
        gains[random.permuted(np.tile(np.arange(len(gains)), (_AT_A_TIME, 1)), axis=1)]
        for _ in range(SHUFFLES // _AT_A_TIME)
    )
    return np.concatenate([gained(some, regression).mean(axis=1) for some in shuffled])


def _judged(worth: Worth, luck: np.ndarray, looked_at: int) -> Worth:
    """`luck` stands in order. What is worth nothing never stands out, however little luck gains."""
    import numpy as np

    rounding = 1e-9 * float(abs(luck).max())
    as_much = len(luck) - int(np.searchsorted(luck, worth.worth - rounding))
    by_luck = (1 + as_much) / (1 + len(luck))
    return replace(worth, by_luck=by_luck, stands_out=worth.worth > rounding and by_luck <= FALSE_ALARM / looked_at)


def _thirds(cases: Cases, worth: Worth) -> Worth:
    """With what is best where the assumption is low, middling and high."""
    import numpy as np

    values = cases.of(worth.assumptions[0])
    thirds = np.array_split(np.argsort(values, kind="stable"), 3)
    best = (cases.alternatives[cases.by_draw[third].mean(axis=0).argmax()] for third in thirds)
    bounds = tuple(float(q) for q in np.quantile(values, [1 / 3, 2 / 3]))
    return replace(worth, bounds=bounds, best=tuple(best))
