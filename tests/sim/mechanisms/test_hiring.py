"""Mechanism 15: time to fill, who applies, whom the panel can tell apart, and the ramp."""

import math
from statistics import NormalDist

import pytest

from mlorg.sim.constants import ON_HIRING, ON_LEAVING, ON_RESEARCH
from mlorg.sim.mechanisms.hiring import best_applicant, panel_skill, person_joins, ramp_up
from mlorg.sim.mechanisms.leaving import person_leaves
from mlorg.sim.structure.arrays import NONE

from .lab import ONE_TEAM, Toy, assert_mean, day_0, managers_of, refit, shipped

FIVE = Toy([5], [[0]], [1.0]).structure()


def team(structure=FIVE, on=ON_HIRING, managers=(), **values):
    w = day_0(structure, on, managers, **({"applicants": 8.0, "applicant_spread": 0.25} | values))
    w.group[0].mean_method = 1.0
    return w


def skills(w, n=1500) -> list[float]:
    """Log skill relative to the role of those who are taken, one after the other."""
    taken = []
    for person in range(n):
        w.slot[0].person = person
        taken.append(math.log(best_applicant(w, 0, 0)))
    return taken


def expected_best(n: int) -> float:
    """Mean of the best of n standard normals, by quadrature."""
    law, step = NormalDist(), 0.002
    grid = [-8 + step * (i + 0.5) for i in range(8000)]
    return sum(x * n * law.cdf(x) ** (n - 1) * law.pdf(x) for x in grid) * step


def test_a_perfect_panel_takes_the_best_of_those_who_apply() -> None:
    """Applicants Poisson(8), at least one; skill exp(.25 (z - 1)), kept between exp(-1) and e."""
    weights = [math.exp(-8.0) * 8.0**k / math.factorial(k) for k in range(40)]
    weights[1] += weights[0]
    expected = sum(weights[k] * expected_best(k) for k in range(1, 40))
    assert_mean(skills(team(panel_noise=0.0)), 0.25 * (expected - 1.0))


def test_a_blind_panel_takes_anybody() -> None:
    assert_mean(skills(team(panel_noise=1e6)), -0.25)


@pytest.mark.parametrize(
    ("manager", "mean_method", "expected"), [(0.4, 1.5, 0.7), (0.4, 0.75, 0.45), (1.0, 3.0, 1.0), (0.0, 0.0, 0.0)]
)
def test_skill_of_a_panel_is_half_the_managers_and_half_the_teams(
    manager: float, mean_method: float, expected: float
) -> None:
    w = team(managers=managers_of(panel=manager))
    w.group[0].mean_method = mean_method
    assert panel_skill(w, 0) == pytest.approx(expected)


def test_where_nobody_is_left_the_manager_decides_alone_and_his_kind_counts() -> None:
    managers = managers_of({3: {"panel": 0.8}}, panel=0.2)
    w = team(refit(FIVE, groups={0: {"manager": 3}}), managers=managers)
    w.group[0].present = 0
    assert panel_skill(w, 0) == 0.8


@pytest.mark.parametrize("coefficient", [-0.5, 0.0, 0.5, 1.0])
def test_a_skilled_panel_errs_less_where_the_coefficient_says_so(coefficient: float) -> None:
    """Noise 1 - coefficient * .5 + ... of the same applicants: compare with a team whose noise is set to that."""
    managers = managers_of(panel=1.0)
    w = team(managers=managers, panel_noise=0.6, skill_on_panel=coefficient)
    w.group[0].mean_method = 1.5
    same = team(managers=managers, panel_noise=0.6 * (1 - coefficient))
    assert skills(w, 50) == skills(same, 50)


