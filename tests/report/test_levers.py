"""Split differences and maps in the page of a comparison: terminal, HTML, charts."""

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console
from tests.decide.made_up import made_up
from tests.report.comparisons import page_of

from mlorg.archetypes import Arm
from mlorg.decide import TODAY
from mlorg.decide.robustness.answer_map import HAND_OFFS, PEERS, answer_map
from mlorg.decide.structures.decomposition import Decomposition, Share
from mlorg.decide.structures.elements import Element
from mlorg.report.html import comparison_html
from mlorg.report.levers.building import with_levers
from mlorg.report.levers.charts import map_chart, split_chart
from mlorg.report.levers.words import TOO_CLOSE, map_in_a_sentence, split_rows
from mlorg.report.terminal.levers import show_maps, show_splits

SHARES = (Share(Element.DEPLOY, 3.0, 0.5), Share(Element.SEAT, -5.0, 1.0), Share(Element.ROLES, 0.0, 0.2))
SPLIT = Decomposition(Arm.RESTRUCTURED, TODAY, "b", "net_value", 12, -2.0, 0.5, SHARES, 40, 8, False)


@pytest.fixture
def page():
    random = np.random.default_rng(1)
    values = {TODAY: random.random((60, 2)), "b": random.random((60, 2))}
    comparison = made_up(values, {HAND_OFFS: random.random(60), PEERS: random.random(60)})
    return with_levers(page_of(comparison), comparison, [SPLIT], [answer_map(comparison, Arm.RESTRUCTURED), None])


def test_elements_stand_by_size_and_the_whole_last(page):
    rows = list(split_rows(page.split[0], page.money))
    assert [row[0] for row in rows] == ["where people sit", "who brings models into use", "the mix of roles", "in all"]
    assert rows[-1][1] == page.money.in_table(-2.0, True)


def test_the_terminal_tells_shares_their_sum_and_the_map(page):
    console = Console(file=io.StringIO(), width=100)
    show_splits(page, console)
    show_maps(page, console)
    text = console.file.getvalue()
    assert "where people sit" in text
    assert "add up to the whole" in text
    assert "hand-off loss high" in text
    assert HAND_OFFS in text


def test_the_waterfall_ends_where_the_whole_does(page):
    bars = split_chart(page.split[0], page.money)["data"]["values"]
    assert bars[-2]["to"] == pytest.approx(bars[-1]["to"])
    assert [bar["from"] for bar in bars[1:-1]] == [bar["to"] for bar in bars[:-2]]


def test_the_heat_map_has_nine_cells_and_the_page_holds_both_charts(page):
    drawn = []
    html = comparison_html(page, lambda spec: drawn.append(spec["description"]) or "<svg></svg>")
    assert len(map_chart(page.maps[0])["data"]["values"]) == 9
    assert any("which answer holds where" in d for d in drawn)
    assert "Where the difference comes from" in html
    assert "share is what changing it adds" in html


def test_a_page_without_levers_has_no_such_section():
    plain = page_of(made_up({TODAY: np.zeros((3, 1)), "b": np.ones((3, 1))}))
    assert "Where the difference comes from" not in comparison_html(plain, lambda spec: "")


def test_one_answer_everywhere_is_said_so(page):
    part = page.maps[0]
    same = type(part)(**{f: getattr(part, f) for f in part.__slots__} | {"cells": part.cells[:1] * 9})
    assert map_in_a_sentence(same).startswith("The same is best in all nine")


def test_cells_that_are_too_close_to_call_are_counted_in_words(page):
    part = page.maps[0]
    other = replace(part.cells[0], best="other")

    def said(close):
        cells = tuple(replace(c, verdict=TOO_CLOSE if n < close else "clear") for n, c in enumerate([other] * 8))
        return map_in_a_sentence(replace(part, cells=(*cells, replace(part.cells[0], verdict=TOO_CLOSE))))

    assert "; in all nine cells it is" in said(8)
    assert "; in 3 of the nine cells it is" in said(2)
