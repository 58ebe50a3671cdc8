"""Back-testing the model on the history of a workspace, and keeping what it learns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem, WorkspaceError
from ..report.backtest import BacktestPage
from .computing import seed_of
from .structuring import nothing_to_structure

if TYPE_CHECKING:
    from ..decide import Progress
    from ..org import Organization
    from ..sim import Prior
    from ..workspace import Workspace
    from ..workspace.history import Measured

FITTED = "fitted to"
"""How the source of an assumption begins that a history gave: a back-test starts from what was assumed before it."""
FEWEST_DRAWS = 300


@dataclass(frozen=True, slots=True)
class BacktestOptions:
    """Which history (None = history.csv of the workspace, and what its sources tell), how many draws, what to keep."""

    history: Path | None = None
    draws: int = 1000
    seed: int | None = None
    keep: bool = False


USUAL, QUICK = BacktestOptions(), BacktestOptions(draws=400)


def backtest(workspace: Workspace, options: BacktestOptions = USUAL, progress: Progress | None = None) -> BacktestPage:
    """Fit the first half of a history, predict the second; with `keep`, write what the whole of it says.

    Raises InputError where there is no history, where it is too short, or where its file cannot be read.
    """
    from ..decide.history import Draws, learned
    from ..decide.history import backtest as test_back
    from ..report.backtest import backtest_page
    from ..sim import Frame, compile_structure, draw_environments
    from .selecting import organization

    today, about = organization(workspace)
    _check(today, options)
    measured, source = history_rows(workspace, options.history)
    until = workspace.settings.as_of or max(one.day for one in measured)
    table = _priors_before(workspace)
    settings, seed = workspace.settings, seed_of(workspace, options.seed)
    structure = compile_structure(today, Frame.of(today, settings.allocation, settings.stream_secret), None)
    found = test_back(measured, until, structure, Draws(draw_environments(seed, options.draws, table), seed), progress)
    page = backtest_page(found, source, replace(about, seed=seed))
    if options.keep and found.posterior:
        return _kept(workspace, page, learned(found.posterior, found.moved, table))
    return page


def tested_on_past(workspace: Workspace) -> tuple[str, ...]:
    """What a quick back-test says, or why there can be none; empty where the workspace keeps no history.

    WorkspaceError for a history that cannot be read.
    """
    from ..workspace.history import HISTORY

    if not (workspace.folder / HISTORY).exists():
        return ()
    try:
        return (*backtest(workspace, QUICK).verdict, "mlorg backtest shows it in full.")
    except WorkspaceError:
        raise
    except InputError as error:
        return (f"{HISTORY} cannot be used for a back-test: {error}",)


def history_rows(workspace: Workspace, file: Path | None = None) -> tuple[tuple[Measured, ...], str]:
    """What is known of the past, and where from: a file, and for measures it does not have what the sources tell.

    InputError where nothing is known, WorkspaceError for a file that cannot be read.
    """
    from ..decide.history import history_of
    from ..workspace.history import HISTORY, read_history

    path = file or workspace.folder / HISTORY
    written = read_history(path) if file or path.exists() else ()
    kept = {one.measure for one in written}
    told = history_of(workspace.organization, workspace.settings.as_of or date.today())
    rows = (*written, *(one for one in told if one.measure not in kept))
    if not rows:
        hint = f"Write {HISTORY} with the columns date, measure and value; docs/reference/workspace.md says which."
        raise InputError([Problem(Place(path.as_posix()), "nothing is known of the past of this organisation.", hint)])
    sources = [path.name] * bool(written) + ["the sources of the workspace"] * (len(rows) > len(written))
    return rows, " and ".join(sources)


def _check(org: Organization, options: BacktestOptions) -> None:
    problems = nothing_to_structure(org)
    if options.draws < FEWEST_DRAWS:
        few = f"{options.draws} draws are too few to fit a history."
        problems.append(Problem(Place(), few, f"Ask for at least {FEWEST_DRAWS}."))
    if problems:
        raise InputError(problems)


def _priors_before(workspace: Workspace) -> Mapping[str, Prior]:
    """What was assumed before a history was fitted: otherwise the same history would count twice."""
    from ..decide.assumptions import priors_with

    return priors_with(one for one in workspace.assumptions if not one.source.startswith(FITTED))


def _kept(workspace: Workspace, page: BacktestPage, found: Mapping[str, str]) -> BacktestPage:
    from .asking import answered_row, update_command, write_answer

    source = f"{FITTED} {page.source}, up to {page.half_years[-1]}"
    table = _priors_before(workspace)
    rows = tuple(answered_row(workspace, table[name], text, source) for name, text in found.items())
    for row in rows:
        write_answer(workspace, row)
    return replace(page, kept=rows, command=update_command(workspace))
