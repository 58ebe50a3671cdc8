"""Figures of an organisation: counted by hand on small ones, and by laws on generated ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlorg.org import (
    Dataset,
    Line,
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
    UseCase,
    Validity,
)
from mlorg.org.owners import Owners
from mlorg.org.references import NOBODY, ReportsTo
from mlorg.org.statistics import statistics


def line(*posts: tuple[str, ReportsTo], vacant: tuple[str, ...] = ()) -> Organization:
    """Posts with their managers, each filled by a person of its own unless vacant."""
    filled = [name for name, _ in posts if name not in vacant]
    return Organization.of(
        "tiny",
        posts=[Post(name, reports_to=manager) for name, manager in posts],
        persons=[Person(f"p-{name}") for name in filled],
        memberships=[Membership(f"p-{name}", name) for name in filled],
    )


def test_an_empty_organisation_is_all_zeros() -> None:
    s = statistics(Organization())
    assert (s.entries, s.people, s.depth, s.span_median, s.levels, s.assets) == (0, 0, 0, 0, (), 0)


def test_counts_of_a_small_line() -> None:
    """One top, two managers below it, three at the bottom of which one seat is vacant."""
    org = line(("a", Line.TOP), ("b", "a"), ("c", "a"), ("d", "b"), ("e", "b"), ("f", "c"), vacant=("f",))
    s = statistics(org)
    assert (s.entries, s.people, s.posts, s.vacancies) == (6, 5, 6, 1)
    assert (s.managers, s.seats_with_reports, s.roots, s.depth, s.levels) == (3, 3, 1, 3, (1, 2, 3))
    assert (s.span_median, s.span_max, s.spans) == (2, 2, ((1, 1), (2, 2)))
    assert (s.reports_unresolved, s.managers_unresolved, s.levels_unknown) == (0, 0, 0)


def test_an_even_number_of_spans_has_its_median_between_two() -> None:
    org = line(("a", Line.TOP), ("b", "a"), ("c", "b"), ("d", "b"))
    assert statistics(org).span_median == 1.5


def test_unknown_and_absent_managers_are_unresolved_and_stand_on_no_level() -> None:
    """Two posts name the same absent manager, one names another, one names nobody."""
    absent = Unresolved("x")
    org = line(("a", Line.TOP), ("b", absent), ("c", absent), ("d", Unresolved("y")), ("e", Line.UNKNOWN), ("f", "e"))
    s = statistics(org)
    assert (s.reports_unresolved, s.managers_unresolved, s.roots) == (4, 2, 1)
    assert (s.levels, s.levels_unknown, s.depth) == ((1,), 5, 2)


def test_one_person_in_two_posts_is_two_entries_and_one_person() -> None:
    org = Organization.of(
        posts=[Post("a", reports_to=Line.TOP), Post("b", reports_to="a")],
        persons=[Person("p")],
        memberships=[Membership("p", "a", 0.5), Membership("p", "b", 0.5)],
    )
    s = statistics(org)
    assert (s.entries, s.people, s.posts, s.vacancies) == (2, 1, 2, 0)


def test_ml_people_are_counted_as_persons_and_their_empty_seats_apart() -> None:
    org = Organization.of(
        posts=[
            Post("a", role="ml_engineer"),
            Post("b", role="data_scientist"),
            Post("c", role="ml_manager"),
            Post("d", role="data_engineer", declared_ml=True),
            Post("e", role="ml_engineer", declared_ml=False),
        ],
        persons=[Person("p"), Person("q"), Person("r")],
        memberships=[Membership("p", "a"), Membership("p", "b"), Membership("q", "d"), Membership("r", "e")],
    )
    s = statistics(org)
    assert (s.ml_people, s.ml_posts, s.ml_vacancies) == (2, 4, 1)


def test_as_of_a_day_leaves_out_what_does_not_hold() -> None:
    """Before the manager comes, the report's line leads to somebody who is not there."""
    later = Validity(start=date(2024, 7, 1))
    org = Organization.of(posts=[Post("a", reports_to=Line.TOP, validity=later), Post("b", reports_to="a")])
    before, after = statistics(org, date(2024, 6, 30)), statistics(org, date(2024, 7, 1))
    assert (before.posts, before.reports_unresolved, before.managers) == (1, 1, 0)
    assert (after.posts, after.reports_unresolved, after.managers) == (2, 0, 1)


