"""Weights, their widening, and what they say about coefficients."""

import numpy as np
import pytest

from mlorg.decide.validation import CalibrationEffort, calibrate, targets
from mlorg.decide.validation.calibration import (
    distance,
    effective,
    least_widening,
    shift_of,
    squared_distance,
    weighted_median,
    weights_at,
)
from mlorg.decide.validation.targets import Part
from mlorg.sim import priors

PART = Part("one", "share", 0.5, 0.4, 0.6)


def test_distance_is_in_half_widths_and_nothing_known_counts_as_none():
    assert distance(PART, np.array([0.5, 0.6, 0.3, np.nan])) == pytest.approx([0, 1, 2, 0])
    bound = Part("one", "days", 2.0, None, 3.0)
    assert distance(bound, np.array([1.0, 5.0])) == pytest.approx([0, 1])


def test_a_target_without_any_figure_says_nothing():
    target = targets()["VT03"]
    assert squared_distance(target, np.full((4, 1), np.nan)).tolist() == [0] * 4


def test_equal_distances_weigh_alike_and_a_near_draw_outweighs_a_far_one():
    assert effective(weights_at(np.ones(8), 1.0)) == pytest.approx(8)
    near, far = weights_at(np.array([0.0, 1.0]), 1.0)
    assert near / far == pytest.approx(np.exp(1.96**2 / 2))


def test_tolerances_are_widened_only_as_far_as_needed():
    assert least_widening(np.zeros(1000)) == 1.0
    spread = np.linspace(0, 400, 1000)
    found = least_widening(spread)
    assert effective(weights_at(spread, found)) == pytest.approx(50, rel=0.01)


def test_a_coefficient_that_decides_moves_and_another_does_not():
    random = np.random.default_rng(1)
    deciding, idle = random.normal(0, 1, 4000), random.normal(0, 1, 4000)
    weights = weights_at((deciding - 1.5) ** 2, 1.0)
    moved, kept = (shift_of("x", True, values, weights) for values in (deciding, idle))
    assert moved.moved
    assert moved.sd_ratio < 0.7
    assert moved.move > 1
    assert not kept.moved


def test_the_weighted_median():
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([0.1, 0.2, 0.7])) == 2.0


def test_a_small_calibration_tells_every_coefficient_twice():
    found = calibrate(CalibrationEffort(6, 1, 1, 1, 1))
    inputs, both = found.posteriors
    assert {targets()[name].kind for name in inputs.targets} == {"input check"}
    assert {"VT01", "VT03", "VT29"} == set(both.targets) - set(inputs.targets)
    assert {c.name for c in both.coefficients} == set(priors())
    assert sum(d.weight for d in both.near) == pytest.approx(1)
