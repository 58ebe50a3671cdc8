"""`mlorg explain`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .arguments import HERE, AsFormat, Everything, Workspace
from .command import command
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainOptions:
    """What `mlorg explain` is asked."""

    asset: Annotated[
        str, typer.Argument(metavar="THING", help="Its id, with its kind where it needs one: model:fraud.")
    ]
    workspace: Workspace = HERE
    everything: Everything = False
    format: AsFormat = Format.TEXT


@command(
    ExplainOptions,
    "mlorg explain model:fraud -w acme",
    "mlorg explain payments --format json -w acme",
)
def explain(asked: ExplainOptions, screen: Screen) -> None:
    """Show every statement behind a model, dataset, unit or anything else.

    For each attribute: which source says what, in which file and line and since when, which of them is believed, and
    by which rule. People are shown by pseudonym.
    """
    from .. import api

    screen.page(api.explain(asked.asset, asked.workspace), asked.format, asked.everything)
