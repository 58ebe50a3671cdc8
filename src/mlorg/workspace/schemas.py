"""JSON Schemas of the YAML files of a workspace, from which editors complete and check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from .assumptions import AssumptionEntry
from .org_file import OrgFile
from .scenarios.entries import ScenarioFile
from .settings import SettingsFile

SCHEMA_FOLDER = ".mlorg/schema"
"""Where a workspace keeps its schemas."""

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "mlorg": SettingsFile,
    "org": OrgFile,
    "scenario": ScenarioFile,
    "assumptions": AssumptionEntry,
}
"""Name of a schema -> what it describes; `assumptions` is a list of it."""


def json_schema(which: str) -> dict[str, Any]:
    """The JSON Schema of `mlorg` (mlorg.yaml), `org`, `scenario` or `assumptions`. KeyError for another name."""
    model = SCHEMAS[which]
    adapter: TypeAdapter[Any] = TypeAdapter(list[model] if which == "assumptions" else model)  # type: ignore[valid-type]
    schema = _pruned(adapter.json_schema(by_alias=True, mode="validation"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"mlorg: {which}", **schema}


def _pruned(schema: Any) -> Any:
    """Without what says nothing to a reader: titles made from names, and defaults that mean 'not given'."""
    if isinstance(schema, list):
        return [_pruned(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {}
    for key, value in schema.items():
        if (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, "", [], {}, ())):
            continue
        found[key] = {n: _pruned(v) for n, v in value.items()} if key in ("properties", "$defs") else _pruned(value)
    return found
