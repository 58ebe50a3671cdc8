"""Who takes part: ours, SimPy with its own resources and without, and contestants beside the project if present."""

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

from benchmarks.processes import apart
from benchmarks.workload_w.sizes import OUTPUTS, SIZES

PROJECT = Path(__file__).resolve().parents[2]


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
        seen = subprocess.run(apart(command), capture_output=True, text=True, env=environment, cwd=PROJECT)
        if seen.returncode:
            sys.exit(f"{self.name}: {' '.join(command)} ended with {seen.returncode}\n{seen.stderr[-2000:]}")
        return seen


def all_contestants(folder: Path) -> Iterator[Contestant]:
    """Ours first. `folder` takes what is compiled. Says of every absentee why."""
    yield Contestant("ours", (sys.executable, "-m", "benchmarks.workload_w.ours"))
    try:
        import simpy  # noqa: F401
    except ImportError:
        print("SimPy is left out: it is not installed (requirements/benchmarks.txt)")
    else:
        command = (sys.executable, "-m", "benchmarks.workload_w.simpy_w")
        yield Contestant("SimPy", command)
        yield Contestant("SimPy lean", command, environment={"SIMPY_TEAMS": "lean"})
        yield from _script("SimPy bench", "w_simpy.py")
    yield from _script("heapq", "w_heapq.py")
    yield from _keyed_c(folder)


def _bench() -> Path:
    return Path(os.environ.get("MLORG_TEST_DATA", PROJECT / ".." / "shared")).resolve() / "bench"


def _script(name: str, file: str) -> Iterator[Contestant]:
    if (_bench() / file).is_file():
        yield Contestant(name, (sys.executable, str(_bench() / file)))
    else:
        print(f"{name} is left out: no bench/{file} in MLORG_TEST_DATA")


def _keyed_c(folder: Path) -> Iterator[Contestant]:
    source = _bench() / "w.c"
    compiler = shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc")
    if not source.is_file():
        print("keyed C is left out: no bench/w.c in MLORG_TEST_DATA")
    elif compiler is None:
        print("keyed C is left out: no C compiler here")
    else:
        binary = folder / "w_keyed"
        flags = ["-O3", "-march=native", "-w", "-DMAIN", "-DRNG=3"]
        subprocess.run([compiler, *flags, str(source), "-o", str(binary), "-lm"], check=True)
        yield Contestant("keyed C", (str(binary),), sizes_in_people=True)
