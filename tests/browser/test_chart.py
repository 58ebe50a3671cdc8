"""The organisation chart: views, search, and everything by keyboard."""

from __future__ import annotations

import pytest
from tests.browser.charts import box, find, labels
from tests.browser.conftest import Visit
from tests.browser.driving import Page, expect
from tests.browser.serving import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def chart(visit: Visit, served_demo: Served) -> Page:
    """The chart of the company as it is."""
    page = visit(served_demo, "/chart")
    page.locator(".canvas .box").first.wait_for()
    return page


@pytest.fixture
def changed(visit: Visit, served_demo: Served) -> Page:
    """The chart of the company after a scenario."""
    page = visit(served_demo, "/chart?scenario=one-division")
    page.locator(".canvas .box").first.wait_for()
    return page


def test_boxes_open_and_close(chart: Page) -> None:
    support = box(chart, "post:customer-support-manager")
    assert support.get_attribute("aria-expanded") == "false"
    before = len(labels(chart))
    support.locator(".toggle").click()
    assert support.get_attribute("aria-expanded") == "true"
    assert len(labels(chart)) == before + 18
    chart.get_by_role("button", name="Close all").click()
    assert "Head of Shop" in labels(chart)
    assert "Stores Manager" not in labels(chart)


def test_search_opens_what_is_above(chart: Page) -> None:
    find(chart, "optics engineer")
    expect(chart.locator(".chart-found")).to_contain_text("1 of 3")
    chart.get_by_role("button", name="Next").click()
    expect(chart.locator(".chart-found")).to_contain_text("2 of 3")
    assert box(chart, "post:optics-engineer-2").is_visible()


def test_units_as_boxes_and_one_unit_alone(chart: Page) -> None:
    chart.get_by_label("units and who sits in them").check()
    assert box(chart, "unit:machine-learning").is_visible()
    chart.get_by_label("Only unit").select_option("customer-care")
    assert labels(chart)[0] == "Customer Care"
    assert box(chart, "unit:shop").count() == 0


def test_what_is_narrow_stands_in_the_middle(chart: Page) -> None:
    chart.get_by_label("Only unit").select_option("people")
    area, sheet = (chart.locator(part).bounding_box() for part in (".chart-area", ".sheet"))
    assert area
    assert sheet
    before, after = sheet["x"] - area["x"], area["x"] + area["width"] - sheet["x"] - sheet["width"]
    assert before == pytest.approx(after, abs=20)
    assert before > 100


def test_only_changes(changed: Page) -> None:
    changed.get_by_label("only changes").check()
    changed.get_by_role("button", name="Open all").click()
    marked = changed.locator(".box.changed")
    assert marked.count() == 6
    assert "moves" in marked.first.inner_text()
    changed.get_by_label("before").check()
    find(changed, "data-scientist-3")
    assert "Wholesale" in box(changed, "post:data-scientist-3").inner_text()


def test_the_keyboard_alone_suffices(chart: Page) -> None:
    press = chart.keyboard.press
    chart.get_by_label("Find").focus()
    for _ in range(12):
        press("Tab")
        if focused(chart):
            break
    assert focused(chart) == "post:chief-executive-officer"
    press("ArrowDown")
    assert focused(chart) == "post:factory-director"
    press("ArrowLeft")
    assert box(chart, "post:factory-director").get_attribute("aria-expanded") == "false"
    press("ArrowRight")
    press("ArrowRight")
    assert focused(chart) == "post:lamp-production-manager"
    press("ArrowLeft")
    press("ArrowLeft")
    press("ArrowLeft")
    assert focused(chart) == "post:chief-executive-officer"
    chart.keyboard.type("head of w")
    assert focused(chart) == "post:head-of-wholesale"
    press("End")
    last = focused(chart)
    press("Home")
    assert focused(chart) == "post:chief-executive-officer" != last


def test_one_box_is_in_the_tab_order(chart: Page) -> None:
    assert chart.locator('.canvas .box[tabindex="0"]').count() == 1
    box(chart, "post:head-of-shop").click()
    assert chart.locator('.canvas .box[tabindex="0"]').get_attribute("data-id") == "post:head-of-shop"


def focused(page: Page) -> str | None:
    """The box that has the focus."""
    name: str | None = page.evaluate("document.activeElement.dataset.id ?? null")
    return name
