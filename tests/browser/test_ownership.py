"""The ownership matrix: from a cell to the statements behind it."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visit
from tests.browser.driving import Page, expect
from tests.browser.serving import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def matrix(visit: Visit, served_demo: Served) -> Page:
    return visit(served_demo, "/ownership")


def cell(page: Page, asset: str, duty: str) -> None:
    page.locator(f'a[data-asset="{asset}"][data-duty="{duty}"]').click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_contradicted_cell_shows_both_sources_with_their_lines(matrix: Page) -> None:
    cell(matrix, "Risk of return", "maintain")
    statements = matrix.get_by_role("dialog").locator("tbody")
    expect(statements).to_contain_text("evidence/catalog/catalog.yaml:56")
    expect(statements).to_contain_text("CODEOWNERS:5")


def test_a_standing_ownership_leads_to_its_line(matrix: Page) -> None:
    cell(matrix, "Risk of return", "deploy")
    expect(matrix.get_by_role("dialog").locator("tbody")).to_contain_text("org.yaml:")


def test_unknown_is_told_apart_from_nobody(matrix: Page) -> None:
    cell(matrix, "Price lists", "label")
    expect(matrix.get_by_role("dialog")).to_contain_text("not the same as nobody")
    matrix.keyboard.press("Escape")
    expect(matrix.get_by_role("dialog")).to_have_count(0)
