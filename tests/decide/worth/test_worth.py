"""What stands out from luck, which way it points, studies on a comparison, and input that cannot be judged."""

from dataclasses import replace

import numpy as np
import pytest

from mlorg.archetypes import Arm
from mlorg.decide import TODAY
from mlorg.decide.worth import (
    Answers,
    Cases,
    Pilot,
    Survey,
    can_be_surveyed,
    cases_of,
    checked_cases,
    smoother,
    worth_of_each,
    worth_of_everything,
    worth_of_groups,
    worth_of_knowing,
    worth_of_pilot,
    worth_of_survey,
)
from mlorg.errors import InputError, UnknownNameError
from mlorg.org import Organization, Unit

from ..made_up import made_up

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


def each(comparison):
    return worth_of_each(cases_of(comparison, Arm.SETTLED))


@pytest.mark.parametrize(("heavy_tails", "enough"), [(False, 14), (True, 11)])
def test_a_planted_assumption_is_worth_most_and_stands_out(heavy_tails, enough):
    first = [each(planted(seed, heavy_tails))[0] for seed in range(15)]
    assert sum(worth.stands_out and worth.assumptions == ("a00",) for worth in first) >= enough


def test_it_says_which_way_a_planted_assumption_points():
    worth = each(planted(1))[0]
    assert (worth.best[0], worth.best[-1]) == (TODAY, "move")
    assert worth.flips
    assert 0.2 < worth.bounds[0] < worth.bounds[1] < 0.8


def test_rarely_does_anything_stand_out_where_nothing_matters():
    """Meant for one comparison in ten; here at most 10 of 40, which chance exceeds once in ten thousand."""
    alarms = sum(any(worth.stands_out for worth in each(nothing_matters(seed))) for seed in range(40))
    assert alarms <= 10


def test_nothing_stands_out_where_all_alternatives_are_the_same():
    random = np.random.default_rng(3)
    level = random.lognormal(4, 1, (DRAWS, 1))
    found = each(made_up({TODAY: level, "same": level}, assumptions(random)))
    assert not any(worth.stands_out or worth.worth for worth in found)


def test_an_assumption_that_is_certain_is_not_looked_at():
    comparison = made_up({TODAY: np.zeros((40, 1)), "a": np.arange(-9.0, 31.0)[:, None]}, {"fixed": np.ones(40)})
    assert each(comparison) == ()


def test_a_stage_is_never_what_an_assumption_speaks_for():
    random = np.random.default_rng(4)
    known = {"a": np.linspace(0, 1, DRAWS)}
    values = {TODAY: random.random((DRAWS, 1)), "stage": 10 * known["a"][:, None], "b": np.ones((DRAWS, 1))}
    comparison = made_up(values, known, stages=("stage",))
    assert cases_of(comparison, Arm.SETTLED).alternatives == (TODAY, "b")


def test_groups_hold_what_their_parts_decide_together():
    """Whether moving is better hangs on the product of two assumptions; neither alone tells it."""
    random = np.random.default_rng(5)
    known = {name: random.normal(0, 1, 500) for name in ("x", "y", "z")}
    gain = (known["x"] * known["y"])[:, None] + random.normal(0, 0.3, (500, 1))
    cases = cases_of(made_up({TODAY: np.zeros((500, 1)), "move": gain}, known), Arm.SETTLED)
    groups = worth_of_groups(cases, {"both": ["x", "y"], "other": ["z"]})
    assert groups["both"].worth > 0.2
    assert worth_of_knowing(cases, ["x"]).worth < 0.05
    assert groups["other"].worth < 0.05


def test_more_assumptions_than_draws_are_shrunk_instead_of_learned_by_heart():
    random = np.random.default_rng(6)
    known = {f"a{n}": random.normal(0, 1, 30) for n in range(40)}
    cases = cases_of(made_up({TODAY: np.zeros((30, 1)), "move": random.normal(0, 1, (30, 1))}, known), Arm.SETTLED)
    found = worth_of_knowing(cases, known)
    assert found.worth <= 4 * found.se


def with_lines(comparison, lines):
    """The same of a company of so many business lines."""
    today = comparison.alternatives[0]
    org = Organization.of("Example", units=[Unit(f"u{n}", business_line=True) for n in range(lines)])
    changed = replace(today, organizations=dict.fromkeys(Arm, org))
    return replace(comparison, alternatives=(changed, *comparison.alternatives[1:]))


