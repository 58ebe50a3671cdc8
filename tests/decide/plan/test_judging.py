"""What is said of a plan, on made-up courses whose answer is known; and the simulation that makes real ones."""

import numpy as np
import pytest
from tests.sim.companies import company

from mlorg.archetypes import propose
from mlorg.decide.choosing.intervals import wilson
from mlorg.decide.plan import (
    PlansSimulated,
    all_plans,
    guard_rails,
    judge,
    plan_of,
    simulate_plans,
    steps_between,
)
from mlorg.decide.plan.guard_rails import FALSE_ALARM, Sign
from mlorg.decide.plan.judging import break_even_week
from mlorg.decide.plan.simulating import BEFORE, STAY
from mlorg.decide.plan.values import Pace
from mlorg.org import apply
from mlorg.report.plan.words import headline
from mlorg.sim import COURSE, Frame, Sampling, priors

TODAY = company("pool")
STEPS = steps_between(TODAY, apply(TODAY, propose(TODAY, "embedded").overlay))
QUARTERS = 4


def made_up(gains: np.ndarray, **columns: np.ndarray) -> PlansSimulated:
    """A plan `p` that gains so much more than staying; `gains` and columns of shape (draws, per draw, quarters)."""
    draws, per_draw, quarters = gains.shape
    stay = np.zeros((draws, per_draw, BEFORE + quarters, len(COURSE)))
    plan = stay.copy()
    plan[:, :, BEFORE:, COURSE.index("value")] = gains
    for name, values in columns.items():
        plan[:, :, :, COURSE.index(name)] = values
    return PlansSimulated((), quarters, Sampling(draws, per_draw), (), {}, {STAY: stay, "p": plan})


def steady(draws: int, *gains: float) -> np.ndarray:
    return np.tile(np.array(gains), (draws, 1, 1))


def test_worth_regret_dip_and_break_even_of_a_known_course() -> None:
    judged = judge(made_up(steady(10, -1.0, -1.0, 1.0, 3.0)), "p")
    assert (judged.difference, judged.p_regret) == (2.0, 0.0)
    assert (judged.dip, judged.dip_week) == (-2.0, 26)
    assert judged.break_even == round(13 * (3 + 1 / 3))
    assert judged.p_break_even == 1.0
    assert [week for week, *_ in judged.curve] == [0, 13, 26, 39, 52]


def test_regret_is_the_share_of_draws_in_which_staying_is_better() -> None:
    gains = np.concatenate([steady(3, -1, 0, 0, 0), steady(7, 1, 0, 0, 0)])
    judged = judge(made_up(gains), "p")
    assert judged.p_regret == 0.3
    assert judged.p_least < 0.3 < judged.p_most
    assert judged.least < judged.difference < judged.most


@pytest.mark.parametrize(
    ("sums", "week"), [([0, 1, 2], 0), ([0, -1, 1], 20), ([0, -1, -1], None), ([0, 1, -1, 1], 32), ([0, 0, 0], 0)]
)
def test_break_even_is_when_the_sum_stays_at_or_above_nothing(sums: list[float], week: int | None) -> None:
    assert break_even_week(np.array(sums, float)) == week


@pytest.mark.parametrize(("hits", "n"), [(0, 20), (20, 20), (20, 50)])
def test_the_interval_of_a_share_holds_it_and_stays_between_0_and_1(hits: int, n: int) -> None:
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    assert high - low > 0


def test_a_sign_that_tells_is_found_with_its_errors_on_unseen_draws() -> None:
    random = np.random.default_rng(1)
    bad = random.random((400, 2)) < 0.4
    gains = np.where(bad, -1.0, 1.0)[..., None] * np.ones(QUARTERS)
    resigned = np.zeros((400, 2, BEFORE + QUARTERS))
    resigned[:, :, BEFORE] = np.where(bad, 6, 1) + random.poisson(1.0, (400, 2))
    best = guard_rails(made_up(gains, resigned=resigned), "p")[0]
    assert (best.sign, best.above, best.week) == (Sign.RESIGNATIONS, True, 26)
    assert best.false_alarm < FALSE_ALARM + 0.05
    assert best.miss < 0.1
    assert best.well + best.badly == 400


def test_a_sign_that_does_not_tell_is_shown_as_idle() -> None:
    random = np.random.default_rng(2)
    gains = np.where(random.random((400, 2)) < 0.5, -1.0, 1.0)[..., None] * np.ones(QUARTERS)
    count = random.integers(5, 15, (400, 2, BEFORE + QUARTERS)).astype(float)
    found = guard_rails(made_up(gains, in_use=count, lead_days=count * 30), "p")
    assert {rail.sign for rail in found} >= {Sign.OUTPUT}
    assert all(abs(rail.tells) < 0.12 for rail in found)


def test_where_all_ends_well_no_rail_is_invented() -> None:
    assert guard_rails(made_up(steady(100, 1, 1, 1, 1)), "p") == ()


def test_every_pace_is_simulated_on_the_same_past_and_seed() -> None:
    plans = all_plans(STEPS, TODAY)
    drawn = Sampling(draws=4, per_draw=2, seed=5), priors()
    told: list[tuple[int, int]] = []
    found = simulate_plans(Frame.of(TODAY), plans, drawn, QUARTERS, lambda done, total: told.append((done, total)))
    assert set(found.courses) == {STAY, *(plan.id for plan in plans)}
    for rows in found.courses.values():
        assert rows.shape == (4, 2, BEFORE + QUARTERS, len(COURSE))
        assert np.array_equal(rows[:, :, :BEFORE], found.courses[STAY][:, :, :BEFORE])
    assert told[-1] == (8 * (len(plans) + 1),) * 2
    again = simulate_plans(Frame.of(TODAY), plans, drawn, QUARTERS)
    assert all(np.array_equal(found.courses[name], again.courses[name]) for name in found.courses)


def test_a_later_wave_shares_more_of_its_past_with_staying() -> None:
    plan = plan_of(STEPS, TODAY, Pace.PILOT)
    late = type(plan)(plan.pace, plan.order, tuple(type(w)(w.weeks + 14, w.steps) for w in plan.waves), TODAY)
    found = simulate_plans(Frame.of(TODAY), (late,), (Sampling(4, 2, 5), priors()), QUARTERS)
    ours, stay = found.courses[late.id], found.courses[STAY]
    assert np.array_equal(ours[:, :, : BEFORE + 1], stay[:, :, : BEFORE + 1])
    assert not np.array_equal(ours, stay)


def test_a_gain_of_nothing_is_judged_as_nothing() -> None:
    judged = judge(made_up(steady(5, 0, 0, 0, 0)), "p")
    assert (judged.difference, judged.p_regret, judged.break_even, judged.dip) == (0.0, 0.0, 0, 0.0)


@pytest.mark.parametrize(
    ("gains", "said"),
    [
        ([1.0, 2.0], "worth more than staying on average; staying would be better never."),
        ([-1.0, -2.0], "worth less than staying on average; staying would be better always."),
        ([-1.0, 1.0], "too close to call on average; staying would be better in 5 in 10 cases."),
    ],
)
def test_the_headline_says_what_is_clear_and_how_often_staying_is_better(gains: list[float], said: str) -> None:
    rows = np.concatenate([steady(10, gain, 0, 0, 0) for gain in gains])
    assert headline("Embedded", "Pilot first", judge(made_up(rows), "p")) == f"Embedded, pilot first: {said}"
