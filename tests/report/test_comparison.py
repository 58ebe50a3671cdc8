"""The page of a comparison: right words for known answers, the same numbers everywhere, nothing it must not say."""

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from mlorg.report.board import comparison_document
from mlorg.report.comparison.page import ComparisonPage
from mlorg.report.comparison.words import flips_said, ranking_cells, trust_said
from mlorg.report.html import comparison_html
from mlorg.report.json import to_json
from mlorg.report.measures.questions import questions
from mlorg.report.rounding import Money, tenths, two_digits
from mlorg.report.terminal import open_console, show_page
from mlorg.sim import overridden, priors

from .comparisons import NASTY, TODAY, of_values, simulated

LINE = np.linspace(4, 16, 60)
CLEAR = {TODAY: np.full(20, 10.0), "stay": np.full(20, 14.0), "move": np.arange(20) / 10 + 20}
JARGON = re.compile(r"(?i:bounce|EVPPI|posterior|Bass|restructured|settled arm|\bprior|quantile|\bnan\b)|None")


def shown(page: ComparisonPage, width: int = 100, everything: bool = False) -> str:
    """The page as it stands on a terminal of that width."""
    stream = io.StringIO()
    console = open_console(stream, color=False)
    console.width = width
    show_page(page, console, everything)
    return stream.getvalue()


