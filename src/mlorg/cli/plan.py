"""`mlorg plan`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .arguments import HERE, AsFormat, Draws, Folder, NoProgress, Seed, iso_date
from .command import command
from .failures import INTERRUPTED
from .outputs import check_outputs
from .progress import progress_on_stderr
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..api import PlanOptions

STANDARD, QUICK = (125, 4), (40, 2)
"""Draws and replications per draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCommandOptions:
    """What `mlorg plan` is asked."""

    to: Annotated[
        str, typer.Option("--to", metavar="ALT", help="Where to: a structure such as embedded, or a scenario.")
    ]
    folder: Folder = HERE
    pace: Annotated[
        str,
        typer.Option(
            "--pace", metavar="at-once|quarters|lines|pilot", help="How fast; else the pace least often regretted."
        ),
    ] = ""
    order: Annotated[
        str, typer.Option("--order", metavar="smallest|largest", help="Which risk goes first, with --pace.")
    ] = "smallest"
    start: Annotated[
        Any,
        typer.Option(
            "--start", parser=iso_date, metavar="DATE", help="Day of the first wave.", show_default="next Monday"
        ),
    ] = None
    as_of: Annotated[
        Any,
        typer.Option(
            "--as-of",
            parser=iso_date,
            metavar="DATE",
            help="Plan from that day on; what a scenario has changed by then is done.",
        ),
    ] = None
    quick: Annotated[bool, typer.Option("--quick", help="A first look: 40 draws of 2 each, wider intervals.")] = False
    draws: Draws = None
    per_draw: Annotated[
        int | None,
        typer.Option("--per-draw", min=1, metavar="N", help="Courses of luck in each of them.", show_default="4"),
    ] = None
    seed: Seed = None
    quarters: Annotated[
        int, typer.Option("--quarters", metavar="4|8|12|20", help="After how many quarters the paces are judged.")
    ] = 12
    save: Annotated[
        str, typer.Option("--save", metavar="NAME", help="Keep it as the dated scenario NAME: scenarios/NAME.yaml.")
    ] = ""
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the steps as a table.")] = None
    markdown: Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="Write it as Markdown.")] = None
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write it as one HTML file with charts.")
    ] = None
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False

    @property
    def files(self) -> dict[str, Path]:
        """The files asked for, by their form."""
        wanted = {"csv": self.csv, "markdown": self.markdown, "html": self.html}
        return {form: path for form, path in wanted.items() if path is not None}


@command(
    PlanCommandOptions,
    "mlorg plan --to embedded -w acme --quick",
    "mlorg plan --to hub_and_spoke -w acme --pace lines --start 2027-01-04",
    "mlorg plan --to central -w acme --save rollout --csv steps.csv --html plan.html",
    "mlorg plan --to rollout -w acme --as-of 2027-03-01",
    "mlorg plan --to embedded -w acme --format json > plan.json",
)
def plan(asked: PlanCommandOptions, screen: Screen) -> int | None:
    """Plan the way from today to a structure or a scenario, in dated waves.

    The difference becomes steps, each with what it needs, what it costs, who must agree and whether it can be undone;
    no wave leaves work without an owner. Several paces are simulated from the state of today on the same luck: what
    each is worth, how deep the dip is, when it breaks even, how often it would be regretted, and by which signs to
    stop and go back. --save keeps the plan as a scenario; `mlorg show --as-of` then shows any day of it.
    """
    from .. import api

    check_outputs(asked.files.values())
    workspace = api.load(asked.folder)
    screen.count_warnings(workspace)
    try:
        with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as tell:
            page = api.plan(workspace, asked.to, _options(asked), tell)
    except KeyboardInterrupt:
        screen.note("Stopped; nothing was written. --quick needs a sixth of the time.")
        return INTERRUPTED
    screen.page(page, asked.format)
    for path in api.write_plan(page, asked.files):
        screen.note(f"Written: {path}")
    return None


def _options(asked: PlanCommandOptions) -> PlanOptions:
    from .. import api

    draws, per_draw = QUICK if asked.quick else STANDARD
    return api.PlanOptions(
        asked.pace,
        asked.order,
        asked.start,
        asked.as_of,
        asked.draws or draws,
        asked.per_draw or per_draw,
        asked.seed,
        asked.quarters,
        asked.save,
    )
