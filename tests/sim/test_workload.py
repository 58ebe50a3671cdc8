"""Workload W: the same bits from all engines, the same law as an independent program, records used again."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from math import sqrt
from statistics import fmean, stdev
from types import ModuleType

import pytest

from mlorg.errors import UnsupportedError
from mlorg.sim import workload
from mlorg.sim.draws import Draws
from mlorg.sim.engine import engine

from .heap_w import Reference

SMALL, MEDIUM = (60, 4), (600, 20)


def module(kind: str) -> ModuleType:
    """An engine with W; interpreted, its modules stand apart."""
    if kind == "interpreted":
        return import_module("mlorg.sim.workload")
    try:
        return engine(kind)
    except UnsupportedError as missing:
        pytest.skip(str(missing))


def rows(kind: str, size: tuple[int, int], n: int, seed: int = 1) -> list[tuple[float, ...]]:
    w = module(kind).open_workload(*size)
    return [module(kind).replicate_workload(w, seed, i) for i in range(n)]


@pytest.mark.parametrize("kind", ["compiled", "checked"])
def test_engines_agree_to_the_last_bit(kind: str) -> None:
    assert rows(kind, SMALL, 4) == rows("interpreted", SMALL, 4)


def test_it_has_the_law_of_an_independent_program() -> None:
    ours = rows("compiled", SMALL, 2000)
    theirs = [Reference(*SMALL, seed).replicate() for seed in range(100)]
    for a, b in zip(zip(*ours, strict=True), zip(*theirs, strict=True), strict=True):
        error = sqrt(stdev(a) ** 2 / len(a) + stdev(b) ** 2 / len(b))
        assert abs(fmean(a) - fmean(b)) < 3 * error


def test_it_has_the_means_of_the_reference() -> None:
    # 20,000 replications of a reference in C: mean and standard error of each output
    known = [(33672, 24), (91.51, 0.03), (0.04921, 2.5e-5), (26.09, 0.035), (208.4, 0.1), (6999, 2.3)]
    for (mean, error), ours in zip(known, zip(*rows("compiled", SMALL, 3000, seed=2), strict=True), strict=True):
        assert abs(fmean(ours) - mean) < 3 * sqrt(error**2 + stdev(ours) ** 2 / len(ours))


def test_no_address_is_drawn_from_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int, int]] = []
    go_to = Draws.at

    def spy(self: Draws, entity: int, decision: int, ordinal: int) -> None:
        seen.append((entity, decision, ordinal))
        go_to(self, entity, decision, ordinal)

    monkeypatch.setattr(Draws, "at", spy)
    workload.replicate_workload(workload.open_workload(60, 2), 1, 0)
    assert len(seen) > 5000
    assert len(set(seen)) == len(seen)


def test_time_integral_of_every_queue_equals_time_spent_in_it() -> None:
    compiled = module("compiled")
    w = compiled.open_workload(*MEDIUM)
    for i in range(3):
        compiled.replicate_workload(w, 4, i)
        for area, spent in compiled.little_of_workload(w):
            assert area == pytest.approx(spent, rel=1e-9, abs=1e-9)


def test_records_are_used_again() -> None:
    compiled = module("compiled")
    w = compiled.open_workload(*SMALL)
    for i in range(20):
        compiled.replicate_workload(w, 5, i)
        assert 200 < compiled.records_of_workload(w) < 380  # of about 480 jobs and 26 vacancies


def test_a_replication_does_not_depend_on_those_before_nor_on_threads() -> None:
    in_turn = rows("compiled", MEDIUM, 8, seed=6)

    def alone(i: int) -> tuple[float, ...]:
        return module("compiled").replicate_workload(module("compiled").open_workload(*MEDIUM), 6, i)

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(alone, range(8))) == in_turn


def test_longer_horizons_and_small_units_work() -> None:
    w = module("compiled").open_workload(15, 1, 2000.0)
    value, middle, share, *_ = module("compiled").replicate_workload(w, 1, 0)
    assert value > 0
    assert 20 < middle < 400
    assert 0 < share < 0.2
