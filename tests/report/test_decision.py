"""The part of the page on how the verdict comes about: the right words for known answers, in all forms."""

import json
from datetime import date

import numpy as np
import pytest
from tests.decide.made_up import made_up, with_aims

from mlorg.archetypes import Arm
from mlorg.decide import Decided, Left
from mlorg.decide.choosing.limits import may_be_chosen
from mlorg.decide.worth import cases_of
from mlorg.report.comparison.building import ARMS
from mlorg.report.decision.building import rounds_said
from mlorg.report.decision.front_chart import front_chart
from mlorg.report.html import comparison_html
from mlorg.report.json import to_json
from mlorg.workspace import Limit, LoggedAims

from .comparisons import TODAY, of_values, page_of, simulated
from .test_comparison import CLEAR, shown, words


def judged(values, moves=(), logged=(), **aims):
    table = {name: np.array(column, float).reshape(len(column), -1) for name, column in values.items()}
    return page_of(with_aims(made_up(table), **aims), moves, logged=logged)


def test_without_aims_the_page_says_what_counts():
    text = words(shown(of_values(CLEAR)))
    assert "What counts is the value of what is in use, net of the time that people outside ML give to it" in text
    assert "Money counts alike in all years" in text
    assert "Differences below 0.50 years of pay over the whole horizon do not matter." in text


def test_aims_are_said_on_one_scale():
    said = judged(CLEAR, weights={"net_value": 1.0, "lead_time": 0.02, "share_in_use": 3.0, "dip": 2.0}).decision.aims[
        0
    ]
    assert "“Value in use net of other people's time” counts 1.0-fold" in said
    assert "a day less of “Time from approval to first user” is worth 5 days of pay" in said
    assert "a percentage point more of “Ideas that reach users” is worth 8 days of pay" in said
    assert "“Worst yearly shortfall against today” counts 2.0-fold" in said


def test_discounting_is_said():
    assert "counts 9.1 % less a year later" in words(shown(judged(CLEAR, discount_rate=0.1)))


def test_who_breaks_a_limit_is_marked_and_cannot_lead():
    page = judged(CLEAR, ("move",), limits={"value": (Limit(True, 15.0),)})
    row = page.arms[0].row("move")
    assert (page.arms[0].leader, row.breaks_limits, row.p_best, row.if_wrong) == ("stay", True, None, None)
    text = words(shown(page))
    assert "“Value in use” must be at most 15 years of pay, on average." in text
    assert "move: “Value in use” is 21 years of pay, at most 15 years of pay is allowed." in text
    assert "breaks your limits" in text
    assert "Nobody has to move for it: “stay” reaches all" in page.answer[1]


def test_limits_that_nobody_keeps_are_a_verdict():
    page = judged(CLEAR, limits={"value": (Limit(False, 30.0),)})
    assert page.headline == ("From Monday and once settled: no alternative keeps your limits: the nearest is “move”")
    assert page.decision.arms[0].deciding == ("No alternative keeps your limits: the nearest is “move”.",)
    assert "“move” gives 11 years of pay more" in page.answer[0]


def test_one_that_keeps_the_limits_is_left():
    page = judged(CLEAR, limits={"value": (Limit(True, 12.0),)})
    assert page.headline == "From Monday and once settled: nothing but changing nothing keeps your limits"
    assert "changing nothing is all that is left" in page.answer[0]


def test_what_does_not_matter_is_told_as_such():
    values = {TODAY: np.full(20, 1.0), "a": np.full(20, 3.0), "b": 3.1 + np.arange(20) / 1000}
    page = judged(values)
    assert page.headline == "From Monday and once settled: as good as each other: “b” and “a”"
    assert "too small to matter: take either" in words(shown(page))


