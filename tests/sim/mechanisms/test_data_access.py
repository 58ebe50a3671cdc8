"""Mechanism 3: requests for data, their class, what an overdue one may bring, and who has the time."""

import pytest

from mlorg.sim.constants import CLASS_NEAR, CLASS_URGENT, ON_ACCESS
from mlorg.sim.flow import happen, run_events
from mlorg.sim.mechanisms.data_access import begin_data, request_class
from mlorg.sim.structure.arrays import (
    NONE,
    SHARE_DATA,
    SHARE_DATA_OF_ML,
    SHARE_OWNER,
    SHARE_OWNER_OF_ML,
    DatasetRow,
)

from .lab import Toy, assert_mean, at_horizon, day_0, flat, refit, shipped, square

OWNED = Toy([1], [[0]], [1.0], pools=[1], warehouse=1, ranks=(3,)).structure()
ALONE = {"ideas_per_day": 0.01, "wip_per_post": 1}


def waits(structure=OWNED, on=ON_ACCESS, **values) -> list[float]:
    rows = flat(shipped(structure, on, **(ALONE | {"days": 5000} | values)))
    return [c.data_wait for c in rows if c.ready >= 0]


def test_knocked_in_alone_a_request_takes_the_owners_days() -> None:
    days = waits(access_days=2.0)
    assert len(days) > 20
    assert days == pytest.approx([2.0] * len(days), abs=1e-8)


@pytest.mark.parametrize(("coefficient", "factor"), [(0.0, 1.0), (0.5, 0.8), (-0.5, 1.2), (9.0, 0.1)])
def test_a_literate_owner_needs_less_work_where_the_coefficient_says_so(coefficient: float, factor: float) -> None:
    """1 - coefficient * literacy, literacy .4; a tenth at least."""
    days = waits(access_days=2.0, literacy_on_access=coefficient, literacy_base=0.4)
    assert days == pytest.approx([2.0 * factor] * len(days), abs=1e-8)


@pytest.mark.parametrize("why", ["nobody guards them", "the builders own them"])
def test_no_request_where(why: str) -> None:
    owners = (NONE, NONE if why == "nobody guards them" else 1, NONE, NONE)
    mine = refit(OWNED, datasets=(DatasetRow(1, 0, owners),), acts_for=square(OWNED, 0, g0_1=1))
    assert set(waits(mine, access_days=2.0)) == {0.0}


def test_one_request_per_data_set_to_the_same_owner_takes_as_often_the_days() -> None:
    w = at_horizon(OWNED, ON_ACCESS, **ALONE, access_days=2.0, extra_datasets=1.0)
    cases = [c for c in (w.use_case[u] for u in range(w.use_cases)) if c.ready >= 0]
    assert len({c.datasets for c in cases}) > 1
    assert [c.data_wait for c in cases] == pytest.approx([2.0 * c.datasets for c in cases], abs=1e-7)


def test_a_part_of_the_data_has_to_be_collected_first_by_its_owner() -> None:
    collected = refit(OWNED, datasets=(DatasetRow(1, 0, (1, 1, NONE, NONE)),))
    days = waits(collected, access_days=2.0, collect_share=0.3, collect_days=5.0, days=40_000)
    assert {round(d, 6) for d in days} == {2.0, 7.0}
    assert_mean([float(d > 3) for d in days], 0.3)


@pytest.mark.parametrize(("chance", "expected"), [(0.0, 0.0), (0.4, 0.4), (1.0, 1.0)])
def test_distance_sets_the_class_as_often_as_it_counts(chance: float, expected: float) -> None:
    w = day_0(OWNED, ON_ACCESS, ideas_per_day=1e-6, ready_ideas=1000, distance_on_class=chance)
    for u in range(1000):
        w.use_case[u].builder = 0
    classes = [request_class(w, u, 0, 1) for u in range(1000)]
    assert set(classes) <= {CLASS_NEAR, 3}
    assert_mean([float(c == 3) for c in classes], expected)


def one_waiting_request(effect: float):
    """An owner who is busy for long; the desk of the lowest common manager is group 2."""
    met = Toy([1], [[0]], [1.0], pools=[1], desks=1, warehouse=1, ranks=(3,)).structure()
    met = refit(met, meeting=square(met, NONE, g0_1=2))
    values = {"access_days": 1000.0, "overdue_days": 10.0, "escalation_effect": effect, "approval_days": 1.0}
    w = day_0(met, ON_ACCESS, ideas_per_day=1e-9, ready_ideas=2, **values, wip_per_post=5)
    for u in (0, 1):
        w.use_case[u].builder = 0
        begin_data(w, u)
    return w


def test_an_overdue_request_goes_to_the_common_manager_and_then_ahead() -> None:
    w = one_waiting_request(1.0)
    waiting = next(i for i in range(w.tasks) if w.task[i].use_case == 1)
    while w.clock.now < 11.5 and w.clock.advance():
        happen(w, w.clock.kind, w.clock.id)
    assert w.station[2].visits == 1
    assert w.task[waiting].rank == CLASS_URGENT


def test_without_effect_or_without_a_common_manager_it_stays_where_it_is() -> None:
    w = one_waiting_request(0.0)
    waiting = next(i for i in range(w.tasks) if w.task[i].use_case == 1)
    run_events(w)
    assert w.task[waiting].rank != CLASS_URGENT
    alone = at_horizon(OWNED, ON_ACCESS, ideas_per_day=0.1, access_days=100.0, overdue_days=10.0, escalation_effect=1.0)
    assert all(alone.task[i].rank != CLASS_URGENT for i in range(alone.tasks))


@pytest.mark.parametrize("coefficient", [-1.0, 0.0, 0.5, 1.0, 7.0])
def test_owners_under_a_manager_of_ml_give_part_of_what_they_give_to_others(coefficient: float) -> None:
    """share + (1 - share) * coefficient, the coefficient between 0 and 1."""
    kinds = (SHARE_OWNER, SHARE_OWNER_OF_ML, SHARE_DATA, SHARE_DATA_OF_ML)
    pools = refit(
        Toy([1], [[0]], [1.0], pools=[1, 1, 1, 1]).structure(), slots={i + 1: {"share": k} for i, k in enumerate(kinds)}
    )
    w = day_0(pools, owner_share=0.2, data_share=0.4, ml_manager_on_share=coefficient)
    part = min(1.0, max(0.0, coefficient))
    expected = [0.2, 0.2 + 0.8 * part, 0.4, 0.4 + 0.6 * part]
    assert [w.slot[i].capacity for i in range(1, 5)] == pytest.approx(expected)


def test_switched_off_all_data_are_at_hand() -> None:
    assert set(waits(on=0, access_days=2.0, collect_share=1.0, collect_days=5.0)) == {0.0}
