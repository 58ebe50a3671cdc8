"""Searching a mixture and keeping it, and answering what is worth finding out: as somebody in the room does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.conftest import Visit
from tests.browser.driving import Page, expect
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

WAIT = 120_000
"""Milliseconds that a simulation may take on a machine with much else to do."""


def test_a_mixture_is_searched_kept_and_compared(served: Served, visit: Visit, workspace: Path) -> None:
    pytest.importorskip("optuna", reason="A search needs the extra mlorg[search].")
    page = visit(served, "/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("What is to be best").select_option("lead_time")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("heading", name="How it was found")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Keep it as a scenario").click()
    expect(page).to_have_url(f"{served.root}/scenarios/mixture")
    assert (workspace / "scenarios" / "mixture.yaml").is_file()
    page.get_by_role("button", name="Simulate it against today").click()
    expect(page.locator("main")).to_contain_text("Other comparisons", timeout=WAIT)
    expect(page.locator("main")).to_contain_text("mixture")


def test_a_search_is_stopped(served: Served, visit: Visit) -> None:
    pytest.importorskip("optuna", reason="A search needs the extra mlorg[search].")
    page = visit(served, "/search")
    page.get_by_label("How closely").select_option("closely")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("heading", name="It was stopped")).to_be_visible(timeout=WAIT)


def test_a_question_is_answered_by_keyboard_alone(served: Served, visit: Visit, workspace: Path) -> None:
    file = workspace / "assumptions.yaml"
    before = file.read_text(encoding="utf-8")
    page = visit(served, "/ask")
    page.get_by_label("How closely").select_option("true")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("link", name="Other comparisons")).to_be_visible(timeout=WAIT)
    page.goto(f"{served.root}/ask")
    reach(page, "input[name=answer]")
    page.keyboard.type("0.4 roughly")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What “0.4 roughly” changes")).to_be_visible()
    assert file.read_text(encoding="utf-8") == before
    reach(page, "button[name=keep]")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]").first).to_contain_text("Kept in assumptions.yaml")
    assert "0.4 roughly" in file.read_text(encoding="utf-8")
    reach(page, "#again ~ form button")


def reach(page: Page, wanted: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} is not reached with the Tab key")


def test_marks_of_levers_and_trade_offs_say_what_they_are(served_demo: Served, visit: Visit) -> None:
    page = visit(served_demo, "/")
    page.get_by_label("How closely").select_option("true")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("link", name="Other comparisons")).to_be_visible(timeout=WAIT)
    for chart in ("what is traded against what", "where the difference comes from", "which answer holds where"):
        figure = page.locator("figure", has=page.get_by_text(chart)).first
        figure.scroll_into_view_if_needed()
        figure.locator("[data-tip]").first.hover(force=True)
        expect(page.locator("#tip")).to_be_visible()
        assert len(page.locator("#tip").inner_text()) > 15
