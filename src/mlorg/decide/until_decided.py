"""Compare with as many draws as it takes: in rounds, leaving out alternatives that have no chance of being best.

Who is still in shares all draws with the others, so that differences stay paired. The draws are the samples, the mean
of a draw's replications one value; both arms are judged apart, and an alternative is simulated while it is in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256

from ..archetypes import Arm
from ..sim import (
    Frame,
    Outcomes,
    Prior,
    Sampling,
    Structure,
    compile_structure,
    draw_environments,
    priors_hash,
    simulate,
)
from .aims import AIMED, Aims
from .alternatives import TODAY, Alternative
from .comparison import BURN_IN_QUARTERS, Comparison, Progress
from .limits import broken_limits
from .selection import Race, StoppingRule

ROUND = 25
"""Draws that are added at a time, for all who are still in."""

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
) -> Decided:
    """Simulate until both arms are decided, `sampling.draws` at most; `judged_by` = priors, aims, quarters.

    Alternatives that are never recommended are not simulated. Those that break a limit in the first draws leave before
    the race, unless all do.
    """
    contest = _Contest(frame, [a for a in alternatives if a.eligible], sampling, *judged_by)
    with ThreadPoolExecutor(2) as threads:
        try:
            while not contest.over:
                contest.simulate_round(threads)
                contest.judge()
                if progress:
                    progress(contest.histories, contest.at_most)
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    return contest.result()


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
        self.structures = {
            (arm, a.id): compile_structure(
                a.organizations[arm], frame, frame.today if arm is Arm.RESTRUCTURED else None
            )
            for arm in Arm
            for a in alternatives
        }
        self.parts: dict[tuple[Arm, str], Outcomes] = {}
        self.draws = self.histories = 0
        rule = StoppingRule(aims.zone, first=min(FIRST, sampling.draws), step=ROUND, most=sampling.draws)
        self.races = {arm: Race(len(alternatives), rule) for arm in Arm}

    @property
    def over(self) -> bool:
        return all(race.over for race in self.races.values())

    @property
    def at_most(self) -> int:
        """Histories that would be simulated if nobody were left out any more."""
        still = len(Arm) * len(self._still_in) * (self.sampling.draws - self.draws) * self.sampling.per_draw
        return self.histories + (0 if self.over else still)

    @property
    def _still_in(self) -> tuple[Alternative, ...]:
        alive = {i for race in self.races.values() for i in race.alive}
        return tuple(a for i, a in enumerate(self.alternatives) if i in alive or a.id == TODAY)

    def simulate_round(self, threads: ThreadPoolExecutor) -> None:
        """Add draws to all who are still in, in both arms."""
        rows = range(self.draws, min(self.sampling.draws, self.draws + (ROUND if self.draws else FIRST)))
        keys = [(arm, a.id) for arm in Arm for a in self._still_in]
        for key, result in zip(keys, threads.map(lambda key: self._simulated(key, rows), keys), strict=True):
            self.parts[key] = _joined(self.parts.get(key), result)
        self.draws = rows.stop
        self.histories += len(keys) * len(rows) * self.sampling.per_draw

    def _simulated(self, key: tuple[Arm, str], rows: range) -> Outcomes:
        burn_in = BURN_IN_QUARTERS if key[0] is Arm.SETTLED else 0
        sampling = replace(self.sampling, burn_in_quarters=burn_in)
        return simulate(self.structures[key], self.environments, sampling, rows)

    def judge(self) -> None:
        """Let both races drop who has no chance any more."""
        import numpy as np

        seen = self._comparison(self._still_in)
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

    def result(self) -> Decided:
        """Who is left, and when the others went."""
        still_in = self._still_in
        went = {a.id: max(race.rounds[i] for race in self.races.values()) for i, a in enumerate(self.alternatives)}
        return Decided(
            self._comparison(still_in),
            tuple(Left(a.id, a.label, went[a.id]) for a in self.alternatives if a not in still_in),
            {arm: race.decided for arm, race in self.races.items()},
            {arm: race.confidence for arm, race in self.races.items()},
            self.histories,
        )

    def _comparison(self, alternatives: Sequence[Alternative]) -> Comparison:
        notes = dict.fromkeys(note for a in alternatives for arm in Arm for note in self.structures[arm, a.id].notes)
        return Comparison(
            tuple(alternatives),
            replace(self.sampling, draws=self.draws),
            self.table,
            self.environments[: self.draws],
            {arm: {a.id: self.parts[arm, a.id] for a in alternatives} for arm in Arm},
            tuple(notes),
            self._inputs_hash(self.structures.values()),
            self.aims,
        )

    def _inputs_hash(self, structures: Iterable[Structure]) -> str:
        text = repr((list(structures), priors_hash(self.table), self.sampling, self.aims, self.quarters))
        return sha256(text.encode()).hexdigest()[:12]


def _joined(before: Outcomes | None, more: Outcomes) -> Outcomes:
    import numpy as np

    return more if before is None else Outcomes(np.concatenate([before.sums, more.sums]))
