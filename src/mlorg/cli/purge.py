"""`mlorg purge`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .arguments import HERE, Folder
from .command import command
from .failures import CLEAN, FINDINGS
from .screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeOptions:
    """What `mlorg purge` is asked."""

    folder: Folder = HERE
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False


@command(PurgeOptions, "mlorg purge acme", "mlorg purge acme --yes")
def purge(asked: PurgeOptions, screen: Screen) -> int:
    """Remove what `mlorg serve` keeps: runs with their results, and which browser is known.

    Files of the workspace stay: scenarios, answers, people. It asks before it removes anything, since this cannot be
    undone. End the server first. Exit code 1 if the answer is no.
    """
    from .. import api

    found = api.kept_by_server(asked.folder)
    if found is None:
        screen.note("There is nothing to remove.")
        return CLEAN
    if not asked.yes and not typer.confirm(f"Remove {found}? This cannot be undone."):
        screen.note("Nothing was removed.")
        return FINDINGS
    api.purge(asked.folder)
    screen.note(f"Removed: {found}.")
    return CLEAN
