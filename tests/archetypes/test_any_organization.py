"""What every proposal keeps, whatever the organisation looks like."""

import pytest
from hypothesis import given, settings
from tests.archetypes.messy import messy_organizations

from mlorg.archetypes import STRUCTURES, Arm, propose
from mlorg.org import (
    Function,
    Line,
    Organization,
    Overlay,
    Ownership,
    Post,
    Ref,
    Responsibility,
    Unit,
    apply,
    is_ml,
    pay_of,
)
from mlorg.org.checks import faults
from mlorg.org.lines import BusinessLines

every_structure = pytest.mark.parametrize("structure", [s.id for s in STRUCTURES])
anything = messy_organizations()
often = settings(max_examples=20, deadline=None, derandomize=True)


def errors(org):
    return [fault.message for fault in faults(org) if not fault.warning]


@every_structure
@often
@given(org=anything)
def test_the_result_is_sound_and_a_second_time_nothing_changes(structure, org):
    for arm in Arm:
        after = apply(org, propose(org, structure, arm).overlay)
        assert errors(after) == []
        assert propose(after, structure, arm).overlay.changes == ()


@pytest.mark.slow
@every_structure
@settings(max_examples=400, deadline=None)
@given(org=anything)
def test_the_same_on_many_more(structure, org):
    for arm in Arm:
        after = apply(org, propose(org, structure, arm).overlay)
        assert errors(after) == []
        assert propose(after, structure, arm).overlay.changes == ()


@every_structure
@often
@given(org=anything)
def test_every_wave_leaves_a_sound_organization(structure, org):
    for _, changes in propose(org, structure).overlay.waves():
        org = apply(org, Overlay("one wave", changes))
        assert errors(org) == []


@every_structure
@often
@given(org=anything)
def test_restructured_keeps_posts_persons_and_pay(structure, org):
    after = apply(org, propose(org, structure).overlay)
    assert (after.persons, after.memberships) == (org.persons, org.memberships)
    assert {p.id: (pay_of(p), p.fte, is_ml(p)) for p in after.posts} == {
        p.id: (pay_of(p), p.fte, is_ml(p)) for p in org.posts
    }


@every_structure
@often
@given(org=anything)
def test_settled_keeps_the_pay_bill(structure, org):
    after = apply(org, propose(org, structure, Arm.SETTLED).overlay)
    assert sum(map(pay_of, after.posts)) == pytest.approx(sum(map(pay_of, org.posts)), rel=1e-9)


@every_structure
@often
@given(org=anything)
def test_lines_assets_and_everybody_else_stay(structure, org):
    after = apply(org, propose(org, structure).overlay)
    lines = [u.id for u in BusinessLines(org).units]
    assert [u.id for u in BusinessLines(after).units] == lines
    assert (after.datasets, after.models, after.use_cases) == (org.datasets, org.models, org.use_cases)


@every_structure
@often
@given(org=anything)
def test_order_of_input_does_not_matter(structure, org):
    backwards = type(org).of(
        org.name,
        units=reversed(org.units),
        posts=reversed(org.posts),
        persons=reversed(org.persons),
        memberships=reversed(org.memberships),
        datasets=reversed(org.datasets),
        models=reversed(org.models),
        platforms=reversed(org.platforms),
        ownerships=reversed(org.ownerships),
    )
    assert propose(backwards, structure) == propose(org, structure)


def test_what_a_home_that_moves_is_given_follows_the_line_it_comes_to():
    """The ML unit of an inner line becomes the hub of the outer one: a second proposal has nothing to add."""
    units = [Unit("outer", business_line=True), Unit("inner", part_of="outer", business_line=True)]
    units.append(Unit("ml", part_of="inner", function=Function.ML))
    posts = [Post(f"p{n}", role="data_scientist", sits_in="ml", reports_to=Line.TOP) for n in range(4)]
    owned = Ownership(Ref("unit", "ml"), Responsibility.COLLECT, Ref("unit", "inner"))
    org = Organization.of("nested", units=units, posts=posts, ownerships=[owned])
    for structure in (s.id for s in STRUCTURES):
        after = apply(org, propose(org, structure).overlay)
        assert propose(after, structure).overlay.changes == ()
