"""Two windows edit one scenario: nothing is overwritten in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.charts import delta, drag, editor_ready
from tests.browser.conftest import Visit
from tests.browser.driving import Page, expect
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

SCENARIO = "shop-builders-deploy"


@pytest.fixture
def windows(visit: Visit, served: Served) -> tuple[Page, Page]:
    """The second window has made a change that the first one, which saved another, knows nothing of."""
    address = f"/edit?scenario={SCENARIO}"
    size = {"width": 1400, "height": 1000}
    one, other = (editor_ready(visit(served, address, viewport=size)) for _ in range(2))
    drag(one, "post:data-scientist-3", "post:head-of-research-and-development")
    expect(one.locator(".delta .sentences li:not(.reason)")).to_have_count(4)
    drag(other, "post:data-scientist-6", "post:head-of-wholesale")
    expect(other.locator(".delta .sentences li:not(.reason)")).to_have_count(4)
    save(one)
    expect(one.locator(".notice")).to_contain_text("Saved")
    save(other)
    other.get_by_role("dialog").wait_for()
    return one, other


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_both_versions_are_shown_and_nothing_is_written(windows: tuple[Page, Page], workspace: Path) -> None:
    _, other = windows
    dialog = other.get_by_role("dialog")
    expect(dialog.locator(".theirs")).to_contain_text("data-scientist-3")
    expect(dialog.locator(".ours")).to_contain_text("data-scientist-6")
    other.keyboard.press("Escape")
    expect(other.locator(".notice")).to_contain_text("Nothing was saved")
    assert "data-scientist-6" not in written(workspace, SCENARIO)
    assert any("data-scientist-6" in sentence for sentence in delta(other))


def test_mine_replaces_theirs_once_it_was_seen(windows: tuple[Page, Page], workspace: Path) -> None:
    windows[1].get_by_role("button", name="Save yours instead").click()
    expect(windows[1].locator(".notice")).to_contain_text("Saved")
    assert "data-scientist-6" in written(workspace, SCENARIO)
    assert "data-scientist-3" not in written(workspace, SCENARIO)


def test_theirs_is_taken_and_mine_comes_back_with_undo(windows: tuple[Page, Page]) -> None:
    _, other = windows
    other.get_by_role("button", name="Take this one").click()
    expect(other.locator(".delta")).to_contain_text("data-scientist-3")
    other.get_by_role("button", name="Undo").click()
    expect(other.locator(".delta")).to_contain_text("data-scientist-6")


def test_both_are_kept_under_two_names(windows: tuple[Page, Page], workspace: Path) -> None:
    windows[1].get_by_role("button", name="Save yours under another name").click()
    expect(windows[1].locator(".notice")).to_contain_text(f"{SCENARIO}-2.yaml")
    assert "data-scientist-3" in written(workspace, SCENARIO)
    assert "data-scientist-6" in written(workspace, f"{SCENARIO}-2")


def written(workspace: Path, name: str) -> str:
    return (workspace / "scenarios" / f"{name}.yaml").read_text(encoding="utf-8")
