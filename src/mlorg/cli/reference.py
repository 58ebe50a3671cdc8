"""`mlorg schema` and `mlorg version`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from .command import command
from .screen import Screen


class File(StrEnum):
    """Files of a workspace that have a schema."""

    MLORG = "mlorg"
    ORG = "org"
    SCENARIO = "scenario"
    ASSUMPTIONS = "assumptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaOptions:
    """What `mlorg schema` is asked."""

    file: Annotated[File, typer.Argument(help="Which file of a workspace.")] = File.ORG


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionOptions:
    """`mlorg version` is asked nothing."""


@command(SchemaOptions, "mlorg schema org > org.schema.json", "mlorg schema scenario")
def schema(asked: SchemaOptions, screen: Screen) -> None:
    """Print the JSON Schema of a workspace file.

    Editors complete and check the file with it; `mlorg init` puts all of them into .mlorg/schema.
    """
    from .. import api

    screen.text(api.schema(asked.file))


@command(VersionOptions, "mlorg version")
def version(asked: VersionOptions, screen: Screen) -> None:
    """Print the version."""
    from .. import __version__

    screen.text(f"mlorg {__version__}\n")
