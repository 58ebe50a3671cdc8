"""Changes in words: what people say of a reorganisation, and never who."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from tests.generated import changes

from mlorg.org import (
    NOBODY,
    Add,
    Dataset,
    Function,
    Line,
    ManagerKind,
    Mandate,
    Membership,
    MergeUnits,
    Organization,
    Own,
    Ownership,
    Part,
    Person,
    Post,
    Ref,
    RegisteredModel,
    Remove,
    Responsibility,
    Set,
    SplitUnit,
    Unit,
    Unresolved,
)
from mlorg.org.changes import ORGANIZATION
from mlorg.org.naming import on_one_line, owner_name
from mlorg.org.wording import sentence

SHOP, DATA = Ref("unit", "shop"), Ref("unit", "data")
BUILD, DEPLOY, LABEL = Responsibility.BUILD, Responsibility.DEPLOY, Responsibility.LABEL
RANK = Ref("model", "rank")
OWNED = Ownership(RANK, BUILD, DATA)
NO_OWNER = Ownership(SHOP, LABEL, NOBODY)
ORG = Organization.of(
    "Corner shop",
    units=[Unit("shop", "Shop", part_of="all"), Unit("data", "Data team"), Unit("all", "All")],
    posts=[
        Post("lead", "Lead", sits_in="shop", reports_to=Line.TOP),
        Post("ml-1", "ML engineer", "ml_engineer", "data", Unresolved("x")),
    ],
    persons=[Person("p-1")],
    memberships=[Membership("p-1", "ml-1")],
    models=[RegisteredModel("rank", "Ranking")],
    ownerships=[OWNED, NO_OWNER],
)


def changed(**values: object) -> Set:
    """Fields of the ML engineer's post that change."""
    return Set(Ref("post", "ml-1"), tuple(values.items()))


def unit(**values: object) -> Set:
    """Fields of the shop that change."""
    return Set(SHOP, tuple(values.items()))


SENTENCES = [
    (changed(sits_in="shop"), "ML engineer (ml-1) moves from Data team to Shop."),
    (changed(reports_to="lead"), "ML engineer (ml-1) reports to Lead instead of somebody who stands nowhere."),
    (
        changed(sits_in="shop", reports_to=Line.TOP, mandate=Mandate.OWN_LINE),
        "ML engineer (ml-1) moves from Data team to Shop, reports to nobody instead of somebody who stands nowhere "
        "and works for its own line.",
    ),
    (changed(title="Head of ML", role="ml_manager"), "ML engineer (ml-1) becomes Head of ML (ML manager)."),
    (changed(role="ml_manager", fte=0.8), "ML engineer (ml-1) becomes ML manager and is paid for 80 % of full time."),
    (changed(dotted_to=("lead",)), "ML engineer (ml-1) has a dotted line to Lead."),
    (changed(dotted_to=()), "ML engineer (ml-1) has no dotted line any more."),
    (changed(manager_kind=ManagerKind.ML), "ML engineer (ml-1) counts as a manager from machine learning."),
    (changed(level=None, pay=1.25), "ML engineer (ml-1) is paid otherwise and now has level not known."),
    (unit(part_of=None, head="lead"), "Shop is part of no other unit any more and is now led by Lead."),
    (unit(part_of="data", head=None), "Shop becomes part of Data team and has no head any more."),
    (unit(name="Store", business_line=True), "Shop is now called Store and is a business line."),
    (unit(function=Function.ML), "Shop now has function ml."),
    (Set(ORGANIZATION, (("name", "New"),)), "The organisation is now called New."),
    (Set(RANK, (("line", "shop"),)), "Model Ranking now has line shop."),
    (Add("unit", Unit("lab", "Lab", part_of="shop")), "New unit: Lab, part of Shop."),
    (Add("post", Post("x", "Clerk", sits_in="shop")), "New post: Clerk in Shop, reporting to somebody not known."),
    (Add("person", Person("p-2")), "A person joins."),
    (Add("membership", Membership("p-2", "lead")), "Lead is filled."),
    (Add("dataset", Dataset("orders", "Orders")), "New dataset: Orders."),
    (
        Add("ownership", replace(OWNED, part=Part.RESPONSIBLE, owner=SHOP)),
        "Shop is helping with building model Ranking.",
    ),
    (Remove("post", "lead"), "The post Lead is closed."),
    (Remove("unit", "shop"), "Shop ends."),
    (Remove("person", "p-1"), "A person leaves."),
    (Remove("membership", ("ml-1", "p-1", "")), "ML engineer (ml-1) is left by who fills it."),
    (Remove("model", "rank"), "Model Ranking ends."),
    (Remove("ownership", OWNED.key), "Data team is no longer accountable for building model Ranking."),
    (
        Remove("ownership", NO_OWNER.key),
        "It no longer holds that nobody is accountable for labelling the data of Shop.",
    ),
    (Own(replace(OWNED, owner=SHOP)), "Shop is accountable for building model Ranking; Data team no longer is."),
    (Own(replace(NO_OWNER, owner=SHOP)), "Shop is accountable for labelling the data of Shop; nobody was."),
    (Own(OWNED), "Data team stays accountable for building model Ranking."),
    (
        Own(Ownership(SHOP, DEPLOY, SHOP, function=Function.ENGINEERING)),
        "Shop engineers are accountable for deploying the models of Shop.",
    ),
    (SplitUnit("shop", (("north", ("lead",)),)), "Shop is split; new beside it: north (1 post)."),
    (MergeUnits(("shop", "all"), "data"), "Shop and All are merged into Data team."),
]


@pytest.mark.parametrize(("change", "words"), SENTENCES, ids=[words[:40] for _, words in SENTENCES])
def test_a_change_is_one_plain_sentence(change, words):
    assert sentence(change, ORG) == words


def test_what_the_organisation_does_not_hold_is_called_by_its_id():
    move = Set(Ref("post", "other"), (("sits_in", "lab"),))
    assert sentence(move, ORG) == "Other now has sits in lab."
    assert "ml-lab" in sentence(changed(sits_in="ml-lab"), ORG)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(changes())
def test_every_change_is_one_line_whether_it_fits_or_not(change):
    words = sentence(change, ORG)
    assert words.endswith(".")
    assert words.isprintable()


@pytest.mark.parametrize("change", [Add("person", Person("p-9")), Remove("membership", ("ml-1", "p-1", ""))])
def test_who_joins_or_leaves_is_not_said(change):
    assert "p-" not in sentence(change, ORG)


def test_a_person_who_owns_is_called_by_the_post():
    assert owner_name(ORG, Ownership(RANK, BUILD, Ref("person", "p-1"))) == "ML engineer, Data team (p-1)"
    assert owner_name(ORG, Ownership(RANK, BUILD, Ref("vendor", "Some supplier"))) == "Some supplier"


def test_what_a_terminal_might_obey_is_taken_out():
    assert on_one_line("a\nb\x1b[31mc\u200b") == "a b [31mc"
    assert on_one_line("Žluťoučký kůň") == "Žluťoučký kůň"
