"""Mechanism 12: shared tooling is built where it pays; parts of similar use cases are used again where they can be."""

import pytest

from mlorg.sim.constants import ON_HANDOFF, ON_PLATFORM, ON_PREPARATION, RECURRING
from mlorg.sim.mechanisms.platform import (
    consider_platforms,
    keep_parts,
    look_for_parts,
    reused,
    tooled,
    tooling_of,
)
from mlorg.sim.structure.arrays import HolderRow

from .lab import Toy, assert_mean, at_horizon, day_0, refit

TWO_TEAMS = Toy([1, 1], [[0], [1]], [0.5, 0.5]).structure()


def held(*, together: bool, built: int = 0):
    """Two teams with one tooling for both, or one each."""
    if not together:
        return refit(TWO_TEAMS, holders=(HolderRow(built, 0.5, 0), HolderRow(built, 0.5, 1)))
    return refit(TWO_TEAMS, groups={1: {"holder": 0}}, holders=(HolderRow(built, 1.0, 0),))


def opened(structure, **values):
    how = {"platform_saving": 0.2, "prepare_days": 5.0, "extra_datasets": 1.0, "integration_days": 10.0}
    w = day_0(structure, ON_PLATFORM, ideas_per_day=1e-9, ready_ideas=2, **(how | values))
    w.ideas_per_day = 10 / 252  # ten ideas a year
    for u in range(w.use_cases):
        w.use_case[u].builder = w.use_case[u].line
    return w


@pytest.mark.parametrize(("cost", "together", "alone"), [(50, True, True), (90, True, False), (125, False, False)])
def test_it_is_built_where_three_years_of_saving_exceed_its_cost(cost: float, together: bool, alone: bool) -> None:
    """0.2 * (5 * 2 + 10) * 10 ideas a year * 3 years = 120 days with all lines in reach, 60 with half of them."""
    for structure, expected in ((held(together=True), together), (held(together=False), alone)):
        w = opened(structure, platform_days=cost)
        consider_platforms(w)
        assert bool(w.building[0]) is expected


@pytest.mark.parametrize("saving", [0.0, -0.3])
def test_nobody_invests_in_a_saving_of_nothing(saving: float) -> None:
    w = opened(held(together=True), platform_saving=saving, platform_days=1e-6)
    consider_platforms(w)
    assert w.building[0] == 0


def test_the_holders_team_builds_it_and_then_it_is_there() -> None:
    w = at_horizon(held(together=True), ON_PLATFORM, ideas_per_day=0.05, platform_saving=0.5, integration_days=10.0,
                   platform_days=30.0)  # fmt: skip
    assert w.tooling[0] == 1.0
    assert w.diary[14] == pytest.approx(30.0, abs=1e-6)
    assert tooling_of(w, 1) == 1.0


@pytest.mark.parametrize(("saving", "left"), [(0.2, 0.8), (-0.2, 1.2), (5.0, 0.1), (-5.0, 1.5), (0.0, 1.0)])
def test_tooling_and_parts_leave_a_share_of_the_work(saving: float, left: float) -> None:
    w = opened(held(together=True, built=1), platform_saving=saving, reuse_saving=saving)
    w.use_case[0].reuses = 1
    assert (tooled(w, 0), reused(w, 0)) == (pytest.approx(left), pytest.approx(left))
    assert reused(w, 1) == 1.0
    assert tooled(opened(held(together=True)), 0) == 1.0


def test_use_cases_recur_as_often_as_stated_in_twelve_kinds() -> None:
    w = day_0(TWO_TEAMS, ON_PLATFORM, ideas_per_day=1e-9, ready_ideas=1000, recurring_share=0.5)
    kinds = [w.use_case[u].recurs for u in range(w.use_cases)]
    assert_mean([float(k >= 0) for k in kinds], 0.5)
    assert set(kinds) == {-1, *range(RECURRING)}


@pytest.mark.parametrize(("together", "reuses", "duplicate"), [(True, 1, 0), (False, 0, 1)])
def test_parts_are_used_again_within_reach_and_made_twice_beyond_it(
    together: bool, reuses: int, duplicate: int
) -> None:
    w = opened(held(together=together))
    first, second = (next(u for u in range(4) if w.use_case[u].line == line) for line in (0, 1))
    w.use_case[first].recurs = w.use_case[second].recurs = 3
    keep_parts(w, first)
    look_for_parts(w, second)
    assert (w.use_case[second].reuses, w.use_case[second].duplicate) == (reuses, duplicate)


def test_what_does_not_recur_is_neither_reused_nor_a_duplicate() -> None:
    w = opened(held(together=True))
    w.use_case[0].recurs, w.use_case[1].recurs = 3, -1
    keep_parts(w, 0)
    look_for_parts(w, 1)
    assert (w.use_case[1].reuses, w.use_case[1].duplicate) == (0, 0)


def test_knocked_in_with_the_work_it_saves_preparation_and_integration_take_less() -> None:
    data = Toy([1], [[0]], [1.0], pools=[1], warehouse=1).structure()
    how = {"ideas_per_day": 0.005, "prepare_days": 5.0, "integration_days": 10.0, "platform_saving": 0.2}
    on = ON_PLATFORM | ON_PREPARATION | ON_HANDOFF
    w = at_horizon(refit(data, holders=(HolderRow(1, 1.0, 0),)), on, **how)
    done = [w.use_case[u].worked for u in range(w.use_cases) if w.use_case[u].deployed >= 0]
    assert done
    assert done == pytest.approx([0.8 * 15.0] * len(done), abs=1e-6)


def test_switched_off_there_is_no_tooling_and_no_reuse() -> None:
    w = day_0(held(together=True, built=1), 0, ideas_per_day=1e-9, ready_ideas=1, platform_saving=0.5)
    w.use_case[0].builder, w.use_case[0].recurs = 0, 3
    w.made[3] = 1
    look_for_parts(w, 0)
    assert (tooling_of(w, 0), tooled(w, 0), reused(w, 0), w.use_case[0].duplicate) == (0.0, 1.0, 1.0, 0)
