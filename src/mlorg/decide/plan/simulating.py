"""Every pace of a plan, and staying as it is, on the same luck from the state of today.

Before the first wave, today's structure runs for two years so that work is in hand and people know their lines;
everything until then is the same to the last bit in every course. Weeks of a plan become work days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ...sim import (
    COURSE,
    Course,
    Environment,
    Frame,
    Prior,
    Sampling,
    compile_structure,
    draw_environments,
    priors_hash,
    simulate_course,
)
from ..chunks.threads import processors
from ..comparing.comparison import BURN_IN_QUARTERS
from ..progress import Progress
from .values import Plan

if TYPE_CHECKING:
    import numpy as np

RUN_IN = BURN_IN_QUARTERS
"""Quarters in today's structure before the first wave."""
BEFORE = 4
"""Quarters before the first wave that are measured: what a course is held against."""
DAYS_PER_WEEK = 252 / 52
STAY = "stay"
DRAWS = 25
"""Draws per piece of work."""


@dataclass(frozen=True)
class PlansSimulated:
    """Staying and all plans on common random numbers.

    `courses` by id of the plan, `STAY` among them, each of shape (draws, per draw, BEFORE + quarters, `COURSE`); the
    first wave comes when the first `BEFORE` quarters have passed.
    """

    plans: tuple[Plan, ...]
    quarters: int
    sampling: Sampling
    environments: Sequence[Environment] = field(repr=False)
    priors: Mapping[str, Prior] = field(repr=False)
    courses: Mapping[str, np.ndarray] = field(repr=False)

    @property
    def priors_hash(self) -> str:
        """Which assumptions these results rest on."""
        return priors_hash(self.priors)

    def net(self, course: str) -> np.ndarray:
        """Value net of other people's time by quarter since the first wave, shape (draws, per draw, quarters)."""
        rows = self.courses[course][:, :, BEFORE:]
        found: np.ndarray = rows[..., COURSE.index("value")] - rows[..., COURSE.index("cost")]
        return found


def simulate_plans(
    frame: Frame,
    plans: Sequence[Plan],
    draws: tuple[Sampling, Mapping[str, Prior]],
    quarters: int,
    progress: Progress | None = None,
) -> PlansSimulated:
    """Simulate staying and all plans. `draws` = how much is drawn, and from which assumptions."""
    import numpy as np

    asked, table = draws
    sampling = Sampling(asked.draws, asked.per_draw, asked.seed, RUN_IN - BEFORE, asked.mechanisms)
    environments = draw_environments(sampling.seed, sampling.draws, table)
    courses = {STAY: Course(compile_structure(frame.today, frame)), **{p.id: _course(p, frame) for p in plans}}
    jobs = list(_jobs(courses, sampling.draws))
    parts: dict[str, list[np.ndarray]] = {name: [] for name in courses}

    def one(job: tuple[str, range]) -> np.ndarray:
        return simulate_course(courses[job[0]], environments, sampling, BEFORE + quarters, job[1])

    done = 0
    with ThreadPoolExecutor(processors()) as threads:
        try:
            for (name, span), rows in zip(jobs, threads.map(one, jobs), strict=True):
                parts[name].append(rows)
                done += len(span) * sampling.per_draw
                if progress:
                    progress(done, len(courses) * sampling.replications)
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    shape = (sampling.draws, sampling.per_draw, BEFORE + quarters, len(COURSE))
    found = {name: np.concatenate(rows).reshape(shape) for name, rows in parts.items()}
    return PlansSimulated(tuple(plans), quarters, sampling, environments, table, found)


def _course(plan: Plan, frame: Frame) -> Course:
    """The structures of a plan, each compiled with the organisation before it, on the work days of its waves."""
    after = (compile_structure(new, frame, old) for old, new in pairwise(plan.organizations()))
    start = BEFORE * 63.0
    days = (start + wave.weeks * DAYS_PER_WEEK for wave in plan.waves)
    return Course(compile_structure(frame.today, frame), tuple(after), tuple(days))


def _jobs(courses: Mapping[str, Course], draws: int) -> Iterator[tuple[str, range]]:
    for first in range(0, draws, DRAWS):
        for name in courses:
            yield name, range(first, min(draws, first + DRAWS))
