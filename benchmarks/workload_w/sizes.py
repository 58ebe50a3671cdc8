"""What all contestants share: the sizes of W and how a process of its own reports what it measured.

A contestant is a command `NAME SIZE REPLICATIONS SEED [quiet]`. It prints a row per replication (value, median lead,
share of lead in data access, attrition, in production, events) unless quiet, and as the last line of its error stream
one JSON object with `sec` (CPU seconds inside the process), `reps`, `events` and `rss_mb`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

SIZES = {"small": (60, 4), "medium": (600, 20), "large": (6_000, 100), "huge": (60_000, 500)}
"""People and units."""

OUTPUTS = ("value", "median lead", "data share", "attrition", "in production", "events")
Row = tuple[float, float, float, float, float, float]


def memory_mb() -> float:
    """Peak resident memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def report(replicate: Callable[[int, int, int, int], Row]) -> None:
    """Read the command line, replicate, print. `replicate` takes people, units, seed and number of the replication."""
    people, units = SIZES[sys.argv[1]]
    replications, seed = int(sys.argv[2]), int(sys.argv[3])
    quiet = len(sys.argv) > 4
    events = 0.0
    began = time.process_time()
    for number in range(replications):
        row = replicate(people, units, seed, number)
        events += row[5]
        if not quiet:
            print(" ".join(f"{x:.9g}" for x in row))
    seconds = time.process_time() - began
    found = {"sec": seconds, "reps": replications, "events": events, "rss_mb": memory_mb()}
    print(json.dumps(found), file=sys.stderr)
