"""Structures and scenarios of a workspace side by side."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem, UnknownNameError, names_hint
from ..org import Organization
from ..org.counting import FEWEST, ml_people
from ..report.comparison.interim import Interim
from ..report.comparison.page import ComparisonPage
from .changing import structures
from .computing import Say, computing_for, seed_of, too_few_draws
from .selecting import organization, scenario
from .structuring import not_structurable

if TYPE_CHECKING:
    from ..decide import Aims, Comparison, Progress
    from ..decide.comparing.comparison import Computing
    from ..report.comparison.building import Request
    from ..sim import Frame
    from ..workspace import LoggedAims, Workspace

Seen = Callable[["Comparison", "Frame"], None]
"""Called with what was simulated."""

OF_PEOPLE = frozenset({"resigned", "skill", "joiner_skill"})
"""Outcomes that tell how people would fare."""
REPORT = "report.html"
"""Where the report of a workspace stands, relative to it."""


@dataclass(frozen=True, slots=True)
class ComparisonOptions:
    """How much is compared. `scenarios` empty = all of the workspace; `seed` None = that of the workspace.

    `draws` are cases drawn from what is not known, `per_draw` courses of luck in each, `quarters` 4, 8, 12 or 20.
    `structures` are those of the library that are compared, None = all, empty = only today and the scenarios.
    `until_decided` draws in rounds, leaving out who has no chance any more, until the best is known; at most `draws`.
    `cluster` is the address of a dask scheduler, or `local[:N]`; with `keep` results are kept in the workspace, so
    that what was computed once is not computed again.
    `explain` holds pairs (before, after) of alternatives whose difference is split over the elements of a structure, in
    both arms; empty = what leads from Monday against today.
    """

    scenarios: tuple[str, ...] = ()
    draws: int = 125
    per_draw: int = 8
    seed: int | None = None
    quarters: int = 12
    until_decided: bool = False
    cluster: str = ""
    keep: bool = True
    explain: tuple[tuple[str, str], ...] = ()
    structures: tuple[str, ...] | None = None


STANDARD = ComparisonOptions()
NO_STRUCTURE = "none"
"""Stands on the command line for no structure of the library."""
QUICK_LOOK = (40, 5)
"""Draws and replications of a first look, with wider intervals."""


def compare(
    workspace: Workspace,
    options: ComparisonOptions = STANDARD,
    progress: Progress | None = None,
    interim: Callable[[Interim], None] | None = None,
    say: Say | None = None,
    seen: Seen | None = None,
) -> ComparisonPage:
    """Today, every structure of the library and the scenarios of a workspace, on the same luck.

    The aims of the workspace are logged in its folder before anything is simulated. `interim` is told how the
    alternatives stand after the first draws, `say` what the user should know of results that were kept, `seen` what was
    simulated, unless drawing went on until decided. Raises
    InputError if the organisation has nothing to structure, if an option is out of range, if an assumption or an aim of
    the workspace cannot be read or meant, UnknownNameError for a scenario that does not exist, ClusterError or
    StoreError if the work cannot be done there or its results cannot be kept.
    """
    from ..decide import aims_of, compare_alternatives, compare_until_decided, library_alternatives
    from ..decide.assumptions import priors_with
    from ..decide.structures.pilot import with_pilot
    from ..report.comparison.building import Request
    from ..report.comparison.interim import interim_of
    from ..sim import Frame, Sampling
    from .backtesting import tested_on_past

    today, about = organization(workspace)
    _check(today, options)
    scenarios = {name: scenario(workspace, name) for name in options.scenarios or workspace.scenarios}
    sampling = Sampling(options.draws, options.per_draw, seed_of(workspace, options.seed))
    alternatives = library_alternatives(today, scenarios, options.structures)
    settings = workspace.settings
    frame, priors = Frame.of(today, settings.allocation, settings.stream_secret), priors_with(workspace.assumptions)
    aims = _told_of(aims_of(settings), today)
    logged, past = _logged_aims(workspace), tested_on_past(workspace)
    money = settings.currency, settings.cost_of_ml_person_year
    asked = Request(today, about, options.quarters, *money, _command(workspace, options), logged)
    _check_names(options.explain, {a.id for a in alternatives})

    def look(first: Comparison) -> None:
        if interim:
            interim(interim_of(replace(first, aims=aims), asked, sampling.draws))

    with computing_for(workspace, options.cluster, options.keep, say) as computing:
        if options.until_decided:
            judged_by = priors, aims, options.quarters
            decided = compare_until_decided(frame, alternatives, sampling, judged_by, progress, computing)
            asked = replace(asked, decided=decided)
            return replace(_page(decided.comparison, frame, asked, options, computing), past=past)
        looked_at = replace(computing, interim=look)
        comparison = compare_alternatives(frame, alternatives, sampling, priors, progress, looked_at)
        if seen:
            seen(replace(comparison, aims=aims), frame)
        comparison = with_pilot(replace(comparison, aims=aims), frame, computing)
        return replace(_page(comparison, frame, asked, options, computing), past=past)


def _told_of(aims: Aims, today: Organization) -> Aims:
    """The aims without showing what would become of people where these are fewer than may be told of."""
    if len(ml_people(today)) >= FEWEST:
        return aims
    return replace(aims, front=tuple(name for name in aims.front if name not in OF_PEOPLE))


def _logged_aims(workspace: Workspace) -> tuple[LoggedAims, ...]:
    """All aims ever logged, with those of now; nothing where the workspace is in no folder."""
    from ..decide.choosing.stated_aims import as_logged
    from ..workspace import log_aims

    if not (workspace.folder / "mlorg.yaml").is_file():
        return ()
    return log_aims(workspace.folder, as_logged(workspace.settings), date.today())


def _page(
    comparison: Comparison, frame: Frame, asked: Request, options: ComparisonOptions, computing: Computing
) -> ComparisonPage:
    """The page with what the elements of a structure contribute, and with the map of the answer."""
    from ..archetypes import Arm
    from ..decide.robustness.answer_map import answer_map
    from ..decide.structures.decomposition import decompose, leader_and_today
    from ..report.comparison.building import comparison_page
    from ..report.levers.building import with_levers

    monday = Arm.RESTRUCTURED
    pairs = [(arm, pair) for arm in Arm for pair in options.explain]
    pairs = pairs or [(monday, pair) for pair in leader_and_today(comparison, monday, options.quarters)]
    split = [decompose(comparison, frame, arm, pair, options.quarters, computing) for arm, pair in pairs]
    maps = [answer_map(comparison, arm, quarters=options.quarters) for arm in Arm]
    return with_levers(comparison_page(comparison, asked), comparison, split, maps)


def _check_names(pairs: tuple[tuple[str, str], ...], known: set[str]) -> None:
    for name in (name for pair in pairs for name in pair):
        if name not in known:
            hint = names_hint(name, sorted(known))
            raise UnknownNameError(f"there is no alternative {name!r} in this comparison. {hint}")


def check_comparison(workspace: Workspace, options: ComparisonOptions) -> None:
    """InputError with every reason for which `compare` would not begin."""
    _check(organization(workspace)[0], options)


def write_report(page: ComparisonPage, path: Path | str) -> Path:
    """Write the page as one HTML file, with the folder it stands in; the path. OSError if it cannot be written."""
    from ..report.html import comparison_html

    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(comparison_html(page), encoding="utf-8")
    return target


def _command(workspace: Workspace, options: ComparisonOptions) -> str:
    """What to type for the same digits, without a path of this machine."""
    words = ["mlorg", "compare", workspace.folder.resolve().name or "."]
    words += [word for name in options.scenarios for word in ("--scenario", name)]
    chosen = (NO_STRUCTURE,) if options.structures == () else options.structures or ()
    words += [word for name in chosen for word in ("--structure", name)]
    words += ["--draws", str(options.draws), "--per-draw", str(options.per_draw)]
    words += ["--until-decided"] * options.until_decided
    words += ["--seed", str(seed_of(workspace, options.seed)), "--quarters", str(options.quarters)]
    words += [word for before, after in options.explain for word in ("--explain-difference", f"{after}:{before}")]
    return shlex.join(words)


def _check(org: Organization, options: ComparisonOptions) -> None:
    problems = not_structurable(org, options.quarters)
    problems += too_few_draws(options.draws, options.per_draw, "compare")
    known = structures()
    for name in options.structures or ():
        if name not in known:
            hint = names_hint(name, known)
            problems.append(Problem(Place(), f"there is no structure {name!r} in the library.", hint))
    if problems:
        raise InputError(problems)
