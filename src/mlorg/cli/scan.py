"""`mlorg scan`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from .arguments import HERE, AsFormat, Everything, Folder, iso_date
from .command import command
from .failures import CLEAN, PARTIAL
from .progress import source_progress
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanCommandOptions:
    """What `mlorg scan` is asked."""

    folder: Folder = HERE
    source: Annotated[
        list[str] | None, typer.Option("--source", "-s", metavar="ID", help="Only this source; may be repeated.")
    ] = None
    again: Annotated[bool, typer.Option("--again", help="Read also what has not changed since the last scan.")] = False
    as_of: Annotated[
        Any, typer.Option("--as-of", parser=iso_date, metavar="DATE", help="The day of the scan; otherwise today.")
    ] = None
    no_progress: Annotated[bool, typer.Option("--no-progress", help="Say nothing while it reads.")] = False
    everything: Everything = False
    format: AsFormat = Format.TEXT


@command(
    ScanCommandOptions,
    "mlorg scan -w acme",
    "mlorg scan -w acme --source codeowners --again",
    "mlorg scan -w acme --format json > scan.json",
)
def scan(asked: ScanCommandOptions, screen: Screen) -> int:
    """Read the sources of a workspace and bring what they say together.

    The sources stand in mlorg.yaml under sources:, each with a kind and a path or URL. What each says is kept in
    .mlorg/evidence; only what has changed is read again, and what a source no longer says is forgotten. A source that
    cannot be read costs the others nothing: it is named, what was known of it stays, and the exit code is 3.

    Sources that contradict each other are listed, with the one that is believed; mlorg explain tells why.
    """
    from .. import api

    request = api.ScanRequest(tuple(asked.source or ()), asked.again, asked.as_of)
    with source_progress(not (asked.no_progress or screen.quiet)) as tell:
        page = api.scan(asked.folder, request, tell, screen.warn)
    screen.page(page, asked.format, asked.everything)
    return CLEAN if page.complete else PARTIAL
