"""What people do with a chart: finding a box, reading it, dragging it."""

from __future__ import annotations

from tests.browser.driving import Locator, Page


def box(page: Page, name: str) -> Locator:
    """The box of `post:x` or `unit:x`."""
    return page.locator(f'.canvas [data-id="{name}"]')


def labels(page: Page) -> list[str]:
    """The first line of every box that is drawn, in the order of the tree."""
    return page.locator(".canvas .box .label").all_inner_texts()


def find(page: Page, words: str) -> None:
    """Search the chart for the first box that fits."""
    page.get_by_label("Find").fill(words)
    page.get_by_role("button", name="Next").click()


def drag(page: Page, name: str, onto: str) -> None:
    """Drag one box onto another with the mouse; both are made visible before."""
    page.get_by_role("button", name="Fit").click()
    start, end = box(page, name).bounding_box(), box(page, onto).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 3, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 3, end["y"] + end["height"] / 2, steps=6)
    page.mouse.up()


def editor_ready(page: Page) -> Page:
    """Waits until the editor has drawn its chart."""
    page.locator(".editor[data-ready=true]").wait_for()
    return page


def delta(page: Page) -> list[str]:
    """The sentences that tell what changes, without their buttons."""
    told = page.locator(".delta .sentences li:not(.reason)").all_inner_texts()
    return [text.removesuffix("Take out").strip() for text in told]
