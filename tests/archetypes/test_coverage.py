"""Which lines get how many ML people."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlorg.archetypes import Coverage, propose
from mlorg.archetypes.coverage import default_coverage, in_proportion
from mlorg.archetypes.firms import firm
from mlorg.errors import InputError
from mlorg.org import apply, is_ml
from mlorg.org.lines import BusinessLines

SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 500), min_size=1, max_size=12)


@given(sizes=SIZES, people=st.integers(1, 200), at_least=st.integers(1, 2))
def test_the_default_places_everybody_in_the_largest_lines(sizes, people, at_least):
    found = default_coverage(sizes, people, at_least).as_dict()
    assert sum(found.values()) == people
    assert len(found) == min(len(sizes), max(1, people // at_least))
    assert min(found.values()) >= min(at_least, people)
    left_out = [sizes[line] for line in sizes if line not in found]
    assert max(left_out, default=0) <= min(sizes[line] for line in found)


@given(sizes=SIZES, people=st.integers(1, 200))
def test_larger_lines_get_no_fewer_people(sizes, people):
    found = default_coverage(sizes, people, 2).as_dict()
    by_size = sorted(found, key=lambda line: sizes[line])
    assert all(found[a] <= found[b] for a, b in pairwise(by_size) if sizes[a] < sizes[b])


@given(weights=SIZES, total=st.integers(0, 300))
def test_largest_remainder_adds_up_and_is_within_one_of_proportion(weights, total):
    found = in_proportion(weights, total)
    whole = sum(weights.values())
    assert sum(found.values()) == total
    if whole:
        assert all(abs(found[key] - weights[key] * total / whole) < 1 for key in weights)


def test_of_seven_people_the_larger_of_two_lines_gets_five():
    assert default_coverage({"payments": 70, "risk": 30}, 7, 2) == Coverage.of({"payments": 5, "risk": 2})


def test_nobody_to_place_covers_nothing():
    assert default_coverage({"payments": 70}, 0, 2) == Coverage()


def placed(org, proposal):
    after = apply(org, proposal.overlay)
    lines = BusinessLines(after)
    found = {}
    for post in after.posts:
        if is_ml(post):
            found[lines.of_post(post)] = found.get(lines.of_post(post), 0) + 1
    return found


@pytest.fixture
def today():
    return firm(2, people=400, lines=4, ml_people=12)


def test_a_coverage_that_is_given_is_carried_out(today):
    one, two, *_ = (u.id for u in BusinessLines(today).units)
    proposal = propose(today, "embedded", coverage=Coverage.of({one: 8, two: 4}))
    assert placed(today, proposal) == {one: 8, two: 4}
    assert propose(apply(today, proposal.overlay), "embedded", coverage=proposal.coverage).overlay.changes == ()


def test_people_it_does_not_place_follow_in_proportion_and_it_says_so(today):
    one, two, *_ = (u.id for u in BusinessLines(today).units)
    proposal = propose(today, "embedded", coverage=Coverage.of({one: 4, two: 2}))
    assert placed(today, proposal) == {one: 8, two: 4}
    assert any("6 of 12" in note for note in proposal.notes)


def test_all_that_is_wrong_with_a_coverage_is_said_at_once(today):
    line = BusinessLines(today).units[0].id
    wrong = Coverage.of({line: 99, line[:-1] + "x": 3, "unit-zzz": 0})
    with pytest.raises(InputError) as caught:
        propose(today, "embedded", coverage=wrong)
    assert len(caught.value.problems) == 4
    assert f"'{line}'?" in str(caught.value)
    assert "102 people are placed, but only 12 can be" in str(caught.value)


def test_an_empty_coverage_is_refused(today):
    with pytest.raises(InputError, match="no line is given"):
        propose(today, "embedded", coverage=Coverage())


def test_a_structure_that_places_nobody_in_lines_says_the_coverage_is_not_used(today):
    line = BusinessLines(today).units[0].id
    proposal = propose(today, "rnd", coverage=Coverage.of({line: 12}))
    assert proposal.coverage is None
    assert any("not used" in note for note in proposal.notes)
