"""First-order indices against their closed forms, noise, and where the lead turns."""

from math import pi

import numpy as np
import pytest

from mlorg.decide.robustness import explained, influences, share_of_luck, turning_points
from mlorg.decide.worth import Cases


def cases(lead, known, seed=1):
    """Two alternatives; `lead`, shape (draws, replications), is the first minus the second."""
    table = np.asarray(lead, float).reshape(len(lead), -1)
    return Cases(("first", "second"), np.stack([table, np.zeros_like(table)], axis=-1), known, seed)


def test_the_function_of_ishigami_and_homma():
    """f = sin x1 + 7 sin² x2 + x3⁴ sin x1 / 10 on (-π, π)³; the variance and its parts are integrals of powers."""
    random = np.random.default_rng(1)
    x = random.uniform(-pi, pi, (3, 4000))
    y = np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])
    first, second, both = (1 + 0.1 * pi**4 / 5) ** 2 / 2, 49 / 8, 0.01 * pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + both
    found = [explained(y[:, None], column)[0] for column in x]
    assert found == pytest.approx([first / whole, second / whole, 0.0], abs=0.03)


def test_shares_of_a_sum_are_the_shares_of_its_variance():
    random = np.random.default_rng(2)
    known = {name: random.normal(0, 1, 1000) for name in "abc"}
    lead = 1 + 2 * known["a"] + known["b"] + random.normal(0, 1, 1000)
    found = {i.assumption: i for i in influences(cases(lead, known))}
    assert [found[n].share for n in "abc"] == pytest.approx([4 / 6, 1 / 6, 0], abs=0.04)
    assert [found[n].stands_out for n in "abc"] == [True, True, False]


def test_noise_rarely_has_influence():
    """Meant for one in ten; more than 10 of 40 happens about once in seven hundred."""
    found = 0
    for seed in range(40):
        random = np.random.default_rng(seed)
        known = {f"a{n}": random.random(125) for n in range(30)}
        found += any(i.stands_out for i in influences(cases(random.lognormal(0, 1, 125), known, seed)))
    assert found <= 10


def test_the_lead_turns_at_the_nearest_value_where_the_next_best_is_ahead():
    random = np.random.default_rng(3)
    known = {"near": random.normal(10, 2, 2000), "far": random.normal(0, 1, 2000)}
    lead = (known["near"] - 8) + (known["far"] + 2) / 2
    found = turning_points(cases(lead, known), ["far", "near"])
    assert [p.assumption for p in found] == ["near"]
    assert found[0].at == pytest.approx(7, abs=0.2)
    assert found[0].deviations == pytest.approx(-1.5, abs=0.1)
    assert (found[0].instead, round(found[0].middle)) == ("second", 10)


def test_luck_has_its_share():
    """Variance 1 between draws and 4 within, four replications: half of what is seen is luck."""
    random = np.random.default_rng(4)
    lead = 3 + random.normal(0, 1, (2000, 1)) + random.normal(0, 2, (2000, 4))
    assert share_of_luck(cases(lead, {})) == pytest.approx(0.5, abs=0.05)
    assert share_of_luck(cases(lead[:, :1], {})) is None


def test_where_the_lead_never_changes_nothing_influences_it():
    found = influences(cases(np.ones(30), {"a": np.arange(30.0)}))
    assert [(i.share, i.stands_out) for i in found] == [(0.0, False)]
