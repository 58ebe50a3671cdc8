"""Shares, intervals and verdicts: one rule for all."""

import numpy as np
import pytest

from mlorg.decide.choosing.intervals import wilson
from mlorg.decide.claims.summaries import killed, median, middle
from mlorg.decide.claims.verdicts import Difference, difference, relative, share, verdict


def draws(*counts_and_values):
    return Difference(np.array([np.concatenate([np.full(n, v) for n, v in counts_and_values])]))


def test_the_interval_is_wilsons():
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_differences_are_relative_to_the_comparator():
    mine, other = np.array([1.1, 2.0, 0.0, -1.0, 1.0]), np.array([1.0, 0.0, 0.0, -2.0, np.nan])
    assert relative(mine, other)[:4].tolist() == pytest.approx([0.1, np.inf, 0.0, 0.5])
    assert np.isnan(relative(mine, other)[4])


@pytest.mark.parametrize(
    ("found", "superlative", "said"),
    [
        (draws((170, 0.2), (30, 0.0)), False, "holds"),
        (draws((150, 0.2), (50, -0.2)), False, "undecided"),
        (draws((170, -0.2), (30, 0.2)), False, "reversed"),
        (draws((120, 0.01), (80, 0.2)), False, "equivalent"),
        (draws((105, 0.01), (95, 0.2)), False, "undecided"),
        (draws((60, 0.2), (140, 0.0)), True, "equivalent"),
        (draws((60, 0.2), (140, -0.01)), False, "equivalent"),
        (draws((90, 0.2), (80, 0.0), (30, -0.2)), True, "holds"),
        (draws((100, 0.2), (100, -0.2)), True, "undecided"),
        (
            draws(
                (20, np.nan),
            ),
            False,
            "undecided",
        ),
    ],
)
def test_verdicts(found, superlative, said):
    if superlative and said == "equivalent":
        said = "undecided"  # best in more than one draw of five, and equal in most: both are true
    assert verdict(found, superlative) == said


def test_all_comparators_must_hold():
    stated = np.array([np.full(200, 0.2), np.full(200, 0.0)])
    assert share(Difference(stated)).value == 0.0
    assert verdict(Difference(stated).only(0)) == "holds"


def test_not_worse_allows_a_tenth():
    level = np.full(100, 0.92)
    found = difference([(level, np.ones(100))], "not worse")
    assert verdict(found) == "holds"
    assert verdict(difference([(level - 0.03, np.ones(100))], "not worse")) == "reversed"


def test_shorter_means_less():
    assert share(difference([(np.array([8.0, 12.0]), np.array([10.0, 10.0]))], "shorter")).hits == 1


def test_draws_without_a_value_count_in_no_share():
    found = share(Difference(np.array([[0.2, np.nan, 0.0]])))
    assert (found.hits, found.draws) == (1, 2)


def test_an_effect_without_a_number_is_no_number():
    assert median(np.array([np.inf, np.inf, 0.1])) is None
    assert median(np.array([np.nan, 0.3, 0.1, 0.2])) == 0.2
    assert middle(np.array([np.nan])) == (None, None)


@pytest.mark.parametrize(
    ("full", "left", "answer"),
    [(0.4, 0.1, True), (0.4, 0.11, False), (0.4, -0.5, True), (0.04, 0.0, None), (None, 0.0, None), (-0.4, 0.0, None)],
)
def test_killed_means_at_most_a_quarter_is_left(full, left, answer):
    assert killed(full, left) is answer
