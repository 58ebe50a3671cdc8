"""Compare with as many draws as it takes: in rounds, leaving out alternatives that have no chance of being best.

Who is still in shares all draws with the others, so that differences stay paired. The draws are the samples, the mean
of a draw's replications one value; both arms are judged apart, and an alternative is simulated while it is in either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from ...archetypes import Arm
from ...sim import Frame, Prior, Sampling, compile_structure, draw_environments, priors_hash
from ..choosing.aims import AIMED, Aims
from ..choosing.limits import broken_limits
from ..chunks import Chunk, Draws, Series, map_chunks, rounds
from ..progress import Progress
from .alternatives import TODAY, Alternative
from .comparison import Comparison, Computing, for_arm
from .selection import Race, StoppingRule

FIRST = 50
"""Draws before anybody is left out."""


@dataclass(frozen=True, slots=True)
class Left:
    """An alternative that was left out after so many draws, since it had no chance any more."""

    alternative: str
    label: str
    draws: int


@dataclass(frozen=True, slots=True)
class Decided:
    """Who is left, on equally many draws; `decided` and `confidence` by arm; `histories` simulated in all.

    `confidence` is the chance that the one selected is best, or within the zone of the best.
    """

    comparison: Comparison
    left: tuple[Left, ...]
    decided: Mapping[Arm, bool]
    confidence: Mapping[Arm, float]
    histories: int


def compare_until_decided(
    frame: Frame,
    alternatives: Sequence[Alternative],
    sampling: Sampling,
    judged_by: tuple[Mapping[str, Prior], Aims, int],
    progress: Progress | None = None,
    computing: Computing | None = None,
) -> Decided:
    """Simulate until both arms are decided, `sampling.draws` at most; `judged_by` = priors, aims, quarters.

    Alternatives that are never recommended are not simulated. Those that break a limit in the first draws leave before
    the race, unless all do. Raises ClusterError and StoreError where the work cannot be done or kept.
    """
    where = computing or Computing()
    contest = _Contest(frame, [a for a in alternatives if a.eligible], sampling, *judged_by)
    while not contest.over:
        for chunk in map_chunks(contest.next_chunks(), where.executor, where.store):
            contest.histories += len(chunk.draws.numbers) * sampling.per_draw
            if progress:
                progress(contest.histories, contest.at_most)
        contest.judge(where)
    if progress:
        progress(contest.histories, contest.histories)
    return contest.result(where)


class _Contest:
    """Two races over the same draws, one for each arm. Today is simulated to the end, in the race or not."""

    def __init__(
        self,
        frame: Frame,
        alternatives: Sequence[Alternative],
        sampling: Sampling,
        table: Mapping[str, Prior],
        aims: Aims,
        quarters: int,
    ) -> None:
        self.alternatives, self.sampling, self.table = tuple(alternatives), sampling, table
        self.aims, self.quarters = aims, quarters
        self.environments = draw_environments(sampling.seed, sampling.draws, table)
        self.to_come = [Draws(numbers, self.environments) for numbers in rounds(sampling.draws, sampling.per_draw)]
        self.done: list[Draws] = []
        self.series = {
            (arm, a.id): Series(
                compile_structure(a.organizations[arm], frame, frame.today if arm is Arm.RESTRUCTURED else None),
                for_arm(sampling, arm),
            )
            for arm in Arm
            for a in alternatives
        }
        self.histories = 0
        rule = StoppingRule(aims.zone, most=sampling.draws)
        self.races = {arm: Race(len(alternatives), rule) for arm in Arm}

    @property
    def draws(self) -> int:
        """How many draws those still in have."""
        return self.done[-1].numbers.stop if self.done else 0

    @property
    def over(self) -> bool:
        return all(race.over for race in self.races.values())

    @property
    def at_most(self) -> int:
        """Histories that would be simulated if nobody were left out any more."""
        left = sum(len(each.numbers) for each in self.to_come)
        still = len(Arm) * len(self._still_in) * left * self.sampling.per_draw
        return self.histories + still

    @property
    def _still_in(self) -> tuple[Alternative, ...]:
        alive = {i for race in self.races.values() for i in race.alive}
        return tuple(a for i, a in enumerate(self.alternatives) if i in alive or a.id == TODAY)

    def next_chunks(self) -> Iterator[Chunk]:
        """More draws for all who are still in, in both arms; those that compile to the same are simulated once."""
        unlike = {series.digest: series for series in (self.series[arm, a.id] for a in self._still_in for arm in Arm)}
        wanted = FIRST if not self.draws else self.draws + 1
        while self.to_come and self.draws < wanted:
            self.done.append(self.to_come.pop(0))
            for series in unlike.values():
                yield Chunk(series, self.done[-1])

    def judge(self, where: Computing) -> None:
        """Let both races drop who has no chance any more."""
        import numpy as np

        seen = self._comparison(where, self._still_in)
        for arm, race in self.races.items():
            if race.over:
                continue
            if not any(race.rounds):
                self._drop_limit_breakers(race, broken_limits(seen, arm, self.quarters))
            names = [self.alternatives[i].id for i in race.alive]
            race.judge(np.array([seen.by_draw(arm, n, AIMED, self.quarters).mean(axis=1) for n in names]))

    def _drop_limit_breakers(self, race: Race, broken: Mapping[str, Sequence[object]]) -> None:
        keep = [i for i in race.alive if not broken[self.alternatives[i].id]]
        for index in set(race.alive) - set(keep or race.alive):
            race.rounds[index] = self.draws
        race.alive = keep or race.alive

    def result(self, where: Computing) -> Decided:
        """Who is left, and when the others went."""
        still_in = self._still_in
        went = {a.id: max(race.rounds[i] for race in self.races.values()) for i, a in enumerate(self.alternatives)}
        return Decided(
            self._comparison(where, still_in),
            tuple(Left(a.id, a.label, went[a.id]) for a in self.alternatives if a not in still_in),
            {arm: race.decided for arm, race in self.races.items()},
            {arm: race.confidence for arm, race in self.races.items()},
            self.histories,
        )

    def _comparison(self, where: Computing, alternatives: Sequence[Alternative]) -> Comparison:
        structures = [self.series[arm, a.id].structure for arm in Arm for a in alternatives]
        keys = {
            (arm, a.id): [Chunk(self.series[arm, a.id], draws).key for draws in self.done]
            for arm in Arm
            for a in alternatives
        }
        return Comparison(
            tuple(alternatives),
            replace(self.sampling, draws=self.draws),
            self.table,
            self.environments[: self.draws],
            {arm: {a.id: where.store.outcomes(keys[arm, a.id]) for a in alternatives} for arm in Arm},
            tuple(dict.fromkeys(note for structure in structures for note in structure.notes)),
            self._inputs_hash(),
            self.aims,
        )

    def _inputs_hash(self) -> str:
        structures = [series.structure for series in self.series.values()]
        text = repr((structures, priors_hash(self.table), self.sampling, self.aims, self.quarters))
        return sha256(text.encode()).hexdigest()[:12]
