"""The organisations on which published figures are checked, and the variants of them that a check needs.

    firms       the default population (`archetypes.firms`), as they are; measured after two years
    beginners   the same firms without a model in use on day 0, measured from that day
    near, far   the same firms; their largest team is next to everybody it asks, or as far away as can be
    employers   employers of any size, with teams down to nobody, without a model; measured from the day they began
    agencies    large public organisations: the same generator with the settings below; measured after two years
    intake      the same agencies; one central unit answers all requests for data
    no intake   the same; each line answers for its own

Draw number d has the environment d and the firm d. Settings without a source are assumed, and none was tuned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from ...archetypes.firms import firm
from ...archetypes.firms.sizes import MOST_ML, MOST_ML_SHARE, SIZE_CLASSES, STAGES, SizeClass, stage
from ...org import Function, Organization, Ownership, Ref, Responsibility, Unit
from ...org.lines import BusinessLines
from ...sim import Environment, Frame, Structure, compile_structure
from .histories import DAYS_PER_YEAR, History, Span, histories

Value = TypeVar("Value", int, float)

WITHOUT_TEAM = {"O04": 0.135, "O05": 0.107, "O06": 0.083, "O07": 0.067, "O08": 0.046}
"""Share of companies of each size without anybody who does data science, by row of the evidence."""

OLDEST_EMPLOYER = 5.0
"""Employers took up machine learning at any time within so many years, all times alike (assumed)."""

AGENCY_POSTS, AGENCY_LINES = 20_000, 12
"""Posts and lines of a large public organisation (assumed). Its team is drawn as for any company of this size (O08)."""

FIRM_SPAN, BEGINNER_SPAN, AGENCY_SPAN = Span(8, 20), Span(0, 20), Span(8, 40)
NEAREST, FARTHEST = 1, 3
"""Classes of distance of the engine's tables."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One draw: what was drawn, and the histories by population (see the module's docstring).

    `employer_age` is the working day on which the employer is looked at; it has no history if it has no team. `teams`
    are sizes of teams drawn from the generator's law, by class of company size, `stages` how far employers have come by
    that law. `placed_team` is the team that is near
    in one population and far in another.
    """

    environment: Environment
    histories: Mapping[str, Sequence[History]] = field(default_factory=dict)
    employer_age: float = 0.0
    teams: tuple[tuple[int, ...], ...] = ()
    stages: tuple[int, ...] = ()
    placed_team: int = -1


@dataclass(frozen=True, slots=True)
class Agency:
    """A large public organisation, compiled as it is and under the two rules for requests."""

    today: Structure
    intake: Structure
    no_intake: Structure


def compiled(org: Organization) -> Structure:
    """An organisation as the engine sees it."""
    return compile_structure(org, Frame.of(org))


def without_models(structure: Structure) -> Structure:
    """The same with no model in use on day 0."""
    return replace(structure, lines=tuple(replace(line, live=0) for line in structure.lines))


def largest_team(structure: Structure) -> int:
    """Number of the team with most people."""
    return max(range(structure.teams), key=lambda g: structure.groups[g].size)


def largest_team_placed(structure: Structure, distance: int) -> Structure:
    """The same with its largest team at this distance from everybody: queue class, common unit or manager, seat.

    Approval paths stay as they are: elapsed time is measured from approval on.
    """
    team = largest_team(structure)
    groups, lines, near = len(structure.groups), len(structure.lines), distance == NEAREST
    return replace(
        structure,
        rank=_with_row(structure.rank, team, [distance] * groups),
        congruent=_with_row(structure.congruent, team, [int(near)] * groups),
        inside=_with_row(structure.inside, team, [float(near)] * lines),
    )


def _with_row(table: tuple[Value, ...], number: int, row: list[Value]) -> tuple[Value, ...]:
    first = number * len(row)
    return table[:first] + tuple(row) + table[first + len(row) :]


def firm_number(seed: int, draw: int) -> int:
    """Which firm of the default population a draw looks at."""
    return seed * 100_000 + draw


def agency(number: int) -> Agency:
    """A large public organisation, and the same under both rules for requests."""
    org = firm(number, people=AGENCY_POSTS, lines=AGENCY_LINES)
    return Agency(compiled(org), compiled(requests_answered(org, True)), compiled(requests_answered(org, False)))


def requests_answered(org: Organization, centrally: bool) -> Organization:
    """The same people; requests for the data of a line go to the central data unit, or to the line itself.

    Only the owner of warehousing changes, who is the one that grants access. Where no unit for data exists nothing
    changes.
    """
    office = next((u for u in org.units if u.function is Function.DATA), None)
    if office is None:
        return org
    kept = [o for o in org.ownerships if o.responsibility is not Responsibility.WAREHOUSE]
    return org.with_(ownerships=[*kept, *(_answering(line, office, centrally) for line in BusinessLines(org).units)])


def _answering(line: Unit, office: Unit, centrally: bool) -> Ownership:
    owner = office if centrally else line
    return Ownership(Ref("unit", line.id), Responsibility.WAREHOUSE, Ref("unit", owner.id))


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer of the general population: posts, people in data science, and years since it began."""

    number: int
    posts: int
    team: int
    years: float

    def structure(self) -> Structure | None:
        """What the engine sees on the day it begins; None without a team."""
        if self.team == 0:
            return None
        return without_models(compiled(firm(self.number, people=self.posts, ml_people=self.team)))


