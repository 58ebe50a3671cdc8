"""Names, notes, sizes and odd organisations."""

from time import process_time

import pytest

from mlorg.archetypes import ARCHETYPES, STRUCTURES, Arm, propose, structure
from mlorg.archetypes.duties import duties
from mlorg.archetypes.firms import firm
from mlorg.errors import UnknownNameError
from mlorg.org import (
    Function,
    Line,
    Organization,
    Own,
    Ownership,
    Post,
    Ref,
    RegisteredModel,
    Remove,
    Responsibility,
    Set,
    Unit,
    Unresolved,
    apply,
    is_ml,
)
from mlorg.org.checks import faults

every_structure = pytest.mark.parametrize("kind", [s.id for s in STRUCTURES])


def sound(org):
    return not any(not fault.warning for fault in faults(org))


def tiny(*posts, **units):
    """Two lines under a top; `units` adds functions to the units named."""
    names = {"company": None, "shop": "company", "post_office": "company", **{u: "company" for u in units}}
    made = [
        Unit(u, part_of=above, function=units.get(u), business_line=u in ("shop", "post_office"))
        for u, above in names.items()
    ]
    return Organization.of(
        "tiny", units=made, posts=[Post("boss", role="executive", sits_in="company", reports_to=Line.TOP), *posts]
    )


def test_there_are_five_archetypes_and_one_is_a_stage():
    assert [s.id for s in ARCHETYPES] == ["nascent", "rnd", "embedded", "independent", "ml_first"]
    assert [s.id for s in STRUCTURES if s.stage] == ["nascent"]
    assert {p for s in STRUCTURES for p in s.parents} <= {s.id for s in ARCHETYPES}


def test_an_unknown_structure_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'embedded'"):
        propose(firm(1, people=40), "embeded")


def test_an_unknown_arm_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'settled'"):
        propose(firm(1, people=40), "rnd", "setled")


@every_structure
def test_every_structure_says_whose_duty_what_is_and_why(kind):
    expected = set(Responsibility) if structure(kind).moves else duties(kind).keys()
    assert duties(kind).keys() == expected
    assert duties(kind)
    for duty in duties(kind).values():
        assert duty.reason.endswith(".")
        assert duty.basis.startswith(("axis table", "definition", "assumed", "as "))


@every_structure
@pytest.mark.parametrize("people", [1, 2, 3, 5, 8, 13, 40, 400])
@pytest.mark.parametrize("seed", range(3))
def test_any_size(kind, people, seed):
    today = firm(seed, people=people)
    for arm in Arm:
        proposal = propose(today, kind, arm)
        after = apply(today, proposal.overlay)
        assert sound(after)
        assert propose(after, kind, arm).overlay.changes == ()


@every_structure
@pytest.mark.parametrize("ml_people", [1, 2, 3, 8, 9, 30])
def test_nobody_but_ml_people(kind, ml_people):
    today = firm(7, people=ml_people, ml_people=ml_people)
    after = apply(today, propose(today, kind).overlay)
    assert sound(after)
    assert propose(after, kind).overlay.changes == ()


def test_a_hundred_thousand_people_take_at_most_five_seconds():
    today = firm(5, people=100_000, ml_people=2_000)
    start = process_time()
    propose(today, "ml_first", Arm.SETTLED)
    assert process_time() - start <= 5


@every_structure
def test_without_ml_people_nothing_changes_and_it_says_so(kind):
    proposal = propose(firm(1, people=80, ml_people=0), kind)
    assert proposal.overlay.changes == ()
    assert proposal.notes == ("There are no ML people to place: nothing changes.",)


@every_structure
def test_without_units_nothing_changes_and_it_says_so(kind):
    org = Organization.of("flat", posts=[Post("one", role="data_scientist"), Post("two", role="executive")])
    proposal = propose(org, kind)
    assert proposal.overlay.changes == ()
    assert "No unit is known" in proposal.notes[0]


@every_structure
@pytest.mark.parametrize("reports_to", [Line.UNKNOWN, Unresolved("somebody")])
def test_where_no_line_is_known_lines_stay_open(kind, reports_to):
    today = firm(4, people=120)
    today = today.with_(posts=[Post(p.id, role=p.role, sits_in=p.sits_in, reports_to=reports_to) for p in today.posts])
    after = apply(today, propose(today, kind).overlay)
    assert sound(after)
    assert not any(p.reports_to is Line.TOP for p in after.posts)
    assert propose(after, kind).overlay.changes == ()


def test_an_ml_post_that_leads_the_organisation_stays_and_it_says_so():
    org = Organization.of(
        "startup",
        units=[Unit("company")],
        posts=[
            Post("founder", role="ml_manager", sits_in="company", reports_to=Line.TOP),
            *(Post(f"p{i}", role="data_scientist", sits_in="company", reports_to="founder") for i in range(4)),
        ],
    )
    proposal = propose(org, "embedded")
    assert apply(org, proposal.overlay).post["founder"].role == "ml_manager"
    assert any("stay where they are" in note for note in proposal.notes)


def test_people_of_an_ml_manager_who_moves_report_to_the_manager_above():
    org = tiny(
        Post("chief", role="ml_manager", sits_in="shop", reports_to="boss"),
        Post("analyst", role="data_analyst", sits_in="shop", reports_to="chief"),
        Post("lead", role="engineering_manager", sits_in="shop", reports_to="boss"),
    )
    after = apply(org, propose(org, "embedded").overlay)
    assert after.post["analyst"].reports_to == "boss"
    assert after.post["chief"].reports_to == "lead"


