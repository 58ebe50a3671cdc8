"""Mechanism 1: arrivals, worth, how ideas look to a team, and which one it takes."""

from collections import Counter
from math import exp, log, sqrt

import pytest

from mlorg.sim.constants import (
    END_WITHDRAWN,
    MOST_CONSIDERED,
    NONE,
    ON_IDEAS,
    TASK_ACCESS,
    TASK_EXPERIMENT,
    TASK_INTEGRATE,
)
from mlorg.sim.lifecycle import content
from mlorg.sim.mechanisms.ideas import (
    BY_SHARES,
    BY_SPONSOR,
    appeal,
    append_backlog,
    best_idea,
    error_of,
    hands,
    leave_backlog,
    mean_size,
    promise,
    take_idea,
)
from mlorg.sim.oracles.toys import rounds_expected, still_life

from .lab import ONE_TEAM, TWO_LINES, Toy, assert_mean, day_0, flat, refit, shipped

PARETO_KEPT = 0.999


def seen_by(w, u):
    """Worth per day of effort of an idea as the first team sees it."""
    return exp(appeal(w, u, error_of(w, 0, w.use_case[u].line)))


def waiting(structure=ONE_TEAM, on=ON_IDEAS, n=2000, **values):
    """A world in which so many ideas of each line wait on day 0."""
    return day_0(structure, on, ideas_per_day=1e-6, ready_ideas=n, **values)


def cases(w):
    return [w.use_case[u] for u in range(w.use_cases)]


def noise(w):
    return [w.idea[u].noise for u in range(w.use_cases)]


def offer_again(w, u, **otherwise):
    """Into the backlog anew, after a change of the use case."""
    leave_backlog(w, u)
    for name, value in otherwise.items():
        setattr(w.use_case[u], name, value)
    append_backlog(w, u)


def test_ideas_arrive_per_line_at_its_share_of_the_rate() -> None:
    rows = flat(shipped(TWO_LINES, ideas_per_day=2.0, days=5000))
    for line, share in enumerate((0.75, 0.25)):
        expected = 2.0 * share * 5000
        assert abs(sum(c.line == line for c in rows) - expected) < 4 * sqrt(expected)


def test_rounds_follow_the_stopped_geometric_law() -> None:
    w = waiting(rounds_stop=0.4)
    assert_mean([c.rounds for c in cases(w)], rounds_expected(still_life(rounds_stop=0.4)))
    assert max(c.rounds for c in cases(w)) <= 12


def test_worth_is_a_truncated_pareto_whose_median_for_two_rounds_is_the_scale() -> None:
    """Kolmogorov-Smirnov against the stated law; the factor of rounds is taken out first."""
    w = waiting(worth_scale=3.0, worth_tail=1.2, worth_rounds_power=0.7, rounds_stop=0.5)
    lowest = (1 - 0.5 * PARETO_KEPT) ** (1 / 1.2)
    base = sorted(c.worth / 3.0 / (c.rounds / 2) ** 0.7 for c in cases(w))
    law = [(1 - (lowest / b) ** 1.2) / PARETO_KEPT for b in base]
    assert max(abs(v - (i + 0.5) / len(law)) for i, v in enumerate(law)) < 1.95 / sqrt(len(law))
    assert base[0] >= lowest * (1 - 1e-12)
    assert base[-1] <= lowest * 1000 ** (1 / 1.2)


def test_negative_ideas_cost_a_third_of_what_they_seem_worth() -> None:
    good, bad = waiting(negative_share=0.0, n=50), waiting(negative_share=1.0, n=50)
    assert [c.worth for c in cases(bad)] == pytest.approx([-c.worth / 3 for c in cases(good)])
    assert [seen_by(bad, u) for u in range(50)] == pytest.approx([seen_by(good, u) for u in range(50)])


def test_shares_of_automated_and_negative_ideas_are_those_of_the_environment() -> None:
    w = waiting(automated_share=0.4, negative_share=0.2)
    assert_mean([float(c.automated) for c in cases(w)], 0.4)
    assert_mean([float(c.negative) for c in cases(w)], 0.2)


