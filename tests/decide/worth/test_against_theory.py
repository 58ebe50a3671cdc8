"""The worth of information where it has a closed form: within four standard errors, and without bias by luck."""

from itertools import product
from statistics import NormalDist

import numpy as np
import pytest

from mlorg.decide.worth import Cases, Survey, worth_of_everything, worth_of_knowing, worth_of_survey

NORMAL = NormalDist()
DRAWS = 2000


def cases(gains, known, seed=1):
    """Cases of one replication for each draw; `gains` has the shape (draws, alternatives)."""
    table = np.asarray(gains, float)
    return Cases(tuple(f"a{n}" for n in range(table.shape[1])), table[:, None, :], known, seed)


def worth_of_normal(mean, spread):
    """Of knowing a gain that is normal, if the choice is between it and nothing."""
    at = mean / spread
    return spread * NORMAL.pdf(at) + mean * NORMAL.cdf(at) - max(mean, 0.0)


def go_or_stay(seed, mean, prior_sd, luck):
    """Staying gives nothing, going an unknown gain, seen through luck."""
    random = np.random.default_rng(seed)
    gain = random.normal(mean, prior_sd, DRAWS)
    return cases(np.column_stack([np.zeros(DRAWS), gain + random.normal(0, luck, DRAWS)]), {"gain": gain}, seed)


@pytest.mark.parametrize(("mean", "prior_sd", "luck"), [(0.5, 1, 1), (0.3, 1, 2), (-0.4, 0.5, 0.2), (2, 1, 1)])
def test_one_assumption_normal(mean, prior_sd, luck):
    found = worth_of_knowing(go_or_stay(1, mean, prior_sd, luck), ["gain"])
    assert abs(found.worth - worth_of_normal(mean, prior_sd)) < 4 * found.se


@pytest.mark.parametrize(("observations", "spread"), [(1, 1.0), (10, 2.0), (10, 0.5)])
def test_a_survey_of_a_lognormal_assumption(observations, spread):
    """The log of the assumption is normal, so what n answers tell of it is normal too."""
    random = np.random.default_rng(2)
    mean, prior_sd = 0.3, 0.8
    logs = random.normal(mean, prior_sd, DRAWS)
    gains = np.column_stack([np.zeros(DRAWS), logs + random.normal(0, 1, DRAWS)])
    found = worth_of_survey(cases(gains, {"days": np.exp(logs)}), Survey("days", observations, spread=spread))
    told = prior_sd**2 / (prior_sd**2 + spread**2 / observations) ** 0.5
    assert abs(found.worth - worth_of_normal(mean, told)) < 4 * found.se


def test_a_group_is_worth_more_than_its_parts():
    random = np.random.default_rng(3)
    parts = random.normal(0, 1, (3, DRAWS))
    gain = 0.4 + parts.sum(axis=0) + random.normal(0, 1, DRAWS)
    of = cases(np.column_stack([np.zeros(DRAWS), gain]), {f"p{n}": part for n, part in enumerate(parts)})
    whole = worth_of_knowing(of, ["p0", "p1", "p2"])
    single = worth_of_knowing(of, ["p0"])
    assert abs(whole.worth - worth_of_normal(0.4, 3**0.5)) < 4 * whole.se
    assert abs(single.worth - worth_of_normal(0.4, 1)) < 4 * single.se


@pytest.mark.parametrize("q", [0.0, 0.3, 0.6])
def test_the_worth_of_a_channel_between_two_members_of_a_team(q):
    """Marschak and Radner: payoff 2a'x - a'Qa with Q = [[1, q], [q, 1]]; the channel is worth 2q²/(1-q²).

    Without it each acts on what it sees alone, a = x. With it they may correct that by b: the alternatives. A grid of
    corrections loses on average step²/6 against the best.
    """
    random = np.random.default_rng(4)
    step, reach = 0.3, 4.0
    matrix = np.array([[1, q], [q, 1]])
    seen = random.normal(0, 1, (DRAWS, 2))
    grid = np.arange(-reach, reach + step / 2, step) if q else np.array([-step, 0.0, step])
    corrections = np.array(sorted(product(grid - grid[len(grid) // 2], repeat=2), key=lambda b: b != (0.0, 0.0)))
    acts = seen[:, None, :] + corrections
    payoff = 2 * (acts * seen[:, None, :]).sum(axis=2) - np.einsum("dai,ij,daj->da", acts, matrix, acts)
    luck = random.normal(0, 0.5, (DRAWS, 1))
    found = worth_of_knowing(cases(payoff + luck, {"x1": seen[:, 0], "x2": seen[:, 1]}), ["x1", "x2"])
    lost = step**2 / 6 if q else 0.0
    assert abs(found.worth + lost - 2 * q**2 / (1 - q**2)) <= 4 * found.se + 1e-9


def test_knowing_everything_is_not_foreseeing_luck():
    """Four replications for each draw: what luck alone moves is not worth knowing."""
    random = np.random.default_rng(5)
    gain = random.normal(0.3, 1, DRAWS)
    going = gain[:, None] + random.normal(0, 1, (DRAWS, 4))
    of = Cases(("stay", "go"), np.stack([np.zeros((DRAWS, 4)), going], axis=-1), {"gain": gain})
    found = worth_of_everything(of)
    truth = worth_of_normal(0.3, 1)
    assert abs(found.worth - truth) < 4 * found.se
    assert worth_of_knowing(of, ["gain"]).worth <= found.worth + 4 * found.se


def test_over_many_samples_it_is_not_too_high():
    """The mean over 60 small samples lies within four standard errors of the truth, or below it."""
    truth = worth_of_normal(0.5, 1)
    found = []
    for seed in range(60):
        random = np.random.default_rng(seed)
        gain = random.normal(0.5, 1, 125)
        of = cases(np.column_stack([np.zeros(125), gain + random.normal(0, 2, 125)]), {"gain": gain})
        found.append(worth_of_knowing(of, ["gain"]).worth)
    assert np.mean(found) < truth + 4 * np.std(found) / 60**0.5
    assert np.mean(found) > 0.8 * truth
