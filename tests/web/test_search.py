"""The search between the structures in a browser: a run with progress, a page, and its mixture as a scenario."""

import html

import pytest

from .test_runs import begin, events

pytest.importorskip("optuna")

QUICK = {"kind": "search", "draws": 10, "search": {"trials": 30, "outcome": "net_value"}}


@pytest.fixture
def found(browser):
    """The id of a search that has found a mixture."""
    for seed in range(8):
        run = begin(browser, **QUICK, seed=seed)
        assert list(events(browser, run))[-1] == ("done", {"problem": ""})
        if browser.get(f"/api/runs/{run}").json()["data"]["result"]["data"]["found"]:
            return run
    return pytest.fail("no mixture in eight searches")


def test_a_search_tells_how_far_it_is_and_its_page_is_what_the_command_line_prints(server, browser):
    from mlorg import api

    run = begin(browser, **QUICK, seed=1)
    told = list(events(browser, run))
    assert len([kind for kind, _ in told if kind == "progress"]) > 20
    result = browser.get(f"/api/runs/{run}").json()["data"]["result"]
    page = api.search(api.load(server.folder), api.SearchOptions(30, 10, "net_value", seed=1))
    assert result["data"]["headline"] == page.headline
    shown = html.unescape(browser.get("/search").text)
    for said in (page.headline, "Against today", "fresh cases", "How it was found", "data-tip"):
        assert said in shown


def test_a_mixture_is_kept_with_one_click_and_can_be_compared(server, browser, found):
    assert 'name="name" value="mixture"' in browser.get(f"/runs/{found}").text
    answer = browser.post(f"/runs/{found}/scenario", data={"name": "mixture"})
    assert answer.headers["location"] == "/scenarios/mixture"
    assert "Simulate it against today" in browser.get("/scenarios/mixture").text
    assert 'name="name" value="mixture-2"' in browser.get("/search").text
    assert "have changed since" not in browser.get("/search").text
    run = begin(browser, scenarios=["mixture"])
    assert list(events(browser, run))[-1] == ("done", {"problem": ""})


def test_the_interface_keeps_a_mixture_too_and_refuses_a_name_that_is_taken(browser, found):
    answer = browser.post(f"/api/runs/{found}/scenario", json={"name": "ours"})
    assert (answer.status_code, answer.headers["location"]) == (201, "/api/scenarios/ours")
    assert browser.get("/api/scenarios/ours").json()["data"]["changes"]
    again = browser.post(f"/api/runs/{found}/scenario", json={"name": "ours"})
    assert again.status_code == 422
    assert "there is a scenario 'ours' already" in again.text


def test_a_mixture_of_another_organisation_is_not_kept(server, browser, found):
    path = server.folder / "org.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Data corner", "Corner of data"), encoding="utf-8")
    answer = browser.post(f"/api/runs/{found}/scenario", json={"name": "ours"})
    assert answer.status_code == 422
    assert "has changed since the mixture was searched for" in answer.text
    assert "have changed since" in browser.get("/search").text


def test_what_is_no_search_has_no_mixture(browser):
    run = begin(browser)
    list(events(browser, run))
    assert browser.post(f"/api/runs/{run}/scenario", json={"name": "ours"}).status_code == 404


def test_a_form_begins_a_search_without_scripts_and_it_can_be_stopped(browser, eventually):
    sent = {"kind": "search", "outcome": "lead_time", "arm": "settled", "least_team": "1", "most_moved": ""}
    begun = browser.post("/runs", data={**sent, "quick": "false"}).headers["location"]
    assert "It is being computed" in browser.get(begun).text
    browser.post(begun + "/cancel")
    eventually(lambda: browser.get(f"/api{begun}").json()["data"]["state"] == "cancelled")
    asked = browser.get(f"/api{begun}").json()["data"]["asked"]["search"]
    assert asked == {"outcome": "lead_time", "arm": "settled", "trials": 150, "least_team": 1, "most_moved": None}


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"outcome": "luck"}, 404), ({"arm": "monday"}, 422), ({"least_team": 99}, 422), ({"most_moved": -1}, 422)],
)
def test_what_cannot_be_searched_is_told_before_it_begins(browser, wrong, status):
    assert browser.post("/api/runs", json={"kind": "search", "search": wrong}).status_code == status
