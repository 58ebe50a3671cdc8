"""Nobody who has every page, export and bundle learns what one person, or a few, earn, or since when they are there."""

import json
import re
from collections import defaultdict
from datetime import date

import pytest
from tests.privacy.attacker import FEWEST, Group, determined, numbers_in, recognise, statistics_over
from tests.privacy.planted import TODAY

from mlorg import api
from mlorg.org import is_ml, role_of
from mlorg.org.hierarchy import reporting_tree, unit_tree


@pytest.fixture(scope="module")
def people(planted) -> dict[str, dict[str, str]]:
    """Rows of people.csv that name a person, by person."""
    return planted.people


@pytest.fixture(scope="module")
def secrets(people) -> dict[str, dict[str, float]]:
    """What is to be kept, by kind and person: pay as it is written, tenure in days and in years."""
    days = {who: float((TODAY - date.fromisoformat(row["start"])).days) for who, row in people.items() if row["start"]}
    return {
        "pay": {who: float(row["pay"]) for who, row in people.items()},
        "days": days,
        "years": {who: n / 365.25 for who, n in days.items()},
    }


@pytest.fixture(scope="module")
def groups(planted, people, secrets) -> set[Group]:
    """Everybody, every unit with and without its parts, every team of a manager, every role, role by unit, and each
    person."""
    org = api.load(planted.folder).organization
    known = people.keys() & secrets["days"].keys()
    holders = {post.id: {m.person for m in org.holders.get(post.id, ())} & known for post in org.posts}
    sets: dict[object, set[str]] = defaultdict(set)
    units, lines = unit_tree(org), reporting_tree(org)
    for post in org.posts:
        role = role_of(post).label
        for unit in units.above(post.sits_in) if post.sits_in else ():
            sets["unit", unit] |= holders[post.id]
            sets["role in", unit, role] |= holders[post.id]
            sets["ml in", unit, is_ml(post)] |= holders[post.id]
        sets["only", post.sits_in] |= holders[post.id]
        sets["role", role] |= holders[post.id]
        sets["ml", is_ml(post)] |= holders[post.id]
        sets["everybody"] |= holders[post.id]
        sets["post", post.id] |= holders[post.id]
        for manager in lines.above(post.id):
            sets["below", manager] |= holders[post.id]
    return {frozenset(group) for group in sets.values() if group}


@pytest.mark.parametrize("kind", ["pay", "days", "years"])
def test_nothing_is_known_of_fewer_than_five(said, secrets, groups, people, kind):
    known = recognise(numbers_in(said), groups, secrets[kind])
    assert not determined(known, people, (g for g in groups if len(g) < FEWEST)), known


@pytest.mark.parametrize("kind", ["pay", "years"])
def test_the_attacker_finds_what_is_told_outright(said, secrets, groups, people, kind):
    """A leak: the median of a group of three."""
    small = next(group for group in groups if len(group) == 3)
    leak = json.dumps({"median": statistics_over(small, secrets[kind])["median"]})
    known = recognise(numbers_in({**said, "leak": leak}), groups, secrets[kind])
    assert small in determined(known, people, ())


@pytest.mark.parametrize("kind", ["pay", "years"])
def test_the_attacker_finds_what_follows_by_difference(said, secrets, groups, people, kind):
    """A leak: the mean of a group and of the same group without two to four of its members."""
    large, part = next((a, b) for a in groups for b in groups if b < a and len(b) >= FEWEST and 0 < len(a - b) < FEWEST)
    leaks = [statistics_over(group, secrets[kind])["mean"] for group in (large, part)]
    known = recognise(numbers_in({**said, "leak": json.dumps(leaks)}), groups, secrets[kind])
    assert large - part in determined(known, people, ())


def test_the_attacker_solves_for_what_no_two_numbers_tell(secrets, people):
    """A leak: means of three groups of six that overlap in pairs; together they tell of the three that are in one only
    once the mean of all is known."""
    who = sorted(people)[:9]
    first, second, third = frozenset(who[:3]), frozenset(who[3:6]), frozenset(who[6:9])
    groups = [first | second, second | third, first | third]
    leaks = json.dumps([statistics_over(group, secrets["pay"])["mean"] for group in groups])
    known = recognise(numbers_in({"leak": leaks}), groups, secrets["pay"])
    assert determined(known, people, [first, second, third]) == {first, second, third}


def test_large_groups_are_no_leak(secrets, people, groups):
    large = [group for group in groups if len(group) >= 2 * FEWEST][:1]
    leaks = json.dumps([statistics_over(group, secrets["pay"])["mean"] for group in large])
    known = recognise(numbers_in({"fine": leaks}), groups, secrets["pay"])
    assert known
    assert not determined(known, people, (g for g in groups if len(g) < FEWEST))


def test_the_bundle_holds_no_name_of_anything(said, planted):
    org = api.load(planted.folder).organization
    bundle = "\n".join(text for name, text in said.items() if name.startswith("bundle/"))
    words = {x.id for x in (*org.posts, *org.units, *org.persons, *org.models, *org.datasets)}
    words |= {x.name for x in (*org.units, *org.models, *org.datasets)} | {post.title for post in org.posts}
    words |= {*api.load(planted.folder).scenarios, org.name}
    quoted = set(re.findall(r'"([^"]*)"', bundle))
    told = {part for text in quoted for part in (text, *text.split("/"))}
    common = {"data", "maintenance"}
    assert len(words) > 300
    assert not {word for word in words - common if word in told or (len(word) > 9 and word in bundle)}