@pytest.mark.parametrize(
    ("name", "field", "amount"),
    [
        ("peers_on_applicants", "mean_method", 0.4),
        ("hard_on_applicants", "hard", 0.5),
        ("shipped_on_applicants", "shipped", 3.0),
    ],
)
def test_what_attracts_applicants(name: str, field: str, amount: float) -> None:
    """exp(coefficient * amount) times as many; the same draws as with that many on average."""
    w = team(**{name: 0.7})
    people = 5 if field == "shipped" else 1
    setattr(w.group[0], field, getattr(w.group[0], field) + amount)
    many = team(applicants=8.0 * math.exp(0.7 * amount / people))
    assert skills(w, 200) == pytest.approx(skills(many, 200))


def test_more_applicants_are_the_same_ones_and_some_more() -> None:
    """So with a panel that errs not, who is taken is never worse."""
    few, many = skills(team(), 300), skills(team(applicants=16.0), 300)
    assert all(a <= b for a, b in zip(few, many, strict=True))
    assert sum(a == b for a, b in zip(few, many, strict=True)) > 50


def test_research_time_and_research_from_slack_attract() -> None:
    scholars = refit(FIVE, slots={0: {"research": 1.0}})
    values = {"research_on_applicants": 0.9, "research_time": 0.2, "slack_to_research": 0.5}
    w = team(scholars, ON_HIRING | ON_RESEARCH, **values)
    w.group[0].slack = 0.5
    share = 0.2 + 0.5 * 0.8 * 0.5
    assert skills(w, 200) == pytest.approx(skills(team(applicants=8.0 * math.exp(0.9 * share)), 200))
    off = team(scholars, ON_HIRING, **values)
    assert skills(off, 200) == skills(team(), 200)


def test_attraction_is_kept_within_bounds_and_somebody_always_applies() -> None:
    w, many = team(shipped_on_applicants=1.0), team(applicants=8.0 * math.exp(1.5))
    w.group[0].shipped = 100.0
    assert skills(w, 200) == pytest.approx(skills(many, 200))
    assert_mean(skills(team(applicants=0.0)), -0.25)


def test_one_factor_counts_for_all_skills_of_the_role() -> None:
    w = team(refit(FIVE, slots={0: {"skills": (1.2, 0.8, 0.5)}}))
    person_leaves(w, 0)
    person_joins(w, 0)
    s = w.slot[0]
    assert s.method != 1.2
    assert (s.engineering / s.method, s.data / s.method) == (pytest.approx(0.8 / 1.2), pytest.approx(0.5 / 1.2))


def test_a_newcomer_reaches_full_speed_linearly_in_steps_of_a_month() -> None:
    w = team(ramp_start=0.4, ramp_days=105.0)
    person_leaves(w, 0)
    person_joins(w, 0)
    ramps = []
    for month in range(7):
        w.clock.now = 21.0 * month
        ramp_up(w, 0)
        ramps.append(w.slot[0].ramp)
    assert ramps == pytest.approx([0.4 + 0.6 * min(1.0, 0.2 * m) for m in range(7)])


def test_knocked_in_with_leaving_posts_stay_vacant_for_the_days_it_takes_to_fill_them() -> None:
    """Gamma of mean fill_days: present share 1 / (1 + rate * fill_days) per post."""
    how = {"dismiss_rate": 2.0, "fill_days": 69.0, "applicants": 8.0, "ramp_start": 0.4, "ramp_days": 105.0}
    rows = shipped(FIVE, ON_HIRING | ON_LEAVING, lambda m, w: [m.counts(w)[2]], days=4000.0, n=300, **how)
    assert_mean([r[0] / 5 for r in rows], 1 / (1 + 2.0 * 69.0 / 252), sigmas=4.5)


def test_switched_off_a_newcomer_of_the_roles_skill_at_full_speed_is_there_at_once() -> None:
    rows = shipped(ONE_TEAM, ON_LEAVING, lambda m, w: list(m.counts(w)[1:3]), dismiss_rate=5.0, n=20)
    assert all(present == 1 for _, present in rows)
    assert sum(joined for joined, _ in rows) > 100
    w = team(on=0)
    person_leaves(w, 0)
    person_joins(w, 0)
    assert (w.slot[0].method, w.slot[0].ramp, w.slot[0].task) == (1.0, 1.0, NONE)
