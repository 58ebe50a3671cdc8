"""Scenarios tried and saved through the API: nothing is overwritten in silence."""

import re

import pytest

from mlorg import api
from mlorg.web.workspaces import CurrentWorkspace

MOVE = {"move": {"post": "ml-engineer", "to": "ovens"}}
BACK = {"move": {"post": "ml-engineer", "to": "vans"}}


@pytest.fixture
def saved(browser):
    """A scenario that was just saved, as the server answered."""
    answer = browser.post("/api/scenarios", json={"name": "near", "description": "why", "changes": [MOVE]})
    assert answer.status_code == 201
    return answer


def test_a_draft_shows_what_it_changes_and_writes_nothing(server, browser):
    data = browser.post("/api/delta", json={"changes": [MOVE]}).json()["data"]
    assert data["shift"]["posts_moved"] == 1
    assert data["waves"][0]["changes"][0]["sentence"]
    assert not (server.folder / "scenarios").exists()


def test_the_chart_after_a_draft_has_the_post_elsewhere(browser):
    posts = browser.post("/api/chart", json={"changes": [MOVE]}).json()["data"]["posts"]
    assert {post["id"]: post["unit"] for post in posts}["ml-engineer"] == "ovens"


def test_every_change_that_does_not_fit_is_told_with_its_number(browser):
    wrong = {"move": {"post": "nobody-here", "to": "ovens"}}
    answer = browser.post("/api/delta", json={"changes": [MOVE, wrong, {"mvoe": 1}, {"close_unit": "ovens"}]})
    problems = answer.json()["data"]["problems"]
    assert answer.status_code == 422
    assert [(p["file"], p["line"]) for p in problems] == [("changes", 3)]
    answer = browser.post("/api/delta", json={"changes": [MOVE, wrong]})
    assert answer.json()["data"]["problems"][0]["line"] == 2


def test_what_is_saved_is_read_again(browser, saved):
    again = browser.get("/api/scenarios/near")
    assert again.headers["etag"] == saved.headers["etag"]
    assert again.json()["data"]["changes"] == [MOVE]
    assert browser.get(saved.headers["location"]).status_code == 200
    assert browser.get("/api/scenarios/near/delta").json()["data"]["count"] == 1


def test_a_name_is_taken_once(browser, saved):
    assert browser.post("/api/scenarios", json={"name": "near", "changes": []}).status_code == 409


def test_two_windows_second_to_save_gets_both_versions(browser, saved):
    etag = saved.headers["etag"]
    first = browser.put("/api/scenarios/near", json={"name": "near", "changes": [BACK]}, headers={"If-Match": etag})
    second = browser.put("/api/scenarios/near", json={"name": "near", "changes": []}, headers={"If-Match": etag})
    assert (first.status_code, second.status_code) == (200, 412)
    data = second.json()["data"]
    assert (data["theirs"]["changes"], data["ours"]["changes"]) == ([BACK], [])
    assert browser.get("/api/scenarios/near").json()["data"]["changes"] == [BACK]


def test_an_edit_by_hand_meanwhile_is_not_overwritten(server, browser, saved):
    path = server.folder / saved.json()["data"]["file"]
    path.write_text(path.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    headers = {"If-Match": saved.headers["etag"]}
    assert browser.put("/api/scenarios/near", json={"name": "near"}, headers=headers).status_code == 412
    assert path.read_text(encoding="utf-8").endswith("# by hand\n")


def test_a_scenario_removed_meanwhile_is_not_made_again(server, browser, saved):
    (server.folder / saved.json()["data"]["file"]).unlink()
    headers = {"If-Match": saved.headers["etag"]}
    assert browser.put("/api/scenarios/near", json={"name": "near"}, headers=headers).status_code in (404, 412)


def test_saving_needs_the_version_that_was_read(browser, saved):
    assert browser.put("/api/scenarios/near", json={"name": "near", "changes": []}).status_code == 428


def test_saving_keeps_remarks_written_by_hand(server, browser, saved):
    path = server.folder / saved.json()["data"]["file"]
    path.write_text("# ours\n" + path.read_text(encoding="utf-8") + "# last\n", encoding="utf-8")
    headers = {"If-Match": browser.get("/api/scenarios/near").headers["etag"]}
    body = {"name": "near", "description": "why", "changes": [MOVE, BACK]}
    assert browser.put("/api/scenarios/near", json=body, headers=headers).status_code == 200
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert text.endswith("# last\n")


def test_a_bad_change_is_not_saved(browser, saved):
    body = {"name": "near", "changes": [{"close_unit": "ovens"}]}
    answer = browser.put("/api/scenarios/near", json=body, headers={"If-Match": saved.headers["etag"]})
    assert answer.status_code == 422
    assert browser.get("/api/scenarios/near").json()["data"]["changes"] == [MOVE]


def test_pages_show_a_scenario_at_once(browser, saved):
    assert "near" in browser.get("/scenarios").text
    page = browser.get("/scenarios/near").text
    assert "1 post sits in another unit" in page
    assert "after the scenario" in browser.get("/organisation", params={"scenario": "near"}).text


@pytest.mark.parametrize("name", ["North/South", "?a=1#b", "100 %", "Zürich"])
def test_any_name_can_be_addressed(browser, name):
    location = browser.post("/api/scenarios", json={"name": name, "changes": [MOVE]}).headers["location"]
    etag = browser.get(location).headers["etag"]
    assert browser.get(f"{location}/delta").json()["data"]["count"] == 1
    assert browser.put(location, json={"name": name, "changes": []}, headers={"If-Match": etag}).status_code == 200
    links = re.findall(r'href="(/scenarios/[^"]+)"', browser.get("/scenarios").text)
    assert browser.get(links[0]).status_code == 200


def test_what_is_written_while_the_workspace_is_read_is_seen_next(folder, monkeypatch):
    """The state that is remembered is that before reading, so that nothing newer passes for read."""
    current, load = CurrentWorkspace(folder), api.load
    draft = api.Draft("near", "", (MOVE,))

    def meanwhile(place):
        workspace = load(place)
        monkeypatch.setattr(api, "load", load)
        api.add_scenario(workspace, draft)
        return workspace

    monkeypatch.setattr(api, "load", meanwhile)
    assert "near" not in current.load().scenarios
    assert "near" in current.load().scenarios