def tried(luck):
    random = np.random.default_rng(7)
    gain = random.normal(0, 1, (300, 1)) + random.normal(0, luck, (300, 6))
    return made_up({TODAY: random.normal(5, luck, (300, 6)), "move": 5 + gain}, {"a": random.random(300)})


def test_a_pilot_with_little_luck_tells_almost_all_and_one_with_much_luck_little():
    quiet, loud = (with_lines(tried(luck), 4) for luck in (0.1, 4))
    found = [worth_of_pilot(comparison, Pilot("move"), Arm.SETTLED).worth for comparison in (quiet, loud)]
    everything = worth_of_everything(cases_of(quiet, Arm.SETTLED)).worth
    assert 0.9 * everything < found[0] < 1.02 * everything
    assert found[1] < everything / 2


@pytest.mark.parametrize("lines", [0, 2])
def test_there_is_no_pilot_in_two_lines_of_two(lines):
    assert worth_of_pilot(with_lines(tried(1), lines), Pilot("move"), Arm.SETTLED) is None


def test_ten_answers_of_yes_or_no_are_worth_less_than_the_truth():
    cases = cases_of(planted(1), Arm.SETTLED)
    worth = [worth_of_survey(cases, Survey("a00", n, Answers.YES_OR_NO)).worth for n in (1, 10, 10_000)]
    assert worth[0] < worth[1] < worth[2]
    assert worth[2] == pytest.approx(worth_of_knowing(cases, ["a00"]).worth, rel=0.1)


def test_draws_without_a_value_are_left_out():
    gains = np.ones((40, 1, 2))
    gains[3, 0, 1] = np.nan
    kept = checked_cases(Cases(("a", "b"), gains, {"x": np.arange(40.0), "same": np.ones(40)}))
    assert kept.gains.shape == (39, 1, 2)
    assert list(kept.known) == ["x"]


def test_knowing_everything_is_worth_nothing_where_one_is_always_best():
    cases = Cases(("a", "b"), np.stack([np.zeros((20, 2)), np.ones((20, 2))], axis=-1), {"x": np.arange(20.0)})
    assert worth_of_everything(cases).worth == 0
    assert worth_of_knowing(cases, ["x"]).worth == 0


def test_what_cannot_be_judged_is_one_clear_message():
    few = Cases(("a", "b"), np.full((40, 1, 2), np.nan), {})
    cases = Cases(("a", "b"), np.zeros((20, 1, 2)), {"load": np.linspace(-1, 1, 20)})
    with pytest.raises(InputError, match="0 of 40 draws have a value for every alternative, and 30 are needed"):
        checked_cases(few)
    with pytest.raises(InputError, match="nothing to choose between"):
        checked_cases(Cases(("a",), np.zeros((20, 1, 1)), {}))
    with pytest.raises(UnknownNameError, match=r"no assumption 'lode' varies.*load"):
        worth_of_knowing(cases, ["lode"])
    assert not can_be_surveyed(cases, Survey("load"))
    with pytest.raises(InputError, match="'load' goes from -1 to 1: it cannot be told from observations of sizes"):
        worth_of_survey(cases, Survey("load"))
    with pytest.raises(InputError, match="a survey of 0 observations"):
        Survey("load", 0)


def test_a_curve_is_followed_and_luck_is_not():
    random = np.random.default_rng(8)
    x = random.uniform(-3, 3, 800)
    fit = smoother([x]).fit(np.column_stack([np.sin(x), random.normal(0, 1, 800)]) + 1)
    assert abs(fit.fitted[:, 0] - 1 - np.sin(x)).mean() < 0.02
    assert fit.fitted[:, 1].std() < 0.12
    assert fit.freedom[0] > 3


def test_left_out_is_what_a_fit_without_that_draw_says():
    """The shortcut by leverage is exact for a given smoothness."""
    random = np.random.default_rng(9)
    x = random.normal(0, 1, 40)
    y = (x + random.normal(0, 0.5, 40))[:, None]
    one = smoother([x])
    straight = replace(one, kept=one.kept[:1] * 0 + (np.arange(one.kept.shape[1]) < 1))
    others = np.arange(40) != 7
    slope = straight.directions[:, 0]
    line = np.polynomial.Polynomial.fit(slope[others], y[others, 0], 1)
    assert straight.fit(y).left_out[7, 0] == pytest.approx(line(slope[7]))
