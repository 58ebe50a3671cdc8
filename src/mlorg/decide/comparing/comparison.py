"""The same luck for every alternative: run them side by side and keep every replication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...sim import (
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
from ..choosing.aims import Aims
from ..chunks import Chunk, Draws, Executor, MemoryStore, Series, Store, Threads, map_chunks, rounds
from ..progress import Progress
from .alternatives import TODAY, Alternative

if TYPE_CHECKING:
    import numpy as np

BURN_IN_QUARTERS = 8
"""Quarters that the settled arm runs before measuring begins."""


@dataclass(frozen=True)
class Comparison:
    """All alternatives, today among them, on common random numbers, in both arms.

    `outcomes[arm][alternative]` holds one row per replication; row r has the same environment and luck everywhere.
    """

    alternatives: tuple[Alternative, ...]
    sampling: Sampling
    priors: Mapping[str, Prior] = field(repr=False)
    environments: Sequence[Environment] = field(repr=False)
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


@dataclass(frozen=True)
class Computing:
    """Where a comparison is computed and kept, and who looks on. The default: threads here, results in memory.

    `interim` is called with the comparison of the first draws whenever there are more of them, and before that with
    the first alternatives.
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
    work = _Work(frame, tuple(alternatives), sampling, priors() if table is None else table)
    for chunk in map_chunks(work.chunks(), where.executor, where.store):
        work.note(chunk)
        if progress:
            progress(work.replications_done(), work.replications())
        if where.interim and work.tells_more():
            where.interim(work.comparison(where.store, *work.finished))
    work.look()  # the last alternatives may be twins of what was done before they were compiled
    if progress:
        progress(work.replications_done(), work.replications())
    return replace(work.comparison(where.store, *work.finished), inputs_hash=work.inputs_hash())


def simulate_beside(
    comparison: Comparison, structure: Structure, arm: Arm, computing: Computing | None = None
) -> Outcomes:
    """One more structure on the draws and luck of a comparison."""
    series = Series(structure, for_arm(comparison.sampling, arm))
    return simulate_series(series, in_rounds(comparison.sampling, comparison.environments), computing or Computing())


def simulate_series(series: Series, draws: Iterable[Draws], where: Computing) -> Outcomes:
    """One structure in all these draws."""
    chunks = [Chunk(series, each) for each in draws]
    for _ in map_chunks(chunks, where.executor, where.store):
        pass
    return where.store.outcomes([chunk.key for chunk in chunks])


def in_rounds(sampling: Sampling, environments: Sequence[Environment]) -> list[Draws]:
    """All draws of a sampling, cut as chunks are."""
    return [Draws(each, environments) for each in rounds(sampling.draws, sampling.per_draw)]


class _Work:
    """All chunks of a comparison: round by round over all alternatives, so that all intervals narrow together.

    `finished` = (alternatives, draws): so many of the first draws are there of each of these. In the first round they
    grow by alternatives, then by draws.
    """

    def __init__(
        self, frame: Frame, alternatives: tuple[Alternative, ...], sampling: Sampling, table: Mapping[str, Prior]
    ) -> None:
        self.frame, self.alternatives, self.sampling, self.table = frame, alternatives, sampling, table
        self.environments = draw_environments(sampling.seed, sampling.draws, table)
        self.rounds = in_rounds(sampling, self.environments)
        self.series: dict[tuple[Arm, str], Series] = {}
        self.done: set[tuple[str, int]] = set()  # (digest of a series, end of a round)
        self.draws_done: dict[str, int] = {}  # by digest of a series
        self.through = 0  # rounds that are done for all
        self.finished: tuple[tuple[Alternative, ...], int] = ((), 0)
        self.told: tuple[tuple[Alternative, ...], int] = ((), 0)

    def chunks(self) -> Iterator[Chunk]:
        """Each alternative is compiled when it is its turn, so that others are simulated meanwhile.

        Those that compile to the same arrays are simulated once.
        """
        for draws in self.rounds:
            begun = set()
            for alternative in self.alternatives:
                for arm in Arm:
                    series = self._series(alternative, arm)
                    if series.digest not in begun:
                        begun.add(series.digest)
                        yield Chunk(series, draws)

    def note(self, chunk: Chunk) -> None:
        """Note that a chunk is done."""
        numbers, digest = chunk.draws.numbers, chunk.series.digest
        self.done.add((digest, numbers.stop))
        self.draws_done[digest] = self.draws_done.get(digest, 0) + len(numbers)
        self.look()

    def look(self) -> None:
        """See what is finished by now."""
        while self.through < len(self.rounds):
            stop = self.rounds[self.through].numbers.stop
            ready = tuple(a for a in self.alternatives if self._is_done(a, stop))
            everyone = len(ready) == len(self.alternatives)
            if everyone or not self.through:
                self.finished = ready, stop
            if not everyone:
                return
            self.through += 1

    def tells_more(self) -> bool:
        """Whether, since this was asked last, alternatives came in or intervals became a twentieth narrower.

        All is told against today, so nothing is told until today is there: chunks may end in any order.
        """
        (before, few), (now, many) = self.told, self.finished
        today_is_there = any(alternative.id == TODAY for alternative in now)
        if not today_is_there or len(now) < 2 or (len(now) == len(before) and many < few * 1.1):
            return False
        self.told = self.finished
        return True

    def replications(self) -> int:
        """How many in all."""
        return len(Arm) * len(self.alternatives) * self.sampling.replications

    def replications_done(self) -> int:
        """How many are done, those of twins counted."""
        each = (self.draws_done.get(series.digest, 0) for series in self.series.values())
        return self.sampling.per_draw * sum(each)

    def comparison(self, store: Store, alternatives: tuple[Alternative, ...], draws: int) -> Comparison:
        """The comparison of these alternatives in the first draws, all of which must be done."""
        first = [each for each in self.rounds if each.numbers.stop <= draws]

        def outcomes(arm: Arm, alternative: str) -> Outcomes:
            return store.outcomes([Chunk(self.series[arm, alternative], each).key for each in first])

        notes = dict.fromkeys(note for structure in self._structures(alternatives) for note in structure.notes)
        return Comparison(
            alternatives,
            replace(self.sampling, draws=draws),
            self.table,
            self.environments[:draws],
            {arm: {a.id: outcomes(arm, a.id) for a in alternatives} for arm in Arm},
            tuple(notes),
        )

    def inputs_hash(self) -> str:
        """The first 12 hex digits of a SHA-256 over all that the results depend on."""
        text = repr((self._structures(self.alternatives), priors_hash(self.table), self.sampling))
        return sha256(text.encode()).hexdigest()[:12]

    def _structures(self, alternatives: tuple[Alternative, ...]) -> list[Structure]:
        return [self.series[arm, a.id].structure for arm in Arm for a in alternatives]

    def _series(self, alternative: Alternative, arm: Arm) -> Series:
        name = arm, alternative.id
        if name not in self.series:
            before = self.frame.today if arm is Arm.RESTRUCTURED else None
            structure = compile_structure(alternative.organizations[arm], self.frame, before)
            self.series[name] = Series(structure, for_arm(self.sampling, arm))
        return self.series[name]

    def _is_done(self, alternative: Alternative, stop: int) -> bool:
        names = [(arm, alternative.id) for arm in Arm]
        return all(n in self.series and (self.series[n].digest, stop) in self.done for n in names)


def for_arm(sampling: Sampling, arm: Arm) -> Sampling:
    """The sampling of an arm: the settled one runs for a while before measuring begins."""
    return replace(sampling, burn_in_quarters=BURN_IN_QUARTERS if arm is Arm.SETTLED else 0)
