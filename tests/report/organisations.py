"""Organisations that the tests of the report show: made up, small, with every kind of gap."""

from mlorg.org import (
    Dataset,
    Function,
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
)
from mlorg.org.references import NOBODY

HEAD, SHOP, DATA = Ref("unit", "head"), Ref("unit", "shop"), Ref("unit", "data")


def shop() -> Organization:
    """Ten posts in three units; an ML engineer who sits in the shop and reports to the data team; assets with gaps."""
    posts = [
        Post("ceo", "Chief [bold] executive", "executive", "head", Line.TOP),
        Post("cto", "Head of data", "data_manager", "data", "ceo"),
        Post("lead", "Shop lead", "product_head", "shop", "ceo"),
        Post("e1", "Engineer", "software_engineer", "shop", "lead"),
        Post("e2", "Engineer", "software_engineer", "shop", "lead"),
        Post("e3", "Engineer", "software_engineer", "shop", "lead"),
        Post("ml", "ML engineer", "ml_engineer", "shop", "cto"),
        Post("d1", "Data engineer", "data_engineer", "data", "cto"),
        Post("lost", "Adviser", None, "head", Line.UNKNOWN),
        Post("far", "Contractor", None, "data", Unresolved("somebody")),
    ]
    filled = [p.id for p in posts if p.id != "e3"]
    return Organization.of(
        "Corner shop",
        units=[
            Unit("head", "Head office", head="ceo"),
            Unit("shop", "Shop", part_of="head", head="lead", business_line=True),
            Unit("data", "Data team", part_of="head", head="cto", function=Function.DATA),
        ],
        posts=posts,
        persons=[Person(f"p-{name}") for name in filled],
        memberships=[Membership(f"p-{name}", name) for name in filled],
        datasets=[Dataset("orders", "Orders", "shop"), Dataset("clicks", line="shop")],
        models=[RegisteredModel("rank", "Ranking", "shop"), RegisteredModel("chat", line="shop", bought=True)],
        platforms=[Platform("store", "Feature store")],
        ownerships=_ownerships(),
    )


def _ownerships() -> list[Ownership]:
    responsible = Responsibility
    return [
        *(Ownership(Ref("dataset", "orders"), r, DATA) for r in (responsible.COLLECT, responsible.PIPELINE)),
        Ownership(Ref("dataset", "orders"), responsible.LABEL, NOBODY),
        Ownership(Ref("dataset", "orders"), responsible.LABEL, SHOP, Part.RESPONSIBLE),
        Ownership(SHOP, responsible.DEPLOY, SHOP, function=Function.ENGINEERING),
        Ownership(Ref("model", "rank"), responsible.BUILD, Ref("post", "ml")),
        Ownership(Ref("model", "rank"), responsible.MAINTAIN, Ref("person", "p-gone")),
        Ownership(Ref("model", "chat"), responsible.BUILD, Ref("vendor", "Some supplier")),
        Ownership(Ref("model", "chat"), responsible.MAINTAIN, Ref("person", "p-d1")),
    ]
