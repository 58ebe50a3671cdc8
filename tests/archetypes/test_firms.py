"""The default population of firms is what its tables say."""

from collections import Counter
from statistics import median

import pytest

from mlorg.archetypes.firms import firm
from mlorg.archetypes.firms.building import PLACEMENTS
from mlorg.archetypes.firms.sizes import LEAST_ML, MOST_ML_SHARE, SIZE_CLASSES
from mlorg.org import Function, is_ml, role_of
from mlorg.org.checks import faults
from mlorg.org.lines import BusinessLines

SOME = [firm(seed, people=(30, 120, 600, 2500)[seed % 4]) for seed in range(80)]


def ml_posts(org):
    return [p for p in org.posts if is_ml(p)]


@pytest.mark.parametrize("people", [1, 2, 3, 4, 7, 20, 99, 1000])
@pytest.mark.parametrize("seed", range(4))
def test_a_firm_has_the_posts_asked_for_and_no_faults(seed, people):
    org = firm(seed, people=people)
    assert len(org.posts) == people
    assert faults(org) == ()


def test_a_hundred_thousand_posts():
    org = firm(1, people=100_000)
    assert len(org.posts) == 100_000
    assert faults(org) == ()


@pytest.mark.parametrize("seed", range(10))
def test_what_is_asked_for_is_given(seed):
    org = firm(seed, people=500, lines=3, ml_people=21)
    assert len(ml_posts(org)) == 21
    assert len(BusinessLines(org).units) == 3
    assert BusinessLines(org).declared


def test_the_same_arguments_give_the_same_firm():
    assert firm(3, people=200) == firm(3, people=200)
    assert firm(3, people=200) != firm(4, people=200)


@pytest.mark.parametrize("wrong", [{"people": 0}, {"people": 5, "ml_people": 6}, {"people": 5, "lines": 0}])
def test_numbers_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match="at least 1"):
        firm(1, **wrong)


def test_ml_people_are_at_least_five_and_at_most_a_share_of_all():
    for org in SOME:
        assert LEAST_ML <= len(ml_posts(org)) <= len(org.posts) * MOST_ML_SHARE


def test_team_sizes_follow_the_rows_of_the_evidence():
    """The median team of 250 to 999 people, given at least five: lognormal(1.85, 1.15) of row O06, truncated."""
    row = next(c for c in SIZE_CLASSES if c.row == "O06")
    sizes = [len(ml_posts(firm(seed, people=600, lines=1))) for seed in range(300)]
    from random import Random

    random = Random("expected")
    law = [n for n in (round(random.lognormvariate(row.mu, row.sigma)) for _ in range(20_000)) if LEAST_ML <= n <= 150]
    assert abs(median(sizes) - median(law)) <= 2


def test_every_placement_of_ml_people_occurs():
    found = Counter(_placement(org) for org in SOME)
    assert set(found) == {"lines", "together", "both", "data"}
    assert sum(PLACEMENTS.values()) == pytest.approx(1)


def _placement(org):
    lines = BusinessLines(org)
    inside = {lines.of_post(p) is not None for p in ml_posts(org)}
    units = {org.unit[p.sits_in].function for p in ml_posts(org)}
    if Function.DATA in units:
        return "data"
    return "both" if len(inside) == 2 else "lines" if inside == {True} else "together"


def test_trades_are_there_in_plausible_shares():
    posts = [p for org in SOME if len(org.posts) >= 600 for p in org.posts]
    shares = Counter(role_of(p).function for p in posts)
    assert 0.15 < shares[Function.ENGINEERING] / len(posts) < 0.5
    assert 0.2 < shares[Function.BUSINESS] / len(posts) < 0.7


def test_some_owners_are_known_some_are_nobody_and_some_unknown():
    kinds = Counter(o.owner.kind for org in SOME for o in org.ownerships)
    assert kinds["unit"] > kinds["nobody"] > 0
    possible = sum(4 * len(org.datasets) + 3 * len(org.models) for org in SOME)
    stated = sum(o.asset.kind != "unit" for org in SOME for o in org.ownerships)
    assert 0.1 < stated / possible < 0.5


def test_ids_are_neutral_and_nobody_has_a_name():
    org = SOME[0]
    assert all(p.id.startswith("post-") and not p.title for p in org.posts)
    assert all(u.id.startswith("unit-") and not u.name for u in org.units)
