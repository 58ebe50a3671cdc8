"""Whatever the two organisations: the steps lead from one to the other exactly, and every stop on the way works."""

import pytest
from hypothesis import given, settings
from tests.archetypes.messy import messy_organizations
from tests.generated import organizations
from tests.sim.companies import company

from mlorg.archetypes import STRUCTURES, propose
from mlorg.decide.plan import all_plans, as_said, lost_duties, plan_of, steps_between, unsound
from mlorg.decide.plan.values import Order, Pace
from mlorg.org import Overlay, Remove, apply

every_structure = pytest.mark.parametrize("structure", [s.id for s in STRUCTURES])
often = settings(max_examples=25, deadline=None, derandomize=True)


@often
@given(today=organizations(), target=organizations())
def test_all_waves_together_are_the_overlay(today, target):
    for plan in all_plans(steps_between(today, target), today):
        assert plan.organizations()[-1] == target


@every_structure
@settings(max_examples=8, deadline=None, derandomize=True)
@given(today=messy_organizations())
def test_every_organization_on_the_way_is_sound_at_every_pace(structure, today):
    target = apply(today, propose(today, structure).overlay)
    for plan in all_plans(steps_between(today, target), today):
        stops = plan.organizations()
        assert stops[-1] == target
        assert [fault for stop in stops for fault in unsound(stop, today, target)] == []


@every_structure
def test_an_occupied_post_is_never_closed(structure):
    today = company("pool")
    target = apply(today, propose(today, structure).overlay)
    for plan in all_plans(steps_between(today, target), today):
        changes = [change for wave in plan.waves for change in wave.changes]
        assert not [c for c in changes if isinstance(c, Remove) and c.kind in ("post", "person", "membership")]
        assert all(stop.memberships == today.memberships for stop in plan.organizations())


@every_structure
@pytest.mark.parametrize("pace", list(Pace))
@pytest.mark.parametrize("order", list(Order))
def test_no_step_comes_before_what_it_needs(structure, pace, order):
    today = company("lines")
    target = apply(today, propose(today, structure).overlay)
    plan = plan_of(steps_between(today, target), today, pace, order)
    turn = {step.id: number for number, wave in enumerate(plan.waves) for step in wave.steps}
    assert all(turn[other] <= turn[step.id] for wave in plan.waves for step in wave.steps for other in step.needs)


@often
@given(today=messy_organizations())
def test_handing_over_in_one_word_says_the_same(today):
    target = apply(today, propose(today, "ml_first").overlay)
    org = today
    for step in steps_between(today, target):
        after = apply(org, Overlay("", step.changes))
        assert apply(org, Overlay("", as_said(step.changes, org))) == after
        org = after


@every_structure
def test_no_structure_of_the_library_takes_away_the_last_owner(structure):
    for today in (company("pool"), company("lines")):
        assert lost_duties(today, apply(today, propose(today, structure).overlay)) == ()
