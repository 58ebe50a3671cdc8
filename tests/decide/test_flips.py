"""Which assumptions would change the answer: found if planted, and rarely found where nothing matters."""

import numpy as np
import pytest

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, flipping_assumptions

from .made_up import made_up

DRAWS, ASSUMPTIONS = 125, 60


def assumptions(random):
    return {f"a{n:02}": random.random(DRAWS) for n in range(ASSUMPTIONS)}


def planted(seed, heavy_tails=False):
    """`a00` decides: below its middle staying is better, above it moving; all else is luck."""
    random = np.random.default_rng(seed)
    known = assumptions(random)
    level = random.lognormal(4, 1, DRAWS) if heavy_tails else np.full(DRAWS, 100.0)
    gain = level * (known["a00"] - 0.5 + random.normal(0, 0.2, DRAWS))
    return made_up({TODAY: level[:, None], "move": (level + gain)[:, None]}, known)


def nothing_matters(seed):
    random = np.random.default_rng(seed)
    level = random.lognormal(4, 1, (DRAWS, 1))
    moves = {f"move-{n}": level * (1 + random.normal(0, 0.15, (DRAWS, 1))) for n in range(6)}
    return made_up({TODAY: level, **moves}, assumptions(random))


@pytest.mark.parametrize("heavy_tails", [False, True])
def test_a_planted_assumption_is_found_and_worth_most(heavy_tails):
    first = [flipping_assumptions(planted(seed, heavy_tails), Arm.SETTLED)[:1] for seed in range(30)]
    assert sum(bool(found) and found[0].prior == "a00" for found in first) >= 28


def test_it_says_which_way_a_planted_assumption_points():
    flip = flipping_assumptions(planted(1), Arm.SETTLED)[0]
    assert (flip.best_low, flip.best_high) == (TODAY, "move")
    assert flip.changes_the_answer
    assert 0.2 < flip.low < flip.high < 0.8


def test_rarely_does_anything_stand_out_where_nothing_matters():
    """Meant for one comparison in ten; here at most a quarter of 60, which chance exceeds once in ten thousand."""
    alarms = sum(bool(flipping_assumptions(nothing_matters(seed), Arm.SETTLED)) for seed in range(60))
    assert alarms <= 15


def test_nothing_is_found_where_all_alternatives_are_the_same():
    random = np.random.default_rng(3)
    level = random.lognormal(4, 1, (DRAWS, 1))
    assert flipping_assumptions(made_up({TODAY: level, "same": level}, assumptions(random)), Arm.SETTLED) == ()


def test_an_assumption_that_is_certain_is_not_looked_at():
    comparison = made_up({TODAY: np.zeros((9, 1)), "a": np.arange(-4.0, 5.0)[:, None]}, {"fixed": np.ones(9)})
    assert flipping_assumptions(comparison, Arm.SETTLED) == ()


def test_a_stage_is_never_what_an_assumption_speaks_for():
    random = np.random.default_rng(4)
    known = {"a": np.linspace(0, 1, DRAWS)}
    values = {TODAY: random.random((DRAWS, 1)), "stage": 10 * known["a"][:, None], "b": np.ones((DRAWS, 1))}
    flips = flipping_assumptions(made_up(values, known, stages=("stage",)), Arm.SETTLED)
    assert all("stage" not in (f.best_low, f.best_middle, f.best_high) for f in flips)
