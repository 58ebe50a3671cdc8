"""Pages built from organisations: the same facts as the organisation, in the order people read them."""

from dataclasses import replace

import pytest

from mlorg.errors import UnknownNameError
from mlorg.org import Line, Organization, Post
from mlorg.report.organisation.ownership import ownership_page
from mlorg.report.organisation.page import TreePage
from mlorg.report.organisation.spans import spans_page
from mlorg.report.organisation.tree import TreeView, cut, tree_page
from mlorg.report.pages import About

from .organisations import shop

ABOUT = About("Corner shop")


def titles(page: TreePage) -> list[str]:
    return [row.title for row in page.rows]


def test_tree_puts_parents_first_and_large_branches_before_small_ones() -> None:
    page = tree_page(shop(), ABOUT)
    assert [row.post for row in page.rows] == ["ceo", "lead", "e1", "e2", "e3", "cto", "d1", "ml", "lost", "far"]
    assert (page.posts, page.levels) == (10, 3)


def test_tree_says_where_each_line_leads() -> None:
    lines = {row.post: row.line for row in tree_page(shop(), ABOUT).rows}
    assert (lines["ceo"], lines["e1"], lines["lost"], lines["far"]) == ("top", "post", "unknown", "absent")


def test_tree_tells_seat_from_line() -> None:
    rows = {row.post: row for row in tree_page(shop(), ABOUT).rows}
    assert rows["ml"].elsewhere
    assert rows["ml"].unit_name == "Shop"
    assert not rows["d1"].elsewhere
    assert rows["lead"].leads == ("Shop",)


def test_tree_counts_reports_and_all_below() -> None:
    rows = {row.post: row for row in tree_page(shop(), ABOUT).rows}
    assert (rows["ceo"].reports, rows["ceo"].below) == (2, 7)
    assert (rows["e1"].reports, rows["e1"].below) == (0, 0)


def test_cutting_a_tree_loses_no_post() -> None:
    page = tree_page(shop(), ABOUT)
    for depth in (1, 2, 3, 4):
        shown = cut(page, depth)
        assert len(shown.rows) + sum(row.hidden for row in shown.rows) == page.posts


def test_tree_of_a_unit_holds_who_sits_in_it() -> None:
    page = tree_page(shop(), ABOUT, TreeView(unit="shop"))
    assert {row.post for row in page.rows} == {"lead", "e1", "e2", "e3", "ml"}
    assert {row.post for row in page.rows if row.line == "outside"} == {"lead", "ml"}
    assert {row.post: row.reports_to for row in page.rows if row.reports_to} == {
        "lead": "Chief [bold] executive",
        "ml": "Head of data",
    }
    assert page.unit == "Shop"


def test_a_unit_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"'shopp'.*'shop'"):
        tree_page(shop(), ABOUT, TreeView(unit="shopp"))


def test_names_stand_in_a_tree_only_on_request() -> None:
    assert all(row.names == () for row in tree_page(shop(), ABOUT).rows)
    named = tree_page(shop(), ABOUT, TreeView(names={"p-ceo": "A. Name"}))
    assert named.rows[0].names == ("A. Name",)
    assert "A. Name" not in str(tree_page(shop(), ABOUT))


def test_a_post_without_a_title_is_called_by_its_role_or_id() -> None:
    org = Organization.of(posts=[Post("a", role="ml_engineer"), Post("b")])
    assert sorted(titles(tree_page(org, ABOUT))) == ["ML engineer", "b"]


def test_ownership_tells_nobody_gone_and_unknown_apart() -> None:
    rows = {row.label: {c.responsibility: c for c in row.cells} for row in ownership_page(shop(), ABOUT).assets}
    states = {(asset, name): cell.state for asset, cells in rows.items() for name, cell in cells.items()}
    assert states["Orders", "collect"] == "owned"
    assert states["Orders", "label"] == "nobody"
    assert states["Orders", "warehouse"] == "unknown"
    assert states["Ranking", "maintain"] == "gone"
    assert rows["Orders"]["label"].responsible == 1


def test_ownership_names_owners_without_names_of_people() -> None:
    rows = {row.label: {c.responsibility: c for c in row.cells} for row in ownership_page(shop(), ABOUT).assets}
    assert rows["Ranking"]["build"].owner == "ML engineer, Shop"
    assert rows["Ranking"]["deploy"].owner == "Shop engineers"
    assert rows["Ranking"]["deploy"].standing
    assert rows["chat"]["build"].owner == "Some supplier"
    assert rows["chat"]["maintain"].owner == "Data engineer, Data team (p-d1)"


def test_ownership_adds_up_per_responsibility() -> None:
    page = ownership_page(shop(), ABOUT)
    for row in page.responsibilities:
        assert row.owned + row.unowned + row.unknown == row.assets
    deploy = next(row for row in page.responsibilities if row.responsibility == "deploy")
    assert (deploy.assets, deploy.owned, deploy.owners) == (3, 2, 1)
    assert deploy.top_owners == (("Shop engineers", 2),)


def test_assets_with_most_gaps_come_first() -> None:
    page = ownership_page(shop(), ABOUT)
    assert page.assets[0].label == "clicks"
    assert page.assets[-1].label == "chat"
    assert page.unowned == 2


def test_spans_page_counts_managers_by_level() -> None:
    page = spans_page(shop(), ABOUT)
    assert (page.managers, page.span_median, page.span_mean, page.span_max, page.single) == (3, 2, 2.33, 3, 0)
    assert [(row.level, row.posts, row.managers) for row in page.levels] == [(1, 1, 1), (2, 2, 2), (3, 5, 0)]
    assert page.levels_unknown == 2
    assert (page.widest[0].title, page.widest[0].reports) == ("Shop lead", 3)


def test_spans_of_an_organisation_without_lines_are_zero() -> None:
    org = replace(shop(), posts=tuple(replace(p, reports_to=Line.UNKNOWN) for p in shop().posts))
    page = spans_page(org, ABOUT)
    assert (page.managers, page.span_median, page.distribution, page.levels) == (0, 0, (), ())
