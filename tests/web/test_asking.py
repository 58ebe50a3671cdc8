"""What to find out before deciding: in order of worth, looked at before it is kept, kept with its source."""

import html
import shutil
from pathlib import Path

import pytest

from .conftest import EXAMPLES, serving, visiting
from .test_runs import begin, events

FACT = "send_back"


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    """A comparison that is close enough to tell what a fact is worth, as a server has kept it."""
    folder = Path(shutil.copytree(EXAMPLES / "minimal", tmp_path_factory.mktemp("compared") / "acme"))
    with serving(folder) as server, visiting(server) as browser:
        run = begin(browser, library=True, draws=30, per_draw=1)
        assert list(events(browser, run))[-1] == ("done", {"problem": ""})
        return server.store.run("local", run)


@pytest.fixture
def compared(server, comparison):
    """The same on the server of this test."""
    server.store.add_run("local", comparison)


def said(answer):
    return " ".join(html.unescape(answer.text).split())


def test_before_there_is_a_comparison_one_is_offered(browser):
    assert browser.get("/api/decision/questions").status_code == 404
    assert "after a comparison" in said(browser.get("/ask"))


def test_the_list_is_in_order_and_is_that_of_the_command_line(server, browser, compared):
    from mlorg import api

    data = browser.get("/api/decision/questions").json()["data"]
    options = api.ComparisonOptions(draws=30, per_draw=1)
    rows = api.decision_interview(api.load(server.folder), options).to_ask
    assert [row["assumption"] for row in data["measures"]["rows"]] == [row.assumption for row in rows]
    page = said(browser.get("/ask"))
    assert f"<h1>{rows[0].question}</h1>" in page
    assert [page.count(row.question) for row in rows] == [2, *[1] * (len(rows) - 1)]
    assert f"Ask {rows[0].whom}; about {rows[0].days} day" in page


def test_an_answer_is_looked_at_before_it_is_kept_with_its_source(server, browser, compared):
    looked = said(browser.post("/ask", data={"assumption": FACT, "answer": "2 of 10"}))
    assert "beta(3, 17)" in looked
    assert "beta(2.5, 8.5)" in looked
    kept_in = server.folder / "assumptions.yaml"
    assert not kept_in.exists()
    answer = browser.post("/ask", data={"assumption": FACT, "answer": "2 of 10", "keep": "true"})
    assert answer.headers["location"] == f"/ask?kept={FACT}"
    assert "source: 'asked whoever deploys on " in kept_in.read_text(encoding="utf-8").replace('"', "'")
    page = said(browser.get(answer.headers["location"]))
    assert "The comparison does not know it yet" in page
    assert "asked whoever deploys on 2026-01-31: 2 of 10" in page  # the day of the workspace
    assert "Compare again" in page


def test_the_comparison_after_an_answer_uses_it(browser, compared):
    browser.post("/ask", data={"assumption": FACT, "answer": "2 of 10", "keep": "true"})
    run = begin(browser)
    list(events(browser, run))
    assert browser.get(f"/api/runs/{run}").json()["data"]["result"]["data"]["basis"]["given"] == 1


def test_what_is_no_answer_is_said_beside_the_question_and_nothing_is_written(server, browser, compared):
    first = browser.get("/api/decision/questions").json()["data"]["measures"]["rows"][0]["assumption"]
    wrong = browser.post("/ask", data={"assumption": first, "answer": "quite <b>often"})
    assert wrong.status_code == 422
    assert "is no answer" in said(wrong)
    assert "<b>often" not in wrong.text
    assert 'role="alert"' in wrong.text
    assert browser.post("/ask", data={"assumption": "nothing", "answer": "3"}).status_code == 404
    assert browser.get("/ask", params={"about": "nothing"}).status_code == 404
    assert not (server.folder / "assumptions.yaml").exists()


def test_what_was_answered_is_not_asked_first_again(browser, compared):
    first = browser.get("/api/decision/questions").json()["data"]["measures"]["rows"][0]
    browser.post("/ask", data={"assumption": first["assumption"], "answer": "0.4", "keep": "true"})
    assert f"<h1>{first['question']}</h1>" not in said(browser.get("/ask"))
    assert f"<h1>{first['question']}</h1>" in said(browser.get("/ask", params={"about": first["assumption"]}))


def test_the_interface_keeps_all_answers_or_none(server, browser):
    good, wrong = {"assumption": FACT, "answer": "2 of 10"}, {"assumption": FACT, "answer": "much"}
    refused = browser.post("/api/decision/answers", json={"answers": [good, wrong]})
    assert refused.status_code == 422
    looked = browser.post("/api/decision/answers", json={"answers": [good], "keep": False}).json()
    assert looked["schema"] == "mlorg.ask.answers/1"
    assert not (server.folder / "assumptions.yaml").exists()
    kept = browser.post("/api/decision/answers", json={"answers": [good]}).json()["data"]
    assert kept["answers"] == looked["data"]["answers"]
    assert FACT in (server.folder / "assumptions.yaml").read_text(encoding="utf-8")


def test_a_comparison_of_too_few_cases_says_so(browser):
    run = begin(browser)
    list(events(browser, run))
    assert "fewer than 30 cases were drawn" in said(browser.get("/ask"))