def employer(number: int) -> Employer:
    """One employer: company size by weight of the survey, then a team of the size that the survey found there."""
    random = Random(f"{number}/employer")
    chosen = random.choices(SIZE_CLASSES, [c.weight for c in SIZE_CLASSES])[0]
    low, high = chosen.people
    posts = int(low * (high / low) ** random.random())
    team = min(team_size(chosen, random), MOST_ML, int(posts * MOST_ML_SHARE))
    return Employer(number, posts, team, OLDEST_EMPLOYER * random.random())


def team_size(chosen: SizeClass, random: Random) -> int:
    """People in data science of a company of this size, by the law that the generator of firms uses; 0 = nobody."""
    if random.random() < WITHOUT_TEAM[chosen.row]:
        return 0
    return max(1, round(random.lognormvariate(chosen.mu, chosen.sigma)))


TEAMS_PER_DRAW = 20
"""Sizes of teams in each class of company size, and employers, that are drawn beside the firm of a draw."""


def observe_draw(seed: int, draw: int, environment: Environment, public: Agency, times: int) -> Observed:
    """Everything that is looked at in one draw, `times` replications of each population."""
    org = compiled(firm(firm_number(seed, draw)))
    hired = employer(firm_number(seed, draw))
    begun = hired.structure()
    spans = {
        "firms": (org, FIRM_SPAN),
        "beginners": (without_models(org), BEGINNER_SPAN),
        "near": (largest_team_placed(org, NEAREST), FIRM_SPAN),
        "far": (largest_team_placed(org, FARTHEST), FIRM_SPAN),
        "agencies": (public.today, AGENCY_SPAN),
        "intake": (public.intake, FIRM_SPAN),
        "no intake": (public.no_intake, FIRM_SPAN),
    }
    if begun is not None:
        spans["employers"] = (begun, BEGINNER_SPAN)
    found = {
        name: tuple(histories(structure, environment, span, (seed, draw), times))
        for name, (structure, span) in spans.items()
    }
    random = Random(f"{seed}/{draw}/teams")
    teams = tuple(tuple(team_size(c, random) for _ in range(TEAMS_PER_DRAW)) for c in SIZE_CLASSES)
    names = list(STAGES)
    numbers = range(firm_number(seed, draw) * TEAMS_PER_DRAW, (firm_number(seed, draw) + 1) * TEAMS_PER_DRAW)
    stages = tuple(names.index(stage(number)) for number in numbers)
    return Observed(environment, found, hired.years * DAYS_PER_YEAR, teams, stages, largest_team(org))
