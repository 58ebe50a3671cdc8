"""Structures and scenarios of a workspace side by side."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem
from ..org import Organization
from ..report.comparison import ComparisonPage
from .selecting import organization, scenario
from .structuring import nothing_to_structure

if TYPE_CHECKING:
    from ..workspace import Workspace

Progress = Callable[[int, int], None]
"""Called with (simulated histories done, histories in all)."""

FEWEST_DRAWS = 3
REPORT = "report.html"
"""Where the report of a workspace stands, relative to it."""


@dataclass(frozen=True, slots=True)
class ComparisonOptions:
    """How much is compared. `scenarios` empty = all of the workspace; `seed` None = that of the workspace.

    `draws` are cases drawn from what is not known, `per_draw` courses of luck in each, `quarters` 4, 8, 12 or 20.
    """

    scenarios: tuple[str, ...] = ()
    draws: int = 125
    per_draw: int = 8
    seed: int | None = None
    quarters: int = 12


STANDARD = ComparisonOptions()


def compare(
    workspace: Workspace, options: ComparisonOptions = STANDARD, progress: Progress | None = None
) -> ComparisonPage:
    """Today, every structure of the library and the scenarios of a workspace, on the same luck.

    Raises InputError if the organisation has nothing to structure, if an option is out of range or an assumption of
    the workspace cannot be read, and UnknownNameError for a scenario that does not exist.
    """
    from ..decide import compare_alternatives, library_alternatives
    from ..decide.assumptions import priors_with
    from ..report.comparing import Request, comparison_page
    from ..sim import Frame, Sampling
    from .backtesting import tested_on_past

    today, about = organization(workspace)
    _check(today, options)
    scenarios = {name: scenario(workspace, name) for name in options.scenarios or workspace.scenarios}
    sampling = Sampling(options.draws, options.per_draw, _seed(workspace, options))
    alternatives = library_alternatives(today, scenarios)
    settings = workspace.settings
    frame, priors = Frame.of(today, settings.allocation), priors_with(workspace.assumptions)
    past = tested_on_past(workspace)
    comparison = compare_alternatives(frame, alternatives, sampling, priors, progress)
    command = _command(workspace, options)
    asked = Request(today, about, options.quarters, settings.currency, settings.cost_of_ml_person_year, command)
    return replace(comparison_page(comparison, asked), past=past)


def write_report(page: ComparisonPage, path: Path | str) -> Path:
    """Write the page as one HTML file, with the folder it stands in; the path. OSError if it cannot be written."""
    from ..report.html import comparison_html

    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(comparison_html(page), encoding="utf-8")
    return target


def _seed(workspace: Workspace, options: ComparisonOptions) -> int:
    return workspace.settings.seed if options.seed is None else options.seed


def _command(workspace: Workspace, options: ComparisonOptions) -> str:
    """What to type for the same digits, without a path of this machine."""
    words = ["mlorg", "compare", workspace.folder.resolve().name or "."]
    words += [word for name in options.scenarios for word in ("--scenario", name)]
    words += ["--draws", str(options.draws), "--per-draw", str(options.per_draw)]
    words += ["--seed", str(_seed(workspace, options)), "--quarters", str(options.quarters)]
    return shlex.join(words)


def _check(org: Organization, options: ComparisonOptions) -> None:
    from ..sim import HORIZONS

    problems = [Problem(Place(), message, hint) for message, hint in nothing_to_structure(org)]
    if options.quarters not in HORIZONS:
        known = ", ".join(map(str, HORIZONS))
        problems.append(Problem(Place(), f"{options.quarters} quarters is not a horizon.", f"Choose one of {known}."))
    if options.draws < FEWEST_DRAWS or options.per_draw < 1:
        size = f"{options.draws} draws with {options.per_draw} replications each are too few to compare."
        problems.append(Problem(Place(), size, f"Ask for at least {FEWEST_DRAWS} draws with 1 each."))
    if problems:
        raise InputError(problems)
