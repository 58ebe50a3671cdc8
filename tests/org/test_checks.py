"""Every rule of an organisation: what breaks it is named, with the value and the next step."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from tests.generated import organizations

from mlorg.org import (
    NOBODY,
    Dataset,
    Line,
    Membership,
    Organization,
    Ownership,
    Part,
    Person,
    Platform,
    Post,
    Ref,
    RegisteredModel,
    Responsibility,
    Unit,
    Unresolved,
    UseCase,
    Validity,
)
from mlorg.org.checks import faults

OLD, NEW, ALL = Validity(end=date(2025, 12, 31)), Validity(date(2026, 1, 1)), Validity(date(2025, 1, 1))
LABEL, BUILD = Responsibility.LABEL, Responsibility.BUILD
D, M, U = Ref("dataset", "d"), Ref("model", "m"), Ref("unit", "u")


def top(name="a", **values) -> Post:
    return Post(name, reports_to=Line.TOP, **values)


def owned(asset=D, responsibility=LABEL, owner=NOBODY, validity=ALL, part=Part.ACCOUNTABLE) -> Organization:
    new = Ownership(asset, responsibility, owner, part, validity=validity)
    known = Ownership(D, LABEL, U, validity=OLD)
    parts = {"units": [Unit("u")], "datasets": [Dataset("d")], "models": [RegisteredModel("m")]}
    return Organization.of(**parts, ownerships=[known, new])


CASES = {
    "empty id": (Organization.of(units=[Unit(" ")]), "unit: .id a unit has an empty id."),
    "blank in id": (Organization.of(posts=[top("a b")]), "post:a b.id post id 'a b' begins with '?' or holds a blank"),
    "line break at the end": (Organization.of(units=[Unit("a\n")]), "unit:a\n.id unit id 'a\\n' begins with"),
    "question mark": (Organization.of(persons=[Person("?a")]), "person:?a.id person id '?a' begins with '?'"),
    "semicolon": (Organization.of(datasets=[Dataset("a;b")]), "dataset:a;b.id dataset id 'a;b' begins with"),
    "long id": (Organization.of(units=[Unit("x" * 201)]), "is longer than 200 characters."),
    "taken id": (Organization.of(posts=[top("NONE")]), "post:NONE.id post id 'NONE' is taken."),
    "twice": (Organization.of(units=[Unit("a"), Unit("a", "b")]), "unit:a.id unit 'a' is there twice."),
    "dates": (
        Organization.of(persons=[Person("p", Validity(date(2026, 1, 2), date(2026, 1, 1)))]),
        "person:p.end person ends on 2026-01-01, before it starts on 2026-01-02.",
    ),
    "whole": (Organization.of(units=[Unit("a", part_of="b")]), "unit:a.part_of unit 'b' does not exist."),
    "funder": (Organization.of(units=[Unit("a", funder="b")]), "unit:a.funder unit 'b' does not exist."),
    "head": (
        Organization.of(units=[Unit("a", head="bos")], posts=[top("boss")]),
        "unit:a.head post 'bos' does not exist. Did you mean 'boss'?",
    ),
    "own whole": (Organization.of(units=[Unit("a", part_of="a")]), "unit:a.part_of unit 'a' is part of itself."),
    "units in a circle": (
        Organization.of(units=[Unit("a", part_of="b"), Unit("b", part_of="a")]),
        "unit:a.part_of units are part of each other: a → b → a.",
    ),
    "seat nowhere": (Organization.of(posts=[top(sits_in="x")]), "post:a.sits_in unit 'x' does not exist."),
    "manager": (Organization.of(posts=[Post("a", reports_to="x")]), "post:a.reports_to post 'x' does not exist."),
    "dotted": (Organization.of(posts=[top(dotted_to=("a", "x"))]), "post:a.dotted_to post 'x' does not exist."),
    "role": (
        Organization.of(posts=[top(role="data_scientst")]),
        "post:a.role role 'data_scientst' is not known. Did you mean 'data_scientist'?",
    ),
    "fte": (Organization.of(posts=[top(fte=0)]), "post:a.fte fte 0 is not above 0 and at most 2."),
    "fte no number": (Organization.of(posts=[top(fte=float("nan"))]), "post:a.fte fte nan is not above 0"),
    "pay": (Organization.of(posts=[top(pay=90_000)]), "post:a.pay relative pay '***' is not above 0 and at most 20."),
    "self-report": (
        Organization.of(posts=[Post("a", reports_to="a")]),
        "post:a.reports_to post 'a' reports to itself.",
    ),
    "circle": (
        Organization.of(posts=[Post("a", reports_to="b"), Post("b", reports_to="c"), Post("c", reports_to="a")]),
        "post:a.reports_to reporting lines go in a circle: a → b → c → a.",
    ),
    "several tops": (Organization.of(posts=[top("a"), top("b")]), "post:b.reports_to 2 posts report to nobody: a, b."),
    "unknown lines": (Organization.of(posts=[top("a"), Post("b")]), "post:b.reports_to 1 of 2 posts name no manager"),
    "unresolved": (
        Organization.of(posts=[top("a"), *(Post(i, reports_to=Unresolved("x")) for i in "bc")]),
        "post:b.reports_to 1 manager is named but stands in no row.",
    ),
    "no person": (
        Organization.of(posts=[top()], memberships=[Membership("p", "a")]),
        "membership:a/p.person person 'p' does not exist.",
    ),
    "no post": (
        Organization.of(persons=[Person("p")], memberships=[Membership("p", "a")]),
        "membership:a/p.post post 'a' does not exist.",
    ),
    "share": (
        Organization.of(posts=[top()], persons=[Person("p")], memberships=[Membership("p", "a", 1.5)]),
        "membership:a/p.share share of time 1.5 is not above 0 and at most 1.",
    ),
    "same seat on the same days": (
        Organization.of(
            posts=[top()],
            persons=[Person("p")],
            memberships=[Membership("p", "a", 1, ALL), Membership("p", "a", 1, NEW)],
        ),
        "membership:a/p.start the same person fills post 'a' twice on the same days.",
    ),
    "line of an asset": (Organization.of(datasets=[Dataset("d", line="x")]), "dataset:d.line unit 'x' does not exist."),
    "data of a model": (
        Organization.of(models=[RegisteredModel("m", datasets=("x",))]),
        "model:m.datasets dataset 'x' does not exist.",
    ),
    "data of a use case": (
        Organization.of(use_cases=[UseCase("c", datasets=("x",))]),
        "use_case:c.datasets dataset 'x' does not exist.",
    ),
    "idea of a model": (
        Organization.of(models=[RegisteredModel("m", use_case="x")]),
        "model:m.use_case use case 'x' does not exist.",
    ),
    "served": (Organization.of(platforms=[Platform("p", serves=("x",))]), "platform:p.serves unit 'x' does not exist."),
    "no asset": (owned(Ref("dataset", "dd")), "ownership:dataset:dd/label.asset asset 'dataset:dd' does not exist."),
    "a vendor as asset": (
        owned(Ref("vendor", "x")),
        "ownership:vendor:x/label.asset a vendor is nothing that can be owned",
    ),
    "no owner": (
        owned(owner=Ref("unit", "uu"), validity=NEW),
        "ownership:dataset:d/label.owner owner 'unit:uu' does not exist.",
    ),
    "a dataset as owner": (
        owned(owner=D, validity=NEW),
        "ownership:dataset:d/label.owner a dataset cannot own anything.",
    ),
    "a dataset built": (
        owned(responsibility=BUILD),
        "ownership:dataset:d/build.responsibility a dataset has no responsibility 'build'. Datasets have collect",
    ),
    "a model labelled": (owned(M), "ownership:model:m/label.responsibility a model has no responsibility 'label'."),
    "two accountable": (
        owned(),
        "ownership:dataset:d/label.owner dataset:d has two accountable for label: unit:u and nobody.",
    ),
}


def told(org: Organization) -> list[str]:
    return [f"{f.subject}.{f.attribute} {f.message} {f.hint}" for f in faults(org)]


@pytest.mark.parametrize(("org", "message"), CASES.values(), ids=CASES)
def test_each_rule(org, message):
    (found,) = told(org)
    assert message in found


@pytest.mark.parametrize(
    "org", [owned(validity=NEW), owned(part=Part.RESPONSIBLE), owned(M, BUILD, Ref("vendor", "x")), owned(U, BUILD)]
)
def test_what_is_no_fault(org):
    assert not told(org)


@settings(deadline=None, max_examples=50)
@given(organizations())
def test_generated_organisations_have_no_faults(org):
    assert not [fault for fault in faults(org) if not fault.warning]


def test_a_seat_that_is_there_twice():
    seats = [Membership("p", "a", 0.5), Membership("p", "a")]
    found = told(Organization.of(posts=[top()], persons=[Person("p")], memberships=seats))
    assert found[0] == "membership:a/p.id membership 'a/p' is there twice. Keep one."


def test_of_several_with_one_reference_the_key_tells_which():
    seats = [Membership("p", "a", 1, OLD), Membership("p", "a", 2, NEW)]
    (fault,) = faults(Organization.of(posts=[top()], persons=[Person("p")], memberships=seats))
    assert fault.key == seats[1].key


def test_each_that_overlaps_an_earlier_one_is_named():
    spans = [ALL, NEW, Validity(date(2027, 1, 1)), Validity(end=date(2024, 12, 31))]
    seats = [Membership("p", "a", 1, span) for span in spans]
    found = faults(Organization.of(posts=[top()], persons=[Person("p")], memberships=seats))
    assert [fault.key[2] for fault in found] == ["2026-01-01", "2027-01-01"]


def test_errors_come_before_warnings():
    found = faults(Organization.of(posts=[top("a"), top("b", sits_in="x")]))
    assert [fault.warning for fault in found] == [False, True]


def full_of_faults(size: int) -> Organization:
    """Circles, missing ids, overlaps and two accountable everywhere, one post with half of all seats."""
    posts = [Post(f"p{i}", sits_in="x", reports_to=f"p{i ^ 1}", dotted_to=("y",)) for i in range(size)]
    seats = [Membership(f"m{i // 2}", "p0", 2, Validity(date.fromordinal(700_000 + i))) for i in range(size)]
    owners = [Ownership(D, LABEL, Ref("post", f"p{i}")) for i in range(size)]
    return Organization.of(posts=posts, memberships=seats, ownerships=owners, datasets=[Dataset("d")])


def test_the_time_of_checking_grows_with_the_faults_and_no_faster():
    """Forty times the faults take far less than sixteen hundred times as long."""
    small, large = (seconds(full_of_faults(size)) for size in (500, 20_000))
    assert large < 400 * max(small, 0.005)


def seconds(org: Organization) -> float:
    began = time.process_time()
    assert len(faults(org)) > 3 * len(org.posts)
    return time.process_time() - began
