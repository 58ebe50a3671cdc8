"""Who is let in, from where, and what every answer forbids."""

import re
import socket

import httpx
import pytest

from mlorg.web.security import LARGEST_BODY, LARGEST_UPLOAD

from .conftest import stranger, visiting

ADDRESSES = ["/", "/organisation", "/api/tree", "/api/openapi.json", "/this-server"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_is_refused(shared, address):
    with stranger(shared) as client:
        assert client.get(address).status_code == 401


def test_a_token_opens_one_session_and_leaves_the_address_bar(shared):
    token = shared.sessions.new_token()
    with stranger(shared) as first, stranger(shared) as second:
        answer = first.get("/", params={"token": token})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert first.get("/organisation").status_code == 200
        assert second.get("/", params={"token": token}).status_code == 403


def test_a_browser_that_is_known_may_open_the_address_again(shared):
    token = shared.sessions.new_token()
    with stranger(shared) as client:
        assert [client.get("/", params={"token": token}).status_code for _ in range(2)] == [303, 303]


def test_cookies_of_other_servers_do_no_harm(shared, reader):
    ours = f"{shared.sessions.cookie}={reader.cookies[shared.sessions.cookie]}"
    with stranger(shared) as client:
        assert client.get("/method", headers={"Cookie": f'other={{"a": [1, 2]}}; {ours}'}).status_code == 200


def test_a_form_of_ours_is_taken_whatever_the_browser_hides(reader):
    """A browser that hides where a page stands says 'null', and beside it that the page is ours."""
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert reader.post("/this-server/purge", headers=headers).status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(shared):
    with stranger(shared) as client:
        cookie = client.get("/", params={"token": shared.sessions.new_token()}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Domain" not in cookie


def test_a_made_up_cookie_is_refused(shared):
    with stranger(shared) as client:
        assert client.get("/organisation", headers={"Cookie": f"{shared.sessions.cookie}=guess"}).status_code == 401


def test_the_store_holds_no_key_that_would_let_anybody_in(shared, reader):
    key = reader.cookies[shared.sessions.cookie]
    content = b"".join(path.read_bytes() for path in (shared.folder / ".mlorg/web").iterdir())
    assert key.encode() not in content


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1:1", "localhost", ""])
def test_a_name_that_was_made_to_lead_here_is_refused(reader, host):
    """DNS rebinding: the browser sends the other name as the host."""
    assert reader.get("/api/tree", headers={"Host": host}).status_code in (400, 421)


FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "", "Sec-Fetch-Site": "same-site"},
    {"Origin": ""},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(("method", "address"), [("POST", "/api/delta"), ("POST", "/interview"), ("DELETE", "/x")])
def test_a_change_asked_for_by_another_page_is_refused(reader, headers, method, address):
    assert reader.request(method, address, headers=headers, json={}).status_code == 403


def test_another_page_cannot_read_as_a_script_or_picture(reader):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert reader.get("/api/tree", headers=headers).status_code == 403


@pytest.mark.parametrize("address", ["/", "/organisation", "/nothing", "/api/tree", "/api/nothing"])
def test_answers_forbid_scripts_frames_and_keeping(reader, address):
    headers = reader.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_refusals_are_marked_too(shared):
    with stranger(shared) as client:
        assert "default-src 'none'" in client.get("/").headers["content-security-policy"]


def test_no_page_holds_a_script_or_style_of_its_own_or_loads_from_elsewhere(reader):
    pages = [reader.get(address).text for address in ("/", "/organisation", "/ownership", "/kind", "/assumptions")]
    for text in pages:
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", text)
        assert not re.search(r"(src|href|action)=\"(https?:)?//", text)


@pytest.mark.parametrize(("address", "most"), [("/api/import", LARGEST_UPLOAD), ("/api/delta", LARGEST_BODY)])
def test_what_is_announced_as_too_large_is_refused_before_it_is_sent(shared, reader, address, most):
    head = f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{shared.port}\r\nOrigin: http://127.0.0.1:{shared.port}\r\n"
    cookie = f"Cookie: {shared.sessions.cookie}={reader.cookies[shared.sessions.cookie]}\r\n"
    with socket.create_connection(("127.0.0.1", shared.port), timeout=10) as line:
        line.sendall(f"{head}{cookie}Content-Length: {most + 1}\r\n\r\n".encode())
        assert line.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_what_is_not_announced_is_cut_off(reader):
    def endless():
        for _ in range(LARGEST_BODY // 65536 + 2):
            yield b" " * 65536

    try:
        answer = reader.post("/api/delta", content=endless(), headers={"Content-Type": "application/json"})
    except httpx.TransportError:
        return  # the server closed the line while we were still sending
    assert answer.status_code == 413


@pytest.mark.parametrize("name", ["../../etc/passwd", "..%2f..%2forg", "%2e%2e/org", "....//org", "a\\..\\b"])
def test_a_name_leads_to_no_file_outside(browser, name):
    for address in (f"/api/scenarios/{name}", f"/scenarios/{name}", f"/static/{name}", f"/evidence/{name}"):
        assert browser.get(address).status_code in (404, 405)


def test_a_new_scenario_stays_in_its_folder(server, browser):
    before = {path for path in server.folder.parent.rglob("*") if path.is_file()}
    answer = browser.post("/api/scenarios", json={"name": "../../../out", "changes": []})
    assert answer.status_code == 201
    new = {path for path in server.folder.parent.rglob("*.yaml")} - before
    assert [path.parent for path in new] == [server.folder / "scenarios"]


def test_a_request_that_fails_shows_no_traceback(browser, server):
    (server.folder / "org.yaml").write_text("units: [", encoding="utf-8")
    answer = browser.get("/api/tree")
    assert answer.status_code == 422
    problem = answer.json()["data"]["problems"][0]
    assert problem["line"] >= 1
    assert "Traceback" not in browser.get("/organisation").text


def test_a_fault_of_ours_is_told_without_its_details(folder, monkeypatch):
    from .conftest import serving

    def broken(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("mlorg.api.choices", broken)
    with serving(folder) as server, visiting(server) as browser:
        answer = browser.get("/api/choices")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["schema"] == "mlorg.problems/1"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_two_servers_in_one_browser_keep_apart(shared, server):
    assert shared.sessions.cookie != server.sessions.cookie
