"""Mechanism 2: the desks between builders and line, who is asked, what they say and how long it takes."""

import pytest

from mlorg.sim.constants import END_REJECTED, ON_APPROVAL
from mlorg.sim.mechanisms.approval import asked, desks_on_path, next_approver
from mlorg.sim.structure.arrays import SHARE_MANAGER

from .lab import ONE_TEAM, Toy, assert_mean, at_horizon, day_0, flat, refit, shipped

THREE_DESKS = Toy([1], [[0]], [1.0], desks=3, approvers=(1, 2, 3)).structure()


def test_all_desks_on_the_path_must_agree() -> None:
    """p ** n for good ideas, q ** n for bad ones."""
    how = {"ideas_per_day": 1.0, "days": 3000, "accept_good": 0.9, "accept_bad": 0.5}
    for bad, expected in ((0.0, 0.9**3), (1.0, 0.5**3)):
        rows = flat(shipped(THREE_DESKS, ON_APPROVAL, negative_share=bad, **how))
        assert_mean([float(c.end != END_REJECTED) for c in rows if c.taken >= 0], expected)


@pytest.mark.parametrize(("chance", "desks"), [(0.0, {3}), (1.0, {1, 2, 3}), (-0.5, {3}), (1.7, {1, 2, 3})])
def test_the_head_of_the_line_is_always_asked_the_others_with_their_probability(chance: float, desks: set) -> None:
    w = at_horizon(THREE_DESKS, ON_APPROVAL, ideas_per_day=0.1, path_on_approval=chance, approval_days=0.01)
    assert {g for g in (1, 2, 3) if w.station[g].visits > 0} == desks


def test_a_desk_between_is_asked_as_often_as_stated() -> None:
    w = day_0(THREE_DESKS, ON_APPROVAL, ideas_per_day=1e-6, ready_ideas=1500, path_on_approval=0.3)
    assert_mean([float(asked(w, u)) for u in range(1500)], 0.3)


def test_who_is_not_asked_does_not_stand_in_the_way() -> None:
    how = {"ideas_per_day": 1.0, "days": 3000, "accept_good": 0.8, "path_on_approval": 0.0}
    rows = flat(shipped(THREE_DESKS, ON_APPROVAL, **how))
    assert_mean([float(c.end != END_REJECTED) for c in rows if c.taken >= 0], 0.8)


def test_knocked_in_alone_it_takes_the_days_of_every_desk() -> None:
    rows = flat(shipped(THREE_DESKS, ON_APPROVAL, ideas_per_day=0.01, days=3000, approval_days=0.5, wip_per_post=1))
    days = [c.approved - c.taken for c in rows if c.approved >= 0]
    assert len(days) > 10
    assert days == pytest.approx([1.5] * len(days), abs=1e-8)


def test_managers_decide_in_the_share_of_time_they_have() -> None:
    """A desk that gives a quarter of its time takes four times as long."""
    one = Toy([1], [[0]], [1.0], desks=1, approvers=(1,)).structure()
    busy = refit(one, slots={1: {"share": SHARE_MANAGER}})
    rows = flat(shipped(busy, ON_APPROVAL, ideas_per_day=0.01, approval_days=0.5, manager_share=0.25, wip_per_post=1))
    days = [c.approved - c.taken for c in rows if c.approved >= 0]
    assert days == pytest.approx([2.0] * len(days), abs=1e-8)


def test_a_path_ends_at_its_last_desk() -> None:
    w = day_0(THREE_DESKS, ON_APPROVAL, ideas_per_day=1e-6, ready_ideas=1)
    w.use_case[0].builder = 0
    assert desks_on_path(w, 0) == 3


def test_switched_off_everything_is_accepted_at_once() -> None:
    rows = flat(shipped(THREE_DESKS, 0, ideas_per_day=0.5, approval_days=5.0, accept_good=0.1))
    assert all(c.approved == c.taken for c in rows if c.taken >= 0)
    assert {c.end for c in rows} == {0}


def test_a_team_without_desks_on_its_path_needs_nobody() -> None:
    w = day_0(ONE_TEAM, ON_APPROVAL, ideas_per_day=1e-6, ready_ideas=1)
    w.use_case[0].builder = 0
    next_approver(w, 0)
    assert w.use_case[0].approved == 0.0