@pytest.mark.parametrize("known", [0.0, 0.5, 1.0])
def test_perceived_worth_per_effort(known: float) -> None:
    """Noise falls with familiarity: worth * exp(noise * (1 - c f) z) / effort."""
    coefficients = {"perception_noise": 0.8, "familiarity_on_noise": 0.6, "familiarity_outside": known}
    days = {"prepare_days": 5.0, "experiment_days": 4.0, "experiment_success": 0.5, "integration_days": 8.0}
    w = waiting(n=20, rounds_stop=0.5, **coefficients, **days)
    for u, c in enumerate(cases(w)):
        seen = c.worth * exp(0.8 * (1 - 0.6 * known) * w.idea[u].noise)
        assert seen_by(w, u) == pytest.approx(seen / (c.rounds * 4.0 / 0.5 + 8.0))


def test_the_noise_is_standard_normal_and_keyed_to_the_idea() -> None:
    one, other = waiting(), waiting(Toy([3], [[0]], [1.0]).structure(), on=0)
    assert noise(one) == noise(other)
    assert_mean(noise(one), 0.0)
    assert_mean([z**2 for z in noise(one)], 1.0)


def test_a_team_takes_what_looks_best_among_the_oldest_forty() -> None:
    w = waiting(n=60, perception_noise=0.5)
    w.use_case[MOST_CONSIDERED].worth = 1e9
    w.idea[MOST_CONSIDERED].promise = promise(w, MOST_CONSIDERED)
    best = max(range(MOST_CONSIDERED), key=lambda u: seen_by(w, u))
    assert best_idea(w, 0) == best
    assert seen_by(w, MOST_CONSIDERED) > seen_by(w, best)


def test_a_long_term_mandate_looks_at_long_ideas_and_improvements_only() -> None:
    w = waiting(refit(ONE_TEAM, groups={0: {"long_term": 1}}), n=40, rounds_stop=0.5)
    assert w.use_case[best_idea(w, 0)].rounds >= 4
    for u in range(40):
        offer_again(w, u, rounds=3)
    assert best_idea(w, 0) == NONE
    offer_again(w, 7, parent=0)
    assert best_idea(w, 0) == 7


def test_allocation_by_shares_serves_lines_in_proportion_to_their_ideas() -> None:
    w = waiting(refit(TWO_LINES, allocation=BY_SHARES), n=100, wip_per_post=100)
    taken = Counter(w.use_case[take_idea(w, 0)].line for _ in range(80))
    assert taken == {0: 60, 1: 20}


def test_allocation_by_sponsor_serves_the_line_with_most_users_first() -> None:
    users = refit(TWO_LINES, lines={0: {"users": 5}, 1: {"users": 9}}, allocation=BY_SPONSOR)
    w = waiting(users, n=10, wip_per_post=100)
    assert [w.use_case[take_idea(w, 0)].line for _ in range(12)] == [1] * 10 + [0] * 2


def test_allocation_by_worth_serves_what_appeals_most_wherever_it_comes_from() -> None:
    w = waiting(TWO_LINES, n=20, wip_per_post=100)
    appeals = [seen_by(w, take_idea(w, 0)) for _ in range(40)]
    assert appeals == sorted(appeals, reverse=True)


@pytest.mark.parametrize(("per_post", "people", "expected"), [(1.6, 1, 2), (1.6, 5, 8), (0.1, 3, 1)])
def test_use_cases_in_hand_are_limited_by_people_present(per_post: float, people: int, expected: int) -> None:
    w = waiting(Toy([people], [[0]], [1.0]).structure(), n=50, wip_per_post=per_post)
    assert hands(w, 0) == expected
    assert sum(take_idea(w, 0) != NONE for _ in range(50)) == expected
    w.group[0].present = 0
    assert hands(w, 0) == 0


