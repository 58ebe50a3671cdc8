"""Mechanism 16: why people leave, when, and what becomes of their work and knowledge."""

import math

import pytest

from mlorg.sim.constants import CAUSE_RESIGNED, NONE, ON_HIRING, ON_LEAVING, ON_PLATFORM, STAGE_DATA
from mlorg.sim.familiarity import familiarity_now
from mlorg.sim.flow import happen, look_for_work, run_events
from mlorg.sim.mechanisms.leaving import cause_of, look_at_teams, person_leaves, resign_hazard
from mlorg.sim.mechanisms.reorganisation import unrest_now
from mlorg.sim.structure.arrays import SHARE_ALL, SHARE_DATA, SHARE_MANAGER, SHARE_OWNER

from .lab import ONE_TEAM, Toy, assert_mean, at_horizon, day_0, managers_of, refit, shipped

FIVE = Toy([5], [[0]], [1.0]).structure()
RATES = {"resign_rate": 0.2, "dismiss_rate": 0.03, "other_leave_rate": 0.05}


def team(structure=FIVE, on=ON_LEAVING, literacy=1.0, **values):
    """A team in which somebody is more skilled than slot 0, under a literate manager."""
    w = day_0(structure, on, managers_of(literacy=literacy), **(RATES | values))
    w.group[0].best_method = 2.0
    return w


@pytest.mark.parametrize(
    ("name", "state", "amount"),
    [
        ("blocked_on_leaving", {"blocked": 0.5}, 0.5),
        ("stopped_on_leaving", {"stopped": 2.0}, 0.4),
        ("shipped_on_leaving", {"shipped": 2.0}, 0.4),
        ("no_peers_on_leaving", {"best_method": 1.0}, 1.0),
        ("manager_on_leaving", {"literacy": 0.3}, 0.7),
    ],
)
def test_each_reason_raises_the_log_hazard_by_its_coefficient(name: str, state: dict, amount: float) -> None:
    for coefficient in (-0.4, 0.0, 0.6):
        w = team(**{name: coefficient})
        for field, value in state.items():
            setattr(w.group[0], field, value)
        assert resign_hazard(w, 0) == pytest.approx(0.2 * math.exp(coefficient * amount))


def test_who_has_no_shared_tooling_leaves_sooner() -> None:
    w = team(tools_on_leaving=0.5, on=ON_LEAVING | ON_PLATFORM)
    assert resign_hazard(w, 0) == pytest.approx(0.2 * math.exp(0.5))
    w.tooling[0] = 1.0
    assert resign_hazard(w, 0) == pytest.approx(0.2)


def test_the_exponent_is_kept_within_bounds() -> None:
    for coefficient, limit in ((50.0, 3.0), (-50.0, -3.0)):
        w = team(manager_on_leaving=coefficient, literacy=0.0)
        assert resign_hazard(w, 0) == pytest.approx(0.2 * math.exp(limit))


def test_without_its_switch_a_reorganisation_does_not_unsettle() -> None:
    assert unrest_now(team(refit(FIVE, slots={0: {"edges": 2}}), unrest=0.5, unrest_days=100.0), 0) == 0.0


def test_causes_compete_in_proportion_to_their_hazards() -> None:
    w = team()
    w.group[0].best_method = 2.0
    causes = []
    for person in range(2000):
        w.slot[0].person = person
        causes.append(cause_of(w, 0))
    for cause, rate in enumerate((0.2, 0.03, 0.05)):
        assert_mean([float(c == cause) for c in causes], rate / 0.28)


def test_knocked_in_alone_people_leave_at_the_sum_of_the_hazards() -> None:
    """Replaced at once, so that the number of leavers is Poisson."""
    rows = shipped(FIVE, ON_LEAVING, lambda m, w: list(m.counts(w)[0]), days=2520.0, n=200, **RATES)
    for cause, rate in enumerate((0.2, 0.03, 0.05)):
        assert_mean([float(r[cause]) for r in rows], 5 * rate * 10)


def test_slack_blocked_and_hard_work_are_looked_at_once_a_month() -> None:
    w = team(ideas_per_day=1e-9, ready_ideas=4, rounds_stop=0.5)
    for u in range(4):
        w.use_case[u].builder, w.use_case[u].stage, w.use_case[u].rounds = 0, STAGE_DATA + u % 2, 3 + u % 2
    w.group[0].wip, w.clock.now = 4, 21.0
    look_at_teams(w)
    assert (w.group[0].blocked, w.group[0].hard, w.group[0].slack) == (0.5, 0.5, 1.0)
    assert (w.group[0].best_method, w.group[0].mean_method) == (1.0, pytest.approx(1.0))


def test_memory_of_what_was_shipped_and_stopped_fades_over_a_year() -> None:
    w = team()
    w.group[0].shipped = w.group[0].stopped = 3.0
    for _ in range(12):
        look_at_teams(w)
    assert w.group[0].shipped == w.group[0].stopped == pytest.approx(3.0 * (11 / 12) ** 12)


