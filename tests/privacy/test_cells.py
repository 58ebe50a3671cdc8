"""From no combination of counts, shares and amounts of nested groups, at two days or of two scenarios, follows that of
one to four persons: companies are drawn, and what may be told of them is attacked."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.privacy.attacker import FEWEST
from tests.privacy.cells import Count, small_cells

from mlorg.decide.plan import effort
from mlorg.errors import Place
from mlorg.evidence.reconciling import activity
from mlorg.org import Membership, Organization, Overlay, Person, Post, Ref, Set, Unit
from mlorg.org.facts import Evidence, Fact
from mlorg.org.pay_bands import changes_in_pay_bands, in_pay_bands, nearest_band
from mlorg.org.roles import roles
from mlorg.org.statements import Statement
from mlorg.report import evidence
from mlorg.report.pages import About

UNITS = ("shop", "data", "press")
EXAMPLES = settings(max_examples=80, deadline=None, derandomize=True, database=None)
MODEL = Ref("model", "fraud")
PLACE = Place("log")
commits = st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 40)), min_size=1, max_size=14)


def company(work):
    """Somebody for each piece of work, in its unit, and the facts of who did how much of it."""
    posts = [Post(f"post-{n}", sits_in=unit) for n, (unit, _) in enumerate(work)]
    people = [Person(f"p-{n}") for n in range(len(work))]
    seats = [Membership(f"p-{n}", f"post-{n}") for n in range(len(work))]
    units = [Unit(unit) for unit in UNITS]
    org = Organization(units=tuple(units), posts=tuple(posts), persons=tuple(people), memberships=tuple(seats))
    return org, tuple(_worked(n, amount) for n, (_, amount) in enumerate(work))


def _worked(n, amount):
    who = Ref("person", f"p-{n}")
    said = Statement(MODEL, "author", who, "git", PLACE, date=date(2026, 1, 1 + n), amount=amount)
    return Fact(MODEL, "author", who, (said,), (who,), "counted")


def shares_told(work):
    """The units that are said to do most, with the share that is told."""
    org, facts = company(work)
    return {s.value.id: s.confidence for s in activity.working_units({MODEL: {"author": facts}}, org)}


def persons_told(work):
    """How many persons worked on it, as the evidence page says."""
    org, facts = company(work)
    page = evidence.explain_page(Evidence(org, {}, {MODEL: {"author": facts}}), MODEL, About())
    (row,) = page.facts
    return row.value


def share_of_few(work, told):
    """True if a share is told that is one of fewer than five, or leaves one to four others."""
    by_unit = {unit: sum(1 for other, _ in work if other == unit) for unit in UNITS}
    return any(
        share != activity.MOST and (by_unit[unit] < FEWEST or 0 < len(work) - by_unit[unit] < FEWEST)
        for unit, share in told.items()
    )


@EXAMPLES
@given(commits)
def test_no_share_of_work_is_that_of_few(work):
    assert not share_of_few(work, shares_told(work))


@EXAMPLES
@given(commits, st.integers(1, 5))
def test_what_few_did_moves_nothing(work, more):
    """Where fewer than five of a unit, or fewer than five others, work on something, one of them does more."""
    before, unit = shares_told(work), work[0][0]
    after = shares_told([(unit, work[0][1] + more), *work[1:]])
    few = any(0 < sum((other == most) == same for other, _ in work) < FEWEST for most in before for same in (0, 1))
    if few and before.keys() == after.keys():
        assert before == after


def test_a_share_of_few_that_is_told_is_found(monkeypatch):
    """A leak: any share of a model on which five work."""
    work = [("shop", 9), ("shop", 7), ("data", 3), ("data", 2), ("press", 1)]
    assert not share_of_few(work, shares_told(work))
    monkeypatch.setattr(activity, "FEWEST", 1)
    assert share_of_few(work, shares_told(work))


@EXAMPLES
@given(st.lists(commits, min_size=1, max_size=4))
def test_persons_at_work_are_counted_from_five(works):
    """Models are separate cells; their counts and the count of all leave none of one to four."""
    counts = [_count(persons_told(work), {f"model {n}"}) for n, work in enumerate(works)]
    assert not small_cells(counts)


@pytest.mark.parametrize("addresses", [FEWEST - 1, FEWEST])
def test_commits_of_few_are_not_counted(addresses):
    repository = Ref("repository", "models")
    counted = {"addresses": addresses, "commits": 77}
    said = {n: Statement(repository, n, v, "git", PLACE) for n, v in counted.items()}
    facts = {n: (Fact(repository, n, v, (said[n],), (v,), "counted"),) for n, v in counted.items()}
    page = evidence.explain_page(Evidence(Organization(), {}, {repository: facts}), repository, About())
    assert bool(page.facts) == (addresses >= FEWEST)


def test_a_count_of_few_that_is_told_is_found(monkeypatch):
    """A leak: exact counts however small; and one that follows from its total."""
    monkeypatch.setattr(evidence, "FEWEST", 1)
    assert small_cells([_count(persons_told([("shop", 1)] * 3), {"a"})]) == {"a"}


def _count(said, cells):
    if said.startswith("fewer than"):
        return Count(frozenset(cells), 0, FEWEST - 1)
    number = int(said.split()[0])
    return Count(frozenset(cells), number, number)


def test_a_cell_that_follows_from_nested_counts_is_found():
    """Complementary suppression: one hidden cell of a total is known, two are not."""
    hidden = [Count(frozenset({c}), 0, FEWEST - 1) for c in "ab"]
    whole = frozenset("abc")
    assert small_cells([Count(whole, 12, 12), Count(frozenset("c"), 9, 9), hidden[0], Count(frozenset("b"), 0, 0)]) == {
        "a"
    }
    assert not small_cells([Count(whole, 12, 12), Count(frozenset("c"), 9, 9), *hidden])


def test_a_cell_that_follows_from_overlapping_counts_is_found():
    pairs = [Count(frozenset(pair), size, size) for pair, size in (("ab", 7), ("bc", 8), ("ac", 5))]
    assert small_cells(pairs) == {"a", "c"}


IN_TABLE = {role.pay for role in roles().values()}
own_pay = st.floats(0.3, 2.9).filter(lambda pay: pay not in IN_TABLE)
pays = st.lists(st.floats(0.3, 2.9).map(lambda pay: round(pay, 6)), min_size=6, max_size=9)


@EXAMPLES
@given(pays, st.integers(0, 3), st.floats(-0.1, 0.1))
def test_pay_within_a_band_moves_nothing(pay, who, by):
    """What is computed from pay, of any group, today or in a scenario, is the same for another pay in the band."""
    others = list(pay)
    others[who] = max(0.01, 0.25 * round(pay[who] / 0.25) + by)
    both = [
        in_pay_bands(Organization(posts=tuple(Post(f"p{n}", pay=v) for n, v in enumerate(p)))) for p in (pay, others)
    ]
    assert both[0] == both[1]


@EXAMPLES
@given(st.lists(own_pay, min_size=1, max_size=6, unique=True), st.integers(0, 5), own_pay)
def test_pay_within_a_band_moves_nothing_in_a_scenario(pay, who, other):
    who %= len(pay)
    other = nearest_band(pay[who]) + other % 0.1
    assume(other not in IN_TABLE)
    assert raised(pay) == raised([*pay[:who], other, *pay[who + 1 :]])


def raised(pays):
    """A scenario that gives each of some posts a pay."""
    changes = tuple(Set(Ref("post", f"p{n}"), (("pay", pay),)) for n, pay in enumerate(pays))
    return changes_in_pay_bands(Overlay("raises", changes))


@pytest.mark.parametrize("how", ["exact", "banded"])
def test_two_amounts_that_differ_by_one_person(how):
    """Whoever sees the pay bill of steps of six, and of five of them, learns what the sixth is paid: were it told."""
    six, five = -3.7, -2.9
    persons = {"exact": FEWEST, "banded": 1}[how]
    told = [effort.told(amount, persons) for amount in (six, five)]
    if how == "exact":
        assert told[0].amount - told[1].amount == pytest.approx(-0.8)
    else:
        assert told[0] == told[1]
        assert told[0].amount is None
