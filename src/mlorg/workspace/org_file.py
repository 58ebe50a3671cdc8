"""`org.yaml`, `assets.csv` and `ownership.csv`: units, posts, assets and who owns them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from pydantic import Field

from ..errors import Place, Problem, did_you_mean
from ..org import Membership, Organization
from ..org.organization import COLLECTIONS
from . import entries
from .draft import Draft
from .entities import entity_of, fields_of, given
from .entries import FIELDS, Entry, Id, keys_of
from .ownership import OwnershipEntry, ownership_entries, ownerships_of
from .reading import Locate, entity_place, in_row, in_tree, key_hint, read_entry
from .tables import Table, read_table, table_text
from .text_files import read_text_file
from .values import shown
from .yaml_tree import Path, Tree, parse_yaml

ASSET_KINDS = ("dataset", "model", "platform", "use_case")


class OrgFile(Entry):
    """Units, posts, assets and ownership of an organisation."""

    units: dict[Id, entries.UnitFields] = Field({}, description="Units by id.")
    posts: dict[Id, entries.SeatedPostFields] = Field(
        {}, description="Posts by id: a few that are written by hand; the others stand in people.csv."
    )
    datasets: dict[Id, entries.DatasetFields] = Field({}, description="Datasets by id.")
    models: dict[Id, entries.ModelFields] = Field({}, description="Registered models by id.")
    platforms: dict[Id, entries.PlatformFields] = Field({}, description="Platforms by id.")
    use_cases: dict[Id, entries.UseCaseFields] = Field({}, description="Use cases by id.")
    ownership: list[OwnershipEntry] = Field([], description="Who owns what, one entry per asset.")


_KIND_OF = {collection: kind for kind, collection in COLLECTIONS.items()}


def read_org_file(path: FilePath, draft: Draft) -> None:
    """Add what an org file states to the draft, and whatever is wrong with it."""
    text = read_text_file(path, "yaml", draft.problems)
    tree = None if text is None else parse_yaml(text, path.as_posix(), draft.problems)
    if tree is None:
        draft.complete = False
        return
    sections = _sections(tree, draft)
    for name, section in sections.items():
        if name == "ownership":
            _read_ownership(section, tree, draft)
        else:
            _read_section(name, section, tree, draft)


def _sections(tree: Tree, draft: Draft) -> dict[str, Any]:
    """The sections that are known, in the order of the model; others are reported."""
    value = {} if tree.value is None else tree.value
    if not isinstance(value, dict):
        message = f"{shown(value)} stands where sections such as units: are wanted."
        draft.problems.append(Problem(tree.place(()), message, "Write units: and below it one unit a line."))
        value, draft.complete = {}, False
    for name in value:
        if name not in OrgFile.model_fields:
            place = tree.place((name,), key=True)
            message = f"section {shown(name)} is not known."
            draft.problems.append(Problem(place, message, key_hint(name, OrgFile)))
            draft.complete = False
    return {name: value[name] for name in OrgFile.model_fields if value.get(name) not in (None, "")}


def _read_section(name: str, section: Any, tree: Tree, draft: Draft) -> None:
    kind = _KIND_OF[name]
    model = entries.SeatedPostFields if kind == "post" else FIELDS[kind]
    if not isinstance(section, dict):
        message = f"{name}: {shown(section)} stands where a mapping is wanted."
        draft.problems.append(Problem(tree.place((name,)), message, "Write id: {name: …}, one a line."))
        draft.complete = False
        return
    for key, data in section.items():
        locate = in_tree(tree, (name, key))
        entry = read_entry(model, data, f"{name}.{key}", locate, draft.problems)
        values = {"id": key} if entry is None else {**given(entry), "id": key}
        if kind == "post":
            _take_post(values, locate, draft)
        else:
            draft.add(kind, values, entity_place(locate))


def _take_post(values: dict[str, Any], locate: Locate, draft: Draft) -> None:
    holders = values.pop("holders", [])
    place_of = entity_place(locate)
    draft.places.entries.setdefault(("post", values["id"]), place_of)
    draft.state("post", values, place_of)
    for number, holder in enumerate(holders):
        spot = entity_place(lambda path, key, at=number: locate(("holders", at, *path), key))  # type: ignore[misc]
        seat = entity_of("membership", {**given(holder), "post": values["id"]})
        assert isinstance(seat, Membership)
        draft.seat(seat, spot("person"))
        draft.places.entries.setdefault(("membership", seat.key), spot)
        draft.places.entries.setdefault(("person", seat.person), spot)
        draft.state("person", {"id": seat.person}, spot)


def _read_ownership(section: Any, tree: Tree, draft: Draft) -> None:
    if not isinstance(section, list):
        message = f"ownership: {shown(section)} stands where a list is wanted."
        draft.problems.append(Problem(tree.place(("ownership",)), message, "Write one '- {asset: …}' line per asset."))
        return
    for number, data in enumerate(section):
        _take_ownership(data, f"ownership {number + 1}", in_tree(tree, ("ownership", number)), draft)


def _take_ownership(data: Any, name: str, locate: Locate, draft: Draft) -> None:
    entry = read_entry(OwnershipEntry, data, name, locate, draft.problems)
    for values, path in ownerships_of(entry) if entry else ():
        draft.add("ownership", values, partial(_place_of_owner, locate, path))


def _place_of_owner(locate: Locate, owner: Path, attribute: str) -> Place:
    if attribute in ("owner", "id"):
        return locate(owner, False)
    if attribute == "responsibility" and owner[0] != "owner":
        return locate(owner[:1], True)
    return locate((attribute,), False)


def read_assets(path: FilePath, draft: Draft) -> None:
    """Add the assets of a CSV file to the draft: a row each, with its `kind` and `id`."""
    columns = dict.fromkeys(["kind", "id", *(key for kind in ASSET_KINDS for key in keys_of(FIELDS[kind]))])
    table = read_table(path, list(columns), ("kind", "id"), draft.problems)
    for data, locate in _entries_of(table, draft):
        kind, name = data.pop("kind", ""), data.pop("id", "")
        if kind not in ASSET_KINDS or not name:
            column = "id" if kind in ASSET_KINDS else "kind"
            hint = did_you_mean(kind, ASSET_KINDS) if column == "kind" else "Give it one."
            message = (
                f"kind {shown(kind)} is not one of {', '.join(ASSET_KINDS)}." if column == "kind" else "id is missing."
            )
            draft.problems.append(Problem(locate((column,), False), message, hint))
            continue
        entry = read_entry(FIELDS[kind], data, "", locate, draft.problems)
        draft.add(kind, {**(given(entry) if entry else {}), "id": name}, entity_place(locate))


def read_ownerships(path: FilePath, draft: Draft) -> None:
    """Add the ownerships of a CSV file to the draft: a row each, or a row per asset and a column per responsibility."""
    table = read_table(path, list(keys_of(OwnershipEntry)), ("asset",), draft.problems)
    for data, locate in _entries_of(table, draft):
        _take_ownership(data, "", locate, draft)


def _entries_of(table: Table | None, draft: Draft) -> Iterator[tuple[dict[str, str], Locate]]:
    """The cells of each row that are not empty, by column."""
    draft.complete &= table is not None and table.complete
    if table is not None:
        columns = {name: table.ids(name) for name in table.position}
        for row in range(len(table.lines)):
            yield {name: cells[row] for name, cells in columns.items() if cells[row]}, in_row(table, row)


def org_data(org: Organization, with_assets: bool = True, with_ownership: bool = True) -> dict[str, Any]:
    """What stands in `org.yaml`: everything but posts, persons and memberships."""
    kinds = ("unit", *(ASSET_KINDS if with_assets else ()))
    sections: dict[str, Any] = {
        COLLECTIONS[kind]: {entity.id: fields_of(entity) for entity in getattr(org, COLLECTIONS[kind])}
        for kind in kinds
    }
    sections["ownership"] = ownership_entries(org.ownerships) if with_ownership else []
    return {name: section for name, section in sections.items() if section}


def assets_text(org: Organization) -> str:
    """All assets as `assets.csv`."""
    rows = [
        {"kind": kind, "id": asset.id, **fields_of(asset)}
        for kind in ASSET_KINDS
        for asset in getattr(org, COLLECTIONS[kind])
    ]
    return table_text(("kind", "id"), rows)


def ownerships_text(org: Organization) -> str:
    """All ownerships as `ownership.csv`, one owner a row."""
    return table_text(("asset", "responsibility", "owner"), [fields_of(o) for o in org.ownerships])
