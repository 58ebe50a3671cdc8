"""The HTML report in a real browser: nothing is fetched, all can be reached, on paper, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mlorg import api
from mlorg.report.forms.files import report_bytes

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def report(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the demo as a file."""
    board = api.report(api.load(demo), api.ComparisonOptions(draws=6, per_draw=2), plan_to="embedded")
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_bytes(report_bytes(board, "html"))
    return path


@pytest.fixture
def page(browser, report: Path) -> Iterator[object]:
    """The report, opened; `page.asked` are all addresses it asked for, `page.faults` what the console says."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(report.as_uri())
    yield page
    page.close()


def test_it_asks_for_nothing_but_itself(page, report):
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    assert page.asked == [report.as_uri()]
    assert page.faults == []
    assert report.stat().st_size < 5_000_000


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 390])
def test_axe_finds_no_fault(page, look, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(color_scheme=look)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_nothing_is_wider_than_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_one_question_can_be_shown_alone_by_keyboard(page):
    parts = page.locator("[data-arm='settled']")
    assert parts.first.is_visible()
    page.get_by_role("button", name="From Monday").focus()
    page.keyboard.press("Enter")
    assert not any(part.is_visible() for part in parts.all())
    assert page.locator("[data-arm='restructured']").first.is_visible()
    page.get_by_role("button", name="Both questions").click()
    assert parts.first.is_visible()


def test_a_table_is_sorted_by_number_not_by_letter(page):
    table = page.locator("table", has_text="against today").first
    head = table.get_by_role("button", name="against today")
    head.click()
    cells = table.locator("tbody tr:not(.reference) td:nth-child(2)")
    values = [float(cell.get_attribute("data-value")) for cell in cells.all() if cell.get_attribute("data-value")]
    assert values == sorted(values, reverse=True)
    head.click()
    values = [float(cell.get_attribute("data-value")) for cell in cells.all() if cell.get_attribute("data-value")]
    assert values == sorted(values)
    assert table.locator("th[aria-sort='ascending']").count() == 1


def test_a_mark_says_what_it_is_when_pointed_at(page):
    mark = page.locator("figure[data-arm='restructured'] .mark-symbol path[data-tip]").first
    mark.scroll_into_view_if_needed()
    mark.hover(force=True)
    assert page.locator("#tip").is_visible()
    assert page.locator("#tip").inner_text() == mark.get_attribute("data-tip")
    page.keyboard.press("Escape")
    assert not page.locator("#tip").is_visible()


def test_on_paper_both_questions_and_all_tables_are_there(page):
    page.emulate_media(media="print")
    assert not page.locator(".arms").is_visible()
    assert page.locator("details table").first.is_visible()


def test_without_a_script_everything_is_there(browser, report):
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(report.as_uri())
    assert not still.locator(".arms").is_visible()
    assert still.locator("[data-arm='settled']").first.is_visible()
    assert still.locator("svg").first.is_visible()
    context.close()
