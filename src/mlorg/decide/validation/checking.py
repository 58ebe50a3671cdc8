"""Draw by draw through all checks, then each figure with its interval and verdict."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...sim import Environment, draw_environments
from ..progress import Progress
from .families import CHECKS
from .measuring import Check
from .populations import agency, firm_number, observe_draw
from .targets import KINDS, Target, targets

if TYPE_CHECKING:
    import numpy as np

INSIDE, OUTSIDE = "inside", "outside"
RESAMPLED = 400
"""Resamples of the draws behind an interval."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is simulated: draws (an environment and a firm each), replications of each, agencies, seed."""

    draws: int = 200
    replications: int = 4
    agencies: int = 20
    seed: int = 1

    @classmethod
    def quick(cls, seed: int) -> Effort:
        """A first look."""
        return cls(48, 3, 4, seed)


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure that is shown and not judged; None where there is none."""

    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One target. Lists run over its `parts`; what has no number is None.

    `simulated` is the figure over all draws, `lo` and `hi` bound 95 % of what other draws of the same number would give
    (draws resampled); `draw_low` and `draw_high` are the 5 % and 95 % points of the figure of a single draw. `least`
    and `most` are the tolerance, `beyond` how far outside it a figure lies. The verdict is `inside` only if every part
    is.
    """

    id: str
    kind: str
    target: str
    parts: tuple[str, ...]
    units: tuple[str, ...]
    published: tuple[float, ...]
    simulated: tuple[float | None, ...]
    lo: tuple[float | None, ...]
    hi: tuple[float | None, ...]
    draw_low: tuple[float | None, ...]
    draw_high: tuple[float | None, ...]
    tolerance: str
    least: tuple[float | None, ...]
    most: tuple[float | None, ...]
    beyond: tuple[float | None, ...]
    verdict: str
    rows: tuple[str, ...]
    grade: str
    definition: str
    note: str
    beside: tuple[Beside, ...]


def validate(effort: Effort, progress: Progress | None = None) -> tuple[Row, ...]:
    """Every target on the default population, in the order of `KINDS`."""
    environments = draw_environments(effort.seed, effort.draws)
    evidence = collect(effort, environments, tuple(CHECKS.values()), progress)
    rows = [row_of(target, CHECKS[name], evidence[name], effort.seed) for name, target in targets().items()]
    return tuple(sorted(rows, key=lambda row: KINDS.index(row.kind)))


def collect(
    effort: Effort, environments: Sequence[Environment], checks: Sequence[Check], progress: Progress | None = None
) -> Mapping[str, np.ndarray]:
    """Evidence of every draw by target, shape (draws, k)."""
    import numpy as np

    def evidence(draw: int) -> list[np.ndarray]:
        public = agencies[draw % effort.agencies].result()
        observed = observe_draw(effort.seed, draw, environments[draw], public, effort.replications)
        return [np.asarray(check.observe(observed), float) for check in checks]

    found = []
    with ThreadPoolExecutor(2) as threads:
        agencies = [threads.submit(agency, firm_number(effort.seed, i)) for i in range(effort.agencies)]
        try:
            for one in threads.map(evidence, range(effort.draws)):
                found.append(one)
                if progress:
                    progress(len(found), effort.draws)
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    return {check.target: np.array([one[i] for one in found]) for i, check in enumerate(checks)}


def row_of(target: Target, check: Check, evidence: np.ndarray, seed: int = 1) -> Row:
    """The row of a target from the evidence of all draws, shape (draws, k)."""
    n = len(target.parts)
    figures = check.figures(evidence)
    beyond = [part.beyond(float(value)) for part, value in zip(target.parts, figures[:n], strict=True)]
    lo, hi = _percentiles(_resampled(check, evidence, seed), n, (2.5, 97.5))
    draw_low, draw_high = _percentiles((check.figures(evidence[i : i + 1]) for i in range(len(evidence))), n, (5, 95))
    return Row(
        target.id,
        target.kind,
        target.target,
        tuple(part.name for part in target.parts),
        tuple(part.unit for part in target.parts),
        tuple(part.published for part in target.parts),
        _finite(figures[:n]),
        lo,
        hi,
        draw_low,
        draw_high,
        target.tolerance,
        tuple(part.low for part in target.parts),
        tuple(part.high for part in target.parts),
        _finite(beyond),
        INSIDE if all(b == 0 for b in beyond) else OUTSIDE,
        target.rows,
        target.grade,
        check.definition,
        check.note,
        tuple(Beside(*pair) for pair in zip(check.beside, _finite(figures[n:]), strict=True)),
    )


def _resampled(check: Check, evidence: np.ndarray, seed: int) -> Iterator[np.ndarray]:
    import numpy as np

    random = np.random.default_rng(seed)
    for _ in range(RESAMPLED):
        yield check.figures(evidence[random.integers(0, len(evidence), len(evidence))])


def _percentiles(
    figures: Iterable[np.ndarray], parts: int, points: tuple[float, float]
) -> tuple[tuple[float | None, ...], ...]:
    """Two percentiles of each part, without the nan."""
    import numpy as np

    table = np.array([f[:parts] for f in figures])
    columns = [column[~np.isnan(column)] for column in table.T]
    return tuple(_finite(np.percentile(c, p) if len(c) else math.nan for c in columns) for p in points)


def _finite(values: Iterable[float]) -> tuple[float | None, ...]:
    return tuple(float(v) if math.isfinite(v) else None for v in values)
