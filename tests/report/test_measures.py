"""What a page says of measuring first and of robustness, for comparisons with a known answer."""

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.decide.made_up import made_up

from mlorg.archetypes import Arm
from mlorg.decide.comparing.alternatives import PILOT
from mlorg.decide.worth import cases_of
from mlorg.report.html import comparison_html
from mlorg.report.json import to_json
from mlorg.report.measures.building import piloted
from mlorg.report.measures.words import robustness_said
from mlorg.report.rounding import two_digits

from .comparisons import TODAY, of_values
from .test_comparison import JARGON, Text, shown, words

DRAWS = 200
LINE = np.linspace(0, 1, 60)
SHARE = np.random.default_rng(1).random(DRAWS)
"""How many hand-offs are sent back: it alone decides whether moving pays."""


def page_where_sending_back_decides(**asked):
    noise = np.random.default_rng(2).normal(0, 0.3, DRAWS)
    known = {"send_back": SHARE, "access_days": np.random.default_rng(3).lognormal(0, 0.5, DRAWS)}
    return of_values({TODAY: np.full(DRAWS, 10.0), "a": 9.8 + 8 * (SHARE - 0.5) + noise}, known=known, **asked)


def test_measure_first_says_worth_days_whom_and_question():
    page = page_where_sending_back_decides(currency="EUR", cost_of_ml_person_year=100_000)
    row = page.measures.rows[0]
    assert (row.assumption, row.days, row.stands_out) == ("send_back", 2, True)
    assert row.worth_per_day == pytest.approx(row.worth / 2)
    said = f"Measure this first: it is worth up to {page.money.said(row.worth)}, it takes about 2 days"
    assert said in words(shown(page))
    assert said in Text(comparison_html(page)).text
    assert "Ask whoever deploys: the last ten hand-offs: “Of the models handed" in words(shown(page))


def test_its_worth_is_what_choosing_by_it_gains():
    """Moving gains 8 (s - 0.525) for a share s that is uniform: knowing it gains 4 · 0.525² on the lower side."""
    row = page_where_sending_back_decides().measures.rows[0]
    assert abs(row.worth - 4 * 0.525**2 + 0.2) < 4 * row.se + 0.2


def test_no_measurement_is_worth_more_than_knowing_everything():
    part = page_where_sending_back_decides().measures
    assert all(row.worth <= part.everything + 4 * row.se for row in (*part.rows, *part.studies))
    assert [study.study for study in part.studies] == ["hand_offs", "data_requests"]


def test_the_answer_turns_where_it_was_planted():
    part = page_where_sending_back_decides().robustness
    assert [t.assumption for t in part.turning] == ["send_back"]
    assert part.turning[0].at == pytest.approx(0.525, abs=0.04)
    assert {rule.label for rule in part.rules} == {TODAY, "a"}
    assert all([c.assumption for c in rule.conditions] == ["send_back"] for rule in part.rules)
    assert [i.assumption for i in part.influences] == ["send_back"]
    assert part.influences[0].share > 0.9


def test_rules_and_turning_points_are_told_in_the_unit_of_the_assumption():
    page = page_where_sending_back_decides()
    text, turning = words(shown(page, everything=True)), page.robustness.turning[0]
    side = "Above" if turning.deviations > 0 else "Below"
    assert f"sent back? {side} {two_digits(turning.at)}, “{turning.instead}” is ahead:" in text
    assert "% of all; that covers" in text
    assert "is best in" in Text(comparison_html(page)).text


def test_where_only_luck_moves_the_lead_nothing_is_named():
    random = np.random.default_rng(4)
    page = of_values(
        {TODAY: random.normal(10, 1, 60), "a": random.normal(10.2, 1, 60)}, known={"send_back": random.random(60)}
    )
    assert page.robustness.turning == page.robustness.rules == page.robustness.influences == ()
    assert "no measurement can be worth more" in words(shown(page))
    assert "stands out from chance" in words(shown(page))
    assert "No rule stands out from chance" in words(shown(page, everything=True))


def test_luck_is_told_where_it_is_most_of_the_difference():
    part = replace(page_where_sending_back_decides().robustness, by_luck=0.72)
    assert "mostly luck, as far as can be told: about 72 % of it" in " ".join(robustness_said(part))


def test_few_draws_are_too_few_to_say():
    page = of_values({TODAY: [1.0] * 20, "a": np.arange(20.0)}, known={"send_back": SHARE[:20]})
    assert page.measures is page.robustness is None
    assert "fewer than 30 cases" in shown(page)


def test_nothing_needs_to_be_measured_where_one_is_always_best():
    page = of_values({TODAY: np.full(60, 10.0), "a": 11 + SHARE[:60]}, known={"send_back": SHARE[:60]})
    assert page.measures.everything == 0
    assert "nothing needs to be measured" in words(shown(page))


def test_json_has_a_row_for_each_fact():
    data = json.loads(to_json(page_where_sending_back_decides(), "1"))["data"]
    wanted = {"assumption", "question", "whom", "days", "worth", "se", "worth_per_day"}
    assert wanted <= set(data["measures"]["rows"][0])
    assert data["robustness"]["turning"][0]["deviations"]


def test_it_is_said_without_jargon():
    page = page_where_sending_back_decides()
    assert JARGON.findall(shown(page)) == []
    assert JARGON.findall(Text(comparison_html(page)).text) == []


def test_a_pilot_is_not_itself_piloted():
    """The best alternative may be a pilot of another; what would be tried in two lines is that other."""
    noise = np.random.default_rng(5).normal(0, 0.1, 60)
    cases = cases_of(
        made_up({n: (LINE + at + noise)[:, None] for n, at in ((TODAY, 0), ("a", 1), (PILOT, 2))}, {"x": LINE}),
        Arm.SETTLED,
    )
    assert piloted(cases) == "a"
