"""`mlorg.yaml`: what a workspace is called, which files it reads, and what a comparison needs to know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ..errors import Problem
from ..org import ALLOCATIONS
from .aims import AimsEntry, AimSettings, read_aims
from .entities import given
from .entries import Day, Entry, Text, YesNo
from .reading import in_tree, read_entry
from .values import Unreadable, read_count, read_number, read_text
from .yaml_tree import Tree

NAME = "mlorg.yaml"
"""The file that makes a folder a workspace."""


@dataclass(frozen=True, slots=True)
class Files:
    """Names of files, relative to the workspace. Those called as here may be absent."""

    org: tuple[str, ...] = ("org.yaml",)
    people: tuple[str, ...] = ("people.csv",)
    assets: tuple[str, ...] = ("assets.csv",)
    ownership: tuple[str, ...] = ("ownership.csv",)
    scenarios: str = "scenarios"
    assumptions: str = "assumptions.yaml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mlorg.yaml` says.

    `cost_of_ml_person_year` is in units of `currency`; None = not known. `discount_rate` is a share per year.
    `allocation` is how a team that serves several lines chooses between them. `sources`, `precedence`, `aliases` and
    `checks` are kept as written, for the readers of sources and the rules. `stream_secret` keeps the keys of random
    streams, which stand in bundles, from being guessed from ids.
    """

    name: str = ""
    currency: str = ""
    as_of: date | None = None
    files: Files = Files()
    seed: int = 1
    aims: AimSettings = field(default_factory=AimSettings)
    cost_of_ml_person_year: float | None = None
    blank_is_root: bool = False
    allocation: str = ALLOCATIONS[0]
    sources: tuple[Any, ...] = ()
    precedence: Mapping[str, Any] = field(default_factory=dict)
    aliases: Mapping[str, Any] = field(default_factory=dict)
    checks: Mapping[str, Any] = field(default_factory=dict)
    discount_rate: float = 0.0
    stream_secret: str = ""


def _read_file_name(value: Any) -> str:
    name = read_text(value)
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or PureWindowsPath(name).drive:
        raise Unreadable(value, "is not the name of a file within the workspace.", "Copy the file into the folder.")
    return name


def _read_file_names(value: Any) -> tuple[str, ...]:
    return tuple(_read_file_name(name) for name in (value if isinstance(value, list) else [value]))


def _read_money(value: Any) -> float:
    amount = read_number(value)
    if amount <= 0:
        raise Unreadable(value, "is not above 0.")
    return amount


def _read_rate(value: Any) -> float:
    rate = read_number(value)
    if not 0 <= rate <= 1:
        raise Unreadable(value, "is not a share from 0 to 1.", "Write 0.08 for 8 % a year.")
    return rate


def _read_currency(value: Any) -> str:
    text = read_text(value)
    if not re.fullmatch("[A-Z]{3}", text):
        raise Unreadable(text, "is not a currency code of three capital letters.", "Write for example EUR.")
    return text


def _read_allocation(value: Any) -> str:
    text = read_text(value)
    if text not in ALLOCATIONS:
        raise Unreadable(text, "is no rule of allocation.", f"Known: {', '.join(ALLOCATIONS)}.")
    return text


def _read_seed(value: Any) -> int:
    seed = read_count(value)
    if seed >= 2**63:
        raise Unreadable(value, "is too large for a seed.", "Take one below 9,223,372,036,854,775,808.")
    return seed


def _read_secret(value: Any) -> str:
    text = read_text(value)
    if not re.fullmatch("[0-9a-f]{32,64}", text):
        raise Unreadable(value, "is not 32 to 64 digits 0-9 or a-f.", "Write what 'openssl rand -hex 16' prints.")
    return text


