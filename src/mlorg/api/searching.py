"""The space between the structures, searched for a workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem, UnknownNameError, WorkspaceError, names_hint
from ..org import Organization, is_ml
from ..org.counting import FEWEST
from ..report.organisation.scenarios import ScenarioPage
from ..report.search.page import SearchPage
from .comparing import OF_PEOPLE
from .computing import seed_of
from .scenarios import name_problems, scenario_page
from .selecting import organization
from .structuring import check_structurable

if TYPE_CHECKING:
    from ..decide import Progress
    from ..workspace import Workspace

FEWEST_DRAWS = 10


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How long is searched, for what, and within which limits.

    `trials` points are looked at on `draws` cases. `outcome` is one of the outcomes, `dip`, or `aims`: those of the
    workspace, weighted. `least_team`: ML people that a line has at least if it has any; `most_moved`: posts with
    another seat or line, at most (None: any number). `save` keeps the mixture as a scenario.
    """

    trials: int = 150
    draws: int = 100
    outcome: str = "aims"
    arm: str = "restructured"
    quarters: int = 12
    seed: int | None = None
    least_team: int = 2
    most_moved: int | None = None
    save: str = ""


STANDARD_SEARCH = SearchOptions()


def search(
    workspace: Workspace, options: SearchOptions = STANDARD_SEARCH, progress: Progress | None = None
) -> SearchPage:
    """The best mixture of structures for a workspace, and what it gains on fresh cases over the best of them.

    Raises InputError if the organisation has nothing to structure or a limit leaves nothing, UnknownNameError for an
    outcome or arm that does not exist, WorkspaceError for the name of a scenario that is there already, and
    UnsupportedError where optuna is not installed. All of that before anything is simulated.
    """
    from ..archetypes.catalogue import arm_of
    from ..decide import aims_of
    from ..decide.assumptions import priors_with
    from ..decide.structures.mixtures import Limits, Space
    from ..decide.structures.search import Question
    from ..decide.structures.search import search as search_space
    from ..report.rounding import Money
    from ..report.search.building import search_page
    from ..sim import Frame, Sampling

    check_search(workspace, options)
    today, about = organization(workspace)
    arm = arm_of(options.arm)
    settings, priors = workspace.settings, priors_with(workspace.assumptions)
    space = Space.of(today, arm, Limits(options.least_team, options.most_moved))
    sampling = Sampling(options.draws, 1, seed_of(workspace, options.seed))
    frame = Frame.of(today, settings.allocation, settings.stream_secret)
    question = Question(arm, options.outcome, options.quarters, aims_of(settings), priors)
    result = search_space(frame, space, question, sampling, options.trials, progress)
    most = max((abs(row.fresh) for row in result.rows), default=0.0)
    money = Money.of(settings.currency, settings.cost_of_ml_person_year, most)
    page = search_page(result, about, money)
    if options.save and page.found:
        save_mixture(workspace, page, options.save)
        return replace(page, saved_as=options.save)
    return page


def save_mixture(workspace: Workspace, page: SearchPage, name: str) -> ScenarioPage:
    """Keep the mixture of a search as the scenario `name`.

    InputError where none was found, or where the organisation is another than the one that was searched for;
    WorkspaceError for a name that is taken or is none.
    """
    from ..archetypes.catalogue import arm_of
    from ..decide.structures.mixtures import Space
    from ..report.search.building import mixture_overlay
    from ..workspace import save_scenario

    today, about = organization(workspace)
    if not page.found:
        raise InputError([Problem(Place(), "no mixture did better than the structures.", "Save a structure instead.")])
    if about.inputs_hash != page.about.inputs_hash:
        changed = "the organisation has changed since the mixture was searched for."
        raise InputError([Problem(Place(), changed, "Search again.")])
    if against := name_problems(workspace, name):
        raise WorkspaceError(against)
    space, what = Space.of(today, arm_of(page.arm)), f"{page.title}: {page.outcome_label}."
    save_scenario(mixture_overlay(space, page.settings, name, what), workspace)
    return scenario_page(workspace, name)


def search_outcomes() -> Mapping[str, str]:
    """What may be searched for, by what it is called in options, with what pages call it."""
    from ..decide.choosing.aims import AIMED, DIP
    from ..report.decision.aim_words import outcome_label
    from ..sim import OUTCOMES

    return {name: outcome_label(name) for name in (AIMED, DIP, *OUTCOMES)}


def check_search(workspace: Workspace, options: SearchOptions = STANDARD_SEARCH) -> None:
    """Raise everything for which `search` would not begin."""
    from ..archetypes.catalogue import arm_of
    from ..decide.structures.looking import require_optuna

    today = organization(workspace)[0]
    arm_of(options.arm)
    _check(workspace, today, options)
    require_optuna()


def _check(workspace: Workspace, today: Organization, options: SearchOptions) -> None:
    known = search_outcomes()
    if options.outcome not in known:
        hint = names_hint(options.outcome, known)
        raise UnknownNameError(f"there is no outcome {options.outcome!r}. {hint}")
    if options.save and (against := name_problems(workspace, options.save)):
        raise WorkspaceError(against)
    check_structurable(today, options.quarters)
    problems = [Problem(Place(), message, hint) for message, hint in _impossible(today, options)]
    if problems:
        raise InputError(problems)


def _impossible(today: Organization, options: SearchOptions) -> Iterator[tuple[str, str]]:
    people = sum(map(is_ml, today.posts))
    if not 1 <= options.least_team <= people:
        team = f"a team of at least {options.least_team} is no limit that {people} ML people can keep."
        yield team, f"Choose a number from 1 to {people}."
    if options.outcome in OF_PEOPLE and people < FEWEST:
        few = f"what would become of {people} ML people is not told: that is fewer than {FEWEST}."
        yield few, "Search for another outcome."
    if options.most_moved is not None and options.most_moved < 0:
        yield f"{options.most_moved} posts cannot move.", "Choose 0 to move nobody, or leave the limit out."
    if options.trials < 1 or options.draws < FEWEST_DRAWS:
        size = f"{options.trials} trials on {options.draws} draws are too few to search."
        yield size, f"Ask for at least 1 trial on {FEWEST_DRAWS} draws."
