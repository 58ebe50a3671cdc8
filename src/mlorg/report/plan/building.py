"""From a simulated plan to its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ...decide.plan import (
    Effort,
    GuardRail,
    Judgement,
    Plan,
    PlansSimulated,
    Step,
    as_said,
    effort_of,
    guard_rails,
    judge,
    terms_of,
)
from ...decide.plan.effort import Cost, Days, told_in_all
from ...decide.plan.guard_rails import Sign
from ...decide.plan.simulating import RUN_IN
from ...org import Change, Organization, Overlay, Remove
from ...org.counting import FEWEST, ml_people
from ..organisation.delta import knowing
from ..pages import About
from ..rounding import Money, known
from ..steps import summed_up
from .page import (
    CostRow,
    CourseRow,
    CurvePoint,
    DaysRow,
    MoveRow,
    PlanPage,
    PlanStepRow,
    PlanWaveRow,
    RailRow,
)
from .words import TELLING, answer, headline, pace_label, rail_said, step_title, wave_name


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What was asked for: where to, from which day, how money is said, and the command that asks it again."""

    about: About
    to: str
    label: str
    description: str
    start: date
    currency: str = ""
    cost_of_ml_person_year: float | None = None
    command: str = "mlorg plan"
    notes: tuple[str, ...] = ()
    saved_to: str = ""


def plan_page(simulated: PlansSimulated, chosen: Plan, request: PlanRequest) -> PlanPage:
    """The page of one of the plans that were simulated, with the others beside it."""
    judged = {plan.id: judge(simulated, plan.id) for plan in simulated.plans}
    most = max(abs(end) for j in judged.values() for end in (j.least, j.most, j.dip_low))
    money = Money.of(request.currency, request.cost_of_ml_person_year, most)
    few = len(ml_people(chosen.today)) < FEWEST
    courses = tuple(_course(plan, judged[plan.id], plan is chosen, (money, few)) for plan in simulated.plans)
    efforts = _efforts(chosen, simulated)
    waves = tuple(_waves(chosen, efforts, request, money))
    rails = (rail for rail in guard_rails(simulated, chosen.id) if not (few and rail.sign is Sign.RESIGNATIONS))
    taken = next(row for row in courses if row.chosen)
    return PlanPage(
        request.about,
        to=request.to,
        label=request.label,
        description=request.description,
        pace=chosen.id,
        start=request.start,
        end=max(step.settled for wave in waves for step in wave.steps),
        quarters=simulated.quarters,
        money=money,
        headline=headline(request.label, pace_label(chosen), judged[chosen.id]),
        answer=answer(taken, courses, money, simulated.quarters),
        waves=waves,
        people_days=_summed(effort.people_days for effort in efforts.values()),
        manager_days=_summed(effort.manager_days for effort in efforts.values()),
        once=_cost(told_in_all(efforts), money),
        courses=courses,
        rails=tuple(_rail(rail, request.start) for rail in rails),
        notes=request.notes,
        trust=_trust(simulated),
        command=request.command,
        saved_to=request.saved_to,
    )


def _efforts(plan: Plan, simulated: PlansSimulated) -> Mapping[str, Effort]:
    sides = zip(plan.waves, pairwise(plan.organizations()), strict=True)
    return {
        step.id: effort_of(step, before, after, simulated.environments)
        for wave, (before, after) in sides
        for step in wave.steps
    }


def _course(plan: Plan, judged: Judgement, chosen: bool, told: tuple[Money, bool]) -> CourseRow:
    money, few = told
    curve = tuple(CurvePoint(week, *map(money.of_years, ends)) for week, *ends in judged.curve)
    return CourseRow(
        plan.id,
        pace_label(plan),
        chosen,
        waves=len(plan.waves),
        last_week=plan.waves[-1].weeks,
        difference=money.of_years(judged.difference),
        least=money.of_years(judged.least),
        most=money.of_years(judged.most),
        p_regret=judged.p_regret,
        p_least=judged.p_least,
        p_most=judged.p_most,
        dip=money.of_years(judged.dip),
        dip_week=judged.dip_week,
        dip_low=money.of_years(judged.dip_low),
        break_even=judged.break_even,
        p_break_even=judged.p_break_even,
        resigned=None if few else judged.resigned,
        curve=curve,
    )


