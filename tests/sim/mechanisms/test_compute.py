"""Mechanism 5: machine time of every round, what is assured, and the queue beyond."""

import pytest

from mlorg.sim.constants import CLASS_NEAR, FUNCTION_MACHINE, ON_COMPUTE, ON_EXPERIMENTS, TASK_COMPUTE
from mlorg.sim.mechanisms.compute import compute_class
from mlorg.sim.structure.arrays import NONE

from .lab import Toy, assert_mean, at_horizon, day_0, flat, managers_of, refit, shipped, square

MACHINES = 4
BARE = Toy([2], [[0]], [1.0], pools=[MACHINES]).structure()
POOL = refit(BARE, pool=1, slots={i: {"function": FUNCTION_MACHINE} for i in range(2, 6)}, rank=square(BARE, 1, g0_1=3))
FAR = POOL.rank[1]


def test_machines_are_so_fast_that_all_lines_together_load_them_as_drawn() -> None:
    """Offered machine time per day = ideas a day * rounds * compute_days = load * machines * speed."""
    w = day_0(POOL, ON_COMPUTE, ideas_per_day=0.5, compute_days=3.0, compute_load=0.6, rounds_stop=0.5)
    rounds = (1 - 0.5**12) / 0.5
    speed = sum(w.slot[s].capacity for s in range(2, 6))
    assert 0.5 * rounds * 3.0 / speed == pytest.approx(0.6)


def test_knocked_in_alone_every_round_waits_for_its_machine_time() -> None:
    how = {"ideas_per_day": 0.02, "compute_days": 3.0, "compute_load": 0.5, "rounds_stop": 0.5, "wip_per_post": 0.5}
    w = at_horizon(POOL, ON_COMPUTE, **how)
    cases = [c for c in (w.use_case[u] for u in range(w.use_cases)) if c.finished >= 0]
    days = 3.0 / w.slot[2].capacity
    assert len(cases) > 10
    assert [c.compute_wait for c in cases] == pytest.approx([c.rounds * days for c in cases], abs=1e-6)
    assert w.group[0].computing == sum(w.task[i].kind == TASK_COMPUTE for i in range(w.tasks))


@pytest.mark.parametrize(("share", "assured"), [(0.0, 1), (0.5, 2), (0.75, 3), (1.0, 4)])
def test_within_the_funders_share_jobs_are_near(share: float, assured: int) -> None:
    w = day_0(POOL, ON_COMPUTE, managers_of(compute=share), ideas_per_day=1e-6, ready_ideas=1, distance_on_class=1.0)
    w.use_case[0].builder = 0
    classes = []
    for n in range(1, 6):
        w.group[0].computing = n
        classes.append(compute_class(w, 0, 0))
    assert classes == [CLASS_NEAR] * assured + [FAR] * (5 - assured)


def test_the_share_is_that_of_whoever_pays() -> None:
    paid = refit(POOL, groups={0: {"manager": 1, "funder": 4}})
    w = day_0(
        paid, ON_COMPUTE, managers_of({4: {"compute": 1.0}}), ideas_per_day=1e-6, ready_ideas=1, distance_on_class=1.0
    )
    w.group[0].computing = 4
    assert compute_class(w, 0, 0) == CLASS_NEAR


def test_beyond_the_share_distance_counts_as_often_as_stated() -> None:
    w = day_0(POOL, ON_COMPUTE, ideas_per_day=1e-6, ready_ideas=1000, distance_on_class=0.6)
    w.group[0].computing = 3
    assert_mean([float(compute_class(w, u, 0) == FAR) for u in range(1000)], 0.6)


@pytest.mark.parametrize("why", ["switched off", "no pool"])
def test_machines_are_always_free_where(why: str) -> None:
    structure, on = (POOL, 0) if why == "switched off" else (refit(POOL, pool=NONE), ON_COMPUTE)
    rows = flat(shipped(structure, on, ideas_per_day=0.1, compute_days=30.0, compute_load=0.9))
    assert {c.compute_wait for c in rows} == {0.0}
    assert any(c.finished >= 0 for c in rows)


def test_a_stopped_use_case_gives_its_place_among_the_machines_back() -> None:
    how = {"ideas_per_day": 0.2, "compute_days": 3.0, "compute_load": 0.9, "wip_per_post": 4, "rounds_stop": 0.3}
    how |= {"experiment_days": 2.0, "experiment_success": 0.2}
    w = at_horizon(
        POOL, ON_COMPUTE | ON_EXPERIMENTS, managers_of(review=7.0, patience=20.0), stop_probability=0.5, **how
    )
    stopped = sum(w.use_case[u].end == 3 for u in range(w.use_cases))
    queued = sum(w.task[i].kind == TASK_COMPUTE for i in range(w.tasks))
    assert stopped > 5
    assert w.group[0].computing == queued
