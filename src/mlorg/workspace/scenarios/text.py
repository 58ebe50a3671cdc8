"""Overlays as the data of a scenario file, in the most telling verb that says exactly the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...org import Add, Change, Line, MergeUnits, Overlay, Own, Remove, Set, SplitUnit, Validity
from ..entities import KEY_OF, dates_in_files, fields_of
from ..values import written
from .reading import KEYED


def scenario_data(overlay: Overlay) -> dict[str, Any]:
    """What stands in the file of a scenario."""
    data: dict[str, Any] = {"name": overlay.name}
    if overlay.description:
        data["description"] = overlay.description
    return {**data, "changes": [change_data(change) for change in overlay.changes]}


def change_data(change: Change) -> dict[str, Any]:
    """One change: when and in which wave, what, and why."""
    when = {"on": change.effective} if change.effective else {}
    wave = {"wave": change.wave} if change.wave else {}
    reason = {"reason": change.reason} if change.reason else {}
    return {**when, **wave, **_DATA_OF[type(change)](change), **reason}


def _added(change: Add) -> dict[str, Any]:
    fields = fields_of(change.entity, ())
    if change.kind in ("post", "unit", "platform"):
        return {f"add_{change.kind}": fields}
    return {"add": {"kind": change.kind, **fields}}


def _removed(change: Remove) -> dict[str, Any]:
    if change.kind in ("post", "unit"):
        return {f"close_{change.kind}": change.key}
    if change.kind not in KEYED:
        return {"remove": f"{change.kind}:{change.key}"}
    if change.kind == "membership":
        names: tuple[str, ...] = ("post", "person", "start")
    else:
        names = ("asset", "responsibility", "part", "owner", "function", "start")
    fields = {name: value for name, value in zip(names, change.key, strict=True) if value}
    return {"remove": {"kind": "membership", **fields}} if change.kind == "membership" else {"disown": fields}


_SHORT_VERBS: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]] = {
    ("post", "sits_in"): ("move", ("to",)),
    ("post", "reports_to"): ("report", ("to",)),
    ("post", "reports_to", "dotted_to"): ("report", ("to", "dotted")),
    ("post", "title"): ("retitle", ("title",)),
    ("post", "role"): ("retitle", ("role",)),
    ("post", "title", "role"): ("retitle", ("title", "role")),
    ("post", "mandate"): ("mandate", ("to",)),
    ("post", "manager_kind"): ("manager_kind", ("to",)),
    ("unit", "head"): ("head", ("post",)),
}
"""Kind and fields -> verb that sets just these, and its words for them."""


def _set(change: Set) -> dict[str, Any]:
    subject = change.subject
    short = _SHORT_VERBS.get((subject.kind, *(name for name, _ in change.values)))
    if short and all(value not in (None, "") and value is not Line.UNKNOWN for _, value in change.values):
        verb, words = short
        values = [written(value) for _, value in change.values]
        return {verb: {subject.kind: subject.id, **dict(zip(words, values, strict=True))}}
    fields = {KEY_OF.get(name, name): _field(value) for name, value in change.values}
    return {"set": {"subject": str(subject), **fields}}


def _field(value: Any) -> Any:
    return dates_in_files(value) if isinstance(value, Validity) else written(value)


def _split(change: SplitUnit) -> dict[str, Any]:
    pieces = [{"id": name, **({"posts": list(posts)} if posts else {})} for name, posts in change.into]
    return {"split_unit": {"unit": change.unit, "into": pieces}}


_DATA_OF: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    Add: _added,
    Remove: _removed,
    Set: _set,
    Own: lambda change: {"own": fields_of(change.ownership)},
    SplitUnit: _split,
    MergeUnits: lambda change: {"merge_units": {"units": list(change.units), "into": change.into}},
}
