"""Mechanism 7: integration, what comes back, and why less of it does."""

from dataclasses import replace

import pytest

from mlorg.org import Membership, Overlay, Post, Ref, Set, apply
from mlorg.sim import Frame, compile_structure
from mlorg.sim.constants import CLASS_NEAR, CLASS_URGENT, END_DROPPED, ON_HANDOFF, TASK_INTEGRATE
from mlorg.sim.mechanisms.handoff import begin_deployment, return_chance

from ..companies import company
from .lab import ONE_TEAM, Toy, assert_mean, at_horizon, day_0, flat, managers_of, refit, shipped, square

TWO_GROUPS = Toy([1], [[0]], [1.0], pools=[1], deploys=[1]).structure()
ALONE = {"ideas_per_day": 0.05, "wip_per_post": 1}
EFFECTS = {
    "send_back": 0.4,
    "congruence_on_send_back": 0.5,
    "familiarity_on_send_back": 0.6,
    "pm_on_send_back": 0.3,
    "literacy_on_send_back": 0.2,
}


def chance(structure=TWO_GROUPS, literacy=0.0, **values) -> float:
    """Probability that the first idea comes back from the line's engineers."""
    how = {"ideas_per_day": 1e-9, "ready_ideas": 1}
    w = day_0(structure, ON_HANDOFF, managers_of(literacy=literacy), **how, **(EFFECTS | values))
    w.use_case[0].builder, w.use_case[0].deployer = 0, structure.deploys[0] if structure.deploys[0] >= 0 else 0
    return return_chance(w, 0)


def test_between_two_teams_each_bond_avoids_its_share() -> None:
    joined = refit(TWO_GROUPS, congruent=square(TWO_GROUPS, 0, g0_1=1))
    guided = refit(TWO_GROUPS, groups={0: {"guided": 0.5}})
    assert chance() == 0.4
    assert chance(joined) == pytest.approx(0.4 * 0.5)
    assert chance(familiarity_outside=0.5) == pytest.approx(0.4 * (1 - 0.6 * 0.5))
    assert chance(guided) == pytest.approx(0.4 * (1 - 0.3 * 0.5))
    assert chance(literacy=1.0) == pytest.approx(0.4 * 0.8)
    assert chance(joined, familiarity_outside=0.5, literacy=1.0) == pytest.approx(0.4 * 0.5 * 0.7 * 0.8)


@pytest.mark.parametrize(("guided", "shared", "amount"), [(0.0, 1, 1.0), (1.0, 1, 1.0), (0.4, 1, 1.0), (0.4, 0, 0.4)])
def test_a_shared_member_and_a_product_manager_count_once(guided: float, shared: int, amount: float) -> None:
    bound = refit(TWO_GROUPS, groups={0: {"guided": guided}}, shared=square(TWO_GROUPS, 0, g0_1=shared))
    assert chance(bound) == pytest.approx(0.4 * (1 - 0.3 * amount))


@pytest.mark.parametrize("name", [n for n in EFFECTS if n != "send_back"])
def test_every_bond_may_do_nothing_or_harm(name: str) -> None:
    bound = refit(
        TWO_GROUPS, groups={0: {"guided": 1.0}}, congruent=square(TWO_GROUPS, 0, g0_1=1), shared=square(TWO_GROUPS, 0)
    )
    others = dict.fromkeys(EFFECTS, 0.0) | {"send_back": 0.4}
    values = {"literacy": 1.0, "familiarity_outside": 1.0}
    assert chance(bound, **values, **(others | {name: 0.0})) == 0.4
    assert chance(bound, **values, **(others | {name: -0.5})) == pytest.approx(0.6)
    assert chance(bound, **values, **(others | {name: -5.0})) == pytest.approx(0.8)  # a factor of 2 at most
    assert chance(bound, **values, **(others | {name: 5.0})) == 0.0


def test_builders_who_deploy_fail_at_the_base_rate_only() -> None:
    bound = refit(ONE_TEAM, groups={0: {"guided": 1.0}})
    assert chance(bound, own_failure=0.07, literacy=1.0, familiarity_outside=1.0) == 0.07
    assert chance(TWO_GROUPS, send_back=5.0) == 0.95


def test_knocked_in_alone_returns_are_geometric_and_the_sixth_failure_drops() -> None:
    rows = flat(shipped(TWO_GROUPS, ON_HANDOFF, **ALONE, days=40_000, send_back=0.6, integration_days=1e-3))
    ended = [c for c in rows if c.deployed >= 0 or c.end == END_DROPPED]
    assert_mean([float(c.end == END_DROPPED) for c in ended], 0.6**6)
    assert_mean([float(c.returns == 0) for c in ended], 0.4)
    assert {c.returns for c in ended if c.end == END_DROPPED} == {6}
    assert max(c.returns for c in ended if c.deployed >= 0) <= 5


