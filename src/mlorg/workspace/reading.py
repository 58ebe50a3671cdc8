"""Reading entries one by one, so that one wrong value costs no other value its reading.

A wrong field is reported and left out; what remains of the entry is kept, so that whatever refers to it is not
reported as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import Place, Problem, did_you_mean
from ..org.vocabulary import Responsibility
from .entities import KEY_OF
from .entries import keys_of
from .places import PlaceOf
from .tables import Table
from .values import PERSONAL, Unreadable, shown
from .yaml_tree import Path, Tree, steps_within

_Model = TypeVar("_Model", bound=BaseModel)
Locate = Callable[[Path, bool], Place]
"""Place of the value (or, if true, of the key) at a path within an entry; the empty path is the entry."""


def read_entry(model: type[_Model], data: Any, name: str, locate: Locate, problems: list[Problem]) -> _Model | None:
    """The entry, without the fields that cannot be read; None if nothing usable remains. `name` is for messages."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = {e["loc"][0] for e in error.errors(include_url=False) if e["loc"]}
        problems.extend(_problem(e, model, data, name, locate) for e in error.errors(include_url=False))
    if not isinstance(data, dict) or not wrong:
        return None
    try:
        return model.model_validate({key: value for key, value in data.items() if key not in wrong})
    except ValidationError:
        return None


def in_tree(tree: Tree, base: Path) -> Locate:
    """Places within the entry that stands at `base` of a YAML file."""
    return lambda path, key: tree.place((*base, *path), key)


def in_row(table: Table, row: int) -> Locate:
    """Places within one row of a CSV file."""
    file, line, position = table.file, table.lines[row], table.position
    return lambda path, key: Place(file, line, position.get(str(path[0]) if path else "id", -1) + 1)


def entity_place(locate: Locate) -> PlaceOf:
    """Places of an entity's attributes, from those of its entry."""
    return lambda attribute: (
        locate((), True) if attribute == "id" else locate((KEY_OF.get(attribute, attribute),), False)
    )


def _problem(error: Any, model: type[BaseModel], data: Any, name: str, locate: Locate) -> Problem:
    location = error["loc"]
    path = steps_within(data, location)
    label = ".".join(str(step) for step in (name, *path) if step != "")
    where = locate(path, error["type"] == "extra_forbidden")
    message, hint = _explained(error, location, model)
    return Problem(where, f"{label}: {message}", hint)


def _explained(error: Any, location: tuple[Any, ...], model: type[BaseModel]) -> tuple[str, str]:
    kind, value = error["type"], error["input"]
    last = location[-1] if location else ""
    if kind == "value_error":
        return _broken_rule(error["ctx"]["error"], personal=last in PERSONAL)
    if kind == "extra_forbidden":
        inner = _model_at(model, location[:-1])
        return "this key is not known.", _OWNED_ELSEWHERE if _tells_owner(last, inner) else key_hint(str(last), inner)
    if kind == "missing":
        return f"{last!r} is missing.", f"Add {last}: …"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return f"{shown(value)} stands where a mapping is wanted.", "Write key: value."
    if kind in ("list_type", "tuple_type"):
        return f"{shown(value)} stands where a list is wanted.", "Write [a, b] or one '- ' line for each."
    return f"{shown(value, last in PERSONAL)} cannot stand here: {error['msg']}.", ""


def _broken_rule(error: Exception, personal: bool) -> tuple[str, str]:
    if isinstance(error, Unreadable):
        return f"{shown(error.value, personal)} {error.rule}", error.hint
    return str(error), ""


_OWNED_ELSEWHERE = "Owners stand apart, under ownership: - {asset: model:ID, maintain: unit:ID}."


def _tells_owner(key: object, model: type[BaseModel] | None) -> bool:
    """True for an owner written into the asset itself, where many would look for it."""
    named = key in ("owner", "owners", "owned_by", *(str(duty) for duty in Responsibility))
    return named and model is not None and "line" in keys_of(model)


def key_hint(key: str, model: type[BaseModel] | None) -> str:
    """Nearest keys of a model for a mistyped one, or all of them."""
    known = list(keys_of(model)) if model else []
    return did_you_mean(key.lower(), known) or (f"Known: {', '.join(known)}." if known else "")


def _model_at(model: type[BaseModel], location: tuple[Any, ...]) -> type[BaseModel] | None:
    """The model that a location within `model` leads to."""
    found: type[BaseModel] | None = model
    for step in location:
        if not isinstance(step, str) or found is None:
            continue
        name = keys_of(found).get(step)
        if name is not None:
            found = _inner_model(found.model_fields[name].annotation)
    return found


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner_model(part)
        if found is not None:
            return found
    return None
