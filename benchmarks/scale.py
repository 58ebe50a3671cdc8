"""`mlorg compare` as a whole: how long, how soon, how much memory, and what a cluster loses against threads.

The firm of the promise: 60 ML people among 1,000, ten alternatives in both arms, 1,000 replications over draws of all
that is not known. Seconds are of the wall clock, so they mean something on a quiet machine only; the efficiency of the
cluster is a ratio of turns taken in every round.

    python -m benchmarks.scale --write    measures what a cluster's size rests on, and writes it into the guide
"""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.bars import Bar, ratios
from benchmarks.processes import apart
from benchmarks.workload_w.contestants import PROJECT
from benchmarks.workload_w.sizes import memory_mb

if TYPE_CHECKING:
    from mlorg.decide import Alternative
    from mlorg.decide.chunks import Executor
    from mlorg.org import Organization

PEOPLE, ML_PEOPLE, ALTERNATIVES = 1_000, 60, 10
DRAWS, PER_DRAW = 125, 8
GUIDE = PROJECT / "docs" / "how-to" / "use-a-cluster.md"
SERIES = 20
SECONDS, SECONDS_TO_FIRST = 30.0, 2.0
EFFICIENCY = 0.8
MEGABYTES = 20.0


def chosen(today: Organization) -> list[Alternative]:
    """Doing nothing and nine structures."""
    from mlorg.decide import library_alternatives

    return list(library_alternatives(today))[:ALTERNATIVES]


@contextmanager
def workspace() -> Iterator[Path]:
    """The firm of the promise as a folder of files."""
    from mlorg.archetypes.firms import firm
    from mlorg.workspace import Workspace, save

    with tempfile.TemporaryDirectory() as folder:
        save(Workspace(firm(5, people=PEOPLE, ml_people=ML_PEOPLE)), folder)
        yield Path(folder)


def watched(folder: Path, *options: str) -> tuple[float, float, float]:
    """(seconds until the first intervals are on the screen, seconds in all, CPU seconds) of `mlorg compare`."""
    began = time.monotonic()
    child, screen = pty.fork()
    if child == 0:  # a terminal of its own for stderr; the page itself goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(sys.executable, [sys.executable, "-m", "mlorg", "compare", str(folder), *options])
    first, seen = float("nan"), b""
    while True:
        try:
            seen += os.read(screen, 1 << 16)
        except OSError:  # the other side is closed
            break
        if first != first and b"first look" in seen:
            first = time.monotonic() - began
    used = os.wait4(child, 0)[2]
    os.close(screen)
    return first, time.monotonic() - began, used.ru_utime + used.ru_stime


def timed(executor: Executor, draws: int = 25) -> float:
    """Seconds of a comparison of the firm, without compiling."""
    from mlorg.archetypes.firms import firm
    from mlorg.decide.chunks import Chunk, Draws, MemoryStore, Series, map_chunks, rounds
    from mlorg.sim import Frame, Sampling, compile_structure, draw_environments

    today, sampling = firm(5, people=PEOPLE, ml_people=ML_PEOPLE), Sampling(draws, PER_DRAW)
    series = [
        Series(compile_structure(today, Frame.of(today)), Sampling(draws, PER_DRAW, seed)) for seed in range(1, 21)
    ]
    drawn = draw_environments(1, draws)
    chunks = [Chunk(one, Draws(r, drawn)) for r in rounds(draws, sampling.per_draw) for one in series]
    began = time.monotonic()
    done = sum(1 for _ in map_chunks(chunks, executor, MemoryStore()))
    assert done == len(chunks)
    return time.monotonic() - began


def show_scale(rounds: int, quick: bool) -> list[Bar]:
    """Everything, as bars."""
    return [*whole(1 if quick else min(3, rounds)), *efficiency(min(3, rounds)), flat(quick)]


def whole(times: int) -> list[Bar]:
    """`mlorg compare` on a terminal: a first run and one that finds everything kept."""
    found = []
    with workspace() as folder:
        for _ in range(times):
            first = watched(folder, "--no-cache")
            found.append(first)
        watched(folder)
        again = [watched(folder)[1] for _ in range(3)]
    soon, long, cpu = ([row[i] for row in found] for i in range(3))
    print(f"\nmlorg compare, {ML_PEOPLE} ML people of {PEOPLE:,}, all structures of the library, {DRAWS * PER_DRAW:,}")
    print(f"  first intervals {median(soon):.1f} s, in all {median(long):.1f} s, CPU {median(cpu):.1f} s")
    return [
        Bar("mlorg compare: whole run", SECONDS, tuple(long), unit="s"),
        Bar("mlorg compare: first intervals on the screen", SECONDS_TO_FIRST, tuple(soon), unit="s"),
        Bar("mlorg compare: again, nothing changed", 5.0, tuple(again), unit="s"),
    ]


