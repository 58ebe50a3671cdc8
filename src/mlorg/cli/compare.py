"""`mlorg compare`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import (
    HERE,
    AsFormat,
    Compared,
    Everything,
    Folder,
    NoProgress,
    PerDraw,
    QuickComparison,
    RankedAfter,
    Seed,
)
from .command import command
from .failures import INTERRUPTED
from .outputs import check_outputs
from .progress import narrowing_on_stderr
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..api import ComparisonOptions

STANDARD, QUICK, AT_MOST = (125, 8), (40, 5), (1000, 8)
"""Draws and replications per draw; `AT_MOST` where drawing goes on until it is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOptions:
    """What `mlorg compare` is asked."""

    folder: Folder = HERE
    scenario: Compared = None
    structure: Annotated[
        list[str] | None,
        typer.Option(
            "--structure",
            metavar="NAME",
            help="A structure of the library to compare; else all. none: only today and scenarios.",
        ),
    ] = None
    quick: QuickComparison = False
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
    per_draw: PerDraw = None
    seed: Seed = None
    quarters: RankedAfter = 12
    explain_difference: Annotated[
        list[str] | None,
        typer.Option(
            "--explain-difference",
            metavar="ALT[:OTHER]",
            help="Split this difference over the elements of a structure, in both questions; OTHER is today. "
            "Else: the leader from Monday.",
        ),
    ] = None
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Where the report goes; else report.html in WORKSPACE."),
    ] = None
    everything: Everything = False
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Compute on the workers of a dask scheduler (tcp://HOST:8786), or of one started here (local:4).",
            show_default="threads of this machine",
        ),
    ] = ""
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor keep what was simulated before in this workspace.")
    ] = False


@command(
    CompareOptions,
    "mlorg compare acme --quick",
    "mlorg compare acme --scenario fraud_first --structure embedded --structure independent",
    "mlorg compare acme --explain-difference embedded --explain-difference embedded:independent",
    "mlorg compare acme --draws 300 --seed 7 --html board.html",
    "mlorg compare acme --until-decided",
    "mlorg compare acme --format json > comparison.json",
    "mlorg compare acme --draws 2000 --cluster tcp://scheduler:8786",
)
def compare(asked: CompareOptions, screen: Screen) -> int | None:
    """Compare how the organisation would do if it were structured otherwise.

    Today, the five archetypes, their hybrids, changes of ownership that move nobody, and the scenarios of the
    workspace are simulated on the same luck: which is best and how sure that is, what it is worth, what else would be
    different, what could flip the answer, and how far to trust it. Also writes the report as one HTML file.

    What was simulated is kept in the workspace: after Ctrl-C, a crash or with more draws, the same command goes on
    from there, with the same digits.
    """
    from .. import api

    workspace = api.load(asked.folder)
    report = asked.html or workspace.folder / api.REPORT
    check_outputs([report])
    screen.count_warnings(workspace)
    reached = (0, 0)
    notes: list[str] = []  # told when the bar is gone
    try:
        with narrowing_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as (tell, look):

            def progress(done: int, total: int) -> None:
                nonlocal reached
                reached = done, total
                tell(done, total)

            page = api.compare(workspace, _options(asked), progress, look, notes.append)
    except KeyboardInterrupt:
        screen.note("Stopped after {:,} of {:,} simulated histories.".format(*reached))
        screen.note("Nothing is kept." if asked.no_cache else "They are kept: the same command goes on from there.")
        return INTERRUPTED
    finally:
        for note in notes:
            screen.note(note)
    screen.page(page, asked.format, asked.everything)
    screen.note(f"Report: {api.write_report(page, report)}")
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
        asked.cluster,
        not asked.no_cache,
        tuple(_pair(text) for text in asked.explain_difference or ()),
        _structures(asked.structure),
    )


def _structures(named: list[str] | None) -> tuple[str, ...] | None:
    from ..api import NO_STRUCTURE

    return () if named == [NO_STRUCTURE] else tuple(named) if named else None


def _pair(text: str) -> tuple[str, str]:
    """`embedded:independent` -> (independent, embedded): what is compared with, then what is compared."""
    after, _, before = text.partition(":")
    return before or "today", after
