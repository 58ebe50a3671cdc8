"""Sequential selection on published problems: how often it is right, and what it costs against equal allocation."""

from itertools import pairwise

import numpy as np
import pytest

from mlorg.decide.comparing.selection import Race, StoppingRule, select

from .problems import DECREASING, EQUALLY_SPACED, RULE, SLIPPAGE, equal_allocation, normal, trials


def test_a_third_of_what_equal_allocation_needs_suffices_for_ten_equally_spaced_means():
    right, samples = trials(EQUALLY_SPACED)
    assert right >= 0.95
    assert equal_allocation(EQUALLY_SPACED) / samples >= 3


def test_the_slippage_configuration_is_right_about_as_often_as_wanted():
    """The worst case, in theory at exactly .95: at most 3 standard errors of 300 trials below that."""
    right, samples = trials(SLIPPAGE)
    assert right >= 0.95 - 3 * (0.95 * 0.05 / 300) ** 0.5
    assert equal_allocation(SLIPPAGE) / samples >= 2


def test_decreasing_means_are_selected_rightly():
    right, samples = trials(DECREASING)
    assert right >= 0.95
    assert equal_allocation(DECREASING) / samples >= 1.8


def test_what_a_round_shares_costs_nothing():
    """With a common part of five times the spread, paired samples need no more than without."""
    _, alone = trials(EQUALLY_SPACED, 50)
    right, paired = trials(EQUALLY_SPACED, 50, common=30.0)
    assert right >= 0.9
    assert paired == pytest.approx(alone, rel=0.15)


def test_alternatives_that_are_the_same_are_not_told_apart_for_ever():
    luck = np.random.default_rng(2).normal(0, 1, 1000)
    found = select(2, lambda alive, rounds: np.array([luck[rounds.start : rounds.stop]] * len(alive)), RULE)
    assert (found.decided, found.replications) == (True, 2 * RULE.first)


def test_it_ends_undecided_where_the_rounds_run_out():
    rule = StoppingRule(zone=1e-6, first=10, step=5, most=40)
    found = select(3, normal(np.zeros(3), np.random.default_rng(3)), rule)
    assert not found.decided
    assert max(found.rounds) == 40


def test_a_race_of_one_needs_no_samples():
    race = Race(1, RULE)
    assert race.decided
    assert race.over


def test_who_was_dropped_is_not_asked_for_again():
    asked = []

    def sample(alive, rounds):
        asked.append((tuple(alive), rounds))
        return normal(np.array([0.0, 0.0, 30.0]), random)(alive, rounds)

    random = np.random.default_rng(4)
    found = select(3, sample, RULE)
    assert found.best == 2
    assert asked[0] == ((0, 1, 2), range(0, 10))
    assert all(set(later) <= set(before) for (before, _), (later, _) in pairwise(asked))
