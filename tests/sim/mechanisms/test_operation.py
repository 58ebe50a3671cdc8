"""Mechanism 9 (service): earnings, drift, incidents, wishes for improvements, and the end of need."""

import math

import pytest

from mlorg.sim.constants import END_FOLDED, END_RETIRED, EV_DETECT, ON_PLATFORM, ON_SERVICE, STAGE_LIVE
from mlorg.sim.flow import run_events
from mlorg.sim.lifecycle import earn
from mlorg.sim.measure_names import MEASURES
from mlorg.sim.measures import measure
from mlorg.sim.mechanisms.adoption import begin_use
from mlorg.sim.mechanisms.ideas import take_idea
from mlorg.sim.mechanisms.operation import break_down, degrade

from .lab import Toy, assert_mean, at_horizon, day_0, flat, shipped, use_cases

KEPT = Toy([1], [[0]], [1.0], maintained=True).structure()
ORPHANED = Toy([1], [[0]], [1.0]).structure()
HORIZON_YEARS = 20 * 63 / 252
FIRST_ONLY = {"ideas_per_day": 1e-9, "ready_ideas": 1}


def live(structure=KEPT, on=ON_SERVICE, **values):
    """A world with one model in use from day 0."""
    w = day_0(structure, on, **FIRST_ONLY, **values)
    take_idea(w, 0)
    w.use_case[0].maintainer = structure.maintains[0]
    begin_use(w, 0)
    return w


@pytest.mark.parametrize(
    ("state", "share"), [({}, 1.0), ({"degraded": 1}, 0.4), ({"down": 1}, 0.0), ({"down": 1, "degraded": 1}, 0.0)]
)
def test_a_model_earns_worth_by_quality_and_state(state: dict, share: float) -> None:
    w = live(degraded_share=0.4)
    c = w.use_case[0]
    c.worth, c.quality, w.clock.now = 2.0, 1.3, 126.0
    for name, value in state.items():
        setattr(c, name, value)
    earn(w, 0)
    assert c.value == pytest.approx(2.0 * 0.5 * 1.3 * share)
    assert c.degraded_days == (126.0 if "degraded" in state else 0.0)


def test_a_user_facing_model_earns_by_the_share_of_its_users() -> None:
    w = live()
    c = w.use_case[0]
    c.worth, c.users, c.adopted, w.clock.now = 2.0, 8, 2, 252.0
    earn(w, 0)
    assert c.value == pytest.approx(0.5)


def test_knocked_in_alone_the_share_of_degraded_days_is_that_of_renewal_theory() -> None:
    """(detect + repair) / (drift + detect + repair), for a maintainer who is nearly always free."""

    def earned(module, world) -> list[float]:
        rows = [c for c in use_cases(module, world) if c.deployed >= 0]
        return [module.value_until_now(world), sum(30_000 - c.deployed for c in rows)]

    days = {"drift_days": 60.0, "detect_days": 20.0, "repair_days": 10.0, "degraded_share": 0.0}
    how = {"ideas_per_day": 1e-5, "ready_ideas": 1, "days": 30_000, "n": 40}
    rows = shipped(KEPT, ON_SERVICE, earned, **how, **days)
    share = sum(r[0] for r in rows) * 252 / sum(r[1] for r in rows)
    assert share == pytest.approx(60 / 90, abs=0.02)


def test_nobody_detects_or_repairs_drift_without_an_owner() -> None:
    w = live(ORPHANED, drift_days=1.0, detect_days=1.0)
    run_events(w)
    c = w.use_case[0]
    assert (c.degraded, c.drifts) == (1, 1)
    earn(w, 0)
    w.clock.now = w.horizon
    earn(w, 0)
    assert c.degraded_days > 0.9 * w.horizon


