"""What a model registry of MLflow holds, whether it is asked as a server or opened as files."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import Place, Problem
from .contract import Reading, SourceError
from .http import Server, pages
from .json_files import at, day_of, json_of, text_at
from .yaml_documents import documents


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number, stage (empty = not told), aliases, tags, who registered it, and the run it came from."""

    number: str
    stage: str = ""
    aliases: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    user: str = ""
    created: date | None = None
    run: str = ""
    run_tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registered:
    """One registered model with its versions, and where this stands."""

    name: str
    place: Place
    tags: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    seen: date | None = None
    """The day of the export, None for what is looked at now."""


def from_server(reading: Reading) -> Iterator[Registered]:
    """All registered models of a tracking server, page by page."""
    server = Server(reading.source.url, reading.secret("token"))
    size = int(reading.option("page_size"))
    api = "api/2.0/mlflow"
    for model in pages(server, f"{api}/registered-models/search", "registered_models", max_results=size):
        name = text_at(model, "name")
        quoted = name.replace("\\", "\\\\").replace("'", "\\'")
        found = pages(
            server, f"{api}/model-versions/search", "model_versions", filter=f"name='{quoted}'", max_results=size
        )
        versions = [_version(version, model.get("aliases")) for version in found]
        versions = [*map(_with_run_tags(server, api), _worth_asking(versions)), *_others(versions)]
        place = Place(f"{reading.source.url.rstrip('/')}/#/models/{name}")
        yield Registered(name, place, _tags(model.get("tags")), tuple(versions))


def _worth_asking(versions: Sequence[Version]) -> list[Version]:
    """The newest versions: asking for the run of every version of every model would take hours."""
    return sorted(versions, key=_age)[:3]


def _others(versions: Sequence[Version]) -> list[Version]:
    return sorted(versions, key=_age)[3:]


def _age(version: Version) -> int:
    return -int(version.number) if version.number.isdigit() else 0


def _with_run_tags(server: Server, api: str) -> Any:
    def asked(version: Version) -> Version:
        if not version.run:
            return version
        try:
            answer = server.json(f"{api}/runs/get", run_id=version.run)
        except SourceError:
            return version  # the run was deleted: its version stays
        return _with(version, _tags(at(answer, "run", "data", "tags")))

    return asked


def _with(version: Version, run_tags: Mapping[str, str]) -> Version:
    parts = (version.number, version.stage, version.aliases, version.tags, version.user, version.created, version.run)
    return Version(*parts, run_tags)


def _version(values: Mapping[str, Any], aliases: Any) -> Version:
    number = str(values.get("version") or "")
    named = [text_at(a, "alias") for a in aliases or () if isinstance(a, dict) and str(a.get("version")) == number]
    own = [a for a in values.get("aliases") or () if isinstance(a, str)]
    return Version(
        number,
        text_at(values, "current_stage"),
        tuple(sorted({*named, *own} - {""})),
        _tags(values.get("tags")),
        text_at(values, "user_id"),
        day_of(values.get("creation_timestamp")),
        text_at(values, "run_id"),
    )


def _tags(tags: Any) -> Mapping[str, str]:
    """Tags as MLflow's servers list them, or as its export tool writes them."""
    if isinstance(tags, dict):
        return {str(key): str(value) for key, value in tags.items()}
    pairs = tags if isinstance(tags, list) else ()
    return {text_at(pair, "key"): str(at(pair, "value") or "") for pair in pairs if text_at(pair, "key")}


def from_export(reading: Reading, files: Sequence[Path]) -> Iterator[Registered]:
    """Models in folders that the official export tool wrote, with the runs beside them."""
    values = {file: json_of(reading, file) for file in files}
    runs = {
        text_at(value, "mlflow", "info", "run_id"): _tags(at(value, "mlflow", "tags"))
        for file, value in values.items()
        if file.name == "run.json"
    }
    for file, value in values.items():
        model = at(value, "mlflow", "registered_model")
        if file.name != "model.json" or not isinstance(model, dict) or not text_at(model, "name"):
            continue
        listed = at(model, "versions") or at(model, "latest_versions") or ()
        versions = [_version(v, model.get("aliases")) for v in listed if isinstance(v, dict)]
        seen = day_of(at(value, "system", "export_time"))
        found = tuple(_with(v, runs.get(v.run, {})) for v in versions)
        yield Registered(text_at(model, "name"), reading.at(file), _tags(model.get("tags")), found, seen)


