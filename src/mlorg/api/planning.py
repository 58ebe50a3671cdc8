"""The way from today to a structure or a scenario: steps in dated waves, simulated at several paces."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem, UnknownNameError, names_hint
from ..org import Organization, Overlay, apply
from ..report.digest import digest
from ..report.pages import BASELINE, About
from ..report.plan.page import PlanPage
from .computing import seed_of, too_few_draws
from .scenarios import name_problems
from .selecting import Selection, organization
from .structuring import not_structurable

if TYPE_CHECKING:
    from ..decide import Progress
    from ..decide.plan import Order, Pace, Plan, PlansSimulated
    from ..workspace import Workspace

MOST_LISTED = 5
"""Responsibilities named in one message."""


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How the way is planned.

    `pace` is `at-once`, `quarters`, `lines` or `pilot`; empty = the one that is least often regretted. `order` is
    `smallest` or `largest` risk first. `start` None = next Monday. With `as_of`, changes of a scenario that have taken
    effect by that day count as done. `save` keeps the plan as a scenario of that name.
    """

    pace: str = ""
    order: str = "smallest"
    start: date | None = None
    as_of: date | None = None
    draws: int = 125
    per_draw: int = 4
    seed: int | None = None
    quarters: int = 12
    save: str = ""


NEXT_MONDAY = PlanOptions()


@dataclass(frozen=True)
class _Way:
    """Where a plan begins and leads to, and what has been done of it already."""

    today: Organization
    target: Organization
    label: str
    description: str
    day: date
    done: Overlay
    notes: tuple[str, ...] = ()


def plan(
    workspace: Workspace, to: str, options: PlanOptions = NEXT_MONDAY, progress: Progress | None = None
) -> PlanPage:
    """The plan from today to a structure of the library or a scenario of the workspace.

    Raises UnknownNameError for a structure, scenario, pace or order that does not exist, InputError with all problems
    of the options, of an organisation with nothing to plan, and of a target that leaves work without any owner, and
    WorkspaceError if there is a scenario of the name to save.
    """
    from ..decide.assumptions import priors_with
    from ..decide.plan import all_plans, simulate_plans, steps_between
    from ..report.plan.building import PlanRequest, plan_page
    from ..sim import Frame, Sampling

    asked = _asked(options)
    way, about = _way(workspace, to, options)
    start = _start(options, way.day)
    _check(workspace, way, (start, to), options)
    plans = all_plans(steps_between(way.today, way.target), way.today, asked)
    settings = workspace.settings
    frame = Frame.of(way.today, settings.allocation, settings.stream_secret)
    seed = seed_of(workspace, options.seed)
    sampling = Sampling(options.draws, options.per_draw, seed)
    drawn = sampling, priors_with(workspace.assumptions)
    simulated = simulate_plans(frame, plans, drawn, options.quarters, progress)
    chosen = plans[0] if asked else least_regretted(simulated)
    request = PlanRequest(
        replace(about, inputs_hash=digest(way.today, way.target, simulated.priors_hash, options), seed=seed),
        to,
        way.label,
        way.description,
        start,
        settings.currency,
        settings.cost_of_ml_person_year,
        _command(workspace, to, replace(options, seed=seed, start=start)),
        way.notes,
    )
    page = plan_page(simulated, chosen, request)
    return replace(page, saved_to=_keep(workspace, way, (chosen, page), options.save)) if options.save else page


def least_regretted(simulated: PlansSimulated) -> Plan:
    """The plan for which staying is least often better; among equals the one that is worth most."""
    from ..decide.plan import judge

    judged = {p.id: judge(simulated, p.id) for p in simulated.plans}
    return min(simulated.plans, key=lambda p: (judged[p.id].p_regret, -judged[p.id].difference))


def _asked(options: PlanOptions) -> tuple[Pace, Order] | None:
    """The pace and order asked for; None where the best is wanted."""
    from ..decide.plan import Order, Pace

    wrong = []
    for what, name, known in (("pace", options.pace, Pace), ("order", options.order, Order)):
        names = [str(one) for one in known]
        if name and name not in names:
            hint = names_hint(name, names)
            wrong.append(Problem(Place(), f"there is no {what} {name!r}.", hint))
    if wrong:
        raise InputError(wrong)
    return (Pace(options.pace), Order(options.order)) if options.pace else None


