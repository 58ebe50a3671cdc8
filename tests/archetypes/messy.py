"""Small organisations in every shape that passes the checks, for properties that hold whatever comes in."""

from dataclasses import replace

from hypothesis import strategies as st

from mlorg.org import (
    DATA_RESPONSIBILITIES,
    MODEL_RESPONSIBILITIES,
    NOBODY,
    Dataset,
    Function,
    Line,
    ManagerKind,
    Mandate,
    Membership,
    Organization,
    Ownership,
    Person,
    Platform,
    Post,
    Ref,
    RegisteredModel,
    Responsibility,
    Unit,
    Unresolved,
)

ROLES = [
    *["data_scientist", "ml_engineer", "ml_researcher", "ml_manager", "ml_pm", "platform_engineer", None] * 2,
    *["software_engineer", "engineering_manager", "data_engineer", "data_manager", "business_staff"] * 3,
    *["executive", "research_head", "product_head", "applied_scientist"],
]
FUNCTIONS = [None] * 4 + [Function.ML, Function.DATA, Function.ENGINEERING, Function.PLATFORM, Function.RESEARCH]


def _sometimes(value, times=3):
    return st.one_of(*[st.none()] * times, value)


@st.composite
def messy_organizations(draw, units=8, posts=24):
    """Units, posts, people, assets and ownership in any arrangement without errors."""
    unit_ids = [f"u{n}" for n in draw(st.permutations(range(draw(st.integers(0, units)))))]
    post_ids = [f"p{n}" for n in draw(st.permutations(range(draw(st.integers(0, posts)))))]
    found = [draw(_units(unit_ids[: i + 1], post_ids)) for i in range(len(unit_ids))]
    people = [draw(_posts(post_ids[: i + 1], unit_ids)) for i in range(len(post_ids))]
    filled = [p for p in post_ids if draw(st.integers(0, 4))]
    assets = draw(_assets(unit_ids))
    return Organization.of(
        "messy",
        units=found,
        posts=people,
        persons=[Person(f"h-{p}") for p in filled],
        memberships=[Membership(f"h-{p}", p) for p in filled],
        ownerships=draw(_ownerships([a.ref for kind in assets.values() for a in kind], unit_ids, post_ids, filled)),
        **assets,
    )


@st.composite
def _units(draw, ids, posts):
    *above, own = ids
    return Unit(
        own,
        part_of=draw(st.sampled_from([None, *above, *above[:1] * 3])),
        head=draw(st.sampled_from([None, None, *posts])),
        function=draw(st.sampled_from(FUNCTIONS)),
        business_line=draw(st.sampled_from([None, None, None, True, False])),
    )


@st.composite
def _posts(draw, ids, units):
    *above, own = ids
    lines = [Line.TOP, Line.UNKNOWN, Unresolved("somebody"), *above * 2]
    post = Post(
        own,
        role=draw(st.sampled_from(ROLES)),
        sits_in=draw(st.sampled_from([None, *units * 3])),
        reports_to=draw(st.sampled_from(lines)),
    )
    if draw(st.integers(0, 3)):
        return post
    return replace(
        post,
        dotted_to=tuple(draw(st.lists(st.sampled_from(above), max_size=2, unique=True))) if above else (),
        pay=draw(_sometimes(st.sampled_from([0.4, 1.0, 1.7, 20.0]))),
        fte=draw(st.sampled_from([1.0, 0.5, 2.0])),
        mandate=draw(_sometimes(st.sampled_from(Mandate))),
        manager_kind=draw(_sometimes(st.sampled_from(ManagerKind))),
        declared_ml=draw(_sometimes(st.booleans())),
    )


@st.composite
def _assets(draw, units):
    line = st.sampled_from([None, *units * 3])
    platforms = [Platform(f"f{i}", serves=tuple(units[:i])) for i in range(draw(st.integers(0, 2)))]
    return {
        "datasets": [Dataset(f"d{i}", line=draw(line)) for i in range(draw(st.integers(0, 4)))],
        "models": [RegisteredModel(f"m{i}", line=draw(line)) for i in range(draw(st.integers(0, 4)))],
        "platforms": platforms,
    }


@st.composite
def _ownerships(draw, assets, units, posts, filled):
    owners = [NOBODY, Ref("vendor", "v"), *(Ref("unit", u) for u in units * 4), *(Ref("post", p) for p in posts)]
    owners += [Ref("person", f"h-{p}") for p in filled]
    found = {}
    for _ in range(draw(st.integers(0, 12))):
        asset = draw(st.sampled_from([*assets, *(Ref("unit", u) for u in units), NOBODY]))
        if asset == NOBODY:
            continue
        known = {"dataset": DATA_RESPONSIBILITIES, "model": MODEL_RESPONSIBILITIES}.get(asset.kind, Responsibility)
        responsibility = draw(st.sampled_from([*known]))
        function = draw(_sometimes(st.sampled_from([Function.ML, Function.ENGINEERING, Function.DATA])))
        owner = draw(st.sampled_from(owners))
        narrowed = function if owner.kind == "unit" else None
        found[asset, responsibility] = Ownership(asset, responsibility, owner, function=narrowed)
    return list(found.values())
