"""The statistics of a decision where the truth is known: coverage, chances, losses, errors, dominance, verdicts."""

import numpy as np
import pytest

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, Verdict, rank
from mlorg.decide.choosing.dominance import dominance
from mlorg.decide.choosing.intervals import paired_interval, student_quantile
from mlorg.decide.choosing.luck import share_of_luck, without_luck
from mlorg.decide.choosing.outlook import outlook

from .made_up import made_up, with_aims

PROBLEMS = 2000


@pytest.mark.parametrize("draws", [4, 12, 125])
def test_paired_intervals_cover_the_truth_95_times_in_a_hundred(draws):
    """2,000 normal problems, each with a mean and a spread of its own: 95 ± 1.5 %."""
    random = np.random.default_rng(draws)
    means, spreads = random.normal(0, 3, PROBLEMS), random.lognormal(0, 1, PROBLEMS)
    held = 0
    for mean, spread in zip(means, spreads, strict=True):
        least, most = paired_interval(random.normal(mean, spread, draws))
        held += least <= mean <= most
    assert abs(held / PROBLEMS - 0.95) <= 0.015


@pytest.mark.parametrize(
    ("freedom", "exact"), [(1, 12.7062), (2, 4.30265), (3, 3.18245), (10, 2.22814), (124, 1.97928), (10**6, 1.95997)]
)
def test_quantiles_of_student(freedom, exact):
    assert student_quantile(0.975, freedom) == pytest.approx(exact, abs=0.004)


FACTS = np.array([[1.0, 0.3, 0.0], [0.3, 0.5, 0.2], [0.0, 0.2, 2.0]])
"""Covariance of what three structures are worth, over draws."""
MEANS = np.array([0.0, 0.4, 0.2])


def noisy(random, draws, per_draw, luck):
    """(what each is worth in each draw, the same seen through luck of different size in each and a common part)."""
    worth = random.multivariate_normal(MEANS, FACTS, draws).T
    noise = random.normal(0, 1, (3, draws, per_draw)) * np.array(luck)[:, None, None]
    return worth, worth[:, :, None] + noise + random.normal(0, 9, (draws, per_draw))


def test_chance_of_being_best_and_loss_are_those_of_the_facts_however_much_luck_there_is():
    """Normal facts and luck: within 4 standard errors of the truth, where luck alone would nearly double the loss."""
    random = np.random.default_rng(3)
    worth, _ = noisy(random, 400_000, 1, (0, 0, 0))
    true_best = np.bincount(worth.argmax(axis=0)) / worth.shape[1]
    true_loss = (worth.max(axis=0) - worth).mean(axis=1)
    _, table = noisy(random, 4000, 8, (2, 4, 6))
    comparison = made_up({TODAY: table[0], "a": table[1], "b": table[2]})
    ranking = rank(comparison, Arm.SETTLED)
    for i, name in enumerate((TODAY, "a", "b")):
        standing = ranking.standing(name)
        assert standing.p_best == pytest.approx(true_best[i], abs=4 * (0.25 / 4000) ** 0.5)
        assert standing.regret == pytest.approx(true_loss[i], abs=0.15)
    raw = table.mean(axis=2)
    assert (raw.max(axis=0) - raw).mean(axis=1).min() > 1.4 * true_loss.min()


def test_two_normal_alternatives_have_the_textbook_chance_and_loss():
    """Difference N(.5, 1): best with Φ(.5) = .6915; loss of choosing it φ(.5) − .5·Φ(−.5) = .1978."""
    difference = np.random.default_rng(5).normal(0.5, 1, (20_000, 1))
    standing = rank(made_up({TODAY: np.zeros((20_000, 1)), "a": difference}), Arm.SETTLED).standing("a")
    assert standing.p_best == pytest.approx(0.6915, abs=0.013)
    assert standing.regret == pytest.approx(0.1978, abs=0.012)


def test_share_of_luck_is_found():
    """Facts 1, luck 2²/8 in the mean of a draw: a third of the spread."""
    random = np.random.default_rng(6)
    table = random.normal(0, 1, (4000, 1)) + random.normal(0, 2, (4000, 8))
    assert share_of_luck(table) == pytest.approx(1 / 3, abs=0.04)
    assert np.isnan(share_of_luck(table[:, :1]))
    assert share_of_luck(np.ones((5, 2))) == 0


def test_nothing_is_taken_out_where_luck_cannot_be_seen():
    table = np.random.default_rng(7).normal(0, 1, (3, 10, 1))
    assert np.allclose(np.diff(without_luck(table), axis=0), np.diff(table[:, :, 0], axis=0))