def _way(workspace: Workspace, to: str, options: PlanOptions) -> tuple[_Way, About]:
    from ..archetypes import STRUCTURES, propose

    day = options.as_of or workspace.settings.as_of or date.today()
    baseline, about = organization(workspace, Selection(as_of=options.as_of))
    if to in workspace.scenarios:
        overlay = workspace.scenarios[to]
        done = overlay.until(day) if options.as_of else replace(overlay, changes=())
        done = replace(done, changes=tuple(c for c in done.changes if c.effective is not None))
        today = apply(baseline, done)
        rest = replace(overlay, changes=tuple(c for c in overlay.changes if c not in done.changes))
        return _Way(today, apply(today, rest), to, overlay.description, day, done), about
    structures = {s.id: s for s in STRUCTURES}
    if to in structures:
        proposal = propose(baseline, to)
        label, description = structures[to].label, structures[to].description
        target = apply(baseline, proposal.overlay)
        return _Way(baseline, target, label, description, day, Overlay(""), proposal.notes), about
    if to == BASELINE:
        return _Way(baseline, baseline, BASELINE, "", day, Overlay("")), about
    known = [*structures, *workspace.scenarios]
    hint = names_hint(to, known)
    raise UnknownNameError(f"there is no structure or scenario {to!r} to plan for. {hint}")


def _start(options: PlanOptions, day: date) -> date:
    """As asked; else the Monday after the day."""
    return options.start or day + timedelta(days=7 - day.weekday())


def _check(workspace: Workspace, way: _Way, asked: tuple[date, str], options: PlanOptions) -> None:
    """Raise InputError with everything that stands against the plan."""

    start, to = asked
    problems = not_structurable(way.today, options.quarters)
    if start < way.day:
        past = f"the plan cannot start on {start}: that is before {way.day}."
        problems.append(Problem(Place(), past, "Choose a later --start, or plan --as-of an earlier day."))
    problems += too_few_draws(options.draws, options.per_draw, "simulate")
    problems += name_problems(workspace, options.save) if options.save else []
    problems += _against_target(way, to)
    if problems:
        raise InputError(problems)


def _against_target(way: _Way, to: str) -> Sequence[Problem]:
    """What is wrong with where the plan leads: nothing to do, or work that would have no owner."""
    from ..decide.plan import lost_duties, unsound

    if way.today == way.target:
        if way.done.changes:
            done = f"all that {to!r} changes has taken effect by {way.day}: nothing is left to plan."
            return [Problem(Place(), done, "Choose an earlier --as-of, or another target.")]
        why = " ".join(way.notes) or "Choose a target that differs from today; mlorg compare lists them."
        return [Problem(Place(), f"this organisation is at {to!r} already: nothing would change.", why)]
    lost = [f"{asset} ({duty.value})" for asset, duty in lost_duties(way.today, way.target)]
    found = [Problem(Place(), f"{to!r} is not sound: {fault}") for fault in unsound(way.target, way.today, way.target)]
    if lost:
        more = f" and {len(lost) - MOST_LISTED} more" if len(lost) > MOST_LISTED else ""
        message = (
            f"{to!r} leaves {len(lost)} responsibilities without any owner: {', '.join(lost[:MOST_LISTED])}{more}."
        )
        hint = "Name who takes each over, or say with owner: nobody that nobody does."
        found.append(Problem(Place(), message, hint))
    return found


def _keep(workspace: Workspace, way: _Way, made: tuple[Plan, PlanPage], name: str) -> str:
    """Write the plan as a scenario with its dates; the path of the file."""
    from ..decide.plan import as_said
    from ..workspace import save_scenario

    chosen, page = made
    organizations = chosen.organizations()
    changes = [
        replace(change, effective=row.start, wave=row.name, reason=step_row.title)
        for wave, row, org in zip(chosen.waves, page.waves, organizations[:-1], strict=True)
        for step, step_row in zip(wave.steps, row.steps, strict=True)
        for change in as_said(step.changes, org)
    ]
    described = f"Plan to {way.label}, {page.chosen.label[:1].lower()}{page.chosen.label[1:]}."
    overlay = Overlay(name, (*way.done.changes, *changes), described)
    return str(save_scenario(overlay, workspace))


def _command(workspace: Workspace, to: str, options: PlanOptions) -> str:
    """What to type for the same digits, without a path of this machine."""
    words = ["mlorg", "plan", "--to", to, "-w", workspace.folder.resolve().name or ".", "--start", str(options.start)]
    words += ["--pace", options.pace, "--order", options.order] if options.pace else []
    words += ["--as-of", str(options.as_of)] if options.as_of else []
    words += ["--draws", str(options.draws), "--per-draw", str(options.per_draw)]
    return shlex.join([*words, "--seed", str(options.seed), "--quarters", str(options.quarters)])


def write_plan(page: PlanPage, files: Mapping[str, Path]) -> list[Path]:
    """Write the page as `csv`, `markdown` or `html`, with the folders they stand in; the paths. OSError if it fails."""
    from ..report.html import plan_html
    from ..report.plan.table import plan_csv, plan_markdown

    forms: Mapping[str, Callable[[PlanPage], str]] = {"csv": plan_csv, "markdown": plan_markdown, "html": plan_html}
    for form, path in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(forms[form](page), encoding="utf-8")
    return list(files.values())
