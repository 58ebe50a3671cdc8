"""From an empty folder to the report, as somebody who has never seen the program goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.browser.charts import drag, editor_ready
from tests.browser.conftest import Visit
from tests.browser.driving import Browser, Page, expect
from tests.browser.serving import environment, serving

pytestmark = pytest.mark.browser

ROSTER = "Employee ID,Job Title,Department,Manager ID\n" + "".join(
    f"{number},{title},{unit},{manager}\n"
    for number, title, unit, manager in [
        ("1", "Chief Executive Officer", "Company", ""),
        ("2", "Head of Sales", "Sales", "1"),
        ("3", "Head of Engineering", "Engineering", "1"),
        ("4", "Data Scientist", "Sales", "2"),
        ("5", "Machine Learning Engineer", "Engineering", "3"),
        ("6", "Data Scientist", "Engineering", "3"),
        ("7", "Software Engineer", "Engineering", "3"),
        ("8", "Account Executive", "Sales", "2"),
    ]
)


@pytest.fixture
def own_company(tmp_path: Path) -> Path:
    """A workspace made from an HR export on the command line, in a folder that was empty."""
    (tmp_path / "export.csv").write_text(ROSTER, encoding="utf-8")
    mlorg(tmp_path, "init", "company", "--roster", "export.csv", "--blank-is-root")
    org = tmp_path / "company" / "org.yaml"
    written = org.read_text(encoding="utf-8")
    org.write_text(written.replace("{name: Sales,", "{name: Sales, business_line: true,"), encoding="utf-8")
    return tmp_path / "company"


def mlorg(folder: Path, *words: str) -> None:
    """Type a command in a folder."""
    command = [sys.executable, "-m", "mlorg", *words]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def compare_with_today(page: Page) -> None:
    """Ask for an answer on the first page."""
    pages = page.get_by_role("navigation", name="Pages")
    pages.get_by_role("link", name="Answer").click()
    page.get_by_label("Beside them").select_option("false")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("link", name="Other comparisons").wait_for(timeout=120_000)


def test_from_an_export_to_the_report(own_company: Path, visit: Visit, browser: Browser) -> None:
    with serving(own_company) as served:
        page = visit(served, "/", viewport={"width": 1400, "height": 1000})
        page.get_by_role("link", name="What if").click()
        editor_ready(page)
        drag(page, "post:data-scientist-1", "post:head-of-engineering")
        expect(page.locator(".delta .sentences li")).to_have_count(2)
        page.get_by_label("Name").fill("central")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".notice")).to_contain_text("Saved")
        compare_with_today(page)
        expect(page.locator("main")).to_contain_text("central")
    mlorg(own_company, "report", "-o", "report.html", "--scenario", "central", "--draws", "6", "--per-draw", "2")
    assert_opens_offline(browser, own_company / "report.html")


def assert_opens_offline(browser: Browser, report: Path) -> None:
    """The report is one file: it asks nobody for anything, and its first heading is the answer."""
    asked: list[str] = []
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(report.as_uri())
        assert len(page.locator("h1").first.inner_text()) > 20
    assert asked == [report.as_uri()]
    assert report.stat().st_size < 5_000_000
