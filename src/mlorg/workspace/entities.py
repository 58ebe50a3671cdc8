"""Between what an entry of a file was given and the organisation's own values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from ..org import (
    Dataset,
    Membership,
    Ownership,
    Person,
    Platform,
    Post,
    RegisteredModel,
    Unit,
    UseCase,
    Validity,
)
from ..org.organization import Entity
from .entries import Entry
from .values import written

CLASSES: Mapping[str, type[Any]] = {
    "unit": Unit,
    "post": Post,
    "person": Person,
    "membership": Membership,
    "dataset": Dataset,
    "model": RegisteredModel,
    "platform": Platform,
    "use_case": UseCase,
    "ownership": Ownership,
}
"""The class of each kind of entity."""

KEY_OF = {"declared_ml": "ml"}
"""Field of a class -> key in files, where they differ."""


def given(entry: Entry) -> dict[str, Any]:
    """The fields an entry was given, by name; dates are `start` and `end`."""
    return {name: getattr(entry, name) for name in entry.model_fields_set}


def entity_of(kind: str, values: Mapping[str, Any]) -> Entity:
    """The entity with these values for its fields (dates as `start` and `end`), defaults for the others."""
    if "start" in values or "end" in values:
        validity = Validity(values.get("start"), values.get("end"))
        values = {name: value for name, value in values.items() if name not in ("start", "end")}
        values["validity"] = validity
    entity: Entity = CLASSES[kind](**values)
    return entity


def default_of(kind: str, name: str) -> Any:
    """The value of a field that was not given. KeyError for a field without default."""
    value = {field.name: field.default for field in fields(CLASSES[kind])}[name]
    if value is MISSING:
        raise KeyError(name)
    return value


def fields_of(entity: Entity, leave_out: tuple[str, ...] = ("id",)) -> dict[str, Any]:
    """What a file says of the entity: every field whose value is not the default, in the words of files."""
    found: dict[str, Any] = {}
    for field in fields(entity):
        value = getattr(entity, field.name)
        if field.name in leave_out or value == field.default:
            continue
        found.update(field_in_files(field.name, value))
    return found


def field_in_files(name: str, value: Any) -> dict[str, Any]:
    """One field in the words of files; a validity becomes `start` and `end`."""
    if name == "validity":
        return dates_in_files(value)
    return {KEY_OF.get(name, name): written(value)}


def dates_in_files(validity: Validity) -> dict[str, Any]:
    """`start` and `end`, as far as they are given."""
    return {key: day for key, day in (("start", validity.start), ("end", validity.end)) if day is not None}