def _read_sources(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise Unreadable(value, "stands where a list is wanted.", "Write one '- ' line for each source.")
    return tuple(value)


def _read_kept(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(value, "stands where a mapping is wanted.", "Write key: value.")
    return value


Kept = Annotated[dict[str, Any], BeforeValidator(_read_kept, json_schema_input_type=dict[str, Any])]
FileNames = Annotated[tuple[str, ...], BeforeValidator(_read_file_names, json_schema_input_type=str | list[str])]
FileName = Annotated[str, BeforeValidator(_read_file_name, json_schema_input_type=str)]


class FilesEntry(Entry):
    """Which files are read, relative to the workspace: a name or a list of names."""

    org: FileNames = Field(Files().org, description="Units, assets, ownership. Default: org.yaml, if it is there.")
    people: FileNames = Field(Files().people, description="A row per post and person. Default: people.csv.")
    assets: FileNames = Field(Files().assets, description="Assets, a row each. Default: assets.csv.")
    ownership: FileNames = Field(Files().ownership, description="Ownership, a row each. Default: ownership.csv.")
    scenarios: FileName = Field(Files().scenarios, description="The folder with one YAML file per scenario.")
    assumptions: FileName = Field(Files().assumptions, description="Priors overridden. Default: assumptions.yaml.")


class SettingsFile(Entry):
    """Settings of a workspace."""

    name: Text = Field("", description="Name of the organisation.")
    currency: Annotated[str, BeforeValidator(_read_currency, json_schema_input_type=str)] = Field(
        "", description="Currency of all money in this workspace, e.g. EUR."
    )
    as_of: Day | None = Field(None, description="The day that 'today' means, 2026-01-31. Empty: the day of the call.")
    files: FilesEntry = Field(
        FilesEntry.model_validate({}), description="Which files are read; the usual names need no mention."
    )
    seed: Annotated[int, BeforeValidator(_read_seed, json_schema_input_type=int)] = Field(
        1, description="Seed of all random numbers: the same seed gives the same digits."
    )
    aims: AimsEntry = Field(
        AimsEntry.model_validate({}), description="What is to be reached, and what must not be broken."
    )
    cost_of_ml_person_year: Annotated[float, BeforeValidator(_read_money, json_schema_input_type=float)] | None = Field(
        None, description="What an ML person costs in a year, in the currency of the workspace. Empty: not known."
    )
    blank_is_root: YesNo = Field(
        False, description="True if a post without a manager is the top; otherwise its manager is not known."
    )
    allocation: Annotated[str, BeforeValidator(_read_allocation, json_schema_input_type=str)] = Field(
        ALLOCATIONS[0],
        description="How a team that serves several lines chooses between them: worth (the idea that looks best), "
        "shares (the line that has had least for its ideas), sponsor (the line with most users first).",
    )
    sources: Annotated[tuple[Any, ...], BeforeValidator(_read_sources, json_schema_input_type=list[Any])] = Field(
        (), description="Systems to read facts from: kind, path or url, and what the reader of that kind takes."
    )
    precedence: Kept = Field(
        {}, description="Which sources are believed first, by attribute; 'default' for all others."
    )
    aliases: Kept = Field({}, description="Other names of units and assets: what a source calls it -> what it is.")
    checks: Kept = Field({}, description="Which rules `mlorg check` follows: select, ignore, settings by rule.")
    discount_rate: Annotated[float, BeforeValidator(_read_rate, json_schema_input_type=float)] = Field(
        0.0, description="By what share money counts less a year later, e.g. 0.08. Default: 0, all years count alike."
    )
    stream_secret: Annotated[str, BeforeValidator(_read_secret, json_schema_input_type=str)] = Field(
        "",
        description="Random digits, 0-9 and a-f, that keep ids from being guessed from a bundle. mlorg init writes "
        "them; other digits give other luck. Empty: none.",
    )


def read_settings(tree: Tree, problems: list[Problem]) -> Settings:
    """The settings of a file, with defaults for what it does not say or what cannot be read."""
    entry = read_entry(SettingsFile, tree.value, "", in_tree(tree, ()), problems)
    values = {} if entry is None else given(entry)
    if "files" in values:
        values["files"] = Files(**given(values["files"]))
    if "aims" in values:
        values["aims"] = read_aims(values["aims"], tree)
    return Settings(**values)


def settings_data(settings: Settings) -> dict[str, Any]:
    """What `mlorg.yaml` says: every setting that is not the default."""
    found = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name != "files"}
    default = Settings()
    found = {name: value for name, value in found.items() if value != getattr(default, name)}
    if "aims" in found:
        found["aims"] = settings.aims.data()
    changed = {f.name: getattr(settings.files, f.name) for f in fields(Files)}
    changed = {name: value for name, value in changed.items() if value != getattr(default.files, name)}
    return {**found, **({"files": changed} if changed else {})}
