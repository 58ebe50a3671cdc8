"""What stands on a terminal: every post accounted for, nothing read as markup, nothing wider than the screen."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlorg.org import Line, Organization, Post, Unresolved
from mlorg.report.organisation.ownership import ownership_page
from mlorg.report.organisation.spans import spans_page, statistics_page
from mlorg.report.organisation.tree import TreeView, tree_page
from mlorg.report.pages import About, Page
from mlorg.report.terminal import open_console, show_page

from .organisations import shop

ABOUT = About("Corner shop")
PAGES = (tree_page, ownership_page, spans_page, statistics_page)


def shown(page: Page, width: int = 80, everything: bool = False) -> str:
    """The page as it stands on a terminal of that width."""
    stream = io.StringIO()
    console = open_console(stream, color=False)
    console.width = width
    show_page(page, console, everything)
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("build", PAGES)
def test_no_line_is_wider_than_the_screen(build, width):
    text = shown(build(shop(), ABOUT), width)
    assert text.startswith("Corner shop · ")
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("build", PAGES)
def test_an_empty_organisation_is_shown_without_a_fault(build):
    assert "This organisation" in shown(build(Organization(), About()))


def test_tree_shows_titles_as_they_are_and_marks_vacancies_and_ml():
    text = shown(tree_page(shop(), ABOUT))
    assert "Chief [bold] executive" in text
    assert "Engineer × 2" in text
    assert "Engineer (vacant)" in text
    assert "ML engineer [ML] · sits in Shop" in text


def test_tree_shows_posts_without_a_known_line_apart():
    text = shown(tree_page(shop(), ABOUT))
    assert "Manager not stated  1 post\nAdviser" in text
    assert "Manager named, but in no row  1 post\nContractor" in text


def test_a_tree_cut_by_depth_says_how_many_are_left_out_and_how_to_see_them():
    text = shown(tree_page(shop(), ABOUT, TreeView(depth=2)))
    assert "Shop lead · … 3 reports" in text
    assert "--depth 3" in text


def test_a_long_list_of_siblings_is_cut_unless_everything_is_asked_for():
    org = Organization.of(posts=[Post(f"{n:03}", f"Title {n:03}") for n in range(100)])
    assert "… 75 more (use --all)" in shown(tree_page(org, ABOUT))
    whole = shown(tree_page(org, ABOUT), everything=True)
    assert "Title 099" in whole
    assert "…" not in whole


def test_ownership_explains_only_the_signs_that_occur():
    text = shown(ownership_page(shop(), ABOUT), 120)
    assert "unknown = nothing is stated" in text
    assert "its engineers*" in text
    assert "* = through" in text
    assert "gone" not in shown(ownership_page(Organization.of(datasets=shop().datasets), ABOUT))


def test_wide_spans_share_the_last_bar():
    posts = [Post("top", reports_to=Line.TOP)]
    for span in range(1, 31):
        posts.append(Post(f"m{span}", reports_to="top"))
        posts += [Post(f"m{span}-{n}", reports_to=f"m{span}") for n in range(span)]
    text = shown(spans_page(Organization.of(posts=posts), ABOUT))
    assert "21 or more" in text


@given(st.lists(st.integers(-3, 40), max_size=60))
def test_every_post_is_shown_or_counted(managers):
    """Titles are unique, so each stands on a line of its own or in a count of what was left out."""

    def above(n, m):
        return Line.TOP if m == -1 else Unresolved("x") if m == -2 else str(m) if 0 <= m < n else Line.UNKNOWN

    posts = [Post(str(n), f"T{n:02}", reports_to=above(n, m)) for n, m in enumerate(managers)]
    text = shown(tree_page(Organization.of(posts=posts), ABOUT), width=400)
    left_out = sum(int(number) for number in re.findall(r"… (\d+) (?:more|report)", text))
    assert len(re.findall(r"T\d\d", text)) + left_out == len(posts)


@pytest.mark.parametrize("build", PAGES)
def test_no_line_ends_with_a_blank(build):
    assert not re.search(" $", shown(build(shop(), ABOUT)), re.MULTILINE)
