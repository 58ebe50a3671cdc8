"""Workload W on the shipped engine; MLORG_ENGINE chooses the interpreted one."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from benchmarks.workload_w.sizes import Row, report
from mlorg.sim.engine import engine


@cache
def module() -> ModuleType:
    """The engine that runs W; interpreted, its modules stand apart."""
    if os.environ.get("MLORG_ENGINE") == "interpreted":
        return import_module("mlorg.sim.workload")
    return engine("compiled")


@cache
def world(people: int, units: int) -> Any:
    """One size, opened once per process."""
    return module().open_workload(people, units)


def replicate(people: int, units: int, seed: int, number: int) -> Row:
    """One replication."""
    row: Row = module().replicate_workload(world(people, units), seed, number)
    return row


if __name__ == "__main__":
    report(replicate)