def half_done(takeover: float):
    """Somebody leaves after 4 of 10 days of an experiment."""
    pair = Toy([2], [[0]], [1.0]).structure()
    w = day_0(pair, ON_LEAVING, ideas_per_day=1e-9, ready_ideas=1, experiment_days=10.0, takeover=takeover)
    happen_until(w, 4.0)
    (at_work,) = [s for s in (0, 1) if w.slot[s].task >= 0]
    w.clock.now = 4.0
    person_leaves(w, at_work)
    return w, 1 - at_work


def happen_until(w, day: float) -> None:
    look_for_work(w)
    while w.clock.now < day and w.clock.advance() and w.clock.now < day:
        happen(w, w.clock.kind, w.clock.id)


@pytest.mark.parametrize(("takeover", "left"), [(1.0, 6.0), (0.0, 10.0)])
def test_work_is_taken_over_from_where_it_stands_or_restarts_and_both_parts_are_booked(
    takeover: float, left: float
) -> None:
    w, other = half_done(takeover)
    assert w.slot[other].left == pytest.approx(left, abs=1e-6)
    assert w.worked[0] == pytest.approx(4.0, abs=1e-6)
    w.clock.events = 0
    run_events(w)
    assert w.use_case[0].worked == pytest.approx(4.0 + left, abs=1e-6)


def test_familiarity_falls_towards_its_floor_by_the_share_of_who_leaves() -> None:
    w = team(familiarity_outside=0.2)
    w.familiarity[0] = 0.7
    person_leaves(w, 0)
    assert familiarity_now(w, 0, 0) == pytest.approx(0.2 + 0.8 * 0.5)


def test_only_people_of_ml_leave() -> None:
    structure = Toy([1], [[0]], [1.0], pools=[5]).structure()
    rows = shipped(structure, ON_LEAVING, lambda m, w: [sum(m.counts(w)[0])], days=252.0, n=200, resign_rate=1.0)
    assert_mean([float(r[0]) for r in rows], 1.0)


def test_switched_off_nobody_leaves() -> None:
    rows = shipped(ONE_TEAM, 0, lambda m, w: list(m.counts(w)[0]), resign_rate=50.0)
    assert rows == [[0, 0, 0]]
    assert CAUSE_RESIGNED == 0


def test_who_is_replaced_at_once_leaves_no_event_behind_that_ends_the_newcomers_task_twice() -> None:
    """The newcomer takes the task over where it stands, so that it ends at the instant at which it would have."""
    how = {"ideas_per_day": 0.2, "experiment_days": 10.0, "resign_rate": 20.0, "days": 1000.0, "wip_per_post": 1}
    w = at_horizon(FIVE, ON_LEAVING, **how)
    assert sum(w.leavers) > 50
    assert all((w.slot[s].task == NONE) == bool(w.slot[s].idle) for s in range(5))
    assert w.worked[0] == pytest.approx(10.0 * sum(w.use_case[u].finished >= 0 for u in range(w.use_cases)), rel=0.05)


@pytest.mark.parametrize(("on", "share"), [(0, 1.0), (ON_LEAVING, 1.0), (ON_LEAVING | ON_HIRING, 1 / 1.25)])
def test_pools_outside_ml_are_smaller_by_posts_that_stand_vacant(on: int, share: float) -> None:
    """1 / (1 + rate * days to fill / 252); managers and ML teams keep all their time."""
    kinds = (SHARE_ALL, SHARE_OWNER, SHARE_DATA, SHARE_MANAGER)
    structure = Toy([1], [[0]], [1.0], pools=[1, 1, 1]).structure()
    structure = refit(structure, slots={i: {"share": k} for i, k in enumerate(kinds)})
    values = {"owner_share": 0.5, "data_share": 0.5, "manager_share": 0.5, "engineer_leave_rate": 1.0}
    w = day_0(structure, on, fill_days=63.0, **values)
    assert [w.slot[i].capacity for i in range(4)] == pytest.approx([1.0, 0.5 * share, 0.5 * share, 0.5])


@pytest.mark.parametrize(("on", "group", "faster"), [(ON_LEAVING, 1, True), (ON_LEAVING, 0, False), (0, 1, False)])
def test_familiarity_outside_ml_fades_with_those_who_leave(on: int, group: int, faster: bool) -> None:
    structure = Toy([1], [[0]], [1.0], pools=[1]).structure()
    w = day_0(structure, on, familiarity_halflife=1e12, engineer_leave_rate=0.5)
    w.familiarity[group], w.clock.now = 0.8, 252.0
    assert familiarity_now(w, group, 0) == pytest.approx(0.8 * (math.exp(-0.5) if faster else 1.0))
