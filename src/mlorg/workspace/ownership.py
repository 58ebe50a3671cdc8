"""Ownership in files: a readable form with one key per responsibility, and a plain form with one owner per entry.

- {asset: dataset:orders, pipeline: unit:data, label: {owner: unit:payments, function: engineering}}
- {asset: model:fraud, responsibility: maintain, owner: nobody, start: 2026-01-01}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from ..org import Ownership, Part, Responsibility
from .entities import fields_of, given
from .entries import AssetRef, Dated, FunctionWord, OwnerRef, PartWord, ResponsibilityWord
from .values import Unreadable
from .yaml_tree import Path


class OwnerFields(Dated):
    """An owner with more to say than its name."""

    owner: OwnerRef = Field(description="unit:x (or a bare unit id), post:x, person:x, vendor:x or nobody.")
    part: PartWord = Field(Part.ACCOUNTABLE, description="One is accountable, any number are responsible.")
    function: FunctionWord | None = Field(None, description="Narrows a unit to its people of one trade.")


def _as_owners(value: Any) -> Any:
    """One owner or several, bare or with fields, as a list of mappings."""
    owners = value if isinstance(value, list) else [value]
    return [owner if isinstance(owner, dict) else {"owner": owner} for owner in owners]


Owners = Annotated[
    tuple[OwnerFields, ...],
    BeforeValidator(_as_owners, json_schema_input_type=str | OwnerFields | list[str | OwnerFields]),
]


class OwnershipEntry(Dated):
    """Who owns what, for one asset: a key per responsibility, or `responsibility` and `owner`."""

    asset: AssetRef = Field(
        description="What is owned, e.g. dataset:orders or model:fraud; unit:x for all assets of that line."
    )
    collect: Owners = Field((), description="Who collects the data.")
    warehouse: Owners = Field((), description="Who stores the data.")
    label: Owners = Field((), description="Who labels: of a language-model application, who judges answers.")
    pipeline: Owners = Field((), description="Who runs the pipelines.")
    build: Owners = Field((), description="Who builds the model: of a bought one, prompts and retrieval.")
    deploy: Owners = Field((), description="Who puts the model into use.")
    maintain: Owners = Field((), description="Who keeps the model in use, its cost and its drift.")
    responsibility: ResponsibilityWord | None = Field(None, description="Plain form: the responsibility.")
    owner: OwnerRef | None = Field(None, description="Plain form: the owner.")
    part: PartWord = Field(Part.ACCOUNTABLE, description="Plain form: accountable or responsible.")
    function: FunctionWord | None = Field(None, description="Plain form: narrows a unit to its people of one trade.")

    @model_validator(mode="after")
    def _has_one_form(self) -> OwnershipEntry:
        plain = self.model_fields_set & {"responsibility", "owner", "part", "function"}
        named = [word.value for word in Responsibility if getattr(self, word.value)]
        if named and plain:
            hint = f"Write them within {named[0]}: {{owner: …, part: …}}, or as an entry of its own."
            raise Unreadable(", ".join(sorted(plain)), f"stands beside {', '.join(named)}.", hint)
        if not named and not {"responsibility", "owner"} <= self.model_fields_set:
            words = ", ".join(Responsibility)
            raise Unreadable(str(self.asset), "has no owner here.", f"Add one of {words} with an owner.")
        return self


def ownerships_of(entry: OwnershipEntry) -> Iterator[tuple[dict[str, Any], Path]]:
    """Every ownership that an entry states, as values of its fields, with the path of its owner in the entry."""
    values = given(entry)
    dates: dict[str, Any] = {key: values[key] for key in ("start", "end") if key in values}
    if entry.owner is not None:
        yield values, ("owner",)
        return
    for word in Responsibility:
        for number, owner in enumerate(getattr(entry, word.value)):
            fields: dict[str, Any] = {**dates, **given(owner), "asset": entry.asset, "responsibility": word}
            yield fields, (word.value, number)


def ownership_entries(ownerships: Iterable[Ownership]) -> list[dict[str, Any]]:
    """Ownerships in the readable form: an entry per asset, in order."""
    entries: dict[Any, dict[str, list[Any]]] = {}
    order = {word: at for at, word in enumerate(Responsibility)}
    for ownership in sorted(ownerships, key=lambda o: (str(o.asset), order[o.responsibility])):
        entry = entries.setdefault(ownership.asset, {})
        entry.setdefault(ownership.responsibility.value, []).append(_owner(ownership))
    return [{"asset": str(asset), **_one_or_several(entry)} for asset, entry in entries.items()]


def _one_or_several(entry: dict[str, list[Any]]) -> dict[str, Any]:
    return {word: owners[0] if len(owners) == 1 else owners for word, owners in entry.items()}


def _owner(ownership: Ownership) -> Any:
    """A bare owner where nothing else is to say."""
    fields = fields_of(ownership, ("asset", "responsibility"))
    return fields["owner"] if len(fields) == 1 else fields
