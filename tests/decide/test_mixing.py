"""Organisations put together out of others: both ends exact, everything between without a new fault."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sim.companies import company

from mlorg.archetypes import STRUCTURES, Arm, propose
from mlorg.archetypes.firms import firm
from mlorg.decide.structures.decomposition import Between
from mlorg.decide.structures.elements import Element
from mlorg.decide.structures.mixing import Mixer
from mlorg.decide.structures.overlays import overlay_between
from mlorg.org import Function, Organization, Ownership, Post, Ref, Responsibility, Unit, apply
from mlorg.org.checks import faults

FIRM = firm(5, people=200, lines=3, ml_people=14)
STRUCTURED = {
    (s.id, arm): apply(FIRM, propose(FIRM, s.id, arm).overlay) for s in STRUCTURES for arm in (Arm.RESTRUCTURED,)
}
FAULTS = {(fault.subject, fault.message) for fault in faults(FIRM)}
kinds = pytest.mark.parametrize("kind", [s.id for s in STRUCTURES])


def new_faults(org):
    return [f for f in faults(org) if not f.warning and (f.subject, f.message) not in FAULTS]


@kinds
@pytest.mark.parametrize("arm", list(Arm))
def test_all_elements_lead_from_one_end_to_the_other_exactly(kind, arm):
    after = apply(FIRM, propose(FIRM, kind, arm).overlay)
    between = Between(FIRM, after)
    assert between.organization(frozenset()) == FIRM
    assert between.organization(frozenset(between.elements)) == after


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(STRUCTURED)), st.sampled_from(sorted(STRUCTURED)), st.data())
def test_between_any_two_structures_nothing_is_broken(one, other, data):
    between = Between(STRUCTURED[one], STRUCTURED[other])
    changed = data.draw(st.sets(st.sampled_from(list(Element))))
    org = between.organization(frozenset(changed))
    assert not new_faults(org)
    assert {p.id for p in org.posts} == {p.id for p in FIRM.posts}
    assert org.memberships == FIRM.memberships


def two_units(**owner):
    """`a` owns the pipelines of a line; `b` is a unit in which nobody sits yet, or in which the only post sits."""
    line = Ref("unit", "line")
    return Organization.of(
        "x",
        units=[Unit("line", business_line=True), Unit("a", function=Function.DATA), Unit("b", function=Function.ML)],
        posts=[Post("p", role="ml_engineer", sits_in=owner["seat"]), Post("q", role="data_engineer", sits_in="a")],
        ownerships=[Ownership(line, Responsibility.PIPELINE, Ref("unit", owner["owner"]))],
    )


def test_an_owner_takes_over_once_it_has_people():
    before, after = two_units(seat="line", owner="a"), two_units(seat="b", owner="b")
    between = Between(before, after)
    only = between.organization(frozenset({Element.PIPELINE}))
    both = between.organization(frozenset({Element.PIPELINE, Element.SEAT}))
    assert [o.owner.id for o in only.ownerships] == ["a"]
    assert [o.owner.id for o in both.ownerships] == ["b"]


def test_a_new_unit_is_founded_with_the_first_element_that_needs_it():
    before = company("lines", ml_people=6, lines=2)
    after = apply(before, propose(before, "independent").overlay)
    between = Between(before, after)
    new = {u.id for u in after.units} - {u.id for u in before.units}
    assert new
    assert new <= {u.id for u in between.organization(frozenset({Element.SEAT})).units}
    assert not new & {u.id for u in between.organization(frozenset({Element.COLLECT})).units}


def test_pieces_are_only_what_differs():
    assert Mixer(FIRM, FIRM).pieces == ()
    assert Mixer(FIRM, STRUCTURED["builders_deploy", Arm.RESTRUCTURED]).pieces
    kinds = {p.kind for p in Mixer(FIRM, STRUCTURED["builders_deploy", Arm.RESTRUCTURED]).pieces}
    assert kinds == {"ownership"}


@kinds
def test_the_overlay_between_two_organisations_leads_there_in_waves(kind):
    after = STRUCTURED[kind, Arm.RESTRUCTURED]
    overlay = overlay_between(FIRM, after, "there")
    assert apply(FIRM, overlay) == after
    waves = [change.wave for change in overlay.changes]
    assert waves == sorted(waves)
