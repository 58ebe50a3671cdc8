"""All draws of all tasks, on two threads: while one compiles a firm the other simulates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event
from typing import TYPE_CHECKING

from ...sim import Environment, Prior, draw_environments
from ..progress import Progress
from .companies import Company, Luck, Runs, Task, simulate_company
from .metrics import WIDTH
from .results import Effort
from .variants import Variant

if TYPE_CHECKING:
    import numpy as np

THREADS = 2

Seen = Callable[[int, Company], None]
"""Called once per draw with its number and firm, for what is checked on firms and not simulated."""


class _Work:
    """What every draw does."""

    def __init__(self, tasks: tuple[Task, ...], effort: Effort, table: Mapping[str, Prior], seen: Seen | None) -> None:
        self.tasks, self.effort, self.seen = tasks, effort, seen
        self.environments: Sequence[Environment] = draw_environments(effort.seed, effort.draws, table)
        self.stop = Event()

    def due(self, draw: int) -> list[Task]:
        """The tasks of this draw."""
        return [t for t in self.tasks if draw % t.every == 0]

    def rows(self, draw: int) -> tuple[int, dict[tuple[str, Variant], np.ndarray]]:
        """(draw, a row by task)."""
        if self.stop.is_set():
            return draw, {}
        company = Company(self.effort.seed, draw)
        if self.seen:
            self.seen(draw, company)
        luck = Luck(self.effort.seed, draw, self.effort.per_draw)
        return draw, simulate_company(company, self.environments[draw], self.due(draw), luck, self.stop.is_set)


def simulate_all(
    tasks: Iterable[Task],
    effort: Effort,
    table: Mapping[str, Prior],
    progress: Progress | None = None,
    seen: Seen | None = None,
) -> Runs:
    """Every task in every draw it is due in: rows of nan where it is not. Ctrl-C ends it within one task."""
    import numpy as np

    work = _Work(tuple(dict.fromkeys(tasks)), effort, table, seen)
    runs = {(t.structure, t.variant): np.full((effort.draws, WIDTH), np.nan) for t in work.tasks}
    counts = [len(work.due(draw)) * effort.per_draw for draw in range(effort.draws)]
    done = 0
    with ThreadPoolExecutor(THREADS) as threads:
        try:
            for future in as_completed([threads.submit(work.rows, draw) for draw in range(effort.draws)]):
                draw, rows = future.result()
                for key, row in rows.items():
                    runs[key][draw] = row
                done += counts[draw]
                if progress:
                    progress(done, sum(counts))
        except BaseException:
            work.stop.set()
            threads.shutdown(cancel_futures=True)
            raise
    return runs
