"""`mlorg report`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..report.sentences import listed
from .arguments import HERE, Compared, Draws, Folder, NoProgress, PerDraw, QuickComparison, RankedAfter, Seed
from .command import command
from .compare import QUICK, STANDARD
from .failures import INTERRUPTED
from .outputs import check_outputs
from .progress import progress_on_stderr
from .screen import Screen


class ReportForm(StrEnum):
    """Forms of a report."""

    HTML = "html"
    PDF = "pdf"
    PPTX = "pptx"
    JSON = "json"
    CSV = "csv"
    ZIP = "zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What `mlorg report` is asked."""

    folder: Folder = HERE
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Where the report goes; its suffix says the form. Else report.html."
        ),
    ] = None
    format: Annotated[
        ReportForm | None,
        typer.Option("--format", "-f", help="The form, whatever the suffix. csv: all tables in one file, zip: each."),
    ] = None
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", metavar="FILE", help="Also write what recomputes every number, without any name."),
    ] = None
    plan: Annotated[
        str,
        typer.Option("--plan", metavar="TO", help="Also how to get to this structure or scenario, as mlorg plan does."),
    ] = ""
    scenario: Compared = None
    quick: QuickComparison = False
    draws: Draws = None
    per_draw: PerDraw = None
    seed: Seed = None
    quarters: RankedAfter = 12
    no_progress: NoProgress = False


@command(
    ReportOptions,
    "mlorg report acme --quick",
    "mlorg report acme -o board.html -o board.pdf -o board.pptx",
    "mlorg report acme -o tables.zip --draws 300 --seed 7",
    "mlorg report acme -o board.pdf --bundle again.zip",
    "mlorg report acme --plan embedded -o board.pptx",
)
def report(asked: ReportOptions, screen: Screen) -> int | None:
    """Write the report that a board reads: the answer, why, what would change it, what to do on Monday.

    Then the organisation, who owns what, what the rules found, which kind of organisation it is, the comparison of all
    structures, and what it all rests on. As HTML (one file that opens anywhere), PDF, PowerPoint with tables and charts
    that can be edited, JSON, or CSV; the same numbers in each. PDF and PowerPoint need the extra mlorg[report].
    """
    from .. import api

    workspace = api.load(asked.folder)
    screen.count_warnings(workspace)
    paths = tuple(asked.out or (workspace.folder / api.REPORT,))
    form = asked.format or ""
    check_outputs([*paths, asked.bundle])
    api.check_forms(paths, form)
    draws, per_draw = QUICK if asked.quick else STANDARD
    options = api.ComparisonOptions(
        tuple(asked.scenario or ()), asked.draws or draws, asked.per_draw or per_draw, asked.seed, asked.quarters
    )
    try:
        with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as tell:
            board = api.report(workspace, options, tell, asked.bundle, asked.plan)
    except KeyboardInterrupt:
        screen.note("Stopped; nothing was written. --quick needs a fifth of the time.")
        return INTERRUPTED
    screen.text(f"{board.comparison.headline}\n")
    screen.note(f"Writing {listed([str(path) for path in paths])}.")
    for path in api.write_files(board, paths, form):
        screen.note(f"Report: {path}")
    if asked.bundle:
        screen.note(f"Bundle: {asked.bundle}; mlorg reproduce computes every number of it again.")
    return None