@pytest.mark.parametrize("alternatives", [2, 6])
@pytest.mark.parametrize("law", ["normal", "lognormal"])
def test_structures_that_differ_in_nothing_but_luck_are_rarely_called_different(alternatives, law):
    """2,000 comparisons of 30 draws and 4 courses of luck: at most the 5 % that are stated."""
    random = np.random.default_rng(alternatives)
    called = 0
    for _ in range(PROBLEMS):
        facts = random.normal(0, 3, (30, 1))
        table = facts + getattr(random, law)(0, 1, (alternatives, 30, 4))
        second, first = table.mean(axis=(1, 2)).argsort()[-2:]
        called += outlook(table, first, second).verdict(zone=0.0) in (Verdict.CLEAR, Verdict.LEANING)
    assert called / PROBLEMS <= 0.05


def verdict(differences, zone=0.0):
    values = {TODAY: np.zeros_like(differences), "a": differences}
    return rank(with_aims(made_up(values), zone=zone), Arm.SETTLED)


def test_more_runs_would_not_decide_what_is_about_facts():
    """In six of ten cases a is ahead by 1, in four behind by 1; luck is small."""
    sign = np.where(np.arange(100) % 10 < 6, 1.0, -1.0)[:, None]
    seen = verdict(sign + np.random.default_rng(8).normal(0, 0.1, (100, 8)))
    assert (seen.verdict, seen.outlook.facts) == (Verdict.TOO_CLOSE, True)


def test_the_number_of_draws_that_would_decide_comes_true():
    """All luck: as many draws as told make the interval leave 0 out about half of the time, at the same difference."""
    random = np.random.default_rng(9)
    seen = verdict(0.2 + random.normal(0, 4, (40, 8)))
    assert not seen.outlook.facts
    assert seen.verdict is Verdict.TOO_CLOSE
    draws = seen.outlook.draws
    assert draws > 40
    difference = seen.outlook.difference
    more = [
        outlook(np.stack([difference + random.normal(0, 4, (draws, 8)), np.zeros((draws, 8))]), 0, 1)
        for _ in range(200)
    ]
    assert 0.3 < np.mean([one.least > 0 for one in more]) < 0.8


def test_a_difference_that_does_not_matter_is_told_as_such():
    differences = 0.05 + np.random.default_rng(10).normal(0, 0.1, (200, 2))
    assert verdict(differences, zone=0.1).verdict is Verdict.AS_GOOD
    assert verdict(differences, zone=0.01).verdict is not Verdict.AS_GOOD


@pytest.mark.parametrize(
    ("better", "worse", "order"),
    [
        ([1, 2, 3], [0, 2, 3], 1),
        ([3, 1, 2], [1, 2, 3], 0),  # the same law in another order
        ([2, 2, 2], [1, 2, 3], 2),  # a mean-preserving spread
        ([1, 2, 3], [2, 2, 2], 0),
        ([0, 9, 9], [1, 2, 3], 0),
    ],
)
def test_stochastic_dominance(better, worse, order):
    assert dominance(np.array(better, float), np.array(worse, float)) == order


def test_normal_laws_dominate_as_theory_says():
    """N(1, 1) over N(0, 1) to the first order, N(0, 1) over N(0, 2) to the second, on evenly spaced quantiles."""
    from statistics import NormalDist

    z = np.array([NormalDist().inv_cdf((i + 0.5) / 500) for i in range(500)])
    assert dominance(1 + z, z) == 1
    assert (dominance(z, 2 * z), dominance(2 * z, z)) == (2, 0)


def test_a_dominated_alternative_is_told_with_the_best_of_those_that_dominate_it():
    values = {TODAY: [1, 2], "a": [3, 4], "b": [5, 6]}
    ranking = rank(made_up({n: np.array(v, float)[:, None] for n, v in values.items()}), Arm.SETTLED)
    told = [(s.alternative, s.dominated_by, s.dominated_to) for s in ranking.standings]
    assert told == [("b", "", 0), ("a", "b", 1), (TODAY, "b", 1)]


def test_chances_with_luck_included_are_counted_over_replications():
    values = {TODAY: [[0.0, 0.0]] * 4, "a": [[3.0, -1.0]] * 4}
    standing = rank(made_up({n: np.array(v) for n, v in values.items()}), Arm.SETTLED).standing("a")
    assert (standing.p_best, standing.p_best_by_luck) == (1, 0.5)


def test_who_cannot_be_told_from_doing_nothing_does_not_lead():
    """b is just below a in every draw; against today both swing widely."""
    swing = np.where(np.arange(40) % 2 == 0, 9.0, -8.0)[:, None]
    values = {TODAY: np.full((40, 1), -3.0), "a": swing, "b": swing - 2.0 - 0.1 * np.abs(swing)}
    ranking = rank(made_up(values), Arm.SETTLED)
    assert [s.alternative for s in ranking.standings] == ["a", "b", TODAY]
    assert (ranking.verdict, ranking.leader, ranking.next_best) == (Verdict.TOO_CLOSE, "a", TODAY)
