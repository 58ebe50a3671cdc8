"""Five hundred boxes stay fluent, by the browser's own trace of what scripts cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median, quantiles
from typing import Any

import pytest
from tests.browser.charts import box
from tests.browser.conftest import Visit
from tests.browser.driving import Page, expect
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

FRAME = 1000 / 30
"""Milliseconds of one frame at thirty a second."""
BOXES = 504
UNIT = {"id": "all", "name": "All", "kind": "team", "part_of": "", "head": "", "business_line": None, "posts": BOXES}
EMPTY = dict.fromkeys(("role", "mandate", "manager_kind"), "")
POST = {**EMPTY, "unit": "all", "line": "post", "dotted_to": [], "vacant": False, "ml": False}


def large_chart() -> dict[str, Any]:
    """Seven below one, eight below each of these, and eight below each of those."""
    posts = [{**POST, "id": "0", "title": "Top", "reports_to": ""}]
    for number in range(1, BOXES):
        posts.append({**POST, "id": str(number), "title": f"Post {number}", "reports_to": str((number - 1) // 8)})
    return {"data": {"units": [UNIT], "posts": posts}}


@pytest.fixture
def large(visit: Visit, served_demo: Served) -> Page:
    """The editor, showing an organisation of five hundred posts with all branches open."""
    page = visit(served_demo, "/edit", viewport={"width": 1600, "height": 1000})
    page.route("**/api/chart*", lambda route: route.fulfill(json=large_chart()))
    page.reload()
    page.locator(".editor[data-ready=true]").wait_for()
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".canvas .box").count() == BOXES
    page.get_by_role("button", name="Fit").click()
    return page


def test_a_zoom_step_takes_a_third_of_a_frame_at_most(large: Page) -> None:
    def zoom() -> None:
        large.locator(".chart-area").hover()
        large.keyboard.down("Control")
        for step in range(30):
            large.mouse.wheel(0, -40 if step % 10 < 5 else 40)
            large.wait_for_timeout(20)
        large.keyboard.up("Control")

    assert slow_step(traced(large, zoom), {"wheel"}) <= FRAME / 3


def test_a_step_of_panning_takes_a_third_of_a_frame_at_most(large: Page) -> None:
    large.get_by_role("button", name="Larger").click(click_count=6)

    def pan() -> None:
        frame = large.locator(".chart-area").bounding_box()
        assert frame is not None
        move_about(large, frame["x"] + 20, frame["y"] + frame["height"] - 20)
        assert large.locator(".chart-area").evaluate("area => area.scrollTop") > 50

    assert slow_step(traced(large, pan), {"pointermove"}) <= FRAME / 3


def test_a_step_of_dragging_a_box_takes_a_third_of_a_frame_at_most(large: Page) -> None:
    def drag() -> None:
        box(large, "post:400").scroll_into_view_if_needed()
        start = box(large, "post:400").bounding_box()
        assert start is not None
        move_about(large, start["x"] + 4, start["y"] + 4, release=False)
        expect(large.locator(".ghost")).to_have_count(1)
        large.keyboard.press("Escape")
        large.mouse.up()

    assert slow_step(traced(large, drag), {"pointermove"}) <= FRAME / 3


def move_about(page: Page, x: float, y: float, release: bool = True) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 40):
        page.mouse.move(x + 6 * step, y - 4 * step)
        page.wait_for_timeout(10)
    if release:
        page.mouse.up()


def traced(page: Page, act: Callable[[], None]) -> list[dict[str, Any]]:
    """What the browser records while something is done."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    done: list[bool] = []
    session.on("Tracing.tracingComplete", lambda _: done.append(True))
    session.send("Tracing.start", {"traceConfig": {"includedCategories": ["devtools.timeline"]}})
    act()
    session.send("Tracing.end")
    while not done:
        page.wait_for_timeout(50)
    return events


def slow_step(events: Iterable[dict[str, Any]], kinds: set[str]) -> float:
    """Milliseconds of the slowest step in twenty: all that handlers of such an event cost, forced layout included."""
    times = [
        event["dur"] / 1000
        for event in events
        if event["name"] == "EventDispatch" and event["args"]["data"]["type"] in kinds
    ]
    assert len(times) >= 20
    slow = quantiles(times, n=20)[-1]
    print(f"{kinds}: median {median(times):.2f} ms, one in twenty {slow:.2f} ms, most {max(times):.2f} ms")
    return slow
