"""The what-if editor without a mouse."""

from __future__ import annotations

import pytest
from tests.browser.charts import delta, editor_ready, find
from tests.browser.conftest import Visit
from tests.browser.driving import Page, expect
from tests.browser.serving import Served

pytestmark = pytest.mark.browser


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.labels?.[0]?.innerText ?? ''").startswith(name):
            return
    raise AssertionError(f"no control called {name!r} is reached with Tab")


def test_a_post_is_moved_undone_and_saved_by_keyboard(visit: Visit, served: Served) -> None:
    page = editor_ready(visit(served, "/edit", viewport={"width": 1400, "height": 1000}))
    press = page.keyboard.press
    page.locator('.canvas .box[tabindex="0"]').focus()
    page.keyboard.type("head of re")
    press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Change Head of Research")
    tab_to(page, "Reports to")
    page.keyboard.press("Control+a")
    page.keyboard.type("Chief Technology Officer (chief-technology-officer)")
    press("Enter")
    expect(page.locator(".delta .sentences li")).to_have_count(1)
    assert "reports to Chief Technology Officer" in delta(page)[0]
    press("Control+z")
    expect(page.locator(".delta")).to_have_text("Nothing is changed yet.")
    press("Control+y")
    expect(page.locator(".delta .sentences li")).to_have_count(1)
    tab_to(page, "Name")
    page.keyboard.type("by-keyboard")
    press("Control+s")
    expect(page.locator(".notice")).to_contain_text("Saved in scenarios/by-keyboard.yaml")


def test_a_search_leads_to_a_box_that_can_be_changed(visit: Visit, served_demo: Served) -> None:
    page = editor_ready(visit(served_demo, "/edit"))
    find(page, "data-scientist-3")
    page.get_by_role("button", name="Move or change").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("post data-scientist-3")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
