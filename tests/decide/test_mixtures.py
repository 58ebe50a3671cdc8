"""The space between structures: every structure is a point, and no point that passes for an option is impossible."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sim.companies import company

from mlorg.archetypes import Arm
from mlorg.archetypes.firms import firm
from mlorg.decide.structures.mixtures import Limits, Space, bill, moved
from mlorg.org import Organization, Ownership, Part, Ref, Responsibility, is_ml
from mlorg.org.checks import faults
from mlorg.org.hierarchy import reporting_tree
from mlorg.org.lines import BusinessLines
from mlorg.org.owners import Owners

FIRMS = (firm(5, people=200, lines=3, ml_people=14), firm(8, people=90, lines=4, ml_people=7), company(ml_people=9))
SPACES = [Space.of(org, arm) for org in FIRMS for arm in Arm]


def points(space):
    return st.tuples(*(st.sampled_from(sorted(set(s))) for s in space.settings.values()))


@pytest.mark.parametrize("space", SPACES, ids=range(len(SPACES)))
def test_every_structure_is_a_point_and_the_point_is_the_structure(space):
    for place, org in enumerate(space.organizations):
        assert space.organization(space.pure(place)) == org


def ml_by_line(org, lines):
    return Counter(line for p in org.posts if is_ml(p) and (line := lines.of_unit.get(p.sits_in)))


def accountable_once(org):
    rows = Counter((o.asset, o.responsibility) for o in org.ownerships if o.part is Part.ACCOUNTABLE)
    return max(rows.values(), default=1) == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(range(len(SPACES))), st.data())
def test_an_option_keeps_people_pay_teams_owners_and_lines(number, data):
    space = SPACES[number]
    org = space.organization(data.draw(points(space)))
    if space.broken(org):
        return
    today, lines = space.today, BusinessLines(space.today)
    assert {p.id for p in org.posts} == {p.id for p in today.posts}
    assert org.memberships == today.memberships
    assert bill(org) == pytest.approx(bill(today), rel=1e-9)
    before = ml_by_line(today, lines)
    assert all(n >= min(2, before.get(line, 0) or 2) for line, n in ml_by_line(org, lines).items())
    assert accountable_once(org)
    assert not reporting_tree(org).cycle_members
    old, new = Owners(today), Owners(org)
    owned = [(a, r) for a in old.assets for r in old.responsibilities(a) if old.accountable(a, r)]
    assert all(new.accountable(a, r) for a, r in owned)
    known = {(f.subject, f.message) for f in faults(today)}
    assert all(f.warning or (f.subject, f.message) in known for f in faults(org))


def test_what_is_no_option_is_told_by_the_rule_it_breaks():
    today = FIRMS[2]
    space = Space.of(today, Arm.RESTRUCTURED, Limits(least_team=3, most_moved=0))
    assert space.broken(today) == ()
    fewer = today.with_(posts=[p for p in today.posts if p.id != "ml-00"])
    assert "head count" in space.broken(fewer)
    dearer = today.with_(posts=[replace(p, pay=9.0) if p.id == "ml-00" else p for p in today.posts])
    assert "pay bill" in space.broken(dearer)
    alone = today.with_(posts=[replace(p, sits_in="line-0") if p.id == "ml-00" else p for p in today.posts])
    assert set(space.broken(alone)) == {"minimum team", "most moved"}
    twice = Ownership(Ref("unit", "line-0"), Responsibility.COLLECT, Ref("unit", "line-0"))
    assert "one whole organisation" in space.broken(today.with_(ownerships=[*today.ownerships, twice]))
    assert "one accountable owner" in space.broken(today.with_(ownerships=[]))


def test_moves_are_counted_by_post():
    today = FIRMS[2]
    assert moved(today, today) == 0
    gone = {"ml-00", "ml-01"}
    posts = [replace(p, sits_in="line-0", reports_to="em-0") if p.id in gone else p for p in today.posts]
    assert moved(today, today.with_(posts=posts)) == 2


def test_an_organisation_without_anything_to_choose_has_no_dial():
    assert Space.of(Organization(), Arm.RESTRUCTURED).dials == ()
