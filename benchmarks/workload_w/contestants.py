"""Who takes part: ours, SimPy with its own resources and without, and the references beside the project if present."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sizes import OUTPUTS, SIZES

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A name and how to start it: a command to which size, replications and seed are added."""

    name: str
    command: tuple[str, ...]
    sizes_in_people: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)

    def measure(self, size: str, replications: int, seed: int) -> dict[str, Any]:
        """What it reports: sec, reps, events, rss_mb."""
        error = self._start(size, replications, seed, "1").stderr
        found: dict[str, Any] = json.loads(error.strip().splitlines()[-1])
        return found

    def rows(self, size: str, replications: int, seed: int) -> list[list[float]]:
        """One row of outputs per replication."""
        text = self._start(size, replications, seed).stdout
        return [[float(x) for x in line.split()[: len(OUTPUTS)]] for line in text.splitlines()]

    def _start(self, size: str, replications: int, seed: int, *quiet: str) -> subprocess.CompletedProcess[str]:
        named = tuple(map(str, SIZES[size])) if self.sizes_in_people else (size,)
        command = [*self.command, *named, str(replications), str(seed), *quiet]
        environment = os.environ | dict(self.environment)
        seen = subprocess.run(command, capture_output=True, text=True, env=environment)
        if seen.returncode:
            sys.exit(f"{self.name}: {' '.join(command)} ended with {seen.returncode}\n{seen.stderr[-2000:]}")
        return seen


def all_contestants(folder: Path) -> Iterator[Contestant]:
    """Ours first. `folder` takes what is compiled. Says of every absentee why."""
    yield Contestant("ours", (sys.executable, str(HERE / "ours.py")))
    try:
        import simpy  # noqa: F401
    except ImportError:
        print("SimPy is left out: it is not installed (requirements/benchmarks.txt)")
    else:
        command = (sys.executable, str(HERE / "simpy_w.py"))
        yield Contestant("SimPy", command)
        yield Contestant("SimPy lean", command, environment={"SIMPY_TEAMS": "lean"})
    yield from _references(folder)


def _references(folder: Path) -> Iterator[Contestant]:
    place = Path(os.environ.get("MLORG_TEST_DATA", PROJECT / ".." / "shared")) / "bench"
    source, heapq = place / "w.c", place / "w_heapq.py"
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not source.is_file():
        print("keyed C is left out: no bench/w.c in MLORG_TEST_DATA")
    elif compiler is None:
        print("keyed C is left out: no C compiler here")
    else:
        binary = folder / "w_keyed"
        flags = ["-O3", "-march=native", "-w", "-DMAIN", "-DRNG=3"]
        subprocess.run([compiler, *flags, str(source), "-o", str(binary), "-lm"], check=True)
        yield Contestant("keyed C", (str(binary),), sizes_in_people=True)
    if heapq.is_file():
        yield Contestant("heapq", (sys.executable, str(heapq)))
    else:
        print("heapq is left out: no bench/w_heapq.py in MLORG_TEST_DATA")
