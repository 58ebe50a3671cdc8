"""The structures of the library in a browser: what each would change here, and keeping it as a scenario."""

import html

from mlorg import api


def test_a_structure_says_what_it_would_change_and_why(server, browser):
    page = api.propose(api.load(server.folder), "embedded")
    assert browser.get("/api/structures/embedded").json()["data"]["delta"]["count"] == page.delta.count
    shown = html.unescape(browser.get("/structures/embedded").text)
    changes = [change for wave in page.delta.waves for change in wave.changes]
    assert all(change.sentence in shown and change.reason in shown for change in changes)
    assert 'href="/structures/embedded"' in browser.get("/scenarios").text


def test_it_is_kept_as_a_scenario_under_a_name_that_is_free(browser):
    kept = browser.post("/structures/embedded", data={"name": "near"})
    assert kept.headers["location"] == "/scenarios/near"
    assert browser.get("/scenarios/near").status_code == 200
    assert browser.post("/structures/embedded", data={"name": "near"}).status_code == 422
    sent = browser.post("/api/structures/rnd/scenario?arm=settled", json={"name": "embedded"})
    assert (sent.status_code, sent.headers["location"]) == (201, "/api/scenarios/embedded")
    assert 'name="name" value="embedded-2"' in browser.get("/structures/embedded").text


def test_a_structure_that_is_none_is_not_found(browser):
    assert browser.get("/structures/matrix").status_code == 404
    assert browser.get("/api/structures/matrix").status_code == 404