def efficiency(rounds: int) -> list[Bar]:
    """Two workers on this machine against two threads, the workers being there already: by the clock, and by CPU.

    On a busy machine the clock favours the cluster, since three processes are given more than one; CPU seconds do not.
    """
    from distributed import Client

    from mlorg.decide.chunks import Cluster, Threads
    from mlorg.decide.chunks.local import local_cluster

    found = []
    with local_cluster(2) as address, Client(address, set_as_default=False) as client:

        def used() -> float:
            return time.process_time() + sum(client.run(time.process_time).values())

        timed(Cluster(address), 3)  # each worker has imported everything
        for _ in range(rounds):
            start = used()
            threads, between = timed(Threads(2)), used()
            found.append((threads, timed(Cluster(address)), between - start, used() - between))
    threads, cluster, threads_cpu, cluster_cpu = zip(*found, strict=True)
    return [
        Bar("cluster of two / two threads, by the clock", EFFICIENCY, ratios(threads, cluster), at_least=True),
        Bar("cluster of two / two threads, by CPU", EFFICIENCY, ratios(threads_cpu, cluster_cpu), at_least=True),
    ]


def flat(quick: bool) -> Bar:
    """Peak memory of fresh processes, many replications against a thousand."""
    many = 1_250 if quick else 12_500
    growth = peak(many) - peak(125)
    return Bar(f"memory, {many * PER_DRAW:,} replications - 1,000", MEGABYTES, (growth,), unit="MB")


def peak(draws: int) -> float:
    """Megabytes of a process that compares and ranks two alternatives, keeping results in a folder."""
    command = [sys.executable, "-m", "benchmarks.scale", "--peak", str(draws)]
    seen = subprocess.run(apart(command), capture_output=True, check=True, cwd=PROJECT, env=os.environ)
    return float(json.loads(seen.stdout))


def show_peak(draws: int) -> None:
    """The child process of `peak`."""
    from mlorg.archetypes import Arm
    from mlorg.archetypes.firms import firm
    from mlorg.decide import compare_alternatives, rank
    from mlorg.decide.chunks import FolderStore
    from mlorg.decide.comparing.comparison import Computing
    from mlorg.sim import Frame, Sampling

    today = firm(5, people=60, ml_people=3)
    with tempfile.TemporaryDirectory() as folder:
        computing = Computing(store=FolderStore(Path(folder)), interim=lambda first: rank(first, Arm.SETTLED))
        two, sampling = [a for a in chosen(today) if a.eligible][:2], Sampling(draws, PER_DRAW)
        comparison = compare_alternatives(Frame.of(today), two, sampling, computing=computing)
        for arm in Arm:
            rank(comparison, arm)
    print(json.dumps(memory_mb()))


def sizing() -> str:
    """The table of the guide: what a replication, a chunk and a worker take, measured here."""
    from mlorg.archetypes.firms import firm
    from mlorg.decide.chunks import Chunk, Draws, Series
    from mlorg.sim import Frame, Sampling, compile_structure, draw_environments

    rows = []
    drawn = draw_environments(1, 25)
    for people, ml_people in ((100, 5), (PEOPLE, ML_PEOPLE), (30_000, 900)):
        today = firm(5, people=people, ml_people=ml_people)
        chunk = Chunk(
            Series(compile_structure(today, Frame.of(today)), Sampling(25, PER_DRAW)), Draws(range(25), drawn)
        )
        began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        sums = chunk.simulated()
        seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - began
        each, sent, back = seconds / len(sums) * 1e3, len(chunk.packed()) / 1e3, sums.nbytes / 1e3
        hours = each / 1e3 * 24 * 100_000 / 3600
        rows.append(
            f"| {people:,} posts, {ml_people} ML | {each:.2g} ms | {seconds:.2g} s | {sent:,.0f} kB | {back:,.0f} kB "
            f"| {hours:,.2g} h |"
        )
    head = "| firm | a replication | a chunk of 200 | sent | returned | 12 alternatives, 100,000 each |"
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- |", *rows])


def write_guide() -> None:
    """Put the table between its marks."""
    text = GUIDE.read_text(encoding="utf-8")
    marks = re.compile("(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
    table = sizing()
    GUIDE.write_text(marks.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    if sys.argv[1] == "--peak":
        show_peak(int(sys.argv[2]))
    else:
        write_guide()