@pytest.mark.parametrize(
    ("luck", "swing", "said"),
    [(0.1, 2.0, "the uncertainty is about facts, not luck"), (6.0, 0.0, "draws instead of 40 would decide it")],
)
def test_it_says_what_would_decide(luck, swing, said):
    """Facts: ahead by 2 in 22 of 40 cases, behind by 2 in 18. Luck: ahead by .4 with much luck around it."""
    random = np.random.default_rng(4)
    facts = np.where(np.arange(40) % 20 < 11, swing, -swing)[:, None] + (0.0 if swing else 0.3)
    values = {TODAY: np.zeros((40, 4)), "a": facts + random.normal(0, luck, (40, 4)) + 0.1}
    page = page_of(made_up(values))
    assert page.arms[0].verdict == "too close to call"
    assert said in " ".join(page.decision.arms[0].deciding)


def test_changes_of_the_aims_are_shown_with_their_days():
    logged = (
        LoggedAims(date(2026, 1, 31), "a", {"weights.lead_time": 500.0}),
        LoggedAims(date(2026, 3, 1), "b", {"weights.lead_time": 200.0, "indifference": 5.0}),
    )
    assert judged(CLEAR, logged=logged).decision.changes == (
        "Aims logged on 2026-01-31, by the clock of the machine, and changed later:",
        "2026-03-01: indifference not given → 5.0, weights.lead_time 500.0 → 200.0.",
    )
    assert judged(CLEAR, logged=logged[:1]).decision.changes == (
        "Aims logged on 2026-01-31, by the clock of the machine, and not changed since.",
    )


def test_the_front_comes_first_and_the_others_say_who_beats_them():
    rows = judged(CLEAR, front=("value", "dip")).decision.arms[0].front
    assert [(r.label, r.on_front, r.beaten_by) for r in rows] == [
        ("move", True, ()),
        ("stay", False, ("move",)),
        (TODAY, False, ("move", "stay")),
    ]


def test_the_chart_numbers_the_rows_of_the_table():
    page = judged(CLEAR, front=("value", "dip"))
    chart = front_chart(page.decision.arms[0], page.decision.columns, page.money)
    assert [(dot["number"], dot["y"]) for dot in chart["data"]["values"]] == [("1", 0), ("2", 0), ("3", 0)]
    assert "1. move" in words(comparison_html(page))


def test_drawing_in_rounds_is_told():
    comparison = made_up({TODAY: np.ones((5, 1)), "a": np.ones((5, 1))})
    done, chances = dict.fromkeys(Arm, True) | {Arm.SETTLED: False}, dict.fromkeys(Arm, 0.97)
    titles = {arm: title for arm, (title, _) in ARMS.items()}
    lines = rounds_said(Decided(comparison, (Left("b", "B", 3),), done, chances, 20), titles)
    assert lines == (
        "From Monday: decided after 5 draws; the one selected is best, or nearly so, with a chance of 97 %.",
        "Once settled: not decided after 5 draws; the one selected is best, or nearly so, with a chance of 97 %.",
        "Left out after 3 draws: B.",
        "20 histories were simulated in all.",
    )


def test_json_holds_what_the_page_says():
    page = simulated()
    data = json.loads(to_json(page, "0"))["data"]["decision"]
    assert len(data["arms"]) == 2
    assert data["arms"][0]["deciding"] == list(page.decision.arms[0].deciding)
    assert [c["outcome"] for c in data["columns"]] == ["net_value", "time_to_first_use", "resigned", "dip"]


def test_who_breaks_a_limit_is_nowhere_recommended():
    """Neither by what to measure first nor by the map of the answer."""
    random = np.random.default_rng(11)
    load = random.uniform(0, 1, 60)
    values = {TODAY: np.full(60, 1.0), "a": 2 + 2 * load, "b": 4 - 2 * load, "dear": np.full(60, 30.0)}
    table = {name: np.array(column)[:, None] + random.normal(0, 0.01, (60, 2)) for name, column in values.items()}
    comparison = with_aims(made_up(table, {"load": load}), limits={"value": (Limit(True, 10.0),)})
    assert may_be_chosen(comparison, Arm.SETTLED, 12) == (TODAY, "a", "b")
    assert "dear" not in cases_of(comparison, Arm.SETTLED).alternatives
    impossible = with_aims(comparison, limits={"value": (Limit(True, -1.0),)})
    assert may_be_chosen(impossible, Arm.SETTLED, 12) == (TODAY, "a", "b", "dear")
