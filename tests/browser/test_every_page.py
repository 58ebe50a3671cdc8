"""Every page: no serious accessibility fault, readable without scripts, no request to anybody else, and a picture."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.browser.driving import Browser, Page, Request
from tests.browser.serving import Served, serving

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
DESK = {"width": 1280, "height": 900}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "device_scale_factor": 2},
}
NO_PAGE = re.compile(r"^/(api|static|report)(/|$|\.)|\.(csv|json|html|pdf|pptx|zip)$")
UNFILLED = re.compile(r"\{\w+\}|\bNone\b(?! of)|\bundefined\b|\bNaN\b|\d%")
"""What a text holds that nobody filled in, or that is written as nothing else is."""
CUT_OFF = """() => {
    const here = document.querySelector(".top [aria-current]");
    return here && here.getBoundingClientRect().right > innerWidth;
}"""
GRAVE = ("serious", "critical")


@dataclass(frozen=True, slots=True)
class Site:
    """A server, and one address of every kind of page."""

    served: Served
    addresses: list[str]


@pytest.fixture(scope="module")
def site(browser: Browser, demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo's company, compared."""
    folder = Path(shutil.copytree(demo, tmp_path_factory.mktemp("site") / "company"))
    with serving(folder) as served, browser.new_context() as context:
        context.add_cookies([served.cookie])
        page = context.new_page()
        page.goto(served.root)
        compute(page, draws=30, per_draw=1)
        compute(page, kind="search", draws=10, seed=4, search={"trials": 30})
        compute(page, kind="plan", to="embedded", draws=6, per_draw=1)
        yield Site(served, one_of_each(all_links(page, served)))


def compute(page: Page, **asked: object) -> None:
    """Have the server compute something, so that there is a page of it."""
    page.evaluate(
        """async (asked) => {
            const body = JSON.stringify(asked);
            const headers = { "Content-Type": "application/json" };
            const run = (await (await fetch("/api/runs", { method: "POST", headers, body })).json()).data;
            const events = new EventSource(`/api/runs/${run.id}/events`);
            await new Promise((done) => events.addEventListener("done", done));
            events.close();
        }""",
        asked,
    )


def all_links(page: Page, served: Served) -> list[str]:
    """Addresses of our pages that the pages in the head lead to."""
    page.goto(served.root)
    found = dict.fromkeys(["/", *links(page)])
    for address in list(found):
        page.goto(served.root + address)
        found |= dict.fromkeys(links(page))
    return list(found)


def links(page: Page) -> list[str]:
    parts = [urlsplit(link) for link in page.locator("a[href]").evaluate_all("all => all.map(link => link.href)")]
    here = urlsplit(page.url).netloc
    return [
        part.path + (f"?{part.query}" if part.query else "")
        for part in parts
        if part.netloc == here and not NO_PAGE.search(part.path)
    ]


def one_of_each(addresses: list[str]) -> list[str]:
    """The first address of each kind: what differs in an id or a value is of one kind."""
    kinds: dict[tuple[str, ...], str] = {}
    for address in addresses:
        part = urlsplit(address)
        first, *rest = part.path.strip("/").split("/")
        asked = sorted(name for name, _, value in (each.partition("=") for each in part.query.split("&")) if value)
        kinds.setdefault((first, *rest[:1]) if first == "trust" else (first, str(len(rest)), *asked), address)
    return sorted(kinds.values())


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_has_a_serious_fault_and_each_has_its_picture(browser: Browser, site: Site, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    faults: list[str] = []
    with browser.new_context(**LOOKS[look]) as context:
        context.add_cookies([site.served.cookie])
        page = context.new_page()
        page.on("request", lambda request: faults.extend(_foreign(request, site.served.root)))
        page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        for address in site.addresses:
            page.goto(site.served.root + address, wait_until="networkidle")
            page.screenshot(path=picture(look, address), full_page=True)
            found = Axe().run(page).response["violations"]
            faults += [f"{address}: {each['id']}: {_where(each)}" for each in found if each["impact"] in GRAVE]
            faults += [f"{address}: {said}" for said in unfilled(page)]
            if look == "phone" and page.evaluate(CUT_OFF):
                faults.append(f"{address}: the name of the page in the head cannot be seen")
            if look == "phone" and (wide := page.evaluate("document.documentElement.scrollWidth")) > 390:
                faults.append(f"{address}: is {wide} pixels wide on a phone of 390")
    assert not faults, "\n".join(faults)


def test_every_page_can_be_read_without_scripts(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        context.add_cookies([site.served.cookie])
        page = context.new_page()
        for address in site.addresses:
            answer = page.goto(site.served.root + address)
            assert answer is not None
            assert answer.ok, address
            assert len(page.locator("main").inner_text()) > 80, address
            assert page.locator("h1").first.is_visible(), address
            assert not page.locator(".chart-controls").filter(visible=True).count(), address


def test_every_part_of_the_site_was_seen(site: Site) -> None:
    seen = {urlsplit(address).path.split("/")[1] for address in site.addresses}
    assert seen >= {
        "",
        "chart",
        "edit",
        "organisation",
        "ownership",
        "evidence",
        "findings",
        "kind",
        "runs",
        "search",
        "ask",
        "plan",
    }


def unfilled(page: Page) -> list[str]:
    """Lines of the page that hold such a text; what files say stands as it is."""
    text = "" if "/evidence" in page.url else page.locator("main").inner_text()
    return [line for line in text.splitlines() if UNFILLED.search(line)]


def _foreign(request: Request, root: str) -> list[str]:
    ours = request.url.startswith((root, "data:", "blob:"))
    return [] if ours else [f"asks {request.url}"]


def _where(violation: dict[str, Any]) -> str:
    return f"{violation['help']} at {[' '.join(map(str, node['target'])) for node in violation['nodes'][:3]]}"


def picture(look: str, address: str) -> Path:
    """Where the picture of a page is kept: git ignores the folder."""
    name = re.sub(r"[^\w.-]+", "-", address).strip("-")[:80] or "answer"
    return PICTURES / look / f"{name}.png"
