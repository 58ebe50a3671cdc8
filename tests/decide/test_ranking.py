"""How alternatives are ranked, on made-up outcomes whose answer can be worked out by hand."""

import numpy as np
import pytest

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, Verdict, rank

from .made_up import made_up

FOUR_DRAWS = {TODAY: [1, 1, 1, 1], "a": [2, 0, 2, 2], "b": [0, 3, 0, 0]}


def ranked(values, **more):
    table = {name: np.array(column, float).reshape(len(column), -1) for name, column in values.items()}
    return rank(made_up(table, **more), Arm.RESTRUCTURED)


def test_chance_of_being_best_is_the_share_of_draws():
    ranking = ranked(FOUR_DRAWS)
    assert [ranking.standing(name).p_best for name in (TODAY, "a", "b")] == [0, 0.75, 0.25]
    assert ranking.standing("a").p_better == 0.75


def test_regret_is_the_mean_loss_against_the_best_of_each_draw():
    ranking = ranked(FOUR_DRAWS)
    assert [ranking.standing(name).regret for name in (TODAY, "a", "b")] == [1.25, 0.75, 1.5]


def test_difference_and_its_interval():
    """Differences of a are 1, -1, 1, 1: mean .5, standard deviation 1, so .5 ± 3.182 · 1 / √4, Student's t with 3."""
    standing = ranked(FOUR_DRAWS).standing("a")
    assert (standing.difference, standing.least, standing.most) == pytest.approx((0.5, -1.0912, 2.0912), abs=0.002)


def test_the_worst_is_the_mean_of_the_lowest_tenth():
    values = {TODAY: np.zeros(40), "a": np.arange(40.0)}
    assert ranked(values).standing("a").worst == 1.5


def test_best_first_and_the_verdict_is_about_the_first_two():
    ranking = ranked(FOUR_DRAWS)
    assert [s.alternative for s in ranking.standings] == ["a", TODAY, "b"]
    assert (ranking.leader, ranking.next_best, ranking.p_leader) == ("a", TODAY, 0.75)


@pytest.mark.parametrize(("wins", "verdict"), [(9, "clear"), (8, "leaning"), (7, "too close to call")])
def test_a_lead_needs_three_quarters_of_the_draws_and_nine_tenths_to_be_clear(wins, verdict):
    values = {TODAY: np.zeros(10), "a": [1.0] * wins + [-0.1] * (10 - wins)}
    assert ranked(values).verdict == verdict


def test_nobody_wins_where_all_are_the_same():
    luck = np.random.default_rng(1).lognormal(3, 1, (50, 4))
    ranking = ranked({name: luck for name in (TODAY, "a", "b", "c")})
    assert ranking.verdict is Verdict.TOO_CLOSE
    assert ranking.p_leader == 0.5
    assert all((s.difference, s.regret) == (0, 0) for s in ranking.standings)


def test_nobody_wins_where_differences_are_luck():
    """Over many seeds a lead that is nothing but luck is called clear in none, and a lean in few."""
    verdicts = []
    for seed in range(200):
        luck = np.random.default_rng(seed).normal(0, 1, (3, 100))
        verdicts.append(ranked({TODAY: luck[0], "a": luck[1], "b": luck[2]}).verdict)
    assert verdicts.count(Verdict.CLEAR) == 0
    assert verdicts.count(Verdict.LEANING) <= 2


def test_a_stage_is_shown_but_never_leads():
    ranking = ranked({TODAY: [1, 1], "stage": [9, 9], "a": [2, 2]}, stages=("stage",))
    assert ranking.standings[0].alternative == "stage"
    assert (ranking.leader, ranking.standing("stage").p_best, ranking.standing("a").p_best) == ("a", 0, 1)


def test_less_is_better_where_that_is_said():
    values = {TODAY: np.array([[5.0], [5.0]]), "a": np.array([[3.0], [4.0]])}
    ranking = rank(made_up(values), Arm.SETTLED, more=False)
    assert ranking.leader == "a"
    assert ranking.standing("a").difference == 1.5


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """1,000 tries: 95 % ± 4 standard errors of a share."""
    held = 0
    for seed in range(1000):
        luck = np.random.default_rng(seed).normal(0, 3, (60, 1))
        standing = ranked({TODAY: np.zeros(60), "a": 2 + luck}).standing("a")
        held += standing.least <= 2 <= standing.most
    assert abs(held / 1000 - 0.95) < 0.028


def test_draws_without_the_outcome_anywhere_are_left_out():
    """A share needs a denominator: without hand-offs there is no share of hand-offs sent back."""
    comparison = made_up({TODAY: np.ones((4, 1)), "a": np.ones((4, 1))}, measure="returns")
    ranking = rank(comparison, Arm.SETTLED, "sent_back", more=False)
    assert np.isnan(ranking.standing("a").mean)
    assert ranking.verdict is Verdict.TOO_CLOSE
