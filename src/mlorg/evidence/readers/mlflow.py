"""MLflow's model registry: a server by REST, folders of the official export tool, an `mlruns` folder or a SQLite store.

The registry has no owner field. An owner is taken from tags (`owner`, `team`, …), who registered a version from its
user, who trained it and in which repository from the tags of its run. Whether a model serves is read from stages,
aliases and tags alike; the words are in `STAGES` and may be added to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from ...org import Ref
from ...org.statements import Statement
from ..contract import Option, Reader, Reading
from ..mlflow_stores import (
    DATABASES,
    Registered,
    Version,
    count_runs,
    from_database,
    from_export,
    from_files,
    from_server,
    is_store,
)
from ..parties import party_of

STAGES: Mapping[str, str] = {
    "production": "production",
    "prod": "production",
    "champion": "production",
    "live": "production",
    "serving": "production",
    "staging": "staging",
    "challenger": "staging",
    "candidate": "staging",
    "archived": "retired",
    "retired": "retired",
    "deprecated": "retired",
    "none": "experiment",
}
"""Stage, alias or tag value -> where a model stands."""

STAGE_TAGS = ("stage", "env", "environment", "status", "deployment")
OWNER_TAGS = ("owner", "team", "owned_by", "owner_team", "maintainer", "squad")
_ORDER = ("production", "staging", "experiment", "retired")


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every registered model."""
    models = runs = 0
    for model in _registered(reading):
        models += 1
        runs += sum(bool(version.run_tags) for version in model.versions)
        yield from _statements(model, reading)
    place = reading.at(reading.source.uri)
    if not models and not reading.problems:
        runs_too = "" if reading.source.url else f"runs ({count_runs(reading):,}) and "
        hint = "Register the models that are in use, or name them in org.yaml."
        reading.warn(place, f"holds {runs_too}no registered model: nobody can be told to own one.", hint)
    yield Statement(Ref("tracker", reading.source.id), "models", models, place=place)
    yield Statement(Ref("tracker", reading.source.id), "versions_with_run", runs, place=place)


def _registered(reading: Reading) -> Iterator[Registered]:
    if reading.source.url:
        yield from from_server(reading)
    elif reading.path.is_file() and reading.path.suffix != ".json":
        yield from from_database(reading, reading.path)
    else:
        files = reading.files()
        for file in files:
            if file.suffix in DATABASES and is_store(file):
                yield from from_database(reading, file)
        yield from from_files(reading, [file.parent for file in files if _REGISTERED.search(file.as_posix())])
        yield from from_export(reading, [file for file in files if file.suffix == ".json"])


_REGISTERED = re.compile(r"/models/(?!m-[0-9a-f]{32}/)[^/]+/meta\.yaml$")
"""A registered model in a file store; `models/m-…` are what MLflow 3 logs below an experiment."""


def _statements(model: Registered, reading: Reading) -> Iterator[Statement]:
    subject, place, seen = Ref("model", model.name), model.place, model.seen
    yield Statement(subject, "exists", True, place=place)
    stages = {**STAGES, **{k.casefold(): v for k, v in reading.option("stages").items()}}
    stage = _stage(model, stages)
    if stage:
        yield Statement(subject, "stage", stage[0], place=place, date=seen, note=stage[1])
    for owner in _owners(model, reading.option("owner_tags") or OWNER_TAGS):
        yield Statement(subject, "owner", owner, place=place, date=seen, note="tag of the model")
    yield Statement(subject, "versions", len(model.versions), place=place, date=seen)
    days = [version.created for version in model.versions if version.created]
    if days:
        yield Statement(subject, "version_on", max(days), place=place, date=seen)
    for version in model.versions:
        yield from _version(subject, version, model)
    yield from _people(subject, model)


def _version(subject: Ref, version: Version, model: Registered) -> Iterator[Statement]:
    attribute = f"version.{version.number}"
    words = ", ".join(filter(None, (version.stage or "no stage", *(f"alias {alias}" for alias in version.aliases))))
    yield Statement(subject, attribute, words, place=model.place, date=version.created or model.seen)
    url = version.run_tags.get("mlflow.source.git.repoURL", "")
    if url:
        name = url.rstrip("/").removesuffix(".git").rpartition("/")[2].rpartition(":")[2]
        commit = version.run_tags.get("mlflow.source.git.commit", "")[:12]
        note = f"commit {commit}" if commit else ""
        yield Statement(subject, "lives_in", Ref("repository", name), place=model.place, note=note)


def _people(subject: Ref, model: Registered) -> Iterator[Statement]:
    """Who registered and who trained versions: counted by person, from the first day to the last."""
    for attribute, who in (("event.registered", _registrar), ("author", _trainer)):
        days: dict[str, list[date]] = {}
        counts: Counter[str] = Counter()
        for version in model.versions:
            user = who(version)
            if user:
                counts[user] += 1
                days.setdefault(user, []).extend([version.created] if version.created else [])
        for user, count in sorted(counts.items()):
            first, last = (min(days[user]), max(days[user])) if days[user] else (None, None)
            handle = Ref("email" if "@" in user else "login", user)
            yield Statement(subject, attribute, handle, place=model.place, date=first, until=last, amount=count)


def _registrar(version: Version) -> str:
    return version.user


def _trainer(version: Version) -> str:
    return version.run_tags.get("mlflow.user", "")


def _owners(model: Registered, tags: tuple[str, ...]) -> Iterator[Ref]:
    """The first tag that names an owner, on the model or else on its latest version."""
    for holder in (model.tags, *(version.tags for version in model.versions[-1:])):
        plain = {key.casefold(): value for key, value in holder.items()}
        owner = next((party for tag in tags if (party := party_of(plain.get(tag.casefold(), "")))), None)
        if owner:
            yield owner
            return


def _stage(model: Registered, stages: Mapping[str, str]) -> tuple[str, str] | None:
    """Where the model stands, by the most alive of its versions, and what tells so."""
    found: dict[str, str] = {}
    for version in model.versions:
        words = [(version.stage, "stage"), *((alias, "alias") for alias in version.aliases)]
        words += [(value, f"tag {key}") for key, value in version.tags.items() if key.casefold() in STAGE_TAGS]
        for word, what in words:
            stage = stages.get(word.casefold())
            if stage:
                found.setdefault(stage, f"{what} {word} of version {version.number}")
    for key, value in model.tags.items():
        if key.casefold() in STAGE_TAGS and value.casefold() in stages:
            found.setdefault(stages[value.casefold()], f"tag {key} {value}")
    return next(((stage, found[stage]) for stage in _ORDER if stage in found), None)


READER = Reader(
    "mlflow",
    "MLflow's model registry by REST, export folders, mlruns or SQLite: stages, aliases, owners from tags, users",
    read,
    (
        Option("token", "text", "Name of the environment variable that holds the server's token."),
        Option(
            "stages",
            "mapping",
            "Your words for stages: an alias or tag value -> production, staging, experiment, retired.",
            {},
        ),
        Option("owner_tags", "texts", "Tags that name an owner; empty: owner, team and others.", ()),
        Option("page_size", "number", "Models or versions asked for at a time.", 100),
    ),
    finds=(
        "**/{model,run,experiment,version}.json",
        "**/meta.yaml",
        "**/models/*/{aliases,tags}/*",
        "**/models/*/version-*/tags/*",
        "**/*.{db,sqlite,sqlite3}",
    ),
    version=2,
)
