"""Statements become facts by rank, certainty and date; what differs stays visible; the order of sources is nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlorg.api import evidence
from mlorg.errors import InputError, Place
from mlorg.evidence.reconciling.reconcile import Grounds, reconcile
from mlorg.org import Ref, Source, Statement
from mlorg.org.facts import Evidence

from .sources import workspace

DAY = date(2026, 1, 31)
KINDS = {"hr": "roster", "cat": "backstage", "code": "codeowners", "reg": "mlflow"}
MODEL = Ref("model", "m")


def unit(name: str) -> Ref:
    return Ref("unit", name)


def said(subject: Ref, attribute: str, value: object, source: str, **more: object) -> Statement:
    return Statement(subject, attribute, value, source, Place(f"{source}.yaml", 3), **more)  # type: ignore[arg-type]


def decided(*statements: Statement, aliases: dict[Ref, Ref] | None = None, **order: tuple[str, ...]) -> Evidence:
    sources = {name: Source(name, kind, name) for name, kind in KINDS.items()}
    return reconcile(statements, Grounds(sources, order, aliases or {}, today=DAY))[0]


UNITS = [said(unit(name), "exists", True, "cat") for name in ("a", "b", "c")]


def test_the_built_in_order_decides_and_the_rest_is_a_contradiction():
    found = decided(
        *UNITS,
        said(MODEL, "owner", unit("a"), "code"),
        said(MODEL, "owner", unit("b"), "cat"),
        said(MODEL, "owner", unit("c"), "reg"),
    )
    assert found.of(MODEL, "owner.maintain").value == unit("b")
    (contradiction,) = found.contradictions
    assert {(s.source, v.id) for v, s in contradiction.others} == {("code", "a"), ("reg", "c")}
    assert contradiction.why == "cat is believed before reg by the built-in table"


def test_the_order_may_be_chosen_by_attribute_and_source():
    statements = [*UNITS, said(MODEL, "owner", unit("a"), "code"), said(MODEL, "owner", unit("b"), "cat")]
    assert decided(*statements, owner=("code",)).of(MODEL, "owner.maintain").value == unit("a")
    assert decided(*statements, stage=("code",)).of(MODEL, "owner.maintain").value == unit("b")


def test_agreement_is_no_contradiction_and_is_told():
    found = decided(*UNITS, *(said(MODEL, "owner", unit("a"), source) for source in ("cat", "code")))
    assert found.contradictions == ()
    assert found.of(MODEL, "owner.maintain").why == "2 sources agree"


def test_a_later_statement_of_the_same_source_is_history():
    old = said(MODEL, "stage", "staging", "reg", date=date(2025, 1, 1))
    new = said(MODEL, "stage", "production", "reg", date=date(2025, 6, 1))
    found = decided(old, new)
    assert found.of(MODEL, "stage").value == "production"
    assert found.contradictions == ()


def test_what_has_ended_does_not_hold():
    ended = said(MODEL, "owner", unit("a"), "cat", until=date(2025, 12, 31))
    found = decided(*UNITS, ended, said(MODEL, "owner", unit("b"), "code"))
    assert found.of(MODEL, "owner.maintain").value == unit("b")
    assert found.contradictions == ()


def test_the_more_certain_wins_at_equal_rank():
    sure, unsure = said(MODEL, "line", unit("a"), "cat"), said(MODEL, "line", unit("b"), "cat", confidence=0.4)
    assert decided(*UNITS, unsure, sure).of(MODEL, "line").value == unit("a")


def test_a_place_holder_says_nothing_against_a_name():
    found = decided(
        *UNITS, said(MODEL, "owner", unit("ns/unspecified"), "cat"), said(MODEL, "owner", unit("a"), "code")
    )
    assert found.of(MODEL, "owner.maintain").value == unit("a")
    assert found.contradictions == ()


@pytest.mark.parametrize(
    ("written", "source", "resolved"),
    [
        ("a", "cat", "a"),
        ("A", "cat", None),
        ("org/a", "cat", None),
        ("org/A", "code", "a"),
        ("org/team-a", "code", "a"),
        ("org/ab", "code", None),
    ],
)
def test_units_are_recognised_as_their_source_would(written, source, resolved):
    """A source with units of its own is taken by the letter; one without may write them otherwise."""
    found = decided(*UNITS, said(MODEL, "owner", unit(written), source))
    assert found.of(MODEL, "owner.maintain").value == unit(resolved or written)
    assert bool(found.mentions) is (resolved is None)


def test_a_mention_comes_with_what_may_be_meant():
    found = decided(*UNITS, said(MODEL, "owner", unit("other/A"), "cat"))
    (mention,) = found.mentions
    assert mention.suggestions == (("a", "differs by case or signs and namespace"),)


def test_an_alias_decides():
    aliases = {unit("X"): unit("a"), Ref("model", "m-v2"): MODEL}
    found = decided(*UNITS, said(Ref("model", "m-v2"), "owner", unit("X"), "code"), aliases=aliases)
    assert found.of(MODEL, "owner.maintain").value == unit("a")


def test_units_that_are_part_of_each_other_are_cut_apart():
    found = decided(*UNITS, said(unit("a"), "part_of", unit("b"), "cat"), said(unit("b"), "part_of", unit("a"), "hr"))
    assert sum(u.part_of is not None for u in found.organization.units) <= 1


values = st.sampled_from([unit("a"), unit("b"), unit("zz"), unit("unspecified"), Ref("person", "p"), Ref("nobody", "")])
claims = st.builds(
    said,
    st.sampled_from([MODEL, Ref("dataset", "d"), Ref("component", "c")]),
    st.sampled_from(["owner", "owner.maintain", "responsible", "stage"]),
    values,
    st.sampled_from(sorted(KINDS)),
)


@given(st.lists(claims, max_size=12, unique=True), st.randoms())
def test_the_order_of_statements_does_not_matter(statements, chance):
    shuffled = [*UNITS, *statements]
    chance.shuffle(shuffled)
    one, other = decided(*UNITS, *statements), decided(*shuffled)
    assert one.organization == other.organization
    assert {s: {a: [f.value for f in fs] for a, fs in of.items()} for s, of in one.facts.items()} == {
        s: {a: [f.value for f in fs] for a, fs in of.items()} for s, of in other.facts.items()
    }


def test_aliases_that_name_nothing_are_told_with_their_lines(tmp_path):
    text = "name: T\nsources: [{kind: dbt, path: x}]\naliases:\n"
    text += '  "unit:A": "unit:a"\n  "modle:x": "model:y"\n  "model:z": "dataset:"\n  "unit:b": [c]\n  "": "unit:d"\n'
    folder = workspace(tmp_path, text)
    with pytest.raises(InputError) as raised:
        evidence(folder)
    told = {problem.place.line: f"{problem.message} {problem.hint}" for problem in raised.value.problems}
    assert set(told) == {5, 6, 7, 8}
    assert "'model'" in told[5]
    assert "'dataset:' names neither" in told[6]


def test_who_has_left_by_the_system_that_is_believed_first_has_left_though_another_lists_them():
    """A catalogue keeps users long after HR has let them go."""
    who = Ref("person", "p-1")
    listed = said(who, "exists", True, "cat")
    gone = said(who, "exists", True, "hr", until=date(2025, 9, 30))
    assert decided(listed, gone).organization.person["p-1"].validity.end == date(2025, 9, 30)
    back = said(who, "exists", True, "hr", date=date(2026, 1, 1))
    assert decided(listed, gone, back).organization.person["p-1"].validity.end is None


def test_owners_that_a_source_keeps_as_text_may_be_written_otherwise():
    """dbt checks its groups itself; the owner of an exposure is any text."""
    sources = {"wh": Source("wh", "dbt", "wh"), "cat": Source("cat", "backstage", "cat")}
    statements = [said(unit("risk-models"), "exists", True, "wh"), said(MODEL, "owner", unit("Risk Models"), "wh")]
    found = reconcile(statements, Grounds(sources, today=DAY))[0]
    assert found.of(MODEL, "owner.maintain").value == unit("risk-models")
