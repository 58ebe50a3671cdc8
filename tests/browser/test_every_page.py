"""Every page: no serious accessibility fault, readable without scripts, nothing asked of anybody else, and a picture."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Visit
from tests.browser.serving import Served, serving

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True},
}
NO_PAGES = re.compile(r"^/(api|static)/|\.(csv|json|html|pdf|pptx|zip)$")
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="session")
def served_answer(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the demo that has compared, so that the answer is there."""
    import shutil

    folder = shutil.copytree(demo, tmp_path_factory.mktemp("answered") / "company")
    with serving(Path(folder)) as served:
        yield served


@pytest.fixture(scope="session")
def addresses(browser: Browser, served_answer: Served) -> list[str]:
    """One address of every kind of page: those of the head, and one of each kind they lead to."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(served_answer.address)
        compare(page)
        found = dict.fromkeys(linked(page))
        for address in list(found):
            page.goto(served_answer.root + address)
            found |= dict.fromkeys(linked(page))
        _SESSIONS[served_answer.address] = context.cookies()
    return one_of_each(found)


_SESSIONS: dict[str, list[object]] = {}


def compare(page: Page) -> None:
    """Have the server compare, as quickly as it can."""
    started = page.evaluate(
        "fetch('/api/runs', {method: 'POST', headers: {'Content-Type': 'application/json'}, "
        "body: JSON.stringify({scenarios: [], draws: 6, per_draw: 2})}).then((answer) => answer.json())"
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        state = page.evaluate(f"fetch('/api/runs/{started['data']['id']}').then((answer) => answer.json())")
        if state["data"]["state"] == "done":
            page.reload()
            return
        page.wait_for_timeout(300)
    raise AssertionError("the comparison took more than two minutes")


def linked(page: Page) -> list[str]:
    """Addresses of pages of ours that a page leads to."""
    hrefs = page.locator("a[href]").evaluate_all("links => links.map(link => new URL(link.href))")
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    assert len(hrefs) == len(links)
    parts = [urlsplit(link) for link in links]
    ours = [part for part in parts if part.netloc == urlsplit(page.url).netloc and not NO_PAGES.search(part.path)]
    return [part.path + (f"?{part.query}" if part.query else "") for part in ours]


def one_of_each(found: dict[str, None]) -> list[str]:
    """The first address of each kind: `/scenarios/a` and `/scenarios/b` are of one kind, and so are dates and ids."""
    kinds: dict[tuple[str, ...], str] = {}
    for address in found:
        part = urlsplit(address)
        first, *rest = part.path.strip("/").split("/")
        names = tuple(sorted(name.partition("=")[0] for name in part.query.split("&") if not name.endswith("=")))
        kinds.setdefault((first, str(len(rest)), *names), address)
    return sorted(kinds.values())


@pytest.fixture(params=LOOKS, ids=str)
def context(request: pytest.FixtureRequest, browser: Browser, addresses: list[str]) -> Iterator[BrowserContext]:
    """A window in one of the looks, known to the server."""
    with browser.new_context(**LOOKS[request.param]) as context:
        context.add_cookies(next(iter(_SESSIONS.values())))
        context.set_default_timeout(20_000)
        context.look = request.param  # type: ignore[attr-defined]
        yield context
