"""How much each assumption moves the lead of the best over the next best, and which of them takes it away.

The influence of an assumption is its first-order index (Sobol 1993): the share of the variance of the lead that is
explained by the mean of the lead at each value of the assumption, here from a regression on the draws as they are.
Each draw is judged by a curve that has not seen it, so that an assumption without influence explains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..choosing.luck import share_of_luck as of_luck
from ..worth import Cases, smoother

if TYPE_CHECKING:
    import numpy as np

SHUFFLES = 2000
FALSE_ALARM = 0.1
"""Chance that any influence stands out where there is none, over all assumptions."""
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Influence:
    """The share of the variance of the lead that an assumption explains by itself.

    `by_luck` is the chance that one without influence seems to explain as much.
    """

    assumption: str
    share: float
    by_luck: float
    stands_out: bool


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """The value of an assumption at which the next best takes the lead, nearest to the middle of what is assumed.

    `deviations` is the way from the middle in standard deviations of the assumption, negative if below.
    """

    assumption: str
    at: float
    middle: float
    deviations: float
    instead: str


def influences(cases: Cases) -> tuple[Influence, ...]:
    """Every assumption, most influential first."""
    import numpy as np

    lead = cases.lead[:, None]
    if not np.ptp(lead) or not cases.known:
        return tuple(Influence(name, 0.0, 1.0, False) for name in cases.known)
    luck = np.sort(_explained_by_luck(lead, cases.seed))
    found = ((name, float(explained(lead, column)[0])) for name, column in cases.known.items())
    judged = ((name, share, _by_luck(share, luck)) for name, share in found)
    made = [Influence(n, max(0.0, s), p, s > 0 and p <= FALSE_ALARM / len(cases.known)) for n, s, p in judged]
    return tuple(sorted(made, key=lambda i: (-i.share, i.by_luck, i.assumption)))


def explained(values: np.ndarray, assumption: np.ndarray) -> np.ndarray:
    """The first-order index of an assumption for columns of values, shape (..., draws, columns); about 0 or below
    where there is no influence.
    """
    fit = smoother([assumption]).fit(values)
    missed = ((values - fit.left_out) ** 2).sum(axis=-2)
    shares: np.ndarray = 1 - missed / ((values - values.mean(axis=-2, keepdims=True)) ** 2).sum(axis=-2)
    return shares


def share_of_luck(cases: Cases) -> float | None:
    """The share of the variance of the lead between draws that is luck; None with one replication for each."""
    lead = cases.gains[:, :, cases.leader] - cases.gains[:, :, cases.runner_up]
    alike = lead.shape[1] == 1 or not lead.mean(axis=1).var(ddof=1)
    return None if alike else of_luck(lead)


def turning_points(cases: Cases, among: Sequence[str]) -> tuple[TurningPoint, ...]:
    """Where the next best takes the lead along each of these assumptions, nearest to the middle first.

    Assumptions along which the leader stays ahead everywhere are left out.
    """
    found = (_turning_point(cases, name) for name in among)
    return tuple(sorted((p for p in found if p), key=lambda p: (abs(p.deviations), p.assumption)))


def _turning_point(cases: Cases, name: str) -> TurningPoint | None:
    import numpy as np

    values = cases.of(name)
    behind = smoother([values]).fit(cases.lead[:, None]).fitted[:, 0] < 0
    if not behind.any():
        return None
    middle, spread = float(np.median(values)), float(values.std(ddof=1))
    at = float(values[behind][abs(values[behind] - middle).argmin()])
    return TurningPoint(name, at, middle, (at - middle) / spread, cases.alternatives[cases.runner_up])


def _explained_by_luck(lead: np.ndarray, seed: int) -> np.ndarray:
    """What an assumption without influence seems to explain, over many shuffles."""
    import numpy as np

    random = np.random.default_rng((seed, 1))
    anything = np.arange(len(lead))
    times = range(SHUFFLES // _AT_A_TIME)
    shuffled = (random.permuted(np.tile(lead, (1, _AT_A_TIME)), axis=0) for _ in times)
    return np.concatenate([explained(columns, anything) for columns in shuffled])


def _by_luck(share: float, luck: np.ndarray) -> float:
    import numpy as np

    return (1 + len(luck) - int(np.searchsorted(luck, share))) / (1 + len(luck))
