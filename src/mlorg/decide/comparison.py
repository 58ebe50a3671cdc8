"""The same luck for every alternative: run them side by side and keep every replication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from ..archetypes import Arm
from ..sim import (
    Environment,
    Frame,
    Outcomes,
    Prior,
    Sampling,
    Structure,
    compile_structure,
    draw_environments,
    priors,
    priors_hash,
    simulate,
)
from .aims import Aims
from .alternatives import TODAY, Alternative

if TYPE_CHECKING:
    import numpy as np

CHUNK = 25
"""Draws per piece of work: short enough for a lively progress bar, long enough to keep two threads busy."""

BURN_IN_QUARTERS = 8
"""Quarters that the settled arm runs before measuring begins."""

Progress = Callable[[int, int], None]
"""Called with (replications done, replications in all)."""


@dataclass(frozen=True)
class Comparison:
    """All alternatives, today among them, on common random numbers, in both arms.

    `outcomes[arm][alternative]` holds one row per replication; row r has the same environment and luck everywhere.
    """

    alternatives: tuple[Alternative, ...]
    sampling: Sampling
    priors: Mapping[str, Prior] = field(repr=False)
    environments: tuple[Environment, ...] = field(repr=False)
    outcomes: Mapping[Arm, Mapping[str, Outcomes]] = field(repr=False)
    notes: tuple[str, ...] = ()
    inputs_hash: str = ""
    aims: Aims = field(default_factory=Aims)

    @property
    def priors_hash(self) -> str:
        """Which assumptions these results rest on."""
        return priors_hash(self.priors)

    def by_draw(self, arm: Arm, alternative: str, outcome: str, quarters: int) -> np.ndarray:
        """One outcome, a dip or the aims, money discounted as they say; shape (draws, replications per draw)."""
        results = self.outcomes[arm]
        values = self.aims.level(outcome, results[alternative], results[TODAY], quarters)
        return values.reshape(self.sampling.draws, self.sampling.per_draw)


def compare_alternatives(
    frame: Frame,
    alternatives: Sequence[Alternative],
    sampling: Sampling,
    table: Mapping[str, Prior] | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Simulate all alternatives to `frame.today` in both arms, on the same draws of the environment and of luck."""
    chosen = priors() if table is None else table
    environments = draw_environments(sampling.seed, sampling.draws, chosen)
    structures = {
        (arm, a.id): compile_structure(a.organizations[arm], frame, frame.today if arm is Arm.RESTRUCTURED else None)
        for arm in Arm
        for a in alternatives
    }
    outcomes = _simulate_all(structures, environments, sampling, progress)
    notes = dict.fromkeys(note for structure in structures.values() for note in structure.notes)
    return Comparison(
        tuple(alternatives),
        sampling,
        chosen,
        environments,
        {arm: {a.id: outcomes[arm, a.id] for a in alternatives} for arm in Arm},
        tuple(notes),
        _inputs_hash(structures.values(), chosen, sampling),
    )


def _simulate_all(
    structures: Mapping[tuple[Arm, str], Structure],
    environments: tuple[Environment, ...],
    sampling: Sampling,
    progress: Progress | None,
) -> dict[tuple[Arm, str], Outcomes]:
    """Chunk by chunk over all alternatives, so that intervals over all of them narrow together."""
    import numpy as np

    def one(job: tuple[tuple[Arm, str], range]) -> Outcomes:
        key, draws = job
        return simulate(structures[key], environments, _for_arm(sampling, key[0]), draws)

    jobs = list(_jobs(structures, sampling.draws))
    total = len(structures) * sampling.replications
    parts: dict[tuple[Arm, str], list[np.ndarray]] = {key: [] for key in structures}
    done = 0
    with ThreadPoolExecutor(2) as threads:
        try:
            for (key, draws), result in zip(jobs, threads.map(one, jobs), strict=True):
                parts[key].append(result.sums)
                done += len(draws) * sampling.per_draw
                if progress:
                    progress(done, total)
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    return {key: Outcomes(np.concatenate(sums)) for key, sums in parts.items()}


def _jobs(structures: Mapping[tuple[Arm, str], Structure], draws: int) -> Iterator[tuple[tuple[Arm, str], range]]:
    for first in range(0, draws, CHUNK):
        for key in structures:
            yield key, range(first, min(draws, first + CHUNK))


def _for_arm(sampling: Sampling, arm: Arm) -> Sampling:
    return replace(sampling, burn_in_quarters=BURN_IN_QUARTERS if arm is Arm.SETTLED else 0)


def _inputs_hash(structures: Iterable[Structure], table: Mapping[str, Prior], sampling: Sampling) -> str:
    text = repr((list(structures), priors_hash(table), sampling))
    return sha256(text.encode()).hexdigest()[:12]