@pytest.mark.parametrize(("coefficient", "tools", "factor"), [(0.7, 1, math.exp(-0.7)), (0.7, 0, 1.0), (0.0, 1, 1.0)])
def test_shared_tooling_shortens_detection_where_the_coefficient_says_so(
    coefficient: float, tools: int, factor: float
) -> None:
    """exp(-coefficient) with tooling at the builders' hands."""

    def days_to_detection(**values) -> float:
        w = live(KEPT, ON_SERVICE | ON_PLATFORM, detect_days=30.0, **values)
        w.tooling[0] = float(tools)
        w.use_case[0].due_drift = w.clock.now
        degrade(w, 0)
        return w.use_case[0].due_detect

    assert days_to_detection(tooling_on_detection=coefficient) == pytest.approx(factor * days_to_detection(), rel=1e-6)


def test_models_with_owner_and_tooling_count_as_monitored() -> None:
    def monitored(structure, on, tools) -> float:
        w = live(structure, on)
        w.tooling[0] = tools
        run_events(w)
        measure(w)
        return w.outcome[MEASURES.index("monitored")]

    assert monitored(KEPT, ON_SERVICE | ON_PLATFORM, 1.0) == 1.0
    assert monitored(KEPT, ON_SERVICE | ON_PLATFORM, 0.0) == 0.0
    assert monitored(KEPT, ON_SERVICE, 1.0) == 0.0
    assert monitored(ORPHANED, ON_SERVICE | ON_PLATFORM, 1.0) == 0.0


def test_an_incident_takes_a_model_down_until_it_is_worked_on_and_costs_trust() -> None:
    w = live(incidents_per_year=1e-9, incident_days=3.0, trust_loss=0.2)
    w.use_case[0].due_incident = w.clock.now
    break_down(w, 0)
    assert (w.use_case[0].down, w.use_case[0].trust) == (1, 0.8)
    run_events(w)
    assert w.use_case[0].down == 0
    assert w.worked[0] == pytest.approx(3.0, abs=1e-6)


def test_incidents_come_at_their_rate_while_it_is_up() -> None:
    w = at_horizon(KEPT, ON_SERVICE, ideas_per_day=1e-9, ready_ideas=40, incidents_per_year=6.0, incident_days=1e-6)
    counts = [w.use_case[u].incidents for u in range(40)]
    assert_mean([float(n) for n in counts], 6.0 * HORIZON_YEARS)


def test_without_a_maintainer_the_builders_mend_incidents() -> None:
    w = live(ORPHANED, incidents_per_year=1e-9, incident_days=3.0)
    w.use_case[0].due_incident = w.clock.now
    break_down(w, 0)
    run_events(w)
    assert w.use_case[0].down == 0


def test_wishes_come_at_their_rate_skip_approval_and_raise_their_parents_worth() -> None:
    w = at_horizon(KEPT, ON_SERVICE, ideas_per_day=1e-9, ready_ideas=40, requests_per_year=2.0, improvement_gain=0.1)
    parents, wishes = [w.use_case[u] for u in range(40)], [w.use_case[u] for u in range(40, w.use_cases)]
    assert_mean([float(c.requests) for c in parents], 2.0 * HORIZON_YEARS)
    assert {c.rounds for c in wishes} == {1}
    assert all(c.approved == c.taken for c in wishes if c.taken >= 0)
    done = [c for c in wishes if c.end == END_FOLDED]
    assert [c.worth for c in parents] == pytest.approx(
        [1.1 ** sum(d.parent == u for d in done) for u in range(40)], rel=1e-9
    )


def test_the_need_ends_after_its_life() -> None:
    rows = flat(shipped(KEPT, ON_SERVICE, ideas_per_day=0.5, days=4000, life_days=100.0))
    lives = [c.ended - c.deployed for c in rows if 0 <= c.deployed < 2800]
    assert {c.end for c in rows if 0 <= c.deployed < 2800} == {END_RETIRED}
    assert_mean(lives, 100.0)


def test_switched_off_models_earn_undisturbed_until_the_horizon() -> None:
    how = {"drift_days": 5.0, "incidents_per_year": 50.0, "requests_per_year": 50.0, "life_days": 9.0}
    w = at_horizon(KEPT, 0, ideas_per_day=1e-9, ready_ideas=3, **how)
    cases = [w.use_case[u] for u in range(w.use_cases)]
    assert {(c.stage, c.degraded, c.down, c.requests) for c in cases} == {(STAGE_LIVE, 0, 0, 0)}
    assert w.clock.kind != EV_DETECT