def from_files(reading: Reading, homes: Sequence[Path]) -> Iterator[Registered]:
    """Models in `mlruns` folders: a folder per model, with a file per version, tag and alias."""
    for home in homes:
        folder = home.parent.parent
        meta = _yaml(reading, home / "meta.yaml")
        name = str(meta.get("name") or home.name)
        aliases = [{"alias": f.name, "version": f.read_text().strip()} for f in _files(home / "aliases")]
        versions = []
        for path in sorted(home.glob("version-*/meta.yaml")):
            values = {**_yaml(reading, path), "tags": _tag_files(path.parent / "tags")}
            versions.append(_with_run_files(_version(values, aliases), folder))
        yield Registered(name, reading.at(home / "meta.yaml"), _tag_files(home / "tags"), tuple(versions))


def _yaml(reading: Reading, file: Path) -> Mapping[str, Any]:
    text = reading.text(file) or ""
    found = next(documents(text, reading.at(file), reading.problems), None)
    return found if isinstance(found, dict) else {}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file())


def _tag_files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8", errors="replace").strip() for path in _files(folder)}


def _with_run_files(version: Version, folder: Path) -> Version:
    if not re.fullmatch(r"[0-9a-f]{32}", version.run):
        return version
    tags = next(iter(folder.glob(f"*/{version.run}/tags")), None)
    return _with(version, _tag_files(tags)) if tags else version


DATABASES = frozenset({".db", ".sqlite", ".sqlite3"})
"""Ends of names of files that may be a SQLite store."""


def is_store(file: Path) -> bool:
    """True if a file is a SQLite store of MLflow."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as store:
            return "experiments" in _tables(store)
    except sqlite3.Error:
        return False


def count_runs(reading: Reading) -> int:
    """How many runs the files of a source track, in folders and databases."""
    found = 0
    for file in reading.files():
        if file.name == "meta.yaml":
            found += re.fullmatch(r"[0-9a-f]{32}", file.parent.name) is not None
        elif file.suffix != ".json" and is_store(file):
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as store:
                found += store.execute("select count(*) from runs").fetchone()[0]
    return found


def _tables(store: sqlite3.Connection) -> set[str]:
    return {str(row[0]) for row in store.execute("select name from sqlite_master where type = 'table'")}


def from_database(reading: Reading, file: Path) -> Iterator[Registered]:
    """Models in a SQLite store, which is opened for reading only."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as store:
            store.row_factory = sqlite3.Row
            if "experiments" in _tables(store) and "registered_models" not in _tables(store):
                return  # a store from before there was a registry
            yield from _of_database(reading, file, store)
    except sqlite3.Error as error:
        message = f"is no MLflow store that can be read: {type(error).__name__}."
        hint = "Is it the file that the server's --backend-store-uri names?"
        raise SourceError([Problem(reading.at(file), message, hint)]) from error


def _of_database(reading: Reading, file: Path, store: sqlite3.Connection) -> Iterator[Registered]:
    tags, version_tags = (
        _grouped(store, "registered_model_tags", "name"),
        _grouped(store, "model_version_tags", "name", "version"),
    )
    run_tags = _grouped(store, "tags", "run_uuid")
    for model in store.execute("select name from registered_models order by name").fetchall():
        name = str(model["name"])
        aliases = [dict(r) for r in _rows(store, "registered_model_aliases", name)]
        versions = []
        for row in _rows(store, "model_versions", name):
            values = {key: row[key] for key in row.keys()}  # noqa: SIM118  # iterating over a row gives its values
            values["creation_timestamp"] = values.get("creation_time")
            values["tags"] = version_tags.get((name, str(values["version"])), {})
            version = _version(values, aliases)
            versions.append(_with(version, run_tags.get((version.run,), {})))
        yield Registered(name, reading.at(file), tags.get((name,), {}), tuple(versions))


def _rows(store: sqlite3.Connection, table: str, name: str) -> list[sqlite3.Row]:
    if table not in _tables(store):  # older stores have no aliases
        return []
    return store.execute(f"select * from {table} where name = ?", (name,)).fetchall()


def _grouped(store: sqlite3.Connection, table: str, *by: str) -> dict[tuple[str, ...], dict[str, str]]:
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in store.execute(f"select * from {table}") if table in _tables(store) else ():
        key = tuple(str(row[name]) for name in by)
        found.setdefault(key, {})[str(row["key"])] = str(row["value"] or "")
    return found
