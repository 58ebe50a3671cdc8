"""`mlorg reproduce`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from .arguments import AsFormat, Everything, NoProgress
from .command import command
from .failures import CLEAN, FINDINGS
from .progress import progress_on_stderr
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ReproduceOptions:
    """What `mlorg reproduce` is asked."""

    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A file that mlorg report --bundle wrote.")]
    everything: Everything = False
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False


@command(
    ReproduceOptions,
    "mlorg reproduce again.zip",
    "mlorg reproduce again.zip --format json",
)
def reproduce(asked: ReproduceOptions, screen: Screen) -> int:
    """Compute every number of a bundle again, and compare it to the last digit.

    A bundle holds arrays of posts by role, the ranges of all assumptions and the seed, and no name: whoever gets it can
    check a report without seeing the organisation. Exit code 1 if a figure differs; the first of them are listed.
    """
    from .. import api

    with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as tell:
        page = api.reproduce(asked.bundle, tell)
    screen.page(page, asked.format, asked.everything)
    return FINDINGS if page.differences else CLEAN
