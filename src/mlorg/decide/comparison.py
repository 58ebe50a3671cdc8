"""The same luck for every alternative: run them side by side and keep every replication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
)
from .alternatives import Alternative
from .chunks import Chunk, Draws, Executor, MemoryStore, Series, Store, Threads, map_chunks, rounds

if TYPE_CHECKING:
    import numpy as np

BURN_IN_QUARTERS = 8
"""Quarters that the settled arm runs before measuring begins."""

Progress = Callable[[int, int], None]
"""Called with (replications done, replications in all)."""


@dataclass(frozen=True)
class Comparison:
    """All alternatives on common random numbers, in both arms.

    `outcomes[arm][alternative]` holds one row per replication; row r has the same environment and luck everywhere.
    """

    alternatives: tuple[Alternative, ...]
    sampling: Sampling
    priors: Mapping[str, Prior] = field(repr=False)
    environments: Sequence[Environment] = field(repr=False)
    outcomes: Mapping[Arm, Mapping[str, Outcomes]] = field(repr=False)
    notes: tuple[str, ...] = ()
    inputs_hash: str = ""

    @property
    def priors_hash(self) -> str:
        """Which assumptions these results rest on."""
        return priors_hash(self.priors)

    def by_draw(self, arm: Arm, alternative: str, outcome: str, quarters: int) -> np.ndarray:
        """One outcome, shape (draws, replications per draw)."""
        values = self.outcomes[arm][alternative].outcome(outcome, quarters)
        return values.reshape(self.sampling.draws, self.sampling.per_draw)


@dataclass(frozen=True)
class Computing:
    """Where a comparison is computed and kept, and who looks on. The default: threads here, results in memory.

    `interim` is called with the comparison of the first draws whenever there are more of them.
    """

    executor: Executor = field(default_factory=Threads)
    store: Store = field(default_factory=MemoryStore)
    interim: Callable[[Comparison], None] | None = None


def compare_alternatives(
    frame: Frame,
    alternatives: Sequence[Alternative],
    sampling: Sampling,
    table: Mapping[str, Prior] | None = None,
    progress: Progress | None = None,
    computing: Computing | None = None,
) -> Comparison:
    """Simulate all alternatives to `frame.today` in both arms, on the same draws of the environment and of luck.

    Raises ClusterError and StoreError where the work cannot be done or its results cannot be kept.
    """
    where = computing or Computing()
    chosen = priors() if table is None else table
    work = _Work(tuple(alternatives), sampling, chosen, _compiled(frame, alternatives))
    done = finished = 0
    for chunk in map_chunks(work.chunks(), where.executor, where.store):
        done += work.replications(chunk)
        if progress:
            progress(done, work.replications())
        if where.interim and (draws := work.finished_draws(chunk)) > finished:
            finished = draws
            where.interim(work.comparison(where.store, finished))
    return replace(work.comparison(where.store, sampling.draws), inputs_hash=work.inputs_hash())


def _compiled(frame: Frame, alternatives: Iterable[Alternative]) -> dict[tuple[Arm, str], Structure]:
    return {
        (arm, a.id): compile_structure(a.organizations[arm], frame, frame.today if arm is Arm.RESTRUCTURED else None)
        for arm in Arm
        for a in alternatives
    }


class _Work:
    """All chunks of a comparison: round by round over all alternatives, so that all intervals narrow together."""

    def __init__(
        self,
        alternatives: tuple[Alternative, ...],
        sampling: Sampling,
        table: Mapping[str, Prior],
        structures: Mapping[tuple[Arm, str], Structure],
    ) -> None:
        self.alternatives, self.sampling, self.table, self.structures = alternatives, sampling, table, structures
        self.environments = draw_environments(sampling.seed, sampling.draws, table)
        self.rounds = [Draws(r, self.environments) for r in rounds(sampling.draws, sampling.per_draw)]
        series = {name: Series(s, _for_arm(sampling, name[0])) for name, s in structures.items()}
        self.twins: dict[str, list[tuple[Arm, str]]] = {}
        for name, one in series.items():
            self.twins.setdefault(one.digest, []).append(name)
        self.series = {digest: series[names[0]] for digest, names in self.twins.items()}
        self.left = dict.fromkeys((draws.numbers.stop for draws in self.rounds), len(self.series))

    def chunks(self) -> Iterator[Chunk]:
        """Alternatives that compile to the same arrays are simulated once."""
        return (Chunk(series, draws) for draws in self.rounds for series in self.series.values())

    def replications(self, chunk: Chunk | None = None) -> int:
        """How many a chunk stands for, twins counted; without a chunk: in all."""
        if chunk is None:
            return len(self.structures) * self.sampling.replications
        return len(self.twins[chunk.series.digest]) * len(chunk.draws.numbers) * self.sampling.per_draw

    def finished_draws(self, chunk: Chunk) -> int:
        """Note that a chunk is done; so many of the first draws are now complete."""
        self.left[chunk.draws.numbers.stop] -= 1
        return max((stop for stop in self.left if all(not n for s, n in self.left.items() if s <= stop)), default=0)

    def comparison(self, store: Store, draws: int) -> Comparison:
        """The comparison of the first draws, which must be complete."""
        found = {
            name: store.outcomes([Chunk(self.series[digest], d).key for d in self.rounds if d.numbers.stop <= draws])
            for digest, names in self.twins.items()
            for name in names
        }
        notes = dict.fromkeys(note for structure in self.structures.values() for note in structure.notes)
        return Comparison(
            self.alternatives,
            replace(self.sampling, draws=draws),
            self.table,
            self.environments[:draws],
            {arm: {a.id: found[arm, a.id] for a in self.alternatives} for arm in Arm},
            tuple(notes),
        )

    def inputs_hash(self) -> str:
        """The first 12 hex digits of a SHA-256 over all that the results depend on."""
        text = repr((list(self.structures.values()), priors_hash(self.table), self.sampling))
        return sha256(text.encode()).hexdigest()[:12]


def _for_arm(sampling: Sampling, arm: Arm) -> Sampling:
    return replace(sampling, burn_in_quarters=BURN_IN_QUARTERS if arm is Arm.SETTLED else 0)
