"""Chunks on one machine: the engine lets go of the interpreter, so threads are enough."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from .mapping import Keep
from .values import Chunk

AHEAD = 2
"""Chunks per thread that are begun or wait to be."""


def processors() -> int:
    """How many this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Threads:
    """So many threads; 0 = one for each processor that this process may use."""

    number: int = 0

    def finish(self, chunks: Iterable[Chunk], keep: Keep) -> Iterator[Chunk]:
        """See `Executor`. An exception ends the work; what has been begun is finished and kept."""
        number = self.number or processors()

        def work(chunk: Chunk) -> Chunk:
            keep(chunk, chunk.simulated())
            return chunk

        pool = ThreadPoolExecutor(number)
        try:
            waiting: set[Future[Chunk]] = set()
            for chunk in chunks:
                waiting.add(pool.submit(work, chunk))
                if len(waiting) >= number * AHEAD:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            pool.shutdown(cancel_futures=True)
