"""A real browser, a real server, and a fictional company for them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.browser.chromium import find_chromium
from tests.browser.driving import Browser, Page
from tests.browser.serving import Served, serving

PATIENCE = 20_000
"""Milliseconds a page may take to come to what a test waits for."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Browser tests need playwright: make test-extra.")
    found = find_chromium()
    if found is None:
        pytest.skip("Browser tests need a Chromium: tests/browser/chromium.py says how one is found.")
    with sync_api.sync_playwright() as playwright:
        environment = {**os.environ, **found.environment}
        browser = playwright.chromium.launch(executable_path=found.path, env=environment, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's company, scanned; nobody writes to it."""
    from mlorg import api

    folder = tmp_path_factory.mktemp("demo") / "company"
    api.write_demo(folder)
    api.scan(folder)
    return folder


@pytest.fixture(scope="session")
def served_demo(demo: Path) -> Iterator[Served]:
    """A server of the demo for tests that only look."""
    with serving(demo) as served:
        yield served


@pytest.fixture
def workspace(demo: Path, tmp_path: Path) -> Path:
    """The demo's company, for one test alone."""
    return Path(shutil.copytree(demo, tmp_path / "company"))


@pytest.fixture
def served(workspace: Path) -> Iterator[Served]:
    """A server of a company that this test may change."""
    with serving(workspace) as served:
        yield served


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a browser window on a server and looks at an address there; what goes wrong in it fails the test."""
    faults: list[str] = []
    with ExitStack() as stack:

        def window(served: Served, address: str = "/", **options: object) -> Page:
            context = stack.enter_context(browser.new_context(**options))
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
            context.add_cookies([served.cookie])
            page.goto(served.root + address)
            return page

        yield window
    assert not faults


def _is_fault(said: object) -> bool:
    """Errors of scripts and of the content policy; a refused request is no fault of the page."""
    return said.type == "error" and "Failed to load resource" not in said.text  # type: ignore[attr-defined]