def _waves(plan: Plan, efforts: Mapping[str, Effort], request: PlanRequest, money: Money) -> Iterable[PlanWaveRow]:
    organizations = plan.organizations()
    target = organizations[-1]
    titles = {step.id: step_title(step, target) for wave in plan.waves for step in wave.steps}
    for number, (wave, sides) in enumerate(zip(plan.waves, pairwise(organizations), strict=True), start=1):
        rows = tuple(
            _step(step, sides, (efforts[step.id], money, wave.day(request.start)), titles) for step in wave.steps
        )
        yield PlanWaveRow(number, wave_name(number, wave.steps, target), wave.day(request.start), wave.weeks, rows)


def _step(
    step: Step,
    sides: tuple[Organization, Organization],
    taken: tuple[Effort, Money, date],
    titles: Mapping[str, str],
) -> PlanStepRow:
    effort, money, day = taken
    terms = terms_of(step, *sides)
    return PlanStepRow(
        step.id,
        titles[step.id],
        step.kind.value,
        step.place,
        start=day,
        settled=day + timedelta(weeks=effort.settled_weeks),
        lines=_what(step.changes, knowing(*sides)),
        moves=tuple(MoveRow(m.role, m.before, m.after, m.posts) for m in terms.moves),
        needs=tuple(titles[name] for name in step.needs),
        who=terms.who,
        reversible=terms.reversible,
        why=terms.why,
        people_days=_days(effort.people_days),
        manager_days=_days(effort.manager_days),
        once=_cost(effort.once, money),
        yearly=_cost(effort.yearly, money),
    )


def _what(changes: Sequence[Change], org: Organization) -> tuple[str, ...]:
    """What changes, summed up by role and unit; of ownership, who takes it over."""
    told = [c for c in as_said(changes, org) if not (isinstance(c, Remove) and c.kind == "ownership")]
    lines = tuple(line for row in summed_up(Overlay("", tuple(told)), org) for line in row.lines)
    return lines or ("What held for single assets follows the rule of the line",)


def _days(days: Days) -> DaysRow:
    return DaysRow(days.mean, days.low, days.high)


def _summed(all_days: Iterable[Days]) -> DaysRow:
    """Sums; the ends add up because the same assumptions drive all of them."""
    days = tuple(all_days)
    return DaysRow(sum(d.mean for d in days), sum(d.low for d in days), sum(d.high for d in days))


def _cost(cost: Cost, money: Money) -> CostRow:
    ends = (cost.amount, cost.low, cost.high)
    return CostRow(*(known(None if years is None else money.of_years(years)) for years in ends))


def _rail(rail: GuardRail, start: date) -> RailRow:
    return RailRow(
        rail.sign.value,
        rail_said(rail),
        rail.week,
        start + timedelta(weeks=rail.week),
        rail.threshold,
        rail.false_alarm,
        rail.miss,
        (rail.well, rail.badly),
        rail.tells >= TELLING,
    )


def _trust(simulated: PlansSimulated) -> tuple[str, ...]:
    sampling = simulated.sampling
    return (
        "No good outside data say how deep or long the dip after a reorganisation is. Here it follows from days lost "
        "by moving, unrest among the moved, and knowledge of the lines: all assumed, and drawn from wide ranges.",
        f"Every pace and staying were simulated on the same luck: {sampling.draws} draws of what is not known, "
        f"{sampling.per_draw} histories each, seed {sampling.seed}, assumptions {simulated.priors_hash}.",
        f"Each history runs {RUN_IN} quarters in today's structure before the first wave, so that work is in hand; at "
        "a wave, queues, people, skills and models in use go on from where they stand.",
        "mlorg compare may say otherwise of the same structure, even whether it gains anything: there every structure "
        "begins with empty queues, here with the work that today's structure has in hand, and the way there counts "
        "too; and the two rest on different simulated histories.",
        "Days of managers are assumed: a decision at either end for every post and responsibility, and an approval by "
        "each who must agree.",
    )
