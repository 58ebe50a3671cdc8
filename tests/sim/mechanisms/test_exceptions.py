"""Mechanism 10: questions that only the manager can decide, the wait for him, and wrong decisions."""

import pytest

from mlorg.sim.constants import (
    END_STOPPED,
    NONE,
    ON_EXCEPTIONS,
    ON_EXPERIMENTS,
    ON_HANDOFF,
    TASK_DECIDE,
    TASK_EXPERIMENT,
    TASK_INTEGRATE,
    TASK_PREPARE,
    TASK_REWORK,
)
from mlorg.sim.mechanisms.exceptions import NEVER, days_to_question, decision_made, new_question
from mlorg.sim.network import new_task

from .lab import ONE_TEAM, Toy, assert_mean, at_horizon, day_0, flat, managers_of, refit, shipped

MANAGED = Toy([1], [[0]], [1.0], desks=1, manager_desk=1).structure()
ALONE = {"ideas_per_day": 0.002, "wip_per_post": 1}


def at_work(kind=TASK_EXPERIMENT, structure=MANAGED, on=ON_EXCEPTIONS, ideas=1, **values):
    """A world whose first slot has a task of this kind before it."""
    w = day_0(structure, on, **({"ideas_per_day": 1e-9, "ready_ideas": ideas, "exceptions_per_day": 0.5} | values))
    w.slot[0].task = new_task(w, 0, kind, 10.0)
    return w


def test_days_of_work_to_a_question_are_exponential() -> None:
    w = at_work(ideas=500)
    days = []
    for u in range(500):
        w.task[w.slot[0].task].use_case = u
        days.append(days_to_question(w, 0))
    assert_mean(days, 2.0)


@pytest.mark.parametrize(
    ("kind", "structure", "on"),
    [(TASK_PREPARE, MANAGED, ON_EXCEPTIONS), (TASK_EXPERIMENT, ONE_TEAM, ON_EXCEPTIONS), (TASK_EXPERIMENT, MANAGED, 0)],
    ids=["certain work", "no manager known", "switched off"],
)
def test_nobody_asks_where(kind: int, structure, on: int) -> None:
    assert days_to_question(at_work(kind, structure, on), 0) == NEVER


def test_only_people_of_ml_ask() -> None:
    w = at_work(structure=refit(MANAGED, slots={0: {"function": 1}}))
    assert days_to_question(w, 0) == NEVER


def test_knocked_in_alone_an_experiment_takes_its_work_and_the_waits_for_decisions() -> None:
    """Every question costs the asker decision_days; their mean number is days of work times the rate."""
    how = {"experiment_days": 20.0, "exceptions_per_day": 0.2, "decision_days": 1.5, "days": 100_000}
    rows = flat(shipped(MANAGED, ON_EXCEPTIONS, **ALONE, **how))
    questions = [(c.finished - c.ready - 20.0) / 1.5 for c in rows if c.finished >= 0]
    assert questions == pytest.approx([round(q) for q in questions], abs=1e-5)
    assert_mean(questions, 4.0)


@pytest.mark.parametrize(("literacy", "coefficient", "expected"), [(0.0, 0.5, 0.4), (1.0, 0.5, 0.2), (1.0, -0.5, 0.6)])
def test_wrong_decisions_fall_with_the_managers_literacy(literacy: float, coefficient: float, expected: float) -> None:
    managers = managers_of(literacy=literacy)
    values = {"wrong_decision": 0.4, "literacy_on_decisions": coefficient, "redo_share": 0.25}
    w = day_0(MANAGED, ON_EXCEPTIONS, managers, ideas_per_day=1e-9, ready_ideas=800, **values)
    wrong = []
    for u in range(800):
        w.slot[0].task = new_task(w, u, TASK_EXPERIMENT, 10.0)
        w.slot[0].left, w.slot[0].questions = 6.0, 0
        decision_made(w, 0, new_question(w, 0))
        wrong.append((w.slot[0].left - 6.0) / 2.5)
    assert set(wrong) == {0.0, 1.0}
    assert_mean(wrong, expected)


def test_work_done_again_is_booked_as_work_and_waiting_is_not() -> None:
    values = {"wrong_decision": 1.0, "redo_share": 0.5, "exceptions_per_day": 0.05, "decision_days": 3.0}
    w = at_horizon(MANAGED, ON_EXCEPTIONS, **ALONE, experiment_days=20.0, seed=3, **values)
    done = [w.use_case[u] for u in range(w.use_cases) if w.use_case[u].finished >= 0]
    redone = [(c.worked - 20.0) / 10.0 for c in done]
    assert sum(redone) > 0
    assert redone == pytest.approx([round(r) for r in redone], abs=1e-6)
    assert [c.finished - c.ready for c in done] == pytest.approx(
        [c.worked + 3.0 * n for c, n in zip(done, redone, strict=True)]
    )


def test_questions_queue_at_the_desk_and_cost_the_managers_time() -> None:
    how = {"experiment_days": 20.0, "exceptions_per_day": 0.2, "decision_days": 1.5}
    w = at_horizon(MANAGED, ON_EXCEPTIONS, **ALONE, **how)
    decided = w.station[1].visits - w.station[1].inside
    assert decided > 3
    assert w.worked[3] == pytest.approx(1.5 * decided, abs=1e-6)


def test_integration_and_rework_raise_questions_too() -> None:
    w = at_horizon(MANAGED, ON_EXCEPTIONS | ON_HANDOFF, **ALONE, integration_days=20.0, exceptions_per_day=0.5)
    assert w.station[1].visits > 3
    assert not any(w.task[i].kind == TASK_DECIDE and w.task[i].asked < 0 for i in range(w.tasks))


def test_every_question_has_a_draw_of_its_own() -> None:
    """Ordinals of questions meet neither each other nor those of other tasks."""
    w = at_work()
    places = set()
    for kind in (TASK_EXPERIMENT, TASK_INTEGRATE, TASK_REWORK):
        for ordinal in (0, 1, 63, 64, 128, 500, 4095):
            w.task[w.slot[0].task].kind, w.task[w.slot[0].task].ordinal, w.slot[0].questions = kind, ordinal, 0
            asked = [new_question(w, 0) for _ in range(30)]
            places |= {w.task[q].ordinal for q in asked}
    assert len(places) == 3 * 7 * 30
    assert min(places) > 17 * 4096


def test_who_waits_for_an_answer_lays_a_stopped_use_case_down() -> None:
    """Asked on day 2, stopped on day 5, answered on day 12: no day after the question is worked or booked."""
    values = {"experiment_days": 20.0, "decision_days": 10.0, "exceptions_per_day": 0.5, "stop_probability": 1.0}
    managers = managers_of(review=5.0, patience=1.0)
    w = at_horizon(MANAGED, ON_EXCEPTIONS | ON_EXPERIMENTS, managers, ideas_per_day=1e-9, ready_ideas=1, **values)
    case = w.use_case[0]
    assert (case.end, case.ended) == (END_STOPPED, 5.0)
    assert w.worked[3] == pytest.approx(10.0, abs=1e-6)
    assert 0.0 < case.worked < 5.0
    assert (w.slot[0].task, w.slot[0].idle) == (NONE, 1)