def test_who_leads_the_ml_people_is_not_put_below_them():
    """A data engineer in the ML unit leads an ML person, and nobody is known above: no line may go in a circle."""
    unit = Unit("science", function=Function.ML)
    people = [
        Post(f"p{i}", role="data_scientist", reports_to="engineer" if i == 0 else Line.UNKNOWN) for i in range(20)
    ]
    org = Organization.of(
        "circle",
        units=[Unit("company"), unit],
        posts=[Post("engineer", role="data_engineer", sits_in="science"), *people],
    )
    assert sound(apply(org, propose(org, "independent").overlay))


def test_a_head_from_outside_ml_makes_room_for_one_of_the_ml_people():
    posts = [Post(f"p{i}", role="data_scientist", sits_in="science", reports_to="boss") for i in range(4)]
    org = tiny(
        *posts, Post("engineer", role="data_engineer", sits_in="science", reports_to="boss"), science=Function.ML
    )
    org = org.with_(
        units=[
            Unit(
                u.id,
                part_of=u.part_of,
                function=u.function,
                business_line=u.business_line,
                head="engineer" if u.id == "science" else None,
            )
            for u in org.units
        ]
    )
    after = apply(org, propose(org, "independent").overlay)
    assert is_ml(after.post[after.unit["science"].head])
    assert propose(after, "independent").overlay.changes == ()


def test_the_unit_ml_people_have_is_kept_and_put_in_its_place():
    org = tiny(
        *(Post(f"p{i}", role="data_scientist", sits_in="science", reports_to="boss") for i in range(3)),
        science=None,
    )
    after = apply(org, propose(org, "independent").overlay)
    assert {p.sits_in for p in after.posts if is_ml(p)} == {"science"}
    assert after.unit["science"].function is Function.ML
    assert not any(u.startswith("ml-") for u in after.unit)


def test_a_unit_the_moves_empty_is_closed_unless_something_else_needs_it():
    posts = [Post(f"p{i}", role="data_scientist", sits_in="science", reports_to="boss") for i in range(3)]
    org = tiny(*posts, science=Function.ML)
    assert "science" not in apply(org, propose(org, "embedded").overlay).unit
    model = RegisteredModel("m", line="science")
    assert "science" in apply(org, propose(org.with_(models=[model]), "embedded").overlay).unit


def test_a_supplier_keeps_what_it_does():
    org = tiny(Post("p", role="data_scientist", sits_in="shop", reports_to="boss"))
    supplied = Ownership(Ref("unit", "shop"), Responsibility.DEPLOY, Ref("vendor", "host"))
    after = apply(
        org.with_(ownerships=[supplied]), propose(org.with_(ownerships=[supplied]), "builders_deploy").overlay
    )
    assert supplied in after.ownerships


def test_what_an_asset_says_against_its_line_goes_and_what_agrees_stays():
    org = tiny(Post("p", role="data_scientist", sits_in="shop", reports_to="boss"))
    models = [RegisteredModel("a", line="shop"), RegisteredModel("b", line="shop")]
    agrees = Ownership(models[0].ref, Responsibility.DEPLOY, Ref("post", "p"))
    differs = Ownership(models[1].ref, Responsibility.DEPLOY, Ref("unit", "post_office"))
    org = org.with_(models=models, ownerships=[agrees, differs])
    changes = propose(org, "builders_deploy").overlay.changes
    assert [c.key for c in changes if isinstance(c, Remove)] == [differs.key]
    assert {c.ownership.asset for c in changes if isinstance(c, Own)} == {Ref("unit", "shop")}


def test_a_platform_team_stays_ml_people_under_its_new_title():
    org = firm(3, people=300, ml_people=20)
    after = apply(org, propose(org, "embedded_platform").overlay)
    team = [p for p in after.posts if p.role == "platform_engineer" and is_ml(p)]
    assert len(team) == 2
    assert sum(map(is_ml, after.posts)) == sum(map(is_ml, org.posts))


def test_who_heads_a_unit_is_chosen_by_post_and_not_by_pay():
    org = firm(3, people=300, ml_people=20)
    heads = [c.entity.head for c in propose(org, "independent").overlay.changes if hasattr(c, "entity")]
    paid = org.with_(posts=[Post(**{**_fields(p), "pay": 1 + i % 7}) for i, p in enumerate(org.posts)])
    assert heads == [c.entity.head for c in propose(paid, "independent").overlay.changes if hasattr(c, "entity")]


def _fields(post):
    return {name: getattr(post, name) for name in ("id", "role", "sits_in", "reports_to")}


@every_structure
def test_few_seats_change_where_most_are_right_already(kind):
    """One person put elsewhere: no more than that person and one other move back."""
    today = firm(11, people=300, ml_people=14)
    right = apply(today, propose(today, kind).overlay)
    stray = next(p for p in right.posts if is_ml(p) and p.role == "data_scientist")
    elsewhere = Post(**{**_fields(stray), "sits_in": right.units[0].id})
    changed = right.with_(posts=[elsewhere if p == stray else p for p in right.posts])
    changes = propose(changed, kind).overlay.changes
    assert sum(isinstance(c, Set) and "sits_in" in dict(c.values) for c in changes) <= 2