class Text(HTMLParser):
    """What a reader sees of an HTML page, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags, self.hidden = [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.hidden = tag in ("style", "svg") or (self.hidden and tag not in ("body", "figure", "section", "table"))

    def handle_data(self, data):
        self.words += [] if self.hidden else data.split()

    @property
    def text(self):
        return " ".join(self.words)


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_clear_lead_is_said_with_its_worth_and_what_doing_nothing_costs():
    page = of_values(CLEAR, moves=("move",))
    assert page.headline == "From Monday and once settled: “move” leads clearly"
    assert "“move” gives 11 years of pay more than changing nothing" in page.answer[0]
    assert "changing nothing gives away 11 years of pay" in page.answer[0]
    assert page.arms[0].row(TODAY).if_wrong == pytest.approx(10.95)


def test_it_says_how_much_is_reachable_without_moving_anyone():
    """Staying gains 4 of 10.95."""
    assert "“stay” reaches about 4 tenths of the gain" in of_values(CLEAR, moves=("move",)).answer[1]
    assert "Nobody has to move for it: “move” reaches all" in of_values(CLEAR).answer[1]
    nothing = of_values({**CLEAR, "stay": np.full(20, 9.0)}, moves=("move",))
    assert "hardly anything" in nothing.answer[1]


def test_too_close_to_call_is_a_verdict():
    values = {TODAY: [1.0] * 10, "a": [5.0, 3.0] * 5, "b": [3.0, 4.9] * 5}
    assert of_values(values).headline == "From Monday and once settled: too close to call between “a” and “b”"


def test_staying_as_one_is_may_be_best():
    page = of_values({TODAY: np.full(10, 5.0), "a": np.arange(10) / 10, "b": np.arange(10) / 20})
    assert "changing nothing is best" in page.headline
    assert "“a”, the next best, gives 4.5 years of pay less than changing nothing" in page.answer[0]
    assert "Nothing that we compared gains anything" in page.answer[1]


def test_alternatives_with_equal_results_share_a_row_and_cannot_be_told_apart():
    page = of_values({TODAY: [1.0, 2.0, 3.0], "a": [2.0, 3.0, 4.0], "b": [2.0, 3.0, 4.0]})
    assert [(r.alternative, r.same_as) for r in page.arms[0].rows] == [("a", ("b",)), (TODAY, ())]
    assert "= b" in shown(page)


def test_nothing_is_said_to_lead_where_everything_comes_out_the_same():
    page = of_values({TODAY: [1.0, 2.0, 3.0], "a": [1.0, 2.0, 3.0]})
    assert page.headline == "From Monday and once settled: no difference between any of the structures"
    assert page.steps == ()
    assert "= a" in shown(page)
    assert "no difference" in comparison_html(page)


def test_a_stage_is_shown_apart_and_has_no_chance_of_being_best():
    part = of_values({**CLEAR, "stage": np.full(20, 99.0)}, stages=("stage",)).arms[0]
    assert [r.alternative for r in part.reference] == ["stage"]
    assert part.reference[0].p_best is None
    assert part.leader == "move"


def test_money_is_in_the_currency_of_the_settings_where_they_know_a_cost():
    page = of_values(CLEAR, currency="EUR", cost_of_ml_person_year=100_000)
    assert "gives EUR 1.1 million more" in page.answer[0]
    assert page.money.unit == "EUR million"
    assert page.arms[0].rows[0].difference == pytest.approx(1_095_000)
    assert "Set cost_of_ml_person_year" in shown(of_values(CLEAR))


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.0374, "0.037"), (9.96, "10"), (-12.4, "−12"), (1234, "1,200"), (float("nan"), "–"), (None, "–")],
)
def test_numbers_have_two_digits(value, text):
    assert two_digits(value) == text


def test_chances_are_said_in_tenths():
    assert [tenths(p) for p in (0, 0.01, 0.29, 0.97, 1)] == [
        "never",
        "under 1 in 10",
        "3 in 10",
        "over 9 in 10",
        "always",
    ]


def test_a_planted_assumption_is_told_as_a_question():
    share = np.linspace(0, 1, 60)
    page = of_values({TODAY: np.full(60, 10.0), "a": 10 + 8 * (share - 0.5)}, known={"send_back": share})
    assert [f.assumption for f in page.flips] == ["send_back"]
    assert "how many are sent back?" in shown(page)
    assert (page.flips[0].best_low, page.flips[0].best_high, page.flips[0].low) == (TODAY, "a", "0.33")


def test_flips_are_told_with_what_luck_alone_would_show():
    page = replace(simulated(), looked_at=70)
    flip = of_values({TODAY: [10.0] * 60, "a": LINE}, known={"send_back": LINE}).flips[0]
    assert flips_said(replace(page, flips_stand_out=0)).startswith("Nothing we looked at stands out from chance")
    assert "luck alone reaches in about one comparison of ten" in flips_said(
        replace(page, flips=(flip,), flips_stand_out=3)
    )
    assert "None of them favours" in flips_said(replace(page, flips=(), flips_stand_out=3))


def test_looks_at_both_questions_are_told_beside_the_number_of_assumptions():
    page = of_values({TODAY: [10.0] * 60, "a": LINE}, known={"send_back": LINE})
    assert page.looked_at == 2 * page.measures.looked_at
    assert "2 looks at single assumptions (1, each from Monday and once settled)" in flips_said(page)


def test_a_leader_that_is_best_less_often_than_another_is_explained():
    """`rare` is best by far in 6 of 20 cases, `often` by little in the other 14."""
    rare = np.where(np.arange(20) < 6, 30.0, 9.0)
    page = of_values({TODAY: np.full(20, 10.0), "rare": rare, "often": np.full(20, 10.5)})
    said = (
        "From Monday, “rare” has the best average, though “often” is best of all in more cases (7 in 10 against 3 in "
        "10): the average counts by how much, the chance only how often. The ranking goes by the average."
    )
    assert said in words(shown(page))
    assert "best of all in more cases" not in words(shown(of_values(CLEAR)))


def test_no_word_of_a_table_breaks_at_80_columns():
    """Names of scenarios and headings are words that a reader looks for."""
    label = "shop-builders-deploy"
    text = shown(of_values({TODAY: np.full(20, 10.0), label: np.full(20, 14.0)}), width=80, everything=True)
    tables = text.split("how sure it is")[1:]
    assert all(label in part for part in tables)
    assert all("Resignations" in part for part in text.split("what is traded against what")[1:])


def test_what_is_best_only_in_the_middle_is_not_called_a_flip():
    hump = np.where(abs(LINE - 10) < 2, 14.0, 6.0)
    page = of_values({TODAY: [10.0] * 60, "a": hump}, known={"send_back": LINE})
    assert page.flips_stand_out == 2
    assert page.flips == ()


def test_every_assumption_that_can_flip_an_answer_has_a_question():
    asked = questions()
    assert list(asked) == [name for name in priors() if "." not in name]
    assert all(q.question.endswith("?") and bool(q.whom) is q.days.isdigit() for q in asked.values())


def test_the_page_counts_what_is_assumed():
    basis = simulated().basis
    assert basis.assumed + basis.sourced == len(priors())
    assert basis.assumed == sum(p.source == "assumed" for p in priors().values())
    assert basis.given == 0
    assert {**overridden({}), **priors()} == priors()


def test_it_says_how_to_get_the_same_digits():
    said = [line for _, lines in trust_said(simulated().basis) for line in lines]
    page = simulated()
    assert any("24 simulated histories" in line and "seed 1" in line for line in said)
    assert any(page.basis.priors_hash in line and page.basis.inputs_hash in line for line in said)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(width):
    assert max(map(len, shown(simulated(), width).splitlines())) <= width


def test_no_jargon_anywhere():
    page = simulated()
    for text in (shown(page), Text(comparison_html(page)).text):
        assert not JARGON.findall(text)


def test_terminal_and_web_page_show_the_same_numbers():
    page = simulated()
    terminal, web = words(shown(page, 200)), Text(comparison_html(page)).text
    for part in page.arms:
        for row in (*part.rows, *part.reference):
            cells = " ".join(filter(None, ranking_cells(row, page.money)))
            assert cells in terminal
            assert cells in web
    assert all(paragraph in terminal and paragraph in web for paragraph in page.answer)


def test_json_is_valid_and_has_no_nan():
    data = json.loads(to_json(simulated(), "0"), parse_constant=lambda name: pytest.fail(name))
    assert data["schema"] == "mlorg.compare/1"
    assert data["seed"] == 1
    assert len(data["data"]["arms"]) == 2


def test_no_post_or_person_stands_in_the_page():
    """Posts of the company are called ml-00, ml-01 ...; its people h-ml-00."""
    html = comparison_html(simulated())
    assert not re.search(r"\bml-\d\d\b|\bh-", Text(html).text)


def test_the_file_needs_no_network_and_runs_no_script_but_its_own():
    html = comparison_html(simulated())
    tags = Text(html).tags
    assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    links = [attributes["href"] for _, attributes in tags if "href" in attributes]
    assert all(link.startswith("#") for link in links)
    assert not [a for _, attributes in tags for a in attributes if a in ("src", "xlink:href") or a[:2] == "on"]
    assert "url(" not in html
    script = html.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html


def test_it_is_small_and_the_same_every_time():
    html = comparison_html(simulated())
    assert len(html.encode()) < 400_000
    assert comparison_html(simulated()) == html


def test_names_are_never_read_as_markup():
    page = simulated(NASTY)
    page = replace(page, arms=tuple(replace(a, rows=(replace(a.rows[0], label=NASTY), *a.rows[1:])) for a in page.arms))
    html = comparison_html(page)
    assert html.count("<script") == 1
    assert "&lt;script&gt;" in html
    assert NASTY in shown(page, 200)


def test_every_table_has_a_caption_and_every_chart_a_text():
    html, document = comparison_html(simulated()), comparison_document(simulated())
    assert html.count("<table>") == html.count("<caption>") == len(list(document.tables()))
    assert html.count("<figure") == html.count('<div class="chart" role="img"') == len(list(document.charts()))
    assert all(chart.says and chart.table.rows for chart in document.charts())
    headings = [t for t, _ in Text(html).tags if t in ("h1", "h2")]
    assert headings == ["h1", *["h2"] * len(document.sections)]


def test_without_the_extra_the_page_has_its_tables_and_says_how_to_get_charts(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    html = comparison_html(simulated())
    assert "<svg" not in html
    assert "mlorg[report]" in html
    assert html.count("<table>") == len(list(comparison_document(simulated()).tables()))


def test_money_without_a_cost_is_years_of_pay():
    assert Money().said(3.14) == "3.1 years of pay"
    assert Money.of("EUR", 80_000, 2).in_table(160_000) == "160"
    assert Money.of("EUR", 80_000, 2).unit == "EUR thousand"
