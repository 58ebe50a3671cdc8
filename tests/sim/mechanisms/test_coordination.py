"""Mechanism 11: what size of team, use cases in hand and second bosses cost."""

import math

import pytest

from mlorg.sim.constants import FUNCTION_ML, ON_COORDINATION, ON_RESEARCH
from mlorg.sim.mechanisms.coordination import attention, pace

from .lab import Toy, at_horizon, day_0, flat, refit, shipped


def team(n=5, **values):
    """A world with one team of n."""
    return day_0(Toy([n], [[0]], [1.0]).structure(), ON_COORDINATION, **values)


@pytest.mark.parametrize(
    ("n", "loss"), [(1, 0.1), (2, 0.05), (3, 0.0), (7, 0.0), (8, 0.04), (9, 0.08), (11, 0.16 + 0.08), (14, 0.28 + 0.5)]
)
def test_speed_is_best_from_three_to_seven_and_falls_steeply_from_nine(n: int, loss: float) -> None:
    w = team(n, team_loss=0.04, small_team_loss=0.05)
    assert pace(w, 0) == pytest.approx(math.exp(-loss))


def test_present_people_count_not_posts() -> None:
    w = team(9, team_loss=0.1)
    w.group[0].present = 7
    assert pace(w, 0) == 1.0


def test_speed_stays_within_bounds_however_large_the_loss() -> None:
    assert pace(team(100, team_loss=5.0), 0) == pytest.approx(math.exp(-3))
    assert pace(team(100, team_loss=-5.0), 0) == pytest.approx(math.e)


@pytest.mark.parametrize(("in_hand", "speed"), [(0, 1.0), (9, 1.0), (10, 0.83), (30, 0.83)])
def test_two_use_cases_in_hand_per_person_cost_switching(in_hand: int, speed: float) -> None:
    w = team(5, switching_loss=0.17)
    w.group[0].wip = in_hand
    assert pace(w, 0) == pytest.approx(speed)


@pytest.mark.parametrize(("coefficient", "speed"), [(0.0, 1.0), (0.03, 0.94), (-0.03, 1.06), (0.9, 0.1)])
def test_every_further_boss_costs_meetings(coefficient: float, speed: float) -> None:
    two = refit(Toy([5], [[0]], [1.0]).structure(), slots={0: {"bosses": 2}})
    w = day_0(two, ON_COORDINATION, two_bosses_loss=coefficient)
    assert [pace(w, 0), pace(w, 1)] == pytest.approx([speed, 1.0])


def test_attention_is_time_left_by_research_and_mentoring_at_full_capacity() -> None:
    half = refit(Toy([5], [[0]], [1.0]).structure(), slots={0: {"capacity": 0.5, "research": 1.0}})
    w = day_0(half, ON_COORDINATION | ON_RESEARCH, research_time=0.2)
    w.slot[0].mentoring = 0.1
    assert attention(w, 0) == pytest.approx(0.5 * 0.8 * 0.9)
    w.slot[0].ramp = 0.5
    assert pace(w, 0) == pytest.approx(0.5 * attention(w, 0))


def test_only_people_of_ml_lose_speed_to_it() -> None:
    w = day_0(Toy([1], [[0]], [1.0], pools=[12]).structure(), ON_COORDINATION, team_loss=0.3, small_team_loss=0.3)
    speeds = {pace(w, s) for s in range(w.slots) if w.slot[s].function != FUNCTION_ML}
    assert speeds == {1.0}


def test_knocked_in_alone_a_lone_person_takes_longer_and_is_booked_for_it() -> None:
    """The loss stays in the days that the task is booked with."""
    how = {"ideas_per_day": 0.01, "experiment_days": 10.0, "small_team_loss": 0.1, "wip_per_post": 1}
    one = Toy([1], [[0]], [1.0]).structure()
    rows = flat(shipped(one, ON_COORDINATION, **how))
    days = [c.finished - c.ready for c in rows if c.finished >= 0]
    assert days
    assert days == pytest.approx([10.0 * math.exp(0.2)] * len(days), abs=1e-6)
    w = at_horizon(one, ON_COORDINATION, **how)
    done = [w.use_case[u].worked for u in range(w.use_cases) if w.use_case[u].finished >= 0]
    assert done == pytest.approx([10.0 * math.exp(0.2)] * len(done), abs=1e-6)


def test_switched_off_speed_is_attention_by_ramp() -> None:
    structure = refit(Toy([12], [[0]], [1.0]).structure(), slots={0: {"bosses": 3}})
    w = day_0(structure, 0, team_loss=0.3, switching_loss=0.3, two_bosses_loss=0.3)
    w.group[0].wip, w.slot[0].ramp = 100, 0.7
    assert pace(w, 0) == pytest.approx(0.7)
