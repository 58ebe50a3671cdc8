"""CPU time and memory of loading and checking a workspace, by number of people.

Writes a workspace for each size and loads it in a fresh process. Target: 100,000 people in at most 5 s of CPU time
and 500 MB, linear from 1,000.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bars import Bar
from benchmarks.processes import apart
from benchmarks.workload_w.contestants import PROJECT
from benchmarks.workload_w.sizes import memory_mb

COLUMNS = ["post", "person", "title", "role", "sits_in", "reports_to"]
COLUMNS += ["share", "start", "level", "pay", "fte", "person_start"]
POSTS_PER_UNIT = 12
SPAN = 8
TITLES = {
    "Software engineer": "software_engineer",
    "Data engineer": "data_engineer",
    "Data scientist": "data_scientist",
    "ML engineer": "ml_engineer",
    "Product manager": "product_manager",
    "Account manager": "business_manager",
    "Support agent": "business_staff",
}


def write_workspace(folder: Path, people: int) -> None:
    """A company with this many posts: a tree of units in org.yaml (one in ten), all posts in people.csv."""
    chance = random.Random(people)
    units = max(1, min(1000, people // POSTS_PER_UNIT))
    folder.mkdir(parents=True)
    (folder / "mlorg.yaml").write_text(f"name: Example {people}\nas_of: 2026-01-01\n", encoding="utf-8")
    lines = [f"  unit-{i}: {{name: Unit {i}, part_of: unit-{(i - 1) // 6}}}" for i in range(1, units)]
    (folder / "org.yaml").write_text("\n".join(["units:", "  unit-0: {name: All}", *lines, ""]), encoding="utf-8")
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_row(i, units, chance) for i in range(people))


def _row(number: int, units: int, chance: random.Random) -> list[str]:
    title = chance.choice(list(TITLES))
    day = f"{chance.randrange(2005, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    vacant = chance.random() < 0.05
    seat = ["", "", ""] if vacant else [f"p-{chance.getrandbits(40):010x}", "1", day]
    person, share, start = seat
    post = [title, TITLES[title], f"unit-{number % units}", f"post-{(number - 1) // SPAN}" if number else "none"]
    level = f"L{chance.randrange(1, 9)}"
    return [f"post-{number}", person, *post, share, start, level, f"{chance.uniform(0.5, 2):.2f}", "1", start]


def measure(folder: Path) -> None:
    """Load the folder and print what it took, as JSON."""
    began = time.process_time()
    from mlorg.workspace import load

    imported = time.process_time()
    workspace = load(folder)
    done = time.process_time()
    found = {"posts": len(workspace.organization.posts), "import": imported - began, "load": done - imported}
    print(json.dumps({**found, "megabytes": memory_mb()}))


def show_load(quick: bool) -> list[Bar]:
    """A row per size; bars for 100,000 people."""
    print(f"\n{'people':>8} {'import s':>9} {'load s':>8} {'µs/person':>10} {'peak MB':>8}")
    for people in (1_000, 10_000) if quick else (1_000, 10_000, 100_000):
        runs = loads(people)
        best = sorted(runs, key=lambda run: run["load"])[len(runs) // 2]
        row = f"{best['posts']:>8} {best['import']:>9.2f} {best['load']:>8.2f} {best['load'] / people * 1e6:>10.1f}"
        print(f"{row} {best['megabytes']:>8.0f}", flush=True)
    if quick:
        return []
    return [
        Bar("loading 100,000 people, CPU time", 5.0, tuple(run["load"] for run in runs), unit="s"),
        Bar("loading 100,000 people, peak memory", 500.0, tuple(run["megabytes"] for run in runs), unit="MB"),
    ]


def loads(people: int) -> list[dict[str, float]]:
    """What five fresh processes measured."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / str(people)
        write_workspace(folder, people)
        command = apart([sys.executable, "-m", "benchmarks.load", str(folder)])
        return [
            json.loads(subprocess.run(command, capture_output=True, check=True, cwd=PROJECT).stdout) for _ in range(5)
        ]


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
