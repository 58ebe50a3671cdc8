"""A wave in mid-history: the next structure goes on from where the last one stands, and nothing is lost."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archetypes.messy import messy_organizations

from mlorg.archetypes import STRUCTURES, propose
from mlorg.errors import SimulationError, UnsupportedError
from mlorg.org import NOBODY, Organization, Ownership, Ref, Responsibility, apply
from mlorg.sim import COURSE, Course, Frame, Sampling, compile_structure, draw_environments, simulate_course
from mlorg.sim.constants import NONE, STAGE_LIVE
from mlorg.sim.engine import engine
from mlorg.sim.outcomes import ALL_MECHANISMS
from mlorg.sim.structure.passage import passage

from .companies import company

POOL, LINES = company("pool"), company("lines")
FRAME = Frame.of(POOL)
TODAY, MOVED = compile_structure(POOL, FRAME), compile_structure(LINES, FRAME, POOL)
BACK = compile_structure(POOL, FRAME, LINES)
HORIZON = 8 * 63 + 0.001
SAMPLING = Sampling(draws=6, per_draw=2, seed=3, burn_in_quarters=2)


def course(*days: float) -> Course:
    """Into the lines and back, as often as there are days."""
    return Course(TODAY, tuple((MOVED, BACK)[n % 2] for n in range(len(days))), days)


def history(kind: str, taken: Course, replications: int = 2) -> tuple[list[float], list]:
    """The rows of one draw, and the worlds as they are left."""
    try:
        module = engine(kind)
    except UnsupportedError as missing:
        pytest.skip(str(missing))
    structures = (taken.first, *taken.after)
    ways = [passage(a, b) for a, b in pairwise(structures)]
    worlds = module.open_course(structures, HORIZON, ways)
    env = draw_environments(3, 2)[1]
    window = (63.0, ALL_MECHANISMS)
    key = (3, 0, 1)
    rows = module.replicate_course(worlds, dict(env.values), list(env.managers), key, window, taken.days, replications)
    return list(rows), worlds


def rows_of(taken: Course) -> np.ndarray:
    return simulate_course(taken, draw_environments(3, 6), SAMPLING, 8)


@pytest.mark.parametrize("other", ["compiled", "checked"])
def test_engines_agree_to_the_last_bit(other: str) -> None:
    there_and_back = course(100.0, 190.0, 300.0)
    assert history(other, there_and_back)[0] == history("interpreted", there_and_back)[0]


def test_a_wave_that_changes_nothing_changes_no_digit() -> None:
    idle = Course(TODAY, (TODAY, TODAY), (77.0, 201.5))
    assert np.array_equal(rows_of(idle), rows_of(Course(TODAY)))


def test_until_its_first_wave_a_course_is_that_of_staying() -> None:
    stay, moved = rows_of(Course(TODAY)), rows_of(course(3 * 63.0))
    assert np.array_equal(stay[:, :3], moved[:, :3])
    assert not np.array_equal(stay[:, 3:], moved[:, 3:])


def test_a_wave_beyond_the_horizon_never_comes() -> None:
    assert np.array_equal(rows_of(course(8 * 63.0 + 1)), rows_of(Course(TODAY)))


def test_a_replication_does_not_remember_the_one_before() -> None:
    rows, _ = history("compiled", course(100.0, 190.0), replications=3)
    assert rows[: 2 * len(rows) // 3] == history("compiled", course(100.0, 190.0), replications=2)[0]


def test_every_visit_since_the_wave_is_accounted_for() -> None:
    module = engine("compiled")
    _, worlds = history("compiled", course(100.0, 190.0), replications=1)
    balances = module.little(worlds[-1])
    assert max(spent for _, spent in balances) > 100.0
    assert all(area == pytest.approx(spent, abs=1e-5) for area, spent in balances)


def test_people_skills_and_use_cases_go_on() -> None:
    _, (before, after) = history("interpreted", course(100.0), replications=1)
    slots = {slot.key: slot for slot in after.slot if slot.function == 0}
    mine = [slot for slot in before.slot if slot.function == 0]
    assert {slot.key for slot in mine} == slots.keys()
    assert all(slots[slot.key].person >= slot.person for slot in mine)
    assert after.use_case is before.use_case
    assert after.use_cases >= before.use_cases
    assert after.clock is before.clock


def test_the_moved_are_away_and_come_back() -> None:
    days = {"move_days": 10.0}
    env = draw_environments(3, 1)[0]
    module = engine("interpreted")
    worlds = module.open_course((TODAY, MOVED), 100.0 + 15.0, [passage(TODAY, MOVED)])
    module.replicate_course(worlds, {**env.values, **days}, list(env.managers), (3, 0, 0), (0.0, 1 << 18), (100.0,), 1)
    away = [s for s in worlds[1].slot if s.function == 0]
    assert all(s.edges == 2 and s.moved_on == 100.0 for s in away)
    assert all(not s.idle and s.task == -1 for s in away)


@pytest.mark.parametrize("structure", [s.id for s in STRUCTURES])
def test_every_structure_of_the_library_can_be_reached_in_mid_history(structure: str) -> None:
    target = apply(POOL, propose(POOL, structure).overlay)
    rows = rows_of(Course(TODAY, (compile_structure(target, FRAME, POOL),), (63.0,)))
    assert np.isfinite(rows).all()
    assert rows[:, :, COURSE.index("in_use")].sum() > 0


def test_models_that_nobody_maintained_are_looked_after_from_the_wave_on() -> None:
    maintained = POOL.with_(
        ownerships=[o for o in POOL.ownerships if o.responsibility is not Responsibility.MAINTAIN]
        + [Ownership(Ref("unit", f"line-{n}"), Responsibility.MAINTAIN, NOBODY) for n in range(3)]
    )
    nobody = compile_structure(maintained, FRAME)
    _, (before, after) = history("interpreted", Course(nobody, (compile_structure(POOL, FRAME),), (300.0,)), 1)
    live = [case for case in after.use_case[: before.use_cases] if case.stage == STAGE_LIVE]
    assert live
    assert all(case.maintainer != NONE for case in live)
    assert all(case.due_detect > 0 for case in live if case.degraded)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    today=messy_organizations(),
    way=st.lists(st.sampled_from([s.id for s in STRUCTURES]), min_size=1, max_size=4),
    gap=st.floats(0.5, 200.0),
)
def test_any_way_through_any_structures_keeps_the_books(today: Organization, way: list[str], gap: float) -> None:
    stops = [today]
    for structure in way:
        stops.append(apply(stops[-1], propose(stops[-1], structure).overlay))
    frame = Frame.of(today)
    structures = [compile_structure(today, frame), *(compile_structure(b, frame, a) for a, b in pairwise(stops))]
    if not structures[0].teams:
        return
    module = engine()
    horizon = 63.0 * 4 + gap * len(way) + 0.001
    worlds = module.open_course(structures, horizon, [passage(a, b) for a, b in pairwise(structures)])
    env = draw_environments(9, 1)[0]
    days = tuple(63.0 + gap * (n + 1) for n in range(len(way)))
    rows = module.replicate_course(worlds, dict(env.values), list(env.managers), (1, 0, 0), (0.0, 0x7FFFFFFF), days, 2)
    assert np.isfinite(rows).all()
    assert all(area == pytest.approx(spent, rel=1e-6, abs=1e-4) for area, spent in module.little(worlds[-1]))


def test_a_history_out_of_proportion_is_given_up_with_a_word() -> None:
    env = draw_environments(3, 1)[0]
    worlds = engine().open_course((TODAY,), HORIZON, [])
    with pytest.raises(SimulationError, match="out of all proportion"):
        engine().replicate_course(
            worlds, {**env.values, "ready_ideas": 1e7}, list(env.managers), (1, 0, 0), (0.0, 1), (), 1
        )
