"""`scenarios/*.yaml`: overlays read from files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ...errors import Place, Problem, did_you_mean
from ...org import Add, Change, MergeUnits, Overlay, Own, Ownership, Ref, Remove, Set, SplitUnit, Validity
from ...org.changes import ORGANIZATION
from ...org.organization import entity_key
from ..entities import default_of, entity_of, given
from ..entries import FIELDS, Dated, Entry, keys_of
from ..reading import Locate, in_tree, key_hint, read_entry
from ..values import Unreadable, read_id, shown
from ..yaml_tree import Tree
from .entries import ChangeEntry, ScenarioFile

KEYED = ("membership", "ownership")
"""Kinds without an id of their own."""


@dataclass(frozen=True, slots=True)
class PlacedOverlay:
    """An overlay, the place of each of its changes, and whether all of them could be read."""

    overlay: Overlay
    places: tuple[Place, ...]
    name_place: Place
    complete: bool


def read_scenario(tree: Tree, default_name: str, problems: list[Problem]) -> PlacedOverlay:
    """The overlay of a scenario file, without the changes that cannot be read, which are reported."""
    before = len(problems)
    data = {} if tree.value is None else tree.value
    outer = {k: v for k, v in data.items() if k != "changes"} if isinstance(data, dict) else data
    head = read_entry(ScenarioFile, outer, "", in_tree(tree, ()), problems) or ScenarioFile.model_validate({})
    items = (data.get("changes") if isinstance(data, dict) else None) or []
    if not isinstance(items, list):
        message = f"changes: {shown(items)} stands where a list is wanted."
        problems.append(Problem(tree.place(("changes",)), message, "Write one '- ' line for each change."))
        items = []
    found = []
    for number, item in enumerate(items):
        locate = in_tree(tree, ("changes", number))
        change = read_change(item, f"change {number + 1}", locate, problems)
        if change is not None:
            found.append((change, locate((), False)))
    overlay = Overlay(head.name or default_name, tuple(change for change, _ in found), head.description)
    places = tuple(place for _, place in found)
    return PlacedOverlay(overlay, places, tree.place(("name",)), len(problems) == before)


def read_change(data: Any, name: str, locate: Locate, problems: list[Problem]) -> Change | None:
    """One change; None after reporting why it cannot be read. `name` is for messages."""
    entry = read_entry(ChangeEntry, data, name, locate, problems)
    if entry is None:
        return None
    dated = {"effective": entry.on, "wave": entry.wave, "reason": entry.reason}
    verb = next(verb for verb in entry.model_fields_set if verb not in ("on", "wave", "reason"))
    value = getattr(entry, verb)
    if verb in _PLAIN_VERBS:
        return _PLAIN_VERBS[verb](value, dated)
    return _FREE_VERBS[verb](value, dated, _Reading(f"{name}.{verb}", partial(_below, locate, verb), problems))


def _below(locate: Locate, step: str, path: Any, key: bool) -> Place:
    return locate((step, *path), key)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where fields that no model knows in advance are read, and where to report."""

    name: str
    locate: Locate
    problems: list[Problem]

    def wrong(self, key: str, message: str, hint: str = "", at_key: bool = False) -> None:
        place = self.locate((key,), at_key)
        self.problems.append(Problem(place, f"{self.name}: {message}", hint))

    def entry(self, model: type[Entry], data: Any, *below: str) -> Entry | None:
        return read_entry(model, data, self.name, lambda path, key: self.locate((*below, *path), key), self.problems)


def _post_field(name: str, value: Any, dated: Mapping[str, Any]) -> Change:
    return Set(Ref("post", value.post), ((name, value.to),), **dated)


def _report(value: Any, dated: Mapping[str, Any]) -> Change:
    dotted = () if value.dotted is None else (("dotted_to", value.dotted),)
    return Set(Ref("post", value.post), (("reports_to", value.to), *dotted), **dated)


def _retitle(value: Any, dated: Mapping[str, Any]) -> Change:
    said = tuple((n, getattr(value, n)) for n in ("title", "role") if getattr(value, n) is not None)
    return Set(Ref("post", value.post), said, **dated)


def _add_entity(kind: str, value: Entry, dated: Mapping[str, Any]) -> Change:
    return Add(kind, entity_of(kind, given(value)), **dated)


def _own(value: Entry, dated: Mapping[str, Any]) -> Change:
    ownership = entity_of("ownership", given(value))
    assert isinstance(ownership, Ownership)
    return Own(ownership, **dated)


def _disown(value: Entry, dated: Mapping[str, Any]) -> Change:
    return Remove("ownership", entity_key("ownership", entity_of("ownership", given(value))), **dated)


def _split(value: Any, dated: Mapping[str, Any]) -> Change:
    return SplitUnit(value.unit, tuple((piece.id, piece.posts) for piece in value.into), **dated)


_PLAIN_VERBS: Mapping[str, Callable[[Any, Mapping[str, Any]], Change]] = {
    "move": partial(_post_field, "sits_in"),
    "report": _report,
    "retitle": _retitle,
    "mandate": partial(_post_field, "mandate"),
    "manager_kind": partial(_post_field, "manager_kind"),
    "head": lambda value, dated: Set(Ref("unit", value.unit), (("head", value.post),), **dated),
    "own": _own,
    "disown": _disown,
    "add_post": partial(_add_entity, "post"),
    "close_post": lambda value, dated: Remove("post", value, **dated),
    "add_unit": partial(_add_entity, "unit"),
    "close_unit": lambda value, dated: Remove("unit", value, **dated),
    "split_unit": _split,
    "merge_units": lambda value, dated: MergeUnits(value.units, value.into, **dated),
    "add_platform": partial(_add_entity, "platform"),
}


