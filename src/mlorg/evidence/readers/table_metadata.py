"""Metadata files beside queries or tables, such as `metadata.yaml` with `owners:`: one data set a file.

The data set is called by the last folders of the file, since a folder per table in a folder per schema is how such
repositories are laid out. One owner is accountable for the table's pipeline, of several each is responsible.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...org import Ref
from ...org.statements import Statement
from ..contract import Option, Reader, Reading
from ..parties import party_of
from ..yaml_documents import Lined, documents

OWNER_KEYS = ("owners", "owner", "owned_by", "data_owner", "maintainers", "steward")


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every file that the pattern finds."""
    pattern = reading.option("files")
    tables = without = 0
    for file in reading.files(*([pattern] if pattern else [])):
        text = reading.text(file)
        value = next(documents(text, reading.at(file), reading.problems), None) if text is not None else None
        if not isinstance(value, Lined):
            continue
        statements = list(_owners(value, Ref("dataset", _name(file, reading)), file, reading))
        tables += 1
        without += not statements
        yield from _table(value, file, reading)
        yield from statements
    whole, place = Ref("tracker", reading.source.id), reading.at(reading.source.path)
    yield Statement(whole, "tables", tables, place=place)
    yield Statement(whole, "tables_without_owner", without, place=place)


def _name(file: Path, reading: Reading) -> str:
    parts = file.resolve().parent.parts[-int(reading.option("levels")) :]
    return ".".join(part for part in parts if part != "/")


def _table(value: Lined, file: Path, reading: Reading) -> Iterator[Statement]:
    dataset = Ref("dataset", _name(file, reading))
    yield Statement(dataset, "exists", True, place=reading.at(file))
    name = value.get("friendly_name") or value.get("name") or value.get("title")
    if isinstance(name, str):
        line = value.line_of("friendly_name") if "friendly_name" in value else value.line
        yield Statement(dataset, "name", name[:150], place=reading.at(file, line))


def _owners(value: Lined, dataset: Ref, file: Path, reading: Reading) -> Iterator[Statement]:
    key = next((key for key in reading.option("owner_keys") or OWNER_KEYS if value.get(key)), "")
    named = value.get(key)
    words = [item for item in (named if isinstance(named, list) else [named]) if isinstance(item, str)]
    parties = [party for word in words if (party := party_of(word))]
    attribute = "owner.pipeline" if len(parties) == 1 else "responsible.pipeline"
    for party in parties:
        yield Statement(dataset, attribute, party, place=reading.at(file, value.line_of(key)), note=key)


READER = Reader(
    "table-metadata",
    "Metadata files beside tables or queries: the owners of data sets, one file each",
    read,
    (
        Option("files", "text", "Which files, as a pattern below the path; empty: **/metadata.yaml."),
        Option("levels", "number", "How many folders name the table: 2 is schema.table.", 2),
        Option("owner_keys", "texts", "Keys that name owners; empty: owners, owner and others.", ()),
    ),
    finds=("**/metadata.{yaml,yml}",),
)
