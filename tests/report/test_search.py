"""The page of a search: counts by role and unit, words, terminal."""

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console
from tests.sim.companies import company

from mlorg.archetypes import Arm
from mlorg.decide.structures.looking import Found
from mlorg.decide.structures.mixtures import Space
from mlorg.decide.structures.search import Question, SearchResult, on_fresh_draws
from mlorg.org import apply
from mlorg.report.pages import About
from mlorg.report.rounding import Money
from mlorg.report.search.building import mixture_overlay, search_page
from mlorg.report.search.words import gain_said, move_said
from mlorg.report.terminal.search import show_search
from mlorg.sim import Sampling

TODAY = company(ml_people=9)
SPACE = Space.of(TODAY, Arm.RESTRUCTURED)


def result(gain=1.0):
    """The embedded structure with today's owner of one duty; its gain over the best structure is the one given."""
    base = SPACE.names.index("embedded")
    point, settings = SPACE.pure(base), SPACE.settings.items()
    number = next(n for n, (dial, s) in enumerate(settings) if s[0] != s[base] and dial.element == "label")
    mixed = (*point[:number], SPACE.pure(0)[number], *point[number + 1 :])
    scores = tuple(2.0 if n == base else 0.0 for n in range(len(SPACE.names)))
    found = Found(mixed, base, 3.0, scores, 30, {"pay bill": 2})
    worth = {SPACE.organizations[base]: 2.0, SPACE.organization(mixed): 2.0 + gain}
    luck = np.random.default_rng(1).normal(0, 0.1, 50)
    samplings = Sampling(25, 1), Sampling(50, 2)
    asked = Question(Arm.RESTRUCTURED)
    return on_fresh_draws(SPACE, found, lambda org: worth.get(org, 0.0) * (1 + luck), asked, samplings)


def page_of(found: SearchResult):
    return search_page(found, About("Example"), Money())


@pytest.mark.parametrize(
    ("gain", "said"),
    [(1.0, "A mixture does better than"), (-1.0, "does better than the best mixture found"), (0.0, "cannot be told")],
)
def test_the_headline_is_about_fresh_cases(gain, said):
    assert said in page_of(result(gain)).headline


def test_moves_are_counts_of_a_role_in_a_unit():
    moves = page_of(result()).moves
    scientists = [m for m in moves if m.role == "Data scientist"]
    assert sum(m.number for m in scientists) == 3
    assert {m.of for m in scientists} == {3}
    assert "of the 3 data scientists of ml: to line-" in move_said(scientists[0])
    assert not any(post.id in move_said(m) for m in moves for post in TODAY.posts if post.id.startswith("ml-0"))


def test_the_mixture_is_told_by_where_it_departs_from_the_best_structure():
    page = page_of(result())
    assert page.base == "Embedded in business and product"
    assert [row.element for row in page.dials] == ["who labels"]
    assert "Today" in page.dials[0].taken_from


def test_the_overlay_leads_to_the_mixture():
    found = result()
    assert apply(TODAY, mixture_overlay(SPACE, page_of(found).settings, "mine")) == found.mixture


def test_the_terminal_tells_all_of_it():
    console = Console(file=io.StringIO(), width=100)
    show_search(replace(page_of(result()), saved_as="mine"), console)
    text = " ".join(console.file.getvalue().split())
    for said in ("fresh cases", "who labels", "left out as no option: 2 by pay bill", "mlorg diff baseline mine"):
        assert said in text


def test_where_no_mixture_was_found_the_page_says_only_that():
    found = result()
    point = SPACE.pure(found.found.base)
    none = replace(found, mixture=None, gain=None, least=None, most=None, found=replace(found.found, best=point))
    page = page_of(none)
    assert page.headline.startswith("No mixture that we looked at")
    assert (page.dials, page.moves, page.steps) == ((), (), ())
    assert "worth its trouble" in gain_said(page)
