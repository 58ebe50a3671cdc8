"""What the server says: every address that its own description and its router tell of, with every value there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from .planted import RAISES

NOT_OF_A_WORKSPACE = ("claims", "validate", "oracles")
"""Kinds of runs that put the engine to the test."""
PATIENCE = 60
HAPPENING = "events of"
"""Begins the names of what is told while a run is under way: how far it is by the clock, so never twice the same."""
MOST_OF_A_KIND = 4
"""Things of one kind whose evidence is read."""
DRAFT = {
    "name": "tried",
    "changes": [
        *({"set": {"subject": f"post:{post}", "pay": pay}} for post, pay in RAISES.items()),
        {"move": {"post": "data-scientist-3", "to": "machine-learning"}},
    ],
}
STRUCTURE = "embedded"
ANSWER = {"question": "ml_head", "answer": ["none"]}
BELIEF = {"assumption": "ready_ideas", "answer": "3"}
SMALL = {"draws": 30, "per_draw": 1, "library": False, "search": {"trials": 4}}
SENT_BY_MODEL: Mapping[str, Sequence[Any]] = {
    "DraftBody": (DRAFT,),
    "AnswerBody": (ANSWER,),
    "DecisionAnswersBody": ({"answers": [BELIEF], "keep": False},),
    "KeepBody": ({"name": "kept"},),
    "RunBody": (),  # every kind of run is begun beforehand
}
"""Bodies of JSON to send, by the name of the model in the description of the API."""
SENT_AS_FORM: Mapping[str, Sequence[Any]] = {
    "/interview": (ANSWER,),
    "/structures/{structure}": ({"name": "kept-too"},),
    "/runs": (),
    "/runs/{id}/cancel": (),
}
"""Forms to send, by the address of the page."""
LEFT_ALONE = {
    "/import": "replaces the workspace; mlorg init says the same",
    "/api/import": "replaces the workspace; mlorg init says the same",
    "/this-server/purge": "removes everything",
    "DELETE /api/runs/{id}": "ends a run, and answers as GET does",
    "/ask": "says what POST /api/decision/answers says",
    "/runs/{id}/scenario": "keeps the mixture that the run tells of",
    "/api/runs/{id}/scenario": "keeps the mixture that the run tells of",
}


@dataclass(frozen=True)
class Address:
    """Something the server answers: `asks` are what may stand after the question mark, `model` is that of the body."""

    method: str
    path: str
    asks: frozenset[str]
    model: str = ""


def server_said(folder: Path) -> dict[str, str]:
    """Every answer of a server of the workspace, by method and address."""
    pytest.importorskip("fastapi", reason="the extra web is not installed")
    from tests.web.conftest import serving, visiting

    with serving(folder) as server, visiting(server) as browser:
        browser.timeout = PATIENCE
        browser.follow_redirects = True
        addresses = list(all_addresses(browser))
        said = dict(_runs(browser))
        for address in addresses:
            said.update(_sent(browser, address))
        values = _values(browser)
        for address in addresses:
            if address.method == "GET":
                said.update(_asked(browser, address, values))
    return said


def all_addresses(browser: httpx.Client) -> Iterator[Address]:
    """Those of the API from its description, those of pages from the router."""
    from mlorg.web import pages

    document = browser.get("/api/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            asks = {p["name"] for p in told.get("parameters", ()) if p["in"] == "query"}
            yield Address(method.upper(), path, frozenset(asks), _model(told))
    for route in _leaves(pages.router.routes):
        asks = set(_asks(route.dependant))
        for method in route.methods:
            yield Address(method, re.sub(r":\w+}", "}", route.path), frozenset(asks))


def _leaves(routes: Sequence[Any]) -> Iterator[Any]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from _leaves(inner.routes) if inner is not None else (route,)


def _asks(dependant: Any) -> Iterator[str]:
    yield from (parameter.alias for parameter in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _asks(inner)


def _model(told: Mapping[str, Any]) -> str:
    """The name of the model of a body of JSON, if there is one."""
    content = told.get("requestBody", {}).get("content", {})
    return str(content.get("application/json", {}).get("schema", {}).get("$ref", "")).rpartition("/")[2]


def _runs(browser: httpx.Client) -> Iterator[tuple[str, str]]:
    """One run of every kind that says something of a workspace, carried out to its end."""
    models = browser.get("/api/openapi.json").json()["components"]["schemas"]
    for kind in models["RunBody"]["properties"]["kind"]["enum"]:
        if kind not in NOT_OF_A_WORKSPACE:
            asked = {**SMALL, "kind": kind, "to": "one-moves", "scenarios": ["raises", "one-moves"]}
            started = browser.post("/api/runs", json={**asked, "draft": DRAFT} if kind == "compare" else asked)
            assert started.status_code == 202, started.text
            address = started.headers["location"]
            happening = browser.get(f"{address}/events", timeout=PATIENCE).text
            assert browser.get(address).json()["data"]["state"] == "done", happening
            yield f"POST /api/runs {kind}", started.text
            yield f"{HAPPENING} {kind}", happening


def _sent(browser: httpx.Client, address: Address) -> Iterator[tuple[str, str]]:
    """What is answered to everything that may be sent to an address."""
    name = f"{address.method} {address.path}"
    if address.method == "GET" or address.path in LEFT_ALONE or name in LEFT_ALONE:
        return
    of_api = address.path.startswith("/api/")
    bodies = SENT_BY_MODEL.get(address.model) if of_api else SENT_AS_FORM.get(address.path)
    assert bodies is not None, f"{name} is new: say in {__name__} what is to be sent to it ({address.model})"
    for body in bodies:
        path = address.path.replace("{name}", "raises").replace("{structure}", STRUCTURE)
        headers = {"If-Match": browser.get(path).headers["etag"]} if address.method == "PUT" else {}
        sent: dict[str, Any] = {"json": {**body, "name": "raises"} if headers else body} if of_api else {"data": body}
        answer = browser.request(address.method, path, headers=headers, **sent)
        assert answer.status_code < 400, (name, answer.text)
        yield name, answer.text
    if address.method == "PUT":
        yield f"{name} changed elsewhere", browser.put(path, json=DRAFT, headers={"If-Match": '"0"'}).text


def _values(browser: httpx.Client) -> Mapping[str, Sequence[str]]:
    """Every value that a place in an address may take."""

    def listed(address: str, rows: str, field: str) -> list[str]:
        return [str(row[field]) for row in browser.get(address).json()["data"][rows]]

    units = listed("/api/chart", "units", "id")
    things = listed("/api/evidence", "things", "thing")
    of_each_kind = [thing for _, same in groupby(sorted(things), _kind) for thing in islice(same, MOST_OF_A_KIND)]
    return {
        "name": listed("/api/scenarios", "scenarios", "name"),
        "scenario": ("raises", "one-moves"),
        "thing": of_each_kind,
        "id": listed("/api/runs", "runs", "id"),
        "kind": NOT_OF_A_WORKSPACE,
        "structure": (STRUCTURE,),
        "as_of": ("2019-06-01", "2026-01-30"),
        "unit": units[::8],
        "depth": ("2",),
        "names": ("true",),
        "q": ("data",),
        "first": ("20",),
    }


def _kind_of_run(path: str, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Which run it was, in the order in which they were begun: its number is another every time."""
    yield from (f"run {number}" for number, run in enumerate(values["id"]) if run in path)


def _kind(thing: str) -> str:
    return thing.partition(":")[0]


def _asked(browser: httpx.Client, address: Address, values: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What an address answers, bare and with each value of each thing that may be asked for."""
    places = re.findall(r"{(\w+)}", address.path)
    unknown = set(places) - values.keys()
    assert not unknown, f"GET {address.path} is new: say in {__name__} what may stand for {unknown}"
    asked: list[dict[str, str]] = [
        {},
        *({one: value} for one in sorted(address.asks & values.keys()) for value in values[one]),
    ]
    for filled in product(*(values[place] for place in places)):
        path = address.path
        for place, value in zip(places, filled, strict=True):
            path = path.replace(f"{{{place}}}", quote(value, safe=":"))
        for query in asked:
            answer = browser.get(path, params=query)
            assert answer.status_code < 500, (path, query, answer.text)
            known = address.path if places == ["id"] else path
            asked_for = " ".join((known, *(f"{k}={v}" for k, v in query.items()), *_kind_of_run(path, values)))
            yield f"GET {asked_for}", answer.text
