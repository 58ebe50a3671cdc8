"""Mechanism 17: time for research by policy and from slack, which attracts applicants and does nothing else."""

import pytest

from mlorg.sim.constants import ON_RESEARCH
from mlorg.sim.mechanisms.research import research_days, research_share, time_for_use_cases

from .lab import Toy, at_horizon, day_0, flat, refit, shipped

SCHOLAR = refit(Toy([1], [[0]], [1.0]).structure(), slots={0: {"research": 0.5}})
POLICY = {"research_time": 0.4}


def test_policy_keeps_a_share_of_time_by_role() -> None:
    w = day_0(SCHOLAR, ON_RESEARCH, **POLICY)
    assert time_for_use_cases(w, 0) == pytest.approx(1 - 0.4 * 0.5)
    w.slot[0].research = 0.0
    assert time_for_use_cases(w, 0) == 1.0


def test_last_months_slack_adds_its_share_of_what_policy_leaves() -> None:
    w = day_0(SCHOLAR, ON_RESEARCH, **POLICY, slack_to_research=0.3)
    w.group[0].slack = 0.5
    assert research_share(w, 0) == pytest.approx(0.2 + 0.3 * 0.8 * 0.5)


def test_days_of_research_are_those_of_policy_and_of_idle_time() -> None:
    """Nothing to do for 252 days: by policy .2 of them, of the rest .3."""
    w = at_horizon(SCHOLAR, ON_RESEARCH, days=252.0, **POLICY, slack_to_research=0.3)
    w.clock.now = 252.0
    assert research_days(w) == pytest.approx(252 * (0.2 + 0.3 * 0.8))


def test_nobody_does_research_in_a_vacant_post() -> None:
    w = day_0(SCHOLAR, ON_RESEARCH, **POLICY)
    w.slot[0].present, w.slot[0].idle, w.vacant_since[0], w.clock.now = 0, 0, 100.0, 252.0
    assert research_days(w) == pytest.approx(100 * 0.2)


def test_knocked_in_alone_use_cases_take_longer_by_the_time_for_research() -> None:
    how = {"ideas_per_day": 0.01, "experiment_days": 10.0, "wip_per_post": 1}
    rows = flat(shipped(SCHOLAR, ON_RESEARCH, **how, **POLICY))
    days = [c.finished - c.ready for c in rows if c.finished >= 0]
    assert days
    assert days == pytest.approx([10.0 / 0.8] * len(days), abs=1e-6)


def test_slack_changes_nothing_but_the_days_of_research() -> None:
    """With nobody hired, outcomes are the same whatever slack is used for."""
    how = {"ideas_per_day": 0.02, "experiment_days": 10.0}
    one, other = (flat(shipped(SCHOLAR, ON_RESEARCH, **how, **POLICY, slack_to_research=share)) for share in (0.0, 0.9))
    assert one == other


def test_owners_and_managers_do_no_research() -> None:
    w = day_0(refit(SCHOLAR, slots={0: {"function": 1, "research": 1.0}}), ON_RESEARCH, **POLICY, slack_to_research=1.0)
    w.clock.now = 100.0
    assert (time_for_use_cases(w, 0), research_days(w)) == (1.0, 0.0)


def test_switched_off_all_time_is_for_use_cases() -> None:
    w = day_0(SCHOLAR, 0, **POLICY, slack_to_research=1.0)
    w.group[0].slack, w.clock.now = 1.0, 100.0
    assert (time_for_use_cases(w, 0), research_share(w, 0), research_days(w)) == (1.0, 0.0, 0.0)
