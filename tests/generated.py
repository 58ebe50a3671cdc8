"""Hypothesis strategies for whole organisations without faults, and for changes to them.

They look for trouble: ids that another reader would take for numbers, dates or references, words in many scripts,
line breaks in titles, dates that touch, seats shared and held twice, owners of every kind.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from mlorg.org import (
    ALWAYS,
    DATA_RESPONSIBILITIES,
    MODEL_RESPONSIBILITIES,
    NOBODY,
    Dataset,
    Function,
    Line,
    ManagerKind,
    Mandate,
    Membership,
    MergeUnits,
    ModelStage,
    Organization,
    Overlay,
    Own,
    Ownership,
    Part,
    Person,
    Platform,
    Post,
    Ref,
    RegisteredModel,
    Remove,
    Responsibility,
    Set,
    SplitUnit,
    Unit,
    UnitKind,
    Unresolved,
    UseCase,
    Validity,
    diff,
    roles,
)
from mlorg.org.organization import entity_key

ODD_IDS = (
    "no", "Yes", "null", "~", "true", "007", "1e3", "0x1f", "2026-01-01", "12:30", ".5", "-", "--", "---", "...",
    "unit:x", "post:x", "nobody", "vendor:", "a:", ":a", "#a", "a#b", "'", '"', "''", '"a"', "[a]", "{}", "*a", "&a",
    "!t", "%a", "@a", "|", ">", "`a`", "a,b", "=1+1", "<<", "a/b\\c", "é", "ß", "漢字", "Σ", "🙂", "İ", "none.",
    "x" * 200,
)  # fmt: skip
_ID_CHARACTERS = "abcXYZ019._-:/#@&'\"`,+()[]{}<>|!%*=~^$\\éß漢😀ñ"


def ids(blanks: bool = False) -> st.SearchStrategy[str]:
    """Legal ids, mostly odd ones; `blanks` allows blanks inside."""
    drawn = st.one_of(
        st.sampled_from(ODD_IDS), st.text(_ID_CHARACTERS + (" " if blanks else ""), min_size=1, max_size=6)
    )
    return drawn.map(str.strip).filter(lambda i: i and not i.startswith("?") and i.casefold() != "none")


def texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """Names and titles in any script, also with line breaks inside, without blanks around them."""
    characters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    odd = st.text(characters | st.just("\n"), max_size=12).map(str.strip)
    drawn = st.sampled_from(["Zürich", 'say "no"', "a, b; c: d # e", "- x", "2 lines\nof text", "a  b"]) | odd
    return drawn.map(lambda t: t or "x") if min_size else st.just("") | drawn


def days() -> st.SearchStrategy[date]:
    """Days from few enough years to meet each other."""
    return st.dates(date(2019, 1, 1), date(2027, 12, 31))


def validities() -> st.SearchStrategy[Validity]:
    """Dates, open on either side or not, possible."""
    both = st.tuples(days(), st.integers(0, 900)).map(lambda t: Validity(t[0], t[0] + timedelta(t[1])))
    return st.one_of(
        st.just(ALWAYS), both, days().map(lambda d: Validity(start=d)), days().map(lambda d: Validity(end=d))
    )


def _spans(most: int) -> st.SearchStrategy[list[Validity]]:
    """Up to `most` validities that do not overlap."""
    cuts = st.lists(days(), min_size=1, max_size=2 * most, unique=True).map(sorted)
    pairs = cuts.map(lambda c: [Validity(a, b) for a, b in zip(c[::2], c[1::2], strict=False)])
    return st.one_of(validities().map(lambda v: [v]), pairs)


def _maybe(strategy: st.SearchStrategy, *others) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy, *others)


def _one_of(names) -> st.SearchStrategy:
    return _maybe(st.sampled_from(names)) if names else st.none()


def _some(names, most: int = 3) -> st.SearchStrategy:
    return st.lists(st.sampled_from(names), max_size=most).map(tuple) if names else st.just(())


def _names(most: int, blanks: bool = False) -> st.SearchStrategy[list[str]]:
    return st.lists(ids(blanks), max_size=most, unique=True)


@st.composite
def _units(draw, names, posts):
    return [
        Unit(
            name,
            draw(texts()),
            draw(st.sampled_from(UnitKind)),
            draw(_one_of(names[:at])),
            draw(_one_of(posts)),
            draw(_one_of(list(Function))),
            draw(st.sampled_from([None, True, False])),
            draw(_one_of(names)),
            draw(validities()),
        )
        for at, name in enumerate(names)
    ]


@st.composite
def _posts(draw, names, units):
    lines = st.sampled_from([Line.TOP, Line.UNKNOWN]) | texts(min_size=1).map(Unresolved)
    return [
        Post(
            name,
            draw(texts()),
            draw(_one_of(list(roles()))),
            draw(_one_of(units)),
            draw(st.one_of(lines, st.sampled_from(names[:at])) if at else lines),
            draw(_some(names)),
            draw(_maybe(texts(min_size=1))),
            draw(_maybe(texts(min_size=1))),
            draw(_maybe(st.floats(0, 20, exclude_min=True))),
            draw(st.sampled_from([1.0, 0.5]) | st.floats(0, 2, exclude_min=True)),
            draw(_one_of(list(Mandate))),
            draw(_one_of(list(ManagerKind))),
            draw(st.sampled_from([None, True, False])),
            draw(validities()),
        )
        for at, name in enumerate(names)
    ]


@st.composite
def _memberships(draw, persons, posts):
    if not (persons and posts):
        return []
    pairs = st.tuples(st.sampled_from(persons), st.sampled_from(posts))
    return [
        Membership(person, post, draw(st.just(1.0) | st.floats(0, 1, exclude_min=True)), span)
        for person, post in draw(st.lists(pairs, max_size=len(posts) + 2, unique=True))
        for span in draw(_spans(2))
    ]


@st.composite
def _ownerships(draw, assets, units, posts, persons):
    owners = [
        NOBODY,
        Ref("vendor", "Acme & Söhne"),
        *(Ref(kind, i) for kind, names in (("unit", units), ("post", posts), ("person", persons)) for i in names),
    ]
    found = {}
    for asset in draw(st.lists(st.sampled_from(assets), max_size=5, unique=True)) if assets else []:
        for word in draw(st.lists(st.sampled_from(_responsibilities(asset)), max_size=3, unique=True)):
            accountable = [(Part.ACCOUNTABLE, span) for span in draw(_spans(2))]
            responsible = [(Part.RESPONSIBLE, draw(validities())) for _ in range(draw(st.integers(0, 2)))]
            for part, span in accountable + responsible:
                one = Ownership(asset, word, draw(st.sampled_from(owners)), part, draw(_one_of(list(Function))), span)
                found[one.key] = one
    return list(found.values())


def _responsibilities(asset: Ref) -> list[Responsibility]:
    known = {"dataset": DATA_RESPONSIBILITIES, "model": MODEL_RESPONSIBILITIES}
    return list(known.get(asset.kind, tuple(Responsibility)))


@st.composite
def _assets(draw, units, most):
    data, cases = draw(_names(most, True)), draw(_names(most, True))
    line, yes_no = _one_of(units), st.sampled_from([None, True, False])
    stages, released = _one_of(list(ModelStage)), _maybe(days())
    return {
        "datasets": [Dataset(i, draw(texts()), draw(line), draw(validities())) for i in data],
        "models": [
            RegisteredModel(
                i,
                draw(texts()),
                draw(line),
                draw(_one_of(cases)),
                draw(_some(data)),
                draw(st.booleans()),
                draw(stages),
                draw(released),
                draw(validities()),
            )
            for i in draw(_names(most, True))
        ],
        "platforms": [
            Platform(i, draw(texts()), draw(_some(units)), draw(validities())) for i in draw(_names(most, True))
        ],
        "use_cases": [
            UseCase(i, draw(texts()), draw(line), draw(yes_no), draw(_some(data)), draw(validities())) for i in cases
        ],
    }


@st.composite
def organizations(draw, most: int = 5) -> Organization:
    """Organisations without faults, with up to `most` of each kind; warnings may be."""
    units, posts, persons = draw(_names(most)), draw(_names(most)), draw(_names(most, True))
    assets = draw(_assets(units, max(1, most // 2)))
    owned = [Ref("unit", i) for i in units] + [a.ref for of_kind in assets.values() for a in of_kind]
    return Organization.of(
        draw(texts()),
        units=draw(_units(units, posts)),
        posts=draw(_posts(posts, units)),
        persons=[Person(i, draw(validities())) for i in persons],
        memberships=draw(_memberships(persons, posts)),
        ownerships=draw(_ownerships(owned, units, posts, persons)),
        **assets,
    )


def _dated() -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries({"effective": _maybe(days()), "wave": texts(), "reason": texts()})


@st.composite
def changes(draw):
    """A change of any kind, whether or not it fits some organisation."""
    org, ref = (
        draw(organizations(most=2)),
        Ref(draw(st.sampled_from(["unit", "post", "dataset", "model"])), draw(ids())),
    )
    dated, name = draw(_dated()), "title" if ref.kind == "post" else "name"
    kinds = [
        *(replace(change, **dated) for change in diff(Organization(), org).changes),
        *(Remove(kind, entity_key(kind, entity), **dated) for kind, entity in org.entities()),
        *(Own(ownership, **dated) for ownership in org.ownerships),
        Set(ref, (("validity", draw(validities())), (name, draw(texts()))), **dated),
        Set(Ref("organization", ""), (("name", draw(texts())),), **dated),
        Set(Ref("post", draw(ids())), draw(_post_values()), **dated),
        SplitUnit(draw(ids()), tuple((i, draw(_names(2).map(tuple))) for i in draw(_names(2))), **dated),
        MergeUnits(draw(_names(3).map(tuple)), draw(ids()), **dated),
    ]
    return draw(st.sampled_from(kinds))


@st.composite
def _post_values(draw):
    """Some fields of a post in the order of the class."""
    post = draw(_posts(["p"], ["u"]))[0]
    names = draw(st.lists(st.sampled_from(Post.__slots__[1:]), min_size=1, unique=True))
    return tuple((name, getattr(post, name)) for name in Post.__slots__[1:] if name in names)


def overlays() -> st.SearchStrategy[Overlay]:
    """Scenarios of any changes; they need not fit any organisation."""
    return st.builds(Overlay, texts(min_size=1), st.lists(changes(), max_size=3).map(tuple), texts())
