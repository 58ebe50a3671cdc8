"""Comparisons whose answer is known: made-up outcomes and assumptions instead of simulated ones."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from mlorg.archetypes import Arm
from mlorg.decide import Aims, Alternative, Comparison
from mlorg.org import Organization, Overlay
from mlorg.sim import HORIZONS, Environment, Outcomes, Prior, Sampling
from mlorg.sim.measure_names import MEASURES


def made_up(
    values: Mapping[str, np.ndarray],
    known: Mapping[str, np.ndarray] | None = None,
    *,
    stages: tuple[str, ...] = (),
    measure: str = "value",
) -> Comparison:
    """`values[alternative]`, shape (draws, replications), is one measure; `known[prior]`, shape (draws,), is drawn."""
    draws, per_draw = next(iter(values.values())).shape
    columns = {name: np.asarray(column, float) for name, column in (known or {}).items()}
    outcomes = {name: _outcomes(table, measure) for name, table in values.items()}
    return Comparison(
        tuple(_alternative(name, name in stages) for name in values),
        Sampling(draws, per_draw),
        {name: Prior(name, "", "", "uniform", 0.0, 1.0, False, "assumed") for name in columns},
        tuple(Environment({n: float(c[i]) for n, c in columns.items()}, ()) for i in range(draws)),
        dict.fromkeys(Arm, outcomes),
    )


def _outcomes(table: np.ndarray, measure: str) -> Outcomes:
    sums = np.zeros((table.size, len(HORIZONS), len(MEASURES)))
    sums[:, :, MEASURES.index(measure)] = table.reshape(-1, 1)
    sums[:, :, MEASURES.index("offered")] = 1.0
    return Outcomes(sums)


def _alternative(name: str, stage: bool) -> Alternative:
    org, overlay = Organization(), Overlay(name)
    return Alternative(name, name, "", dict.fromkeys(Arm, org), dict.fromkeys(Arm, overlay), stage=stage)


def with_aims(comparison: Comparison, **said: object) -> Comparison:
    """The comparison judged by other aims."""
    return replace(comparison, aims=Aims(**said))
