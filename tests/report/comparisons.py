"""Comparisons that the tests of the report show: a small simulated one, and made-up outcomes with a known answer."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
from tests.decide.made_up import made_up
from tests.sim.companies import company

from mlorg.decide import TODAY, Comparison, compare_alternatives, library_alternatives
from mlorg.org import Organization
from mlorg.report.comparison.building import Request, comparison_page
from mlorg.report.comparison.page import ComparisonPage
from mlorg.report.pages import About
from mlorg.sim import Frame, Sampling

NASTY = '<script>alert("1")</script> & [bold]Co[/bold]'


@cache
def simulated(name: str = "Example") -> ComparisonPage:
    """Twelve draws of a company of three lines with six ML people in a pool."""
    today = company(ml_people=6)
    comparison = compare_alternatives(Frame.of(today), library_alternatives(today), Sampling(draws=12, per_draw=2))
    return comparison_page(comparison, Request(today, About(name)))


def of_values(values: Mapping[str, object], **asked: object) -> ComparisonPage:
    """The page of made-up values in use by alternative, one number per draw; `moves` names those that move people."""
    moves = asked.pop("moves", ())
    table = {name: np.array(column, float).reshape(len(column), -1) for name, column in values.items()}
    comparison = made_up(table, asked.pop("known", None), stages=asked.pop("stages", ()))
    return page_of(comparison, moves, **asked)


def page_of(comparison: Comparison, moves: tuple[str, ...] = (), **asked: object) -> ComparisonPage:
    """The page of a comparison in which only `moves` move people."""
    alternatives = tuple(replace(a, moves=a.id in moves) for a in comparison.alternatives)
    return comparison_page(replace(comparison, alternatives=alternatives), Request(Organization(), About(), **asked))


__all__ = ["NASTY", "TODAY", "of_values", "page_of", "simulated"]