@pytest.mark.parametrize("returns", [0, 1, 2])
def test_days_to_deployment_are_integration_and_for_each_return_rework_and_integration(returns: int) -> None:
    """8 days at first; then a quarter of an experiment of 4 and of 8 days each time."""
    how = ALONE | {"days": 20_000, "send_back": 0.4, "integration_days": 8.0, "experiment_days": 4.0}
    rows = flat(shipped(TWO_GROUPS, ON_HANDOFF, **(how | {"ideas_per_day": 0.005}), rework_share=0.25))
    days = [c.deployed - c.finished for c in rows if c.deployed >= 0 and c.returns == returns]
    assert len(days) > 3
    assert min(days) == pytest.approx(8.0 + returns * (1.0 + 2.0), abs=1e-6)


def test_hours_fall_where_the_work_is_done() -> None:
    """Same integrations, by the engineers or by the builders."""
    how = ALONE | {"integration_days": 8.0, "ideas_per_day": 0.01}
    theirs = at_horizon(TWO_GROUPS, ON_HANDOFF, **how)
    own = at_horizon(ONE_TEAM, ON_HANDOFF, **how)
    done = sum(theirs.use_case[u].deployed >= 0 for u in range(theirs.use_cases))
    assert done > 3
    assert theirs.worked[1] == pytest.approx(8.0 * done, abs=1e-6)
    assert own.worked[0] == pytest.approx(8.0 * sum(own.use_case[u].deployed >= 0 for u in range(own.use_cases)))
    assert own.worked[1] == 0.0


@pytest.mark.parametrize(("structure", "rank"), [(ONE_TEAM, CLASS_URGENT), (TWO_GROUPS, CLASS_NEAR)])
def test_builders_bring_a_finished_model_out_before_new_experiments(structure, rank: int) -> None:
    w = day_0(structure, ON_HANDOFF, ideas_per_day=1e-9, ready_ideas=1, integration_days=8.0)
    w.use_case[0].builder = 0
    begin_deployment(w, 0)
    (task,) = [w.task[i] for i in range(w.tasks) if w.task[i].kind == TASK_INTEGRATE]
    assert task.rank == rank


def test_engineering_skill_sets_the_speed_of_integration() -> None:
    quick = refit(TWO_GROUPS, slots={1: {"skills": (1.0, 2.0, 1.0)}})
    rows = flat(shipped(quick, ON_HANDOFF, ideas_per_day=0.01, integration_days=8.0, days=5000, wip_per_post=1))
    assert min(c.deployed - c.finished for c in rows if c.deployed >= 0) == pytest.approx(4.0, abs=1e-6)


def test_switched_off_a_finished_model_is_in_use_at_once() -> None:
    rows = flat(shipped(TWO_GROUPS, 0, **ALONE, send_back=0.9, integration_days=30.0))
    done = [c for c in rows if c.finished >= 0]
    assert done
    assert all(c.deployed == c.finished and c.returns == 0 for c in done)


@pytest.mark.parametrize(("teams", "share", "guided"), [(2, 1.0, 1.0), (3, 1.0, 1.0), (5, 1.0, 0.6), (6, 0.5, 0.25)])
def test_a_product_managers_time_is_divided_beyond_three_teams(teams: int, share: float, guided: float) -> None:
    manager = Post("pm", role="ml_pm", sits_in="co", reports_to="ceo")
    org = company("lines", ml_people=teams, lines=teams, extra=(manager,))
    part = [replace(m, share=share) if m.post == "pm" else m for m in org.memberships]
    s = compile_structure(org.with_(memberships=part), Frame.of(org))
    assert [g.guided for g in s.groups[: s.teams]] == pytest.approx([guided] * teams)


@pytest.mark.parametrize("bond", ["second seat", "dotted line"])
def test_a_member_whom_builders_and_engineers_share_is_known(bond: str) -> None:
    org = company("pool")
    if bond == "second seat":
        org = org.with_(memberships=[*org.memberships, Membership("h-ml-00", "se-1-0", share=0.5)])
    else:
        org = apply(org, Overlay("test", (Set(Ref("post", "ml-00"), (("dotted_to", ("head-1",)),)),)))
    s = compile_structure(org, Frame.of(company("pool")))
    engineers = [line.engineers for line in s.lines]
    assert [s.shared[g] for g in engineers] == [0, 1, 0]


@pytest.mark.parametrize("size", [1.0, 4.0])
def test_the_way_into_production_has_to_be_laid_once_per_line(size: float) -> None:
    """first_extra more of the work of integration with no model in use in the line."""
    days = []
    for live in (0, 1):
        w = day_0(TWO_GROUPS, ON_HANDOFF, ideas_per_day=1e-9, ready_ideas=1, integration_days=8.0, first_extra=1.5)
        w.use_case[0].builder, w.use_case[0].size, w.line[0].live = 0, size, live
        begin_deployment(w, 0)
        (task,) = [w.task[i] for i in range(w.tasks) if w.task[i].kind == TASK_INTEGRATE]
        days.append(task.content)
    assert days == pytest.approx([2.5 * 8.0 * size, 8.0 * size])
