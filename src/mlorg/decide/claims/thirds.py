"""The map: verdicts in nine parts of the draws, by thirds of two coefficients that nobody has measured.

What speaks for pooling people (they learn from each other) and what speaks against it (models come back from the line)
both rest on priors; which structure is ahead depends on their ratio. One of each: `send_back` and `learn_from_peers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .board import Claim
from .companies import Runs
from .hypotheses import differences
from .results import MapCell
from .verdicts import share, verdict

if TYPE_CHECKING:
    import numpy as np

    from ...sim import Prior

AXES = ("send_back", "learn_from_peers")


def map_of(claims: Sequence[Claim], runs: Runs, table: Mapping[str, Prior], seed: int) -> Iterator[MapCell]:
    """Nine cells for each sentence."""
    for claim in claims:
        found = differences(claim, runs)
        draws = found.stated.shape[1]
        back, peers = (thirds(table[axis].sample(seed, draws)) for axis in AXES)
        for i in range(3):
            for j in range(3):
                part = found.within((back == i) & (peers == j))
                counted = share(part)
                what = verdict(part, claim.superlative)
                yield MapCell(claim.id, i + 1, j + 1, counted.draws, counted.value, what)


def thirds(values: np.ndarray) -> np.ndarray:
    """0, 1 or 2 by rank: as many draws in each as can be."""
    import numpy as np

    place = np.empty(len(values), dtype=int)
    place[np.argsort(values, kind="stable")] = np.arange(len(values)) * 3 // max(1, len(values))
    return place
