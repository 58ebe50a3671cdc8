"""Pages as JSON, in one envelope for all of them.

    {"data": …, "inputs_hash": …, "schema": "mlorg.show.tree/1", "seed": …, "version": …}

`schema` names the shape of `data` and its number, `version` is mlorg's, `seed` the one that reproduces simulated
figures (null where nothing was simulated), `inputs_hash` the SHA-256 of what the page was computed from. Keys are
sorted, dates are ISO 8601, what is not known is null. The same inputs give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, singledispatch
from typing import Any

from ..errors import Problem
from .imported import ImportPage
from .organisation.page import DeltaPage, ProposalPage, StatisticsPage
from .pages import Page


def to_json(page: Page, version: str) -> str:
    """The page in its envelope, indented, with a line end."""
    return json.dumps(envelope(page, version), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def envelope(page: Page, version: str) -> dict[str, Any]:
    """The envelope as plain values."""
    about = page.about
    heading = {"organization": about.organization, "scenario": about.scenario, "as_of": plain(about.as_of)}
    return {
        "schema": page.schema,
        "version": version,
        "seed": about.seed,
        "inputs_hash": about.inputs_hash,
        "data": {**heading, **data(page)},
    }


@singledispatch
def data(page: Page) -> dict[str, Any]:
    """What stands under `data` for a page, beside organization, scenario and as_of."""
    return {f.name: plain(getattr(page, f.name)) for f in fields(page) if f.name != "about"}


@data.register
def _(page: StatisticsPage) -> dict[str, Any]:
    figures: dict[str, Any] = plain(page.statistics)
    return figures


@data.register
def _(page: DeltaPage) -> dict[str, Any]:
    return {**data.dispatch(Page)(page), "count": page.count}


@data.register
def _(page: ProposalPage) -> dict[str, Any]:
    return {**data.dispatch(Page)(page), "delta": data(page.delta)}


@data.register
def _(page: ImportPage) -> dict[str, Any]:
    left_out = dict(page.left_out)
    return {**data.dispatch(Page)(page), "left_out": left_out, "problems": [_problem(p) for p in page.problems]}


def plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, dates as ISO 8601, enumerations by value."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    kind: type = type(value)
    return {name: plain(getattr(value, name)) for name in _names_of(kind)} if is_dataclass(kind) else value


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _problem(problem: Problem) -> dict[str, Any]:
    return {**plain(problem.place), **{k: v for k, v in plain(problem).items() if k != "place"}}
