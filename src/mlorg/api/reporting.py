"""The report that a board reads: every page of a workspace as one value, written in the forms asked for."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..report.organisation.units import units_page
from .assessing import assess
from .bundling import write_bundle
from .checking import check
from .comparing import STANDARD, ComparisonOptions, compare
from .planning import PlanOptions, plan
from .selecting import organization
from .showing import ownership, statistics

if TYPE_CHECKING:
    from ..decide import Comparison, Progress
    from ..report.board import BoardReport
    from ..sim import Frame
    from ..workspace import Workspace


def report(
    workspace: Workspace,
    options: ComparisonOptions = STANDARD,
    progress: Progress | None = None,
    bundle: Path | None = None,
    plan_to: str = "",
) -> BoardReport:
    """Everything that is known of a workspace, compared and put together; `bundle` is where its bundle goes, if any.

    `plan_to` is the structure or scenario whose plan is part of the report; empty = no plan. Raises what `compare` and
    `plan` raise.
    """
    from ..decide.assumptions import priors_with
    from ..report.board import BoardReport
    from ..report.board.grounds import sources_of, tested
    from ..report.board.value import assumption_rows
    from ..sim import priors

    def keep(comparison: Comparison, frame: Frame) -> None:
        if bundle:
            write_bundle(comparison, frame, bundle)

    compared = compare(workspace, options, progress, seen=keep)
    planned = plan(workspace, plan_to, _as_compared(options), progress) if plan_to else None
    assumed = tuple(assumption_rows(priors_with(workspace.assumptions), priors()))
    return BoardReport(
        compared.about,
        units_page(*organization(workspace)),
        statistics(workspace),
        ownership(workspace),
        check(workspace.folder),
        assess(workspace.folder),
        compared,
        assumed,
        sources_of(assumed),
        tested(),
        planned,
        command=_command(compared.basis.command, plan_to),
    )


def write_files(board: BoardReport, paths: Iterable[Path], form: str = "") -> tuple[Path, ...]:
    """Write the report to each path, in the form of its suffix unless one is given; the paths.

    Forms are checked before anything is written. UnsupportedError for a form that does not exist or lacks a package.
    """
    from .. import __version__
    from ..report.forms.files import form_of, report_bytes

    forms = [(path, form_of(path, form)) for path in paths]
    made = [(path, report_bytes(board, chosen, __version__)) for path, chosen in forms]
    for path, content in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tuple(path for path, _ in made)


def check_forms(paths: Iterable[Path], form: str = "") -> None:
    """UnsupportedError for a path whose form does not exist, before anything is computed."""
    from ..report.forms.files import form_of

    for path in paths:
        form_of(path, form)


def _as_compared(options: ComparisonOptions) -> PlanOptions:
    """A plan with the draws, seed and horizon of the comparison, half the luck in each draw."""
    per_draw = max(1, options.per_draw // 2)
    return PlanOptions(draws=options.draws, per_draw=per_draw, seed=options.seed, quarters=options.quarters)


def _command(compare_command: str, plan_to: str) -> str:
    """What to type for the same report."""
    words = shlex.split(compare_command)
    plan_words = ["--plan", plan_to] if plan_to else []
    return shlex.join(["mlorg", "report", *words[2:], *plan_words, "-o", "report.html"])
