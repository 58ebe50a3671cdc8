"""Mechanism 6: the chance of a milestone, the rounds it takes, and who reviews how patiently."""

import math

import pytest

from mlorg.sim.constants import DIARY_DATA, DIARY_INSIGHT, END_STOPPED, ON_EXPERIMENTS, TASK_EXPERIMENT
from mlorg.sim.mechanisms.experiments import LEAST_CHANCE, goes_on, milestone_chance
from mlorg.sim.oracles.toys import rounds_expected, still_life

from .lab import ONE_TEAM, Toy, assert_mean, at_horizon, day_0, flat, managers_of, refit, shipped

ALONE = {"ideas_per_day": 0.05, "wip_per_post": 1}


def one_idea(**values):
    """A world with one idea in the hands of the team."""
    w = day_0(ONE_TEAM, ON_EXPERIMENTS, ideas_per_day=1e-9, ready_ideas=1, **values)
    w.use_case[0].builder = 0
    return w


def chance(method=1.0, quality=1.0, mislabelled=0.0, live=0, **values) -> float:
    w = one_idea(**({"experiment_success": 0.4} | values))
    w.use_case[0].quality, w.use_case[0].mislabelled, w.line[0].live = quality, mislabelled, live
    return milestone_chance(w, 0, method)


def test_chance_of_a_milestone_by_quality_labels_skill_and_what_is_in_use_already() -> None:
    assert chance() == 0.4
    assert chance(quality=0.7) == pytest.approx(0.28)
    assert chance(mislabelled=0.25) == pytest.approx(0.3)
    assert chance(live=5, maturity_decline=0.1) == pytest.approx(0.4 * math.exp(-0.5))
    assert chance(quality=1.5, experiment_success=0.9) == 1.0
    assert chance(experiment_success=1e-6) == LEAST_CHANCE


@pytest.mark.parametrize("power", [-0.5, 0.0, 0.5, 1.0])
def test_method_skill_counts_by_its_exponent(power: float) -> None:
    """None at 0; the less skilled succeed more often below 0."""
    assert chance(method=0.64, skill_on_success=power) == pytest.approx(0.4 * 0.64**power)


def test_difficulty_is_one_standard_normal_per_round_whoever_does_it() -> None:
    logs = []
    for seed in range(300):
        w = one_idea(experiment_success=0.1, difficulty_spread=0.7, seed=seed)
        w.use_case[0].rounds_done = seed % 3
        first = milestone_chance(w, 0, 1.0)
        w.use_case[0].experiments = 9
        assert milestone_chance(w, 0, 1.0) == first
        logs.append(math.log(first / 0.1) / -0.7)
    inside = [x for x in logs if LEAST_CHANCE < 0.1 * math.exp(-0.7 * x) < 1]
    assert_mean(inside, 0.0, sigmas=4.5)
    assert_mean([x * x for x in inside], 1.0)


def test_knocked_in_alone_experiments_are_geometric_per_round() -> None:
    rows = flat(shipped(ONE_TEAM, ON_EXPERIMENTS, **ALONE, days=20_000, experiment_success=0.25, rounds_stop=0.5))
    done = [c for c in rows if c.finished >= 0]
    assert {c.rounds_done - c.rounds for c in done} == {0}
    assert_mean([c.experiments / c.rounds for c in done if c.rounds == 1], 4.0)
    assert_mean([c.experiments - 4 * c.rounds for c in done], 0.0)
    assert_mean([c.rounds for c in rows], rounds_expected(still_life(rounds_stop=0.5)))


def test_more_skilled_builders_need_fewer_experiments_where_skill_counts() -> None:
    how = ALONE | {"days": 20_000, "experiment_success": 0.25, "skill_on_success": 1.0}
    skilled = Toy([1], [[0]], [1.0], speeds=[1.6]).structure()
    few, many = (flat(shipped(s, ON_EXPERIMENTS, **how)) for s in (skilled, ONE_TEAM))
    assert_mean([c.experiments for c in few if c.finished >= 0], 1 / 0.4)
    assert_mean([c.experiments for c in many if c.finished >= 0], 1 / 0.25)


def stopped_on(managers, structure=ONE_TEAM, **values) -> list[float]:
    """Days from approval to the stop of use cases that never meet a milestone."""
    stuck = {"experiment_success": 1e-9, "experiment_days": 1.0, "stop_probability": 1.0}
    w = at_horizon(structure, ON_EXPERIMENTS, managers, ideas_per_day=1e-13, ready_ideas=20, **(stuck | values))
    cases = [w.use_case[u] for u in range(w.use_cases) if w.use_case[u].end == END_STOPPED]
    return [c.ended - c.milestone for c in cases if c.rounds_done == 0]


