"""`mlorg backtest`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from .arguments import HERE, AsFormat, Folder, NoProgress, Seed
from .command import command
from .failures import INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestArguments:
    """What `mlorg backtest` is asked."""

    folder: Folder = HERE
    history: Annotated[
        Path | None, typer.Option("--history", metavar="FILE", help="What happened; else history.csv in WORKSPACE.")
    ] = None
    draws: Annotated[
        int, typer.Option("--draws", metavar="N", help="Cases drawn from all that is not known, at least 300.")
    ] = 1000
    seed: Seed = None
    keep: Annotated[
        bool, typer.Option("--keep", help="Write what the history says of assumptions into assumptions.yaml.")
    ] = False
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False


@command(
    BacktestArguments,
    "mlorg backtest acme",
    "mlorg backtest acme --history past.csv --format json",
    "mlorg backtest acme --keep",
)
def backtest(asked: BacktestArguments, screen: Screen) -> int | None:
    """Test the model on your own past: fit the first half, predict the second.

    The past stands in history.csv (lead times, waits for data, deployments, leavers), or in what the sources tell of
    releases and leavers. Says what came, what was expected before and after fitting, and what the whole history says of
    the assumptions; --keep writes that into assumptions.yaml. If nothing that is assumed produces the history, it says
    so, fits nothing and ends with exit code 1.
    """
    from .. import api

    workspace = api.load(asked.folder)
    screen.count_warnings(workspace)
    options = api.BacktestOptions(asked.history, asked.draws, asked.seed, asked.keep)
    try:
        with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as tell:
            page = api.backtest(workspace, options, tell)
    except KeyboardInterrupt:
        screen.note("Stopped; nothing was written.")
        return INTERRUPTED
    screen.page(page, asked.format)
    return 1 if page.refused else None
