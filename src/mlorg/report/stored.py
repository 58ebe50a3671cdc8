"""A page again from its JSON: what was computed once is shown again without computing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from ..errors import UnsupportedError
from .pages import About, Page

Kind = TypeVar("Kind", bound=Page)


def page_from(envelope: Mapping[str, Any], kind: type[Kind]) -> Kind:
    """The page of an envelope that `json.envelope` made. UnsupportedError if it is of another shape."""
    from pydantic import TypeAdapter, ValidationError

    data = dict(envelope["data"])
    about = {name: data.pop(name, None) for name in ("organization", "scenario", "as_of")}
    about |= {"seed": envelope["seed"], "inputs_hash": envelope["inputs_hash"]}
    known = {f.name for f in fields(kind)}
    adapter = TypeAdapter(kind)
    try:
        if envelope["schema"] != kind.schema:
            raise UnsupportedError(f"a page of the kind {envelope['schema']} is no {kind.schema}.")
        named = {name: value for name, value in data.items() if name in known}
        return adapter.validate_python({**named, "about": TypeAdapter(About).validate_python(about)})
    except ValidationError as error:
        problem = f"it was kept by another version of mlorg ({envelope['version']}): compute it again."
        raise UnsupportedError(problem) from error
