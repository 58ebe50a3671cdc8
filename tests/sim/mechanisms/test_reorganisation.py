"""Mechanism 19: what moving costs, how long unrest lasts, and how literacy spreads."""

import math

import pytest

from mlorg.sim.constants import ON_LEAVING, ON_REORGANISATION
from mlorg.sim.familiarity import familiarity_now
from mlorg.sim.mechanisms.leaving import resign_hazard
from mlorg.sim.mechanisms.reorganisation import spread, spread_literacy, unrest_now

from .lab import Toy, at_horizon, day_0, flat, managers_of, refit, shipped

PAIR = Toy([2], [[0]], [1.0], pools=[1]).structure()
MOVED = refit(PAIR, slots={0: {"edges": 2}, 1: {"edges": 2}})
EARLY = {"ideas_per_day": 1e-9, "ready_ideas": 1, "experiment_days": 10.0}


@pytest.mark.parametrize(("days", "begins"), [(5.0, 10.0), (0.0, 0.0), (-3.0, 0.0)])
def test_knocked_in_alone_who_moved_begins_so_many_days_per_edge_later(days: float, begins: float) -> None:
    (case,) = flat(shipped(MOVED, ON_REORGANISATION, **EARLY, move_days=days))
    assert case.finished == pytest.approx(begins + 10.0, abs=1e-6)


def test_who_has_not_moved_begins_at_once() -> None:
    one = refit(PAIR, slots={0: {"edges": 2}})
    (case,) = flat(shipped(one, ON_REORGANISATION, **EARLY, move_days=5.0))
    assert case.finished == pytest.approx(10.0, abs=1e-6)


def test_a_move_beyond_the_horizon_is_for_good() -> None:
    (case,) = flat(shipped(MOVED, ON_REORGANISATION, **EARLY, move_days=1e6))
    assert case.finished == -1.0


@pytest.mark.parametrize("coefficient", [-0.3, 0.0, 0.4])
def test_unrest_raises_resigning_by_moved_edges_for_a_while(coefficient: float) -> None:
    w = day_0(MOVED, ON_REORGANISATION | ON_LEAVING, resign_rate=0.2, unrest=coefficient, unrest_days=100.0)
    w.group[0].best_method = 9.0
    assert resign_hazard(w, 0) == pytest.approx(0.2 * math.exp(2 * coefficient))
    w.clock.now = 100.5
    assert (unrest_now(w, 0), resign_hazard(w, 0)) == (0.0, pytest.approx(0.2))


@pytest.mark.parametrize(("before", "now", "day_one"), [(0.0, 1.0, 0.1), (1.0, 0.0, 0.7), (0.5, 0.5, 0.4)])
def test_familiarity_begins_where_people_sat_before(before: float, now: float, day_one: float) -> None:
    """And goes to where they sit now without contact."""
    n = len(PAIR.groups)
    sat = refit(PAIR, inside_before=(before,) + (0.0,) * (n - 1), inside=(now,) + (0.0,) * (n - 1))
    values = {"familiarity_inside": 0.7, "familiarity_outside": 0.1, "familiarity_halflife": 100.0}
    w = day_0(sat, ON_REORGANISATION, **values)
    assert familiarity_now(w, 0, 0) == pytest.approx(day_one)
    floor = 0.1 + 0.6 * now
    w.clock.now = 100.0
    assert familiarity_now(w, 0, 0) == pytest.approx(floor + 0.5 * (day_one - floor))


def test_literacy_spreads_like_an_epidemic_where_ml_is_in_use() -> None:
    assert spread(0.3, 0.4, 0.5) == pytest.approx(0.3 + 0.4 / 12 * 0.5 * 0.31 * 0.7)
    assert spread(0.0, 0.4, 1.0) > 0.0
    assert spread(1.0, 0.4, 1.0) == 1.0
    assert spread(0.9, 1e9, 1.0) == 1.0


@pytest.mark.parametrize(("live", "use"), [(0, 0.0), (1, 1 / 3), (3, 1.0), (30, 1.0)])
def test_lines_learn_by_models_in_use_and_managers_by_work_in_hand(live: int, use: float) -> None:
    w = day_0(PAIR, ON_REORGANISATION, managers_of(literacy=0.3), literacy_spread=0.4)
    w.line[0].live = live
    spread_literacy(w)
    assert w.line[0].literacy == pytest.approx(spread(0.3, 0.4, use))
    assert w.group[0].literacy == 0.3
    w.group[0].wip = 1
    spread_literacy(w)
    assert w.group[0].literacy == pytest.approx(spread(0.3, 0.4, 1.0))


def test_literacy_of_day_0_is_that_of_the_kind_of_manager() -> None:
    kinds = refit(PAIR, groups={0: {"manager": 5}}, lines={0: {"kind": 2}})
    w = day_0(kinds, ON_REORGANISATION, managers_of({5: {"literacy": 0.8}, 2: {"literacy": 0.1}}, literacy=0.3))
    assert (w.group[0].literacy, w.line[0].literacy, w.group[1].literacy) == (0.8, 0.1, 0.3)


def test_switched_off_moves_cost_nothing_and_literacy_stays() -> None:
    (case,) = flat(shipped(MOVED, 0, **EARLY, move_days=50.0))
    assert case.finished == pytest.approx(10.0, abs=1e-6)
    w = at_horizon(MOVED, 0, managers_of(literacy=0.3), **EARLY, literacy_spread=0.9, unrest=1.0, unrest_days=1e6)
    assert (w.line[0].literacy, unrest_now(w, 0)) == (0.3, 0.0)
