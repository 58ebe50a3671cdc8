"""Fitting to a past against a closed form, what is out of reach, and that luck moves nothing."""

import numpy as np
import pytest

from mlorg.decide.history import contradictions, fit, moved

DRAWS = 4000


def drawn(seed, luck):
    """An assumption that is standard normal, one that has no influence, and a summary: the first plus luck."""
    random = np.random.default_rng(seed)
    known = {"acts": random.normal(0, 1, DRAWS), "idle": random.normal(0, 1, DRAWS)}
    return known, (known["acts"] + random.normal(0, luck, DRAWS))[:, None]


@pytest.mark.parametrize(("luck", "seen"), [(1.0, 1.0), (0.5, -1.2), (2.0, 0.4)])
def test_normal_prior_and_normal_luck_have_a_normal_posterior(luck, seen):
    known, simulated = drawn(1, luck)
    posterior = fit(simulated, np.array([seen]), known)
    values, weights = posterior.values["acts"], posterior.weights
    mean, variance = seen / (1 + luck**2), luck**2 / (1 + luck**2)
    found = weights @ values
    assert abs(found - mean) < 4 * (variance / posterior.effective) ** 0.5
    assert weights @ (values - found) ** 2 == pytest.approx(variance, rel=0.3)


def test_what_acts_is_moved_and_what_does_not_is_not():
    known, simulated = drawn(2, 0.3)
    found = {m.assumption: m for m in moved(fit(simulated, np.array([1.5]), known), known)}
    assert found["acts"].clearly
    assert found["acts"].after[0] < 1.4 < found["acts"].after[2]
    assert found["acts"].width < 0.5
    assert not found["idle"].clearly


def test_luck_rarely_moves_anything_even_at_the_edge():
    """Meant for one in twenty; more than 6 of 30 happens less than once in three hundred."""
    alarms = 0
    for seed in range(30):
        random = np.random.default_rng(seed)
        known = {f"a{n}": random.normal(0, 1, 500) for n in range(40)}
        posterior = fit(random.normal(0, 1, (500, 3)), np.array([0.0, 1.5, -1.5]), known)
        alarms += any(m.clearly for m in moved(posterior, known))
    assert alarms <= 6


def test_a_value_that_hardly_any_draw_reaches_is_named():
    _, simulated = drawn(3, 1)
    both = np.column_stack([simulated[:, 0], np.random.default_rng(4).normal(0, 1, DRAWS)])
    assert contradictions(both, np.array([0.5, 0.5])) == ([False, False], False)
    alone, together = contradictions(both, np.array([0.5, 9.0]))
    assert (alone, together) == ([False, True], True)


def test_a_combination_may_be_out_of_reach_though_each_value_is_not():
    random = np.random.default_rng(5)
    line = random.normal(0, 1, DRAWS)
    both = np.column_stack([line, line + random.normal(0, 0.05, DRAWS)])
    assert contradictions(both, np.array([1.2, -1.2])) == ([False, False], True)


def test_draws_without_a_value_cannot_fit():
    known, simulated = drawn(6, 1)
    simulated[100:] = np.nan
    assert fit(simulated, np.array([0.0]), known).kept.max() < 100
    simulated[10:] = np.nan
    assert fit(simulated, np.array([0.0]), known) is None
    assert contradictions(simulated, np.array([0.0]))[1]
