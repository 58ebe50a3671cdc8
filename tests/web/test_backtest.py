"""The back-test in a browser: what it needs, and what it says."""

import html

from .test_runs import begin, events

ROWS = ["date,measure,value"] + [
    f"{year}-{month:02}-28,{measure},{value}"
    for year in (2024, 2025)
    for month in (2, 4, 6, 8, 10, 12)
    for measure, value in (("deployments", 1), ("lead_time", 90))
]


def test_without_a_history_it_says_what_is_missing(browser):
    run = begin(browser, kind="backtest")
    kind, data = list(events(browser, run))[-1]
    assert kind == "failed"
    assert "nothing is known of the past" in data["problem"]
    assert "Not tested on your own past yet" in browser.get("/backtest").text


def test_its_page_says_what_the_command_line_does(server, browser):
    (server.folder / "history.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    run = begin(browser, kind="backtest")
    assert list(events(browser, run))[-1] == ("done", {"problem": ""})
    data = browser.get(f"/api/runs/{run}").json()["data"]["result"]["data"]
    page = html.unescape(browser.get("/backtest").text)
    for said in (*data["verdict"], *(row["label"] for row in data["predictions"]), "expected after fitting"):
        assert said in page
    assert 'href="/backtest"' in browser.get("/method").text