UNITS = [Unit("all"), Unit("pay", part_of="all", business_line=True), Unit("risk", part_of="pay")]
BUILD, DEPLOY, MAINTAIN = Responsibility.BUILD, Responsibility.DEPLOY, Responsibility.MAINTAIN


def owned(*ownerships: Ownership, **assets: list[object]) -> Organization:
    """Units `all` > `pay` > `risk`, with assets and who owns them."""
    return Organization.of(units=UNITS, ownerships=ownerships, **assets)


def test_an_asset_is_unowned_if_nobody_or_nothing_is_stated_for_all_of_it() -> None:
    org = owned(
        Ownership(Ref("model", "a"), BUILD, Ref("unit", "pay")),
        Ownership(Ref("model", "b"), BUILD, NOBODY),
        Ownership(Ref("model", "c"), BUILD, Ref("person", "left")),
        models=[RegisteredModel(name) for name in "abcd"],
    )
    s = statistics(org)
    assert (s.assets, s.assets_unowned) == (4, 3)


def test_use_cases_are_assets_only_where_somebody_is_named() -> None:
    org = owned(
        Ownership(Ref("use_case", "churn"), BUILD, Ref("unit", "pay")),
        use_cases=[UseCase("churn"), UseCase("fraud")],
        platforms=[Platform("shared")],
    )
    assert statistics(org).assets == 2


def test_a_standing_ownership_holds_below_its_line_until_a_nearer_one_or_the_assets_own() -> None:
    org = owned(
        Ownership(Ref("unit", "pay"), DEPLOY, Ref("unit", "pay")),
        Ownership(Ref("unit", "pay"), MAINTAIN, Ref("unit", "pay")),
        Ownership(Ref("unit", "risk"), MAINTAIN, Ref("unit", "risk")),
        Ownership(Ref("model", "own"), MAINTAIN, Ref("unit", "all")),
        models=[
            RegisteredModel("far"),
            RegisteredModel("own", line="risk"),
            RegisteredModel("plain", line="risk"),
        ],
    )
    owners = Owners(org)
    far, own, plain = org.models

    def owner(model: RegisteredModel, responsibility: Responsibility) -> str | None:
        found = owners.accountable(model, responsibility)
        return found.owner.id if found else None

    assert [owner(m, MAINTAIN) for m in (far, own, plain)] == [None, "all", "risk"]
    assert [owner(m, DEPLOY) for m in (far, own, plain)] == [None, "pay", "pay"]


def test_datasets_have_data_responsibilities_only() -> None:
    org = owned(datasets=[Dataset("orders")])
    assert Responsibility.BUILD not in Owners(org).responsibilities(org.datasets[0])


@given(st.lists(st.integers(-2, 30), max_size=30))
def test_every_post_is_a_root_a_report_or_unresolved(managers: list[int]) -> None:
    """Post n reports to one before it, to the top (-1), or nobody knows (-2, or too large)."""

    def above(n: int, m: int) -> ReportsTo:
        return Line.TOP if m == -1 else str(m) if 0 <= m < n else Line.UNKNOWN

    s = statistics(line(*((str(n), above(n, m)) for n, m in enumerate(managers))))
    assert s.roots + s.reports_unresolved + sum(n * times for n, times in s.spans) == s.posts
    assert sum(s.levels) + s.levels_unknown == s.posts
    assert sum(times for _, times in s.spans) == s.managers <= s.posts
    assert len(s.levels) <= s.depth <= s.posts


@pytest.mark.parametrize("posts", [1_000, 20_000])
def test_a_deep_line_is_as_good_as_a_shallow_one(posts: int) -> None:
    deep = line(("0", Line.TOP), *((str(n), str(n - 1)) for n in range(1, posts)))
    assert statistics(deep).depth == posts