@pytest.mark.parametrize(("cycle", "patience", "stop"), [(10.0, 25.0, 30.0), (10.3, 30.9, 30.9), (40.0, 5.0, 40.0)])
def test_a_review_stops_what_has_met_no_milestone_for_so_long_or_longer(
    cycle: float, patience: float, stop: float
) -> None:
    days = stopped_on(managers_of(review=cycle, patience=patience))
    assert days
    assert days == pytest.approx([stop] * len(days), abs=1e-6)


def test_cycle_and_patience_are_those_of_whoever_pays() -> None:
    """The manager is of kind 0, the payer of kind 2."""
    paid = refit(ONE_TEAM, groups={0: {"manager": 0, "funder": 2}})
    days = stopped_on(managers_of({2: {"review": 15.0, "patience": 31.0}}, review=10.0, patience=5.0), paid)
    assert days
    assert days == pytest.approx([45.0] * len(days), abs=1e-6)


@pytest.mark.parametrize(("literacy", "coefficient", "expected"), [(0.0, 0.5, 0.4), (1.0, 0.5, 0.2), (1.0, -0.5, 0.6)])
def test_a_literate_reviewer_stops_less_where_the_coefficient_says_so(
    literacy: float, coefficient: float, expected: float
) -> None:
    """stop_probability * (1 - coefficient * literacy) at each review: reviews until the stop are geometric."""
    values = {"stop_probability": 0.4, "literacy_on_stop": coefficient}
    days = stopped_on(managers_of(review=5.0, patience=1.0, literacy=literacy), **values, wip_per_post=20)
    days += stopped_on(managers_of(review=5.0, patience=1.0, literacy=literacy), **values, wip_per_post=20, seed=2)
    days += stopped_on(managers_of(review=5.0, patience=1.0, literacy=literacy), **values, wip_per_post=20, seed=3)
    assert_mean([d / 5.0 for d in days], 1 / expected)


def test_switched_off_every_experiment_succeeds_and_nobody_reviews() -> None:
    w = at_horizon(
        ONE_TEAM, 0, managers_of(review=1.0, patience=0.0), **ALONE, experiment_success=0.1, stop_probability=1.0,
        rounds_stop=0.5, experiment_days=0.5, difficulty_spread=1.0,
    )  # fmt: skip
    cases = [w.use_case[u] for u in range(w.use_cases)]
    assert all(c.experiments == c.rounds and c.reviews == 0 for c in cases if c.finished >= 0)
    assert END_STOPPED not in {c.end for c in cases}


@pytest.mark.parametrize(("bad", "expected"), [(0.0, 0.8), (1.0, 0.3)])
def test_a_pilot_is_judged_once_as_an_idea_is(bad: float, expected: float) -> None:
    """After the first round it goes on with accept_good or accept_bad; a stop counts as one."""
    verdicts = {"accept_good": 0.8, "accept_bad": 0.3, "negative_share": bad, "rounds_stop": 0.3}
    rows = flat(shipped(ONE_TEAM, ON_EXPERIMENTS, **ALONE, days=20_000, **verdicts))
    judged = [c for c in rows if c.rounds_done >= 1]
    assert_mean([float(c.end != END_STOPPED) for c in judged], expected)
    assert {c.rounds_done for c in judged if c.end == END_STOPPED} == {1}


def test_improvements_are_not_judged() -> None:
    w = one_idea(accept_good=0.0)
    assert not goes_on(w, 0)
    w.use_case[0].parent = 0
    assert goes_on(w, 0)


def test_the_days_of_an_experiment_are_divided_in_the_diary() -> None:
    """.4 into data; of the rest .5 into modelling; what is left into insight."""
    parts = {"experiment_days": 10.0, "experiment_data": 0.4, "experiment_modelling": 0.5}
    w = at_horizon(ONE_TEAM, ON_EXPERIMENTS, **ALONE, **parts)
    kinds = [w.diary[k] for k in (DIARY_DATA, TASK_EXPERIMENT, DIARY_INSIGHT)]
    assert sum(kinds) == pytest.approx(w.worked[0])
    assert [k / w.worked[0] for k in kinds] == pytest.approx([0.4, 0.3, 0.3])
