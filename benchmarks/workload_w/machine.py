"""W, ours alone: two threads, memory over replications, the first result of a fresh process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from statistics import median

from benchmarks.bars import Bar
from benchmarks.workload_w.contestants import PROJECT, Contestant
from benchmarks.workload_w.ours import module
from benchmarks.workload_w.sizes import SIZES

EACH = 100
TWO_THREADS = 1.8  # times as fast
FLAT_MB = 10.0  # from 100 to 10,000 replications


def replicate_many(which: int) -> None:
    """So many replications of medium in a world of its own."""
    world = module().open_workload(*SIZES["medium"])
    for number in range(which * EACH, (which + 1) * EACH):
        module().replicate_workload(world, 1, number)


def two_threads(rounds: int) -> list[tuple[float, float]]:
    """Wall time of one thread over that of two, and of one process over that of two, round by round.

    Processes share no interpreter: where they gain nothing either, the other core was busy with something else.
    """
    found = []
    for _ in range(rounds):
        alone = wall(lambda: [replicate_many(0), replicate_many(1)])
        with ThreadPoolExecutor(2) as threads:
            together = wall(lambda pool=threads: list(pool.map(replicate_many, range(2))))
        with get_context("fork").Pool(2) as processes:
            apart = wall(lambda pool=processes: pool.map(replicate_many, range(2)))
        found.append((alone / together, alone / apart))
    return found


def wall(work: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def show_threads(rounds: int) -> list[Bar]:
    """Medians and the range. The bar takes the rounds in which two processes had two cores."""
    what = "W medium: two threads against one"
    if (os.cpu_count() or 1) < 2:
        return [Bar(what, TWO_THREADS, (), at_least=True, why="this machine has one core")]
    found = two_threads(rounds)
    print(f"\ntwo workers against one, medium, wall time, {rounds} rounds")
    for name, times in zip(("threads", "processes"), zip(*found, strict=True), strict=True):
        print(f"  {name:<10} {median(times):.2f} times as fast (from {min(times):.2f} to {max(times):.2f})")
    print(f"  threads relative to processes in the same round: {median(t / p for t, p in found):.2f}")
    free = tuple(threads for threads, processes in found if processes >= TWO_THREADS)
    busy = f"two processes gain as little in all {rounds} rounds: no second core was free"
    return [Bar(what, TWO_THREADS, free, at_least=True, why=busy)]


def show_memory(ours: Contestant, quick: bool) -> list[Bar]:
    """Peak memory over the number of replications of small."""
    few, many = 100, 1_000 if quick else 10_000
    peaks = [(n, ours.measure("small", n, 1)["rss_mb"]) for n in (few, many)]
    print("\npeak memory, small: " + ", ".join(f"{n:,} replications {mb:.1f} MB" for n, mb in peaks))
    return [Bar(f"W small: memory, {many:,} replications - {few}", FLAT_MB, (peaks[-1][1] - peaks[0][1],), unit="MB")]


FIRST = """
import json, time
began = time.process_time()
from mlorg.sim.engine import engine
module = engine("compiled")
imported = time.process_time()
module.replicate_workload(module.open_workload(60, 4), 1, 0)
print(json.dumps([imported - began, time.process_time() - imported]))
"""


def show_first_result(rounds: int) -> list[Bar]:
    """Import and first replication in a fresh process, CPU time."""
    outputs = [
        subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True, cwd=PROJECT).stdout
        for _ in range(rounds)
    ]
    times = [json.loads(text) for text in outputs]
    imported, first = (median(t[i] for t in times) * 1e3 for i in (0, 1))
    print(f"\nfirst result: import {imported:.1f} ms, then {first:.1f} ms to the first replication of small (CPU)")
    return []