def _read_set(data: dict[str, Any], dated: Mapping[str, Any], reading: _Reading) -> Change | None:
    subject = _subject(data.get("subject"), reading)
    if subject is None:
        return None
    fields = {key: value for key, value in data.items() if key != "subject"}
    if not fields:
        reading.wrong("subject", "sets no field.", "Add field: value.")
        return None
    if subject == ORGANIZATION:
        values = _organization_values(fields, reading)
    else:
        values = _values_of(subject.kind, fields, reading)
    return None if values is None else Set(subject, values, **dated)


def _subject(value: Any, reading: _Reading) -> Ref | None:
    kinds = [kind for kind in FIELDS if kind not in KEYED]
    if value is None:
        reading.wrong("subject", "subject is missing.", "Add subject: kind:id.")
        return None
    try:
        text = read_id(value)
        ref = ORGANIZATION if text == ORGANIZATION.kind else Ref.parse(text)
        if ref.kind in kinds or ref == ORGANIZATION:
            return ref
        reading.wrong("subject", f"a {ref.kind} cannot be set.", f"Kinds: {', '.join(kinds)}.")
    except Unreadable as error:
        reading.wrong("subject", f"subject {shown(error.value)} {error.rule}", "Write subject: kind:id.")
    except ValueError:
        message = f"subject {shown(value)} is not of the form kind:id."
        reading.wrong("subject", message, f"Kinds: {', '.join(kinds)}.")
    return None


def _organization_values(fields: Mapping[str, Any], reading: _Reading) -> tuple[tuple[str, Any], ...] | None:
    for key in fields:
        if key != "name":
            reading.wrong(key, f"{key} is no field of the organisation.", "It has a name.", at_key=True)
    entry = reading.entry(ScenarioFile, {"name": fields.get("name")})
    return (("name", entry.name),) if isinstance(entry, ScenarioFile) and set(fields) == {"name"} else None


def _values_of(kind: str, fields: Mapping[str, Any], reading: _Reading) -> tuple[tuple[str, Any], ...] | None:
    """Fields in the order given; an empty value is the field's default."""
    model = FIELDS[kind]
    names = {key: name for key, name in keys_of(model).items() if key not in ("start", "end")}
    for key in ("start", "end"):
        if key in fields:
            hint = "Write validity: {start: …, end: …}, which replaces both."
            reading.wrong(key, f"{key} cannot be set alone.", hint, at_key=True)
    for key in fields:
        if key not in names and key not in ("validity", "start", "end"):
            reading.wrong(key, f"{key}: a {kind} has no such field.", key_hint(key, model), at_key=True)
    entry = reading.entry(model, {key: value for key, value in fields.items() if key in names})
    known = {} if entry is None else given(entry)
    if "validity" in fields:
        dates = reading.entry(Dated, fields["validity"], "validity")
        if isinstance(dates, Dated):
            known["validity"] = Validity(dates.start, dates.end)
    order = [names.get(key, key) for key in fields if key in names or key == "validity"]
    return tuple((name, known[name] if name in known else default_of(kind, name)) for name in order)


def _read_add(data: dict[str, Any], dated: Mapping[str, Any], reading: _Reading) -> Change | None:
    kind = _kind(data, list(FIELDS), reading)
    if kind is None:
        return None
    values = {key: value for key, value in data.items() if key not in ("kind", *(() if kind in KEYED else ("id",)))}
    entry = reading.entry(FIELDS[kind], values)
    if entry is None:
        return None
    if kind in KEYED:
        return Add(kind, entity_of(kind, given(entry)), **dated)
    if data.get("id") is None:
        reading.wrong("id", "id is missing.", "Add id: ….")
        return None
    try:
        return Add(kind, entity_of(kind, {**given(entry), "id": read_id(data["id"])}), **dated)
    except Unreadable as error:
        reading.wrong("id", f"id {shown(error.value)} {error.rule}", error.hint)
        return None


def _read_remove(data: Any, dated: Mapping[str, Any], reading: _Reading) -> Change | None:
    if not isinstance(data, dict):
        try:
            ref = Ref.parse(data)
        except ValueError:
            ref = Ref("", "")
        if ref.kind in FIELDS and ref.kind not in KEYED:
            return Remove(ref.kind, ref.id, **dated)
        hint = "Write kind:id, or {kind: membership, post: …, person: …} and disown: for ownership."
        reading.problems.append(
            Problem(reading.locate((), False), f"{reading.name}: {shown(data)} is no kind:id.", hint)
        )
        return None
    kind = _kind(data, list(KEYED), reading)
    if kind is None:
        return None
    entry = reading.entry(FIELDS[kind], {key: value for key, value in data.items() if key != "kind"})
    if entry is None:
        return None
    return Remove(kind, entity_key(kind, entity_of(kind, given(entry))), **dated)


def _kind(data: Mapping[str, Any], kinds: list[str], reading: _Reading) -> str | None:
    kind = data.get("kind")
    if isinstance(kind, str) and kind in kinds:
        return kind
    message = "kind is missing." if kind is None else f"kind {shown(kind)} is not one of {', '.join(kinds)}."
    reading.wrong(
        "kind", message, did_you_mean(kind, kinds) if isinstance(kind, str) else f"Kinds: {', '.join(kinds)}."
    )
    return None


_FREE_VERBS: Mapping[str, Callable[[Any, Mapping[str, Any], _Reading], Change | None]] = {
    "set": _read_set,
    "add": _read_add,
    "remove": _read_remove,
}
