"""Rows F6 and X1: figures that are reported and not judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import isnan
from typing import TYPE_CHECKING

from .board import SUBJECTS, Claim
from .changes import BUILDERS, CENTRAL, ENGINEERS, GROWTH, RESEARCH, SOFTWARE
from .companies import Runs, Task
from .metrics import METRICS
from .results import REPORTED, ClaimRow, ResponseRow, row_about
from .summaries import median, middle
from .variants import RUNS, Variant

if TYPE_CHECKING:
    import numpy as np

AXES = {
    "skills of builders": (f"skills:{SOFTWARE}", f"skills:{RESEARCH}"),
    "owner of data": (f"data:{ENGINEERS}", f"data:{CENTRAL}", f"data:{BUILDERS}"),
    "who deploys": (f"deploys:{BUILDERS}", f"deploys:{ENGINEERS}"),
}
"""The three axes with their settings; a fourth, where people sit, has the five structures as its settings."""

SEATS = "seats of people"
EVERY = 5
"""The full factorial costs sixty runs a draw: it is done in every fifth."""


def report_tasks(claim: Claim) -> Iterator[Task]:
    """Everything that is simulated for a report."""
    if claim.id == "F6":
        yield from (Task(s, RUNS["settled"]) for s in SUBJECTS)
        yield from (Task(claim.archetype, _variant(f"grown:{factor:g}")) for factor in GROWTH[1:])
    else:
        for structure, settings in product(SUBJECTS, product(*AXES.values())):
            yield Task(structure, _variant(*settings), EVERY)


def report_row(claim: Claim, runs: Runs) -> ClaimRow:
    """The row of a report."""
    response, effect = _what_it_costs(claim, runs) if claim.id == "F6" else _variance(claim, runs)
    return replace(
        row_about(claim, REPORTED),
        effect=median(effect),
        effect_low=middle(effect)[0],
        effect_high=middle(effect)[1],
        draws=int((effect == effect).sum()),
        response=response,
    )


def _variant(*changes: str) -> Variant:
    return RUNS["settled"].also(Variant(changes=changes))


def _what_it_costs(claim: Claim, runs: Runs) -> tuple[tuple[ResponseRow, ...], np.ndarray]:
    """By draw: growth of hands at which it earns what the best other earns, interpolated; infinite if not on the curve.

    0 where it earns as much without.
    """
    import numpy as np

    metric = METRICS[claim.metric]
    best = np.array([metric.of(runs[s, RUNS["settled"]]) for s in SUBJECTS if s != claim.archetype]).max(axis=0)
    runs_by_growth = [RUNS["settled"], *(_variant(f"grown:{factor:g}") for factor in GROWTH[1:])]
    curve = np.array([metric.of(runs[claim.archetype, v]) for v in runs_by_growth])
    needed = np.array([_crossing(curve[:, d], best[d]) for d in range(len(best))])
    rows = [ResponseRow("hands needed beyond today's", "growth", median(needed), *middle(needed))]
    for factor, values in zip(GROWTH, curve, strict=True):
        gap = np.where(best != 0, (values - best) / np.abs(best), np.nan)
        rows.append(ResponseRow(f"hands x {factor:g}", "value against the best other", median(gap), *middle(gap)))
    return tuple(rows), needed


def _crossing(curve: np.ndarray, level: float) -> float:
    """Growth at which a curve over GROWTH first reaches a level, linearly between its points."""
    if isnan(level):
        return float("nan")
    if curve[0] >= level:
        return 0.0
    for i in range(1, len(GROWTH)):
        if curve[i] >= level:
            part = (level - curve[i - 1]) / (curve[i] - curve[i - 1])
            return float(GROWTH[i - 1] + part * (GROWTH[i] - GROWTH[i - 1]) - 1.0)
    return float("inf")


def _variance(claim: Claim, runs: Runs) -> tuple[tuple[ResponseRow, ...], np.ndarray]:
    """Shares of the variance over the full factorial, draw by draw: alone (first order) and with all it is part of."""
    import numpy as np

    shape = (len(SUBJECTS), *(len(settings) for settings in AXES.values()))
    metric = METRICS[claim.metric]
    cells = [
        metric.of(runs[structure, _variant(*settings)])
        for structure, settings in product(SUBJECTS, product(*AXES.values()))
    ]
    table = np.array(cells).T[::EVERY].reshape(-1, *shape)
    names = (SEATS, *AXES)
    rows = []
    for axis, name in enumerate(names):
        first, total = indices(table, (axis,))
        rows.append(ResponseRow(name, "share of variance alone", median(first), *middle(first)))
        rows.append(ResponseRow(name, "share with all it is part of", median(total), *middle(total)))
    together, with_seats = indices(table, tuple(range(1, len(names))))
    rows.append(ResponseRow("the three axes together", "share of variance alone", median(together), *middle(together)))
    rows.append(
        ResponseRow("the three axes together", "share with all it is part of", median(with_seats), *middle(with_seats))
    )
    return tuple(rows), together


def indices(table: np.ndarray, axes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """First-order and total index of some factors of a full factorial, by draw: shape (draws,) each.

    `table` has the draws first, then one dimension per factor; `axes` counts factors from 0. nan without any variance.
    """
    import numpy as np

    factors = range(table.ndim - 1)
    rest = tuple(f + 1 for f in factors if f not in axes)
    mine = tuple(f + 1 for f in axes)
    variance = table.var(axis=tuple(range(1, table.ndim)))
    alone = table.mean(axis=rest).reshape(len(table), -1).var(axis=1)
    others = table.mean(axis=mine).reshape(len(table), -1).var(axis=1)
    nothing = np.full(len(table), np.nan)
    first = np.divide(alone, variance, out=nothing.copy(), where=variance > 0)
    total = np.divide(variance - others, variance, out=nothing.copy(), where=variance > 0)
    return first, total
