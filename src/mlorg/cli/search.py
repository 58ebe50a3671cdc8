"""`mlorg search`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .arguments import HERE, AsFormat, Everything, Folder, NoProgress, Seed
from .command import command
from .failures import INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """What `mlorg search` is asked."""

    folder: Folder = HERE
    trials: Annotated[int, typer.Option("--trials", min=1, metavar="N", help="Organisations to look at.")] = 150
    draws: Annotated[
        int, typer.Option("--draws", min=10, metavar="N", help="Cases drawn to look at them; twice as many fresh ones.")
    ] = 100
    outcome: Annotated[
        str, typer.Option("--outcome", "-o", metavar="ID", help="What is to be best, e.g. lead_time; else the aims.")
    ] = "aims"
    arm: Annotated[
        str,
        typer.Option("--arm", metavar="restructured|settled", help="From Monday, or once settled with roles to match."),
    ] = "restructured"
    quarters: Annotated[
        int, typer.Option("--quarters", metavar="4|8|12|20", help="After how many quarters the outcome is read.")
    ] = 12
    seed: Seed = None
    least_team: Annotated[
        int, typer.Option("--least-team", metavar="N", help="ML people that a line has at least, if it has any.")
    ] = 2
    most_moved: Annotated[
        int | None,
        typer.Option("--most-moved", metavar="N", help="Posts that get another seat or manager, at most."),
    ] = None
    save: Annotated[
        str, typer.Option("--save", metavar="NAME", help="Keep the mixture as the scenario NAME: scenarios/NAME.yaml.")
    ] = ""
    everything: Everything = False
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False


@command(
    SearchOptions,
    "mlorg search acme",
    "mlorg search acme --trials 400 --save mixture",
    "mlorg search acme --outcome lead_time --most-moved 10",
    "mlorg search acme --arm settled --format json > search.json",
)
def search(asked: SearchOptions, screen: Screen) -> int | None:
    """Search between the structures for a mixture that does better than the best of them.

    For every business line and every element (who sits where, who reports to whom, who owns which data and models,
    roles, product managers, platform) the setting of any structure may be taken. Head count, pay bill and one
    accountable owner are kept. The best mixture is simulated again on fresh cases beside the best structures, and told
    in counts by role and unit. Needs the extra mlorg[search].
    """
    from .. import api

    workspace = api.load(asked.folder)
    screen.count_warnings(workspace)
    options = api.SearchOptions(
        asked.trials,
        asked.draws,
        asked.outcome,
        asked.arm,
        asked.quarters,
        asked.seed,
        asked.least_team,
        asked.most_moved,
        asked.save,
    )
    try:
        with progress_on_stderr("Searching", not (asked.no_progress or screen.quiet)) as tell:
            page = api.search(workspace, options, tell)
    except KeyboardInterrupt:
        screen.note("Stopped; nothing was written. --trials and --draws make it shorter.")
        return INTERRUPTED
    screen.page(page, asked.format, asked.everything)
    if asked.save and not page.saved_as:
        screen.note("No mixture did better than the structures, so no scenario was written.")
    return None
