"""Mechanism 8: users take up what is deployed one by one, and hesitate after failures."""

import math

import pytest

from mlorg.sim.constants import ON_ADOPTION, STAGE_LIVE
from mlorg.sim.mechanisms.adoption import begin_use, improve, next_user, user_starts, users_hesitate
from mlorg.sim.mechanisms.ideas import take_idea
from mlorg.sim.mechanisms.operation import break_down

from .lab import ONE_TEAM, Toy, assert_mean, day_0, flat, managers_of, refit, shipped

USERS = 8
FACING = Toy([1], [[0]], [1.0], users=USERS).structure()
P, Q = 0.3, 1.2


def deployed(structure=FACING, literacy=0.0, on=ON_ADOPTION, **values):
    """A world in which the first idea has just been deployed."""
    rates = {"adopt_innovation": P, "adopt_imitation": Q}
    how = {"ideas_per_day": 1e-9, "ready_ideas": 1}
    w = day_0(structure, on, managers_of(literacy=literacy), **how, **(rates | values))
    take_idea(w, 0)
    begin_use(w, 0)
    return w


def wait_for_next(w, adopted=0) -> float:
    """Days to the next user; the underlying draw depends on the number of users alone."""
    w.use_case[0].adopted = adopted
    next_user(w, 0)
    return w.use_case[0].due_adopt - w.clock.now


def rate_factor(w, other) -> float:
    """How much faster the next user comes in w than in the other world."""
    return wait_for_next(other, 3) / wait_for_next(w, 3)


def test_days_to_each_user_are_exponential_at_the_rate_of_the_chain() -> None:
    """(m - n) (p + q n / m), n users of m."""
    rate = {n: (USERS - n) * (P + Q * n / USERS) / 63 for n in (0, 3, 7)}
    for n in rate:
        assert_mean([wait_for_next(deployed(seed=seed), n) * rate[n] for seed in range(200)], 1.0)


@pytest.mark.parametrize(("seat", "guided", "near"), [(0, 0.0, 1.0), (-1, 0.4, 0.4), (-1, 0.0, 0.0)])
def test_who_is_near_raises_innovation(seat: int, guided: float, near: float) -> None:
    """A builder who sits in the line in full, a product manager in the part he has for the team."""
    close = refit(FACING, groups={0: {"seat": seat, "guided": guided}})
    only_p = {"adopt_imitation": 0.0, "nearness_on_adoption": 0.7}
    assert rate_factor(deployed(close, **only_p), deployed(**only_p)) == pytest.approx(math.exp(0.7 * near), rel=1e-6)


def test_literacy_raises_innovation_and_quality_imitation() -> None:
    only_p = {"adopt_imitation": 0.0, "literacy_on_adoption": 0.5}
    assert rate_factor(deployed(literacy=0.6, **only_p), deployed(**only_p)) == pytest.approx(math.exp(0.3), rel=1e-6)
    only_q = {"adopt_innovation": 0.0, "quality_on_adoption": 2.0}
    good, usual = deployed(**only_q), deployed(**only_q)
    good.use_case[0].quality = 1.25
    assert rate_factor(good, usual) == pytest.approx(math.exp(0.5), rel=1e-6)


@pytest.mark.parametrize("name", ["nearness_on_adoption", "literacy_on_adoption", "quality_on_adoption"])
def test_without_the_coefficient_none_of_it_counts(name: str) -> None:
    close = refit(FACING, groups={0: {"seat": 0}})
    one = deployed(close, literacy=1.0, **{name: 0.0})
    one.use_case[0].quality = 1.5
    assert rate_factor(one, deployed()) == pytest.approx(1.0)


def test_an_incident_lowers_trust_and_users_hesitate_from_then_on() -> None:
    """The wait is drawn anew at the lower rate at once: four times as long on average with a loss of three quarters."""
    waits = []
    for seed in range(300):
        w = deployed(trust_loss=0.75, seed=seed)
        w.use_case[0].due_incident = w.clock.now
        break_down(w, 0)
        users_hesitate(w, 0)
        waits.append((w.use_case[0].due_adopt - w.clock.now) * USERS * P / 63)
    assert w.use_case[0].trust == 0.25
    assert_mean(waits, 4.0)


def test_the_day_of_the_first_user_and_of_half_of_them_are_kept() -> None:
    w = deployed()
    for _ in range(USERS):
        w.clock.now = w.use_case[0].due_adopt
        user_starts(w, 0)
        if w.use_case[0].adopted == USERS // 2:
            half = w.clock.now
    c = w.use_case[0]
    assert (c.adopted, c.half, c.due_adopt) == (USERS, half, -1.0)
    assert 0.0 < c.used < half


def test_automated_use_cases_and_lines_without_users_are_in_use_on_deployment() -> None:
    for structure, values in ((FACING, {"automated_share": 1.0}), (ONE_TEAM, {})):
        c = deployed(structure, **values).use_case[0]
        assert (c.used, c.stage, c.adopted) == (0.0, STAGE_LIVE, c.users)


def test_an_improvement_raises_its_parent_and_has_no_users_of_its_own() -> None:
    w = deployed(improvement_gain=0.2)
    before = w.use_case[0].worth
    improve(w, 0)
    assert w.use_case[0].worth == pytest.approx(1.2 * before)
    w.use_case[0].worth = -1.0
    improve(w, 0)
    assert w.use_case[0].worth == pytest.approx(-0.8)


def test_knocked_in_alone_the_mean_time_to_all_users_is_that_of_the_chain() -> None:
    """Sum over n of 1 / rate, here read off at the horizon as users by then."""
    rates = {"adopt_innovation": 63 * P, "adopt_imitation": 0.0}
    rows = flat(shipped(FACING, ON_ADOPTION, ideas_per_day=0.2, days=5000, wip_per_post=1, **rates))
    assert_mean([c.used - c.deployed for c in rows if 0 <= c.deployed < 4900], 1 / (USERS * P))


def test_switched_off_everybody_uses_it_from_the_first_day() -> None:
    c = deployed(on=0).use_case[0]
    assert (c.used, c.adopted) == (0.0, USERS)
