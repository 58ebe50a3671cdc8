"""Mechanism 18 (second run): the budget follows credited value, and posts are filled while it pays for them."""

import pytest

from mlorg.sim.constants import ON_FUNDING
from mlorg.sim.mechanisms.funding import budget_step, credit, fund
from mlorg.sim.mechanisms.hiring import may_hire
from mlorg.sim.outcomes import ALL_MECHANISMS

from .lab import ALL, ONE_TEAM, Toy, at_horizon, day_0, flat, shipped

FOUR = Toy([4], [[0]], [1.0]).structure()


def quarters(values, **environment) -> list[float]:
    """Budgets after quarters in which so much value was credited."""
    w = day_0(FOUR, ON_FUNDING, **({"funding_speed": 0.3, "funding_elasticity": 0.4} | environment))
    budgets = []
    for quarter, value in enumerate(values, 1):
        w.group[0].credited = value
        fund(w, quarter)
        budgets.append(w.group[0].budget)
    return budgets


def test_a_quarter_moves_the_budget_part_of_the_way_to_what_value_pays_for() -> None:
    assert budget_step(1.0, 0.6, 0.4, 0.3, 2.0) == pytest.approx(1.0 + 0.3 * (0.6 + 0.4 * 2.0 - 1.0))


def test_it_stays_in_the_first_year_and_while_value_does() -> None:
    assert quarters([3.0] * 12) == pytest.approx([1.0] * 12)


def test_twice_the_value_moves_it_towards_one_plus_the_elasticity() -> None:
    after = quarters([3.0] * 4 + [6.0] * 60)
    assert after[4] == pytest.approx(1.0 + 0.3 * 0.4)
    assert after[-1] == pytest.approx(1.4, abs=1e-6)


def test_it_has_bounds_and_no_base_of_comparison_means_no_change() -> None:
    assert quarters([1.0] * 4 + [1e9] * 60, funding_elasticity=9.0)[-1] == 3.0
    assert quarters([1.0] * 4 + [0.0] * 60, funding_elasticity=9.0)[-1] == 0.0
    assert quarters([0.0] * 4 + [7.0] * 8) == pytest.approx([1.0] * 12)


@pytest.mark.parametrize("speed", [0.0, 1.0])
def test_speed_is_the_part_of_the_gap_closed_in_a_quarter(speed: float) -> None:
    assert quarters([1.0] * 4 + [2.0], funding_speed=speed)[-1] == pytest.approx(1.0 + 0.4 * speed)


@pytest.mark.parametrize(("deployer", "credited"), [(0, 10.0), (1, 4.0)])
def test_builders_who_do_not_deploy_are_credited_a_part(deployer: int, credited: float) -> None:
    w = day_0(FOUR, ON_FUNDING, attribution=0.4, ideas_per_day=1e-9, ready_ideas=1)
    c = w.use_case[0]
    c.builder, c.deployer, c.value = 0, deployer, 10.0
    credit(w)
    credit(w)
    assert w.group[0].credited == pytest.approx(credited)


@pytest.mark.parametrize(
    ("budget", "present", "may"), [(1.0, 3, True), (0.7, 3, False), (0.75, 2, True), (3.0, 4, True)]
)
def test_a_post_is_filled_again_only_while_the_budget_pays_for_it(budget: float, present: int, may: bool) -> None:
    w = day_0(FOUR, ON_FUNDING)
    w.group[0].budget, w.group[0].present = budget, present
    assert may_hire(w, 0) is may


def test_knocked_in_alone_budgets_move_after_the_first_year() -> None:
    how = {"ideas_per_day": 0.05, "experiment_days": 5.0, "funding_speed": 0.5, "funding_elasticity": 0.5}
    w = at_horizon(FOUR, ON_FUNDING, **how)
    assert w.group[0].budget != 1.0
    assert at_horizon(FOUR, ON_FUNDING, **how, days=251.0).group[0].budget == 1.0


def test_it_is_the_second_run_and_off_by_default() -> None:
    assert ALL_MECHANISMS == ALL & ~ON_FUNDING


def test_switched_off_budgets_are_frozen_and_every_post_may_be_filled() -> None:
    how = {"ideas_per_day": 0.05, "experiment_days": 5.0, "funding_speed": 0.5, "funding_elasticity": 0.5}
    w = at_horizon(FOUR, 0, **how)
    assert w.group[0].budget == 1.0
    w.group[0].budget = 0.0
    assert may_hire(w, 0)


def test_without_people_who_leave_funding_changes_no_use_case() -> None:
    how = {"ideas_per_day": 0.05, "experiment_days": 5.0, "funding_speed": 0.9, "funding_elasticity": 0.9}
    on, off = (flat(shipped(ONE_TEAM, switch, **how)) for switch in (ON_FUNDING, 0))
    assert [(c.offered, c.taken, c.deployed) for c in on] == [(c.offered, c.taken, c.deployed) for c in off]
    assert [c.value for c in on] == pytest.approx([c.value for c in off])
