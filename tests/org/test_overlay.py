"""Overlays: what each change does, what does not fit, and that a difference leads exactly from one to the other."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import days, organizations

from mlorg.errors import OverlayError, Place
from mlorg.org import (
    Add,
    Dataset,
    Line,
    Membership,
    MergeUnits,
    Organization,
    Overlay,
    Own,
    Ownership,
    Part,
    Person,
    Platform,
    Post,
    Ref,
    Remove,
    Responsibility,
    Set,
    SplitUnit,
    Unit,
    Validity,
    apply,
    diff,
)
from mlorg.org.organization import COLLECTIONS

MODEL, BUILD = Ref("model", "m"), Responsibility.BUILD


def company(**more) -> Organization:
    """Two units in one, three posts, one of them filled."""
    return Organization.of(
        "Acme",
        units=[Unit("all"), Unit("u", part_of="all"), Unit("v", part_of="all")],
        posts=[
            Post("boss", sits_in="all", reports_to=Line.TOP),
            Post("a", sits_in="u", reports_to="boss"),
            Post("b", sits_in="u", reports_to="boss"),
        ],
        persons=[Person("p")],
        memberships=[Membership("p", "boss")],
        **more,
    )


def changed(org: Organization, *changes) -> Organization:
    return apply(org, Overlay("x", changes))


@settings(deadline=None, max_examples=100)
@given(organizations(), organizations())
def test_the_difference_leads_exactly_from_one_to_the_other(before, after):
    assert apply(before, diff(before, after)) == after


@settings(deadline=None, max_examples=50)
@given(organizations())
def test_nothing_differs_from_itself(org):
    assert diff(org, org).changes == ()


@settings(deadline=None, max_examples=60)
@given(organizations(3), organizations(3), st.randoms(use_true_random=False))
def test_order_of_input_never_matters(org, other, chance):
    shuffled = Organization.of(org.name, **{c: shuffle(getattr(org, c), chance) for c in COLLECTIONS.values()})
    assert shuffled == org
    assert repr(shuffled) == repr(org)
    assert diff(shuffled, other) == diff(org, other)


def shuffle(items, chance: random.Random):
    items = list(items)
    chance.shuffle(items)
    return items


@settings(deadline=None, max_examples=60)
@given(organizations(), days())
def test_as_of_a_day_is_what_covers_it(org, day):
    then = org.at(day)
    assert set(then.entities()) == {(kind, e) for kind, e in org.entities() if e.validity.covers(day)}
    assert then.at(day) == then


def test_what_has_taken_effect_by_a_day():
    first, second, always = (Remove("unit", u, effective=d) for u, d in (("a", day(1)), ("b", day(2)), ("c", None)))
    overlay = Overlay("x", (second, always, first))
    assert overlay.until(day(1)).changes == (always, first)
    assert overlay.until(day(2)) == overlay


def day(number: int) -> date:
    return date(2026, 1, number)


def test_waves_come_by_date():
    early, late, named = (
        Remove("unit", "a", effective=day(1)),
        Remove("unit", "b", effective=day(9)),
        Remove("unit", "c", effective=day(5), wave="spring"),
    )
    undated = Remove("unit", "d")
    assert Overlay("x", (late, named, undated, early)).waves() == (
        ("", (undated,)),
        ("2026-01-01", (early,)),
        ("spring", (named,)),
        ("2026-01-09", (late,)),
    )


def test_add_and_remove():
    org = changed(company(), Add("dataset", Dataset("d")), Remove("post", "a"), Remove("membership", ("boss", "p", "")))
    assert org.datasets == (Dataset("d"),)
    assert set(org.post) == {"b", "boss"}
    assert not org.memberships


def test_set_fields_of_an_entity_and_of_the_organisation():
    org = changed(
        company(),
        Set(Ref("post", "a"), (("sits_in", "v"), ("title", "x"))),
        Set(Ref("organization", ""), (("name", "New"),)),
    )
    assert (org.post["a"].sits_in, org.post["a"].title) == ("v", "x")
    assert org.name == "New"


def test_who_becomes_accountable_takes_the_place_of_who_was():
    old = [
        Ownership(MODEL, BUILD, Ref("unit", "u"), validity=Validity(day(1))),
        Ownership(MODEL, BUILD, Ref("unit", "u"), Part.RESPONSIBLE),
        Ownership(MODEL, BUILD, Ref("unit", "u"), validity=Validity(end=date(2020, 1, 1))),
        Ownership(MODEL, Responsibility.DEPLOY, Ref("unit", "u")),
    ]
    new = Ownership(MODEL, BUILD, Ref("unit", "v"), validity=Validity(day(5)))
    org = changed(company(ownerships=old), Own(new))
    assert set(org.ownerships) == {new, *old[1:]}


def test_who_becomes_responsible_takes_nobodys_place():
    old = Ownership(MODEL, BUILD, Ref("unit", "u"))
    new = Ownership(MODEL, BUILD, Ref("unit", "v"), Part.RESPONSIBLE)
    assert set(changed(company(ownerships=[old]), Own(new)).ownerships) == {old, new}


def test_a_unit_that_is_split_keeps_the_rest():
    org = changed(company(), SplitUnit("u", (("u1", ("a",)), ("u2", ()))))
    assert [(u.id, u.part_of) for u in org.units] == [
        ("all", None),
        ("u", "all"),
        ("u1", "all"),
        ("u2", "all"),
        ("v", "all"),
    ]
    assert (org.post["a"].sits_in, org.post["b"].sits_in) == ("u1", "u")


def test_all_that_is_theirs_goes_where_units_merge():
    org = company(
        datasets=[Dataset("d", line="u")],
        platforms=[Platform("x", serves=("u", "v"))],
        ownerships=[Ownership(Ref("unit", "u"), BUILD, Ref("unit", "u"))],
    )
    merged = changed(org, Set(Ref("unit", "v"), (("part_of", "u"),)), MergeUnits(("u",), "v"))
    assert [(u.id, u.part_of) for u in merged.units] == [("all", None), ("v", "all")]
    assert {post.sits_in for post in merged.posts} == {"all", "v"}
    assert merged.datasets[0].line == "v"
    assert merged.platforms[0].serves == ("v",)
    assert merged.ownerships == (Ownership(Ref("unit", "v"), BUILD, Ref("unit", "v")),)


def test_a_post_may_be_closed_in_the_change_before_its_holder_leaves():
    org = changed(company(), Remove("post", "boss"), Remove("membership", ("boss", "p", "")))
    assert "boss" not in org.post


def test_all_misfits_come_at_once_each_with_its_place():
    misfits = {
        Remove("post", "boss"): "close post: 'boss' is filled.",
        Remove("post", "c"): "remove: there is no post 'c' in this organisation.",
        Remove("membership", ("a", "q", "")): "remove: there is no membership ('a', 'q', '')",
        Add("unit", Unit("u")): "add: unit 'u' exists already.",
        Set(Ref("unit", "uu"), (("name", "x"),)): "set: there is no unit 'uu'",
        Set(Ref("unit", "u"), (("nme", "x"), ("id", "y"))): "set: a unit has no field 'nme'. Did you mean 'name'?",
        Set(Ref("organization", ""), (("size", 3),)): "set: the organisation has no field 'size'.",
        Set(Ref("vendor", "x"), (("name", "x"),)): "set: there is no vendor 'x'",
        SplitUnit("w", ()): "split unit: there is no unit 'w'",
        SplitUnit("v", (("v1", ("z",)),)): "set: there is no post 'z'",
        MergeUnits(("w",), "x"): "merge units: there is no unit 'x'",
    }
    places = [Place("x.yaml", line) for line, _ in enumerate(misfits, start=1)]
    with pytest.raises(OverlayError) as caught:
        apply(company(), Overlay("x", tuple(misfits)), places)
    found = {problem.place.line: "" for problem in caught.value.problems}
    for problem in caught.value.problems:
        found[problem.place.line] += f"{problem.message} {problem.hint}\n"
    for line, message in enumerate(misfits.values(), start=1):
        assert found[line].startswith(message), found[line]


def test_an_overlay_without_places_has_none_in_its_messages():
    with pytest.raises(OverlayError, match=r"^close post: 'boss' is filled\."):
        changed(company(), Remove("post", "boss"))
