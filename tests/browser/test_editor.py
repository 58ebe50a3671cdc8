"""The what-if editor: drag, read the delta, undo, run, save, reload."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.charts import box, delta, drag, editor_ready, find
from tests.browser.conftest import Visit
from tests.browser.driving import Page, expect
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

SEAT = "Data Scientist (data-scientist-3) moves from Wholesale to Research and Development."
LINE = "Data Scientist (data-scientist-3) reports to Head of Research and Development instead of Head of Wholesale."


@pytest.fixture
def editor(visit: Visit, served: Served) -> Page:
    """The editor with a new scenario."""
    return editor_ready(visit(served, "/edit", viewport={"width": 1400, "height": 1000}))


def drag_a_post(page: Page) -> None:
    drag(page, "post:data-scientist-3", "post:head-of-research-and-development")
    expect(page.locator(".delta .sentences li:not(.reason)")).to_have_count(2)


def save_as(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_dragged_post_is_told_saved_and_there_after_a_reload(editor: Page, workspace: Path) -> None:
    drag_a_post(editor)
    assert set(delta(editor)) == {SEAT, LINE}
    save_as(editor, "pilot")
    expect(editor.locator(".notice")).to_contain_text("scenarios/pilot.yaml")
    assert "move: {post: data-scientist-3, to: research-and-development}" in written(workspace, "pilot")
    editor.reload()
    editor_ready(editor)
    assert set(delta(editor)) == {SEAT, LINE}
    assert "moves" in box(editor, "post:data-scientist-3").inner_text()


def test_the_words_are_those_of_the_command_line(editor: Page, workspace: Path) -> None:
    from mlorg import api

    drag_a_post(editor)
    save_as(editor, "pilot")
    expect(editor.locator(".notice")).to_contain_text("Saved")
    page = api.delta("baseline", "pilot", workspace)
    assert delta(editor) == [change.sentence for wave in page.waves for change in wave.changes]


def test_undo_and_redo(editor: Page) -> None:
    drag_a_post(editor)
    editor.keyboard.press("Control+z")
    expect(editor.locator(".delta")).to_have_text("Nothing is changed yet.")
    editor.get_by_role("button", name="Redo").click()
    expect(editor.locator(".delta .sentences li:not(.reason)")).to_have_count(2)
    editor.get_by_role("button", name=f"Take out: {LINE}").click()
    expect(editor.locator(".delta .sentences li:not(.reason)")).to_have_count(1)
    assert delta(editor) == [SEAT]


def test_an_unsaved_draft_survives_a_reload_and_says_so(editor: Page) -> None:
    drag_a_post(editor)
    editor.reload()
    editor_ready(editor)
    assert set(delta(editor)) == {SEAT, LINE}
    expect(editor.locator(".notice")).to_contain_text("unsaved draft")
    editor.get_by_role("button", name="Back to what was saved").click()
    expect(editor.locator(".delta")).to_have_text("Nothing is changed yet.")


def test_a_unit_can_be_dragged_into_another(editor: Page) -> None:
    editor.get_by_label("units and who sits in them").check()
    editor.get_by_label("Dropping a box changes").select_option("seat")
    drag(editor, "unit:machine-learning", "unit:research-and-development")
    expect(editor.locator(".delta .sentences li:not(.reason)")).to_have_text(
        "Machine Learning becomes part of Research and Development. Take out"
    )


def test_who_reports_elsewhere_than_it_sits_has_a_dotted_line(editor: Page) -> None:
    editor.get_by_label("Dropping a box changes").select_option("line")
    drag(editor, "post:data-scientist-3", "post:head-of-research-and-development")
    expect(editor.locator(".delta .sentences li:not(.reason)")).to_have_count(1)
    assert editor.locator(".lines path.elsewhere").count() == 1
    editor.get_by_label("units and who sits in them").check()
    find(editor, "data-scientist-3")
    assert editor.locator(".lines path.dotted").count() == 1
    assert "sits elsewhere than it reports" in (box(editor, "post:data-scientist-3").get_attribute("aria-label") or "")


def test_what_does_not_fit_is_said_and_can_be_undone(editor: Page) -> None:
    find(editor, "head of shop")
    box(editor, "post:head-of-shop").dblclick()
    manager = editor.get_by_role("combobox", name="Reports to")
    manager.fill("Somebody who does not exist")
    editor.get_by_role("button", name="Change", exact=True).click()
    expect(editor.locator(".change-dialog .said")).to_contain_text("No post is called so")
    manager.fill("Stores Manager (stores-manager)")
    editor.get_by_role("button", name="Change", exact=True).click()
    expect(editor.locator(".problems li")).to_contain_text("circle")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".problems li")).to_have_count(0)


def test_an_owner_can_be_changed(editor: Page) -> None:
    editor.get_by_role("button", name="Change an owner").click()
    dialog = editor.locator(".owner-dialog")
    dialog.get_by_label("Of", exact=True).select_option("model:returns-risk")
    dialog.get_by_label("Responsibility").select_option("maintain")
    dialog.get_by_label("Accountable from then on").select_option("machine-learning")
    dialog.get_by_label("Takes effect on").fill("2026-09-01")
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(editor.locator(".delta h3")).to_have_text("From 2026-09-01")
    expect(editor.locator(".delta .sentences li:not(.reason)")).to_contain_text("accountable for maintaining")


def test_the_simulation_answers_within_seconds_and_can_be_cancelled(editor: Page) -> None:
    drag_a_post(editor)
    editor.get_by_role("button", name="Simulate").click()
    first = editor.locator(".results .answer")
    first.wait_for()
    expect(editor.locator(".results tbody tr, .results tr").first).to_be_visible()
    editor.get_by_role("button", name="Cancel").first.click()
    expect(editor.locator(".simulation .said")).to_contain_text("Cancelled")


def written(workspace: Path, name: str) -> str:
    return (workspace / "scenarios" / f"{name}.yaml").read_text(encoding="utf-8")