def test_an_idea_that_nobody_takes_up_is_withdrawn_after_its_shelf_life() -> None:
    only_first = Toy([1], [[0]], [0.5, 0.5]).structure()
    rows = [c for c in flat(shipped(only_first, ideas_per_day=1.0, days=4000, shelf_days=30)) if c.line == 1]
    ended = [c.ended - c.offered for c in rows if c.offered < 3500]
    assert {c.end for c in rows if c.offered < 3500} == {END_WITHDRAWN}
    assert_mean(ended, 30.0)


def test_data_sets_one_and_a_few_more_mostly_the_lines_own() -> None:
    """Poisson(.5) cut off at 3; three lines with one data set each, so an outside draw hits another's in 2 of 3."""
    three = Toy([1], [[0, 1, 2]], [0.4, 0.3, 0.3], warehouse=0).structure()
    w = waiting(three, n=1000, extra_datasets=0.5, outside_share=0.3)
    p = [exp(-0.5) * 0.5**k / (1, 1, 2)[k] for k in range(3)]
    assert_mean([c.datasets for c in cases(w)], 1 + p[1] + 2 * p[2] + 3 * (1 - sum(p)))
    assert_mean([float(c.dataset_0 != c.line) for c in cases(w)], 0.3 * 2 / 3)


def test_switched_off_all_ideas_are_worth_the_same_and_seen_as_they_are() -> None:
    w = waiting(on=0, n=50, worth_scale=2.0, perception_noise=1.0, rounds_stop=0.5, integration_days=1.0)
    assert {c.worth for c in cases(w)} == {2.0}
    assert [seen_by(w, u) for u, c in enumerate(cases(w))] == pytest.approx(
        [2.0 / (1.0 + c.rounds * 1e-9) for c in cases(w)]
    )


def test_alone_it_makes_worth_differ_and_nothing_else() -> None:
    on, off = (flat(shipped(ONE_TEAM, switch, ideas_per_day=0.5, wip_per_post=1)) for switch in (ON_IDEAS, 0))
    assert len({c.worth for c in on}) > 100
    assert len({c.worth for c in off}) == 1
    assert [(c.offered, c.rounds, c.automated) for c in on] == [(c.offered, c.rounds, c.automated) for c in off]


def test_size_is_lognormal_and_overruns_are_a_cut_pareto() -> None:
    """So that the mean work of an idea is as its load assumes: `mean_size`."""
    w = waiting(n=3000, size_sigma=0.5, overrun_share=0.3, overrun_tail=1.5)
    sizes, overruns = [c.size for c in cases(w)], [c.overrun for c in cases(w)]
    assert_mean([log(s) for s in sizes], 0.0)
    assert_mean([log(s) ** 2 for s in sizes], 0.25)
    assert_mean([float(o > 1) for o in overruns], 0.3)
    assert min(o for o in overruns if o > 1) >= 1.5
    assert max(overruns) == 10.0
    assert_mean([float(o > 3) for o in overruns if o > 1], 2**-1.5)
    assert_mean([s * o for s, o in zip(sizes, overruns, strict=True)], mean_size(w))


def test_everybody_sees_the_size_and_nobody_the_overrun() -> None:
    w = waiting(n=1, integration_days=8.0)
    before = promise(w, 0)
    w.use_case[0].overrun = 5.0
    assert promise(w, 0) == before
    w.use_case[0].size = 2.0
    assert promise(w, 0) == pytest.approx(before - log(2.0))


@pytest.mark.parametrize(("kind", "factor"), [(TASK_EXPERIMENT, 6.0), (TASK_INTEGRATE, 6.0), (TASK_ACCESS, 1.0)])
def test_both_make_building_and_upkeep_longer_and_nothing_else(kind: int, factor: float) -> None:
    w = waiting(n=1)
    w.use_case[0].size, w.use_case[0].overrun = 2.0, 3.0
    assert content(w, 0, kind, 0, 10.0) == pytest.approx(10.0 * factor)
