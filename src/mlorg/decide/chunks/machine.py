"""Which mlorg computes, and whether it computes the same digits as another."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """The version of mlorg, a hash of the engine's sources, and one of what the engine answers on a small problem.

    The answers differ between machines whose mathematical library or processor rounds otherwise.
    """

    version: str
    sources: str
    digits: str

    def __str__(self) -> str:
        return f"mlorg {self.version} ({self.sources})"


@cache
def this_machine() -> Machine:
    """The mlorg that is running."""
    return Machine(sys.modules["mlorg"].__version__, _hash_of_sources(), _hash_of_answers())


@cache
def engine_build() -> str:
    """A hash of the engine as it was built here: an engine older than its sources must not answer for them."""
    from ...sim.engine import engine

    return sha256(Path(engine().__file__ or "").read_bytes()).hexdigest()[:12]


def _hash_of_sources() -> str:
    found = sha256()
    for source in sorted(_sources(files("mlorg.sim")), key=lambda source: str(source)):
        found.update(source.name.encode() + source.read_bytes())
    return found.hexdigest()[:12]


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".pyx", ".csv")):
            yield entry


def _hash_of_answers() -> str:
    """Three replications of workload W, which draws, exponentiates and takes logarithms thousands of times."""
    from ...sim import workload
    from ...sim.engine import engine

    module = engine() if hasattr(engine(), "open_workload") else workload  # interpreted, it is a module of its own
    firm = module.open_workload(15, 1)
    answers = [module.replicate_workload(firm, 1, replication) for replication in range(3)]
    return sha256(repr(answers).encode()).hexdigest()[:12]
