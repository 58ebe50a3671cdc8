"""Every page: there, readable without scripts, sound as a document, and harmless whatever things are called."""

import csv
import io
import json
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from mlorg.web.templating import NAVIGATION

from .conftest import serving, visiting
from .hostile import ATTRIBUTE, FORMULA, SCRIPT, hostile_workspace

PAGES = [
    *(address for address, _ in NAVIGATION),
    "/spans",
    "/import",
    "/structures/embedded",
    "/structures/independent?arm=settled",
    "/trust/claims",
    "/trust/validate",
    "/trust/oracles",
]


class Outline(HTMLParser):
    """What a page is made of: tags with their attributes, and which controls have a label."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.labelled, self._in_label = [], set(), False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "label":
            self._in_label = True
            self.labelled.add(attributes.get("for"))
        elif self._in_label:
            self.labelled.add(id(attributes))

    def handle_endtag(self, tag):
        self._in_label = self._in_label and tag != "label"

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    with serving(hostile_workspace(tmp_path_factory.mktemp("hostile") / "x")) as server, visiting(server) as client:
        yield client


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_landmarks_one_heading_and_labels(reader, address):
    answer = reader.get(address)
    page = Outline(answer.text)
    assert answer.status_code == 200
    assert page.named("html")[0]["lang"] == "en"
    assert len(page.named("main")) == len(page.named("h1")) == 1
    assert page.named("nav")[0]["aria-label"]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    controls = [a for tag in ("input", "select") for a in page.named(tag) if a.get("type") != "hidden"]
    assert all(a.get("id") in page.labelled or id(a) in page.labelled for a in controls)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(reader, address):
    known = {"/chart", "/edit"}  # the pages of the editor
    links = {a["href"].split("#")[0].split("?")[0] for a in Outline(reader.get(address).text).named("a") if "href" in a}
    for link in sorted(links - known - {""})[:30]:
        assert reader.get(link).status_code == 200, link


@pytest.mark.parametrize("address", [*PAGES, f"/scenarios/{quote(SCRIPT, safe='')}", "/evidence/model:fraud"])
def test_names_never_become_part_of_a_page(hostile, address):
    text = hostile.get(address).text
    assert "alert(1)</script>" not in text
    assert not any("onmouseover" in attributes for _, attributes in Outline(text).tags)


def test_names_are_shown_as_they_are(hostile):
    text = hostile.get("/organisation").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_comparison_of_hostile_names_is_harmless(hostile, eventually):
    run = hostile.post("/api/runs", json={"library": False, "draws": 3, "per_draw": 1}).json()["data"]["id"]
    eventually(lambda: hostile.get(f"/api/runs/{run}").json()["data"]["state"] == "done")
    text = hostile.get("/").text
    assert "alert(1)</script>" not in text
    assert not any("onmouseover" in attributes for _, attributes in Outline(text).tags)


def test_refusals_do_not_repeat_what_was_asked_for_as_markup(hostile):
    for address in (
        f"/scenarios/{quote(SCRIPT, safe='')}x",
        f"/organisation?unit={quote(SCRIPT)}",
        f"/{quote(SCRIPT)}",
    ):
        assert "<script>alert" not in hostile.get(address).text


@pytest.mark.parametrize("table", ["tree", "ownership"])
def test_no_cell_of_a_table_is_a_formula(hostile, table):
    rows = list(csv.reader(io.StringIO(hostile.get(f"/api/{table}.csv").text)))
    cells = [cell for row in rows for cell in row]
    assert f"'{FORMULA}" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_long_lists_are_cut_and_searched_on_the_server(reader, monkeypatch):
    monkeypatch.setattr("mlorg.web.listing.ROWS", 20)
    whole, found = reader.get("/organisation").text, reader.get("/organisation", params={"q": "data scientist"}).text
    assert "Show more" in whole
    assert "hold “data scientist”" in found
    second = reader.get("/organisation", params={"first": 20}).text
    assert 'rel="prev"' in second


def test_pages_follow_the_files(server, browser):
    assert "Data corner" in browser.get("/organisation").text
    path = server.folder / "org.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Data corner", "Corner of data"), encoding="utf-8")
    text = browser.get("/organisation").text
    assert "Corner of data" in text
    assert "Data corner" not in text


@pytest.mark.parametrize("allowed", [False, True])
def test_nobody_is_named_unless_the_server_may_and_is_asked(folder, allowed):
    (folder / ".mlorg").mkdir()
    key = "pseudonym,name,email,original_id\np01,Zyx Invented,zyx@invented.example,\n"
    (folder / ".mlorg/names.csv").write_text(key, encoding="utf-8")
    with serving(folder, show_names=allowed) as server, visiting(server) as browser:
        pages = "".join(browser.get(address).text for address in [*PAGES, "/api/tree", "/api/chart", "/api/tree.csv"])
        asked = browser.get("/organisation", params={"names": "true"}).text
    assert "Zyx" not in pages
    assert ("Zyx" in asked) == allowed


def test_an_answer_is_kept_and_the_next_question_asked(server, browser):
    first = browser.get("/api/questions").json()["data"]["questions"][0]
    sent = {"question": first["id"], "answer": first["answers"][0]["id"]}
    assert browser.post("/interview", data=sent).status_code == 303
    assert browser.get("/api/questions").json()["data"]["answered"] == 1
    assert first["id"] in (server.folder / "answers.yaml").read_text(encoding="utf-8")
    wrong = browser.post("/interview", data={**sent, "answer": "no such answer"})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text


def test_json_is_what_the_command_line_prints(shared, reader):
    from mlorg import __version__, api
    from mlorg.report.json import to_json

    assert reader.get("/api/tree").text == to_json(api.tree(api.load(shared.folder)), __version__)
    assert (
        reader.get("/api/findings").json()["data"] == json.loads(to_json(api.check(shared.folder), __version__))["data"]
    )


def test_the_api_describes_itself(reader):
    document = reader.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert {"/api/runs", "/api/scenarios/{name}", "/api/delta", "/api/import"} <= document["paths"].keys()
    assert not any(path in document["paths"] for path, _ in NAVIGATION)


def test_attributes_survive_as_text(hostile):
    assert ATTRIBUTE.replace('"', "&#34;") in hostile.get("/organisation").text
