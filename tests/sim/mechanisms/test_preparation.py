"""Mechanism 4: quality of data, who prepares them, faults and labels."""

import math

import pytest

from mlorg.sim.constants import ON_PREPARATION, TASK_FAULT, TASK_LABEL, TASK_PREPARE
from mlorg.sim.flow import look_for_work
from mlorg.sim.structure.arrays import NONE, DatasetRow

from .lab import Toy, assert_mean, at_horizon, day_0, flat, refit, shipped

BARE = Toy([1], [[0]], [1.0], pools=[1], warehouse=1).structure()
ALONE = {"ideas_per_day": 0.01, "wip_per_post": 1}


def owned(collect=NONE, label=NONE, pipeline=NONE, n=1):
    """Data sets whose labels and pipeline belong to a group; nobody guards them."""
    rows = tuple(DatasetRow(k + 1, 0, (collect, NONE, label, pipeline)) for k in range(n))
    return refit(BARE, datasets=rows, lines={0: {"datasets_n": n}})


def days_to_ready(structure, on=ON_PREPARATION, **values) -> list[float]:
    rows = flat(shipped(structure, on, **(ALONE | {"days": 8000} | values)))
    return [c.ready - c.approved for c in rows if c.ready >= 0]


def test_quality_is_lognormal_around_one_between_its_bounds() -> None:
    w = day_0(owned(n=2000), ON_PREPARATION, quality_spread=0.35)
    quality = [w.dataset[d].quality for d in range(2000)]
    inside = [math.log(q) for q in quality if 0.4 < q < 1.6]
    assert (min(quality), max(quality)) == (0.4, 1.6)
    assert sum(q < 1.0 for q in quality) / 2000 == pytest.approx(0.5, abs=4 * 0.5 / math.sqrt(2000))
    assert len(inside) > 1700


def test_quality_of_a_use_case_is_the_mean_of_its_data_sets() -> None:
    w = day_0(owned(n=5), ON_PREPARATION, ideas_per_day=1e-6, ready_ideas=50, extra_datasets=2.0, quality_spread=0.5)
    for u in range(50):
        c = w.use_case[u]
        used = [c.dataset_0, c.dataset_1, c.dataset_2, c.dataset_3][: c.datasets]
        assert c.quality == pytest.approx(sum(w.dataset[d].quality for d in used) / c.datasets)


def test_knocked_in_alone_preparing_takes_days_by_quality() -> None:
    w = at_horizon(owned(pipeline=1), ON_PREPARATION, **ALONE, prepare_days=5.0, quality_spread=0.4)
    days = [c.ready - c.approved for c in (w.use_case[u] for u in range(w.use_cases)) if c.ready >= 0]
    assert days
    assert days == pytest.approx([5.0 / w.dataset[0].quality] * len(days), abs=1e-8)


@pytest.mark.parametrize(("owner", "team_visits", "pool_visits"), [(1, 0, 1), (NONE, 1, 0)])
def test_the_owner_of_the_pipeline_prepares_else_the_builders(owner: int, team_visits: int, pool_visits: int) -> None:
    w = at_horizon(owned(pipeline=owner), ON_PREPARATION, **ALONE, prepare_days=1e6, days=200)
    tasks = [w.task[i] for i in range(w.tasks) if w.task[i].kind == TASK_PREPARE]
    assert [sum(t.group == g for t in tasks) for g in (0, 1)] == [team_visits, pool_visits]


def test_faults_are_poisson_and_take_the_owners_time_besides() -> None:
    days = days_to_ready(owned(pipeline=1), prepare_days=1.0, faults_per_use_case=1.4, fault_days=2.0, days=40_000)
    assert all(abs((d - 1) / 2 - round((d - 1) / 2)) < 1e-6 for d in days)
    assert_mean([(d - 1) / 2 for d in days], 1.4)


def test_labels_are_needed_as_often_as_stated_and_made_by_their_owner() -> None:
    days = days_to_ready(owned(label=1), label_share=0.4, label_days=10.0, days=40_000)
    assert {round(d, 6) for d in days} == {0.0, 10.0}
    assert_mean([d / 10 for d in days], 0.4)


@pytest.mark.parametrize(("known", "expected"), [(0.0, 0.2), (0.5, 0.15), (1.0, 0.1)])
def test_wrong_labels_fall_with_the_labellers_familiarity(known: float, expected: float) -> None:
    """label_error * (1 - coefficient * f)."""
    values = {"label_share": 1.0, "label_days": 1.0, "label_error": 0.2, "familiarity_on_labels": 0.5}
    w = at_horizon(owned(label=1), ON_PREPARATION, **ALONE, **values, familiarity_outside=known)
    assert {round(w.use_case[u].mislabelled, 9) for u in range(w.use_cases) if w.use_case[u].ready >= 0} == {expected}


def test_improvements_have_neither_faults_nor_labels() -> None:
    values = {"label_share": 1.0, "label_days": 1e6, "faults_per_use_case": 50.0, "fault_days": 1e6}
    w = day_0(owned(label=1, pipeline=1), ON_PREPARATION, ideas_per_day=1e-9, ready_ideas=2, **values)
    w.use_case[0].parent = 1
    w.hungry_group[0] = 1
    look_for_work(w)
    kinds = {w.task[i].kind for i in range(w.tasks) if w.task[i].use_case == 0}
    others = {w.task[i].kind for i in range(w.tasks) if w.task[i].use_case == 1}
    assert not kinds & {TASK_FAULT, TASK_LABEL}
    assert {TASK_FAULT, TASK_LABEL} <= others


def test_switched_off_data_are_ready_at_once_and_all_alike() -> None:
    values = {"prepare_days": 5.0, "label_share": 1.0, "label_days": 9.0, "faults_per_use_case": 2.0, "fault_days": 1.0}
    assert set(days_to_ready(owned(label=1, pipeline=1), on=0, **values)) == {0.0}
    w = day_0(owned(n=50), 0, quality_spread=0.5)
    assert {w.dataset[d].quality for d in range(50)} == {1.0}
