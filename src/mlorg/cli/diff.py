"""`mlorg diff`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from .arguments import HERE, AsOf, Everything, Workspace
from .command import command
from .screen import Screen


class DiffFormat(StrEnum):
    """How a delta is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


Side = "a scenario, 'baseline', or the folder of a workspace."


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """What `mlorg diff` is asked."""

    before: Annotated[str, typer.Argument(metavar="A", help=f"Where the delta starts: {Side}")]
    after: Annotated[str, typer.Argument(metavar="B", help=f"Where it leads: {Side}")]
    workspace: Workspace = HERE
    as_of: AsOf = None
    everything: Everything = False
    format: Annotated[DiffFormat, typer.Option("--format", "-f", help="Text, JSON, or Markdown.")] = DiffFormat.TEXT


@command(
    DiffOptions,
    "mlorg diff baseline embedded -w acme",
    "mlorg diff embedded central -w acme --format markdown",
    "mlorg diff acme-2023 acme-2024 --format json",
)
def diff(asked: DiffOptions, screen: Screen) -> None:
    """Show what turns one organisation into another.

    From the baseline to one of its scenarios, the changes stand in the waves and with the reasons that were written
    into the scenario; between two others they are found by comparing.
    """
    from .. import api

    delta = api.delta(asked.before, asked.after, asked.workspace, asked.as_of)
    screen.page(delta, asked.format, asked.everything)
