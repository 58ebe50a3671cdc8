"""`mlorg compare`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import HERE, AsFormat
from .command import command
from .failures import INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..api import ComparisonOptions

STANDARD, QUICK, AT_MOST = (125, 8), (40, 5), (1000, 8)
"""Draws and replications per draw; `AT_MOST` where drawing goes on until it is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOptions:
    """What `mlorg compare` is asked."""

    folder: Annotated[
        Path, typer.Argument(metavar="[WORKSPACE]", help="Folder of the workspace.", show_default="here")
    ] = HERE
    scenario: Annotated[
        list[str] | None,
        typer.Option("--scenario", "-s", metavar="NAME", help="A scenario to compare; else all of the workspace."),
    ] = None
    quick: Annotated[bool, typer.Option("--quick", help="A first look: 40 draws of 5 each, wider intervals.")] = False
    until_decided: Annotated[
        bool,
        typer.Option(
            "--until-decided", help="Draw in rounds until the best is known, leaving out who has no chance any more."
        ),
    ] = False
    draws: Annotated[
        int | None,
        typer.Option(
            "--draws",
            min=3,
            metavar="N",
            help="Cases drawn from all that is not known; at most, if until decided (1000).",
            show_default="125",
        ),
    ] = None
    per_draw: Annotated[
        int | None,
        typer.Option("--per-draw", min=1, metavar="N", help="Courses of luck in each of them.", show_default="8"),
    ] = None
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, metavar="N", help="Of all luck; else that of the workspace.")
    ] = None
    quarters: Annotated[
        int, typer.Option("--quarters", metavar="4|8|12|20", help="After how many quarters the ranking is read.")
    ] = 12
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Where the report goes; else report.html in WORKSPACE."),
    ] = None
    format: AsFormat = Format.TEXT
    no_progress: Annotated[bool, typer.Option("--no-progress", help="Say nothing while it computes.")] = False


@command(
    CompareOptions,
    "mlorg compare acme --quick",
    "mlorg compare acme --scenario embedded --scenario central",
    "mlorg compare acme --draws 300 --seed 7 --html board.html",
    "mlorg compare acme --until-decided",
    "mlorg compare acme --format json > comparison.json",
)
def compare(asked: CompareOptions, screen: Screen) -> int | None:
    """Compare how the organisation would do if it were structured otherwise.

    Today, the five archetypes, their hybrids, changes of ownership that move nobody, and the scenarios of the
    workspace are simulated on the same luck: which is best and how sure that is, what it is worth, what else would be
    different, what could flip the answer, and how far to trust it. Also writes the report as one HTML file.
    """
    from .. import api

    workspace = api.load(asked.folder)
    screen.warn(workspace.warnings)
    reached = (0, 0)
    try:
        with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as tell:

            def progress(done: int, total: int) -> None:
                nonlocal reached
                reached = done, total
                tell(done, total)

            page = api.compare(workspace, _options(asked), progress)
    except KeyboardInterrupt:
        screen.note("Stopped after {:,} of {:,} simulated histories; nothing was written.".format(*reached))
        screen.note("--quick needs a fifth of the time.")
        return INTERRUPTED
    screen.page(page, asked.format)
    screen.note(f"Report: {api.write_report(page, asked.html or workspace.folder / api.REPORT)}")
    return None


def _options(asked: CompareOptions) -> ComparisonOptions:
    from .. import api

    draws, per_draw = AT_MOST if asked.until_decided else QUICK if asked.quick else STANDARD
    return api.ComparisonOptions(
        tuple(asked.scenario or ()),
        asked.draws or draws,
        asked.per_draw or per_draw,
        asked.seed,
        asked.quarters,
        asked.until_decided,
    )
