"""A plan in words: names of paces, steps and waves, the answer, guard rails, costs and dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ...decide.plan import GuardRail, Judgement, Kind, Order, Pace, Plan, Step
from ...decide.plan.guard_rails import Sign
from ...org import Add, Organization, Unit
from ...org.naming import unit_name
from ..rounding import Money, percent, tenths, two_digits
from ..sentences import listed, lower_first
from .page import CostRow, CourseRow, DaysRow, RailRow

PACES = {
    Pace.AT_ONCE: "All at once",
    Pace.QUARTERS: "By quarters",
    Pace.LINES: "Line by line",
    Pace.PILOT: "Pilot first",
}
FIRST = {Order.SMALLEST: "the smallest risk first", Order.LARGEST: "the largest risk first"}
COURSE_COLUMNS = ("against staying", "95 % interval", "regret", "dip", "worst 5 %", "breaks even")
TELLING = 0.1
"""How much better than a coin a sign must be to be worth following."""


def pace_label(plan: Plan) -> str:
    """A pace as it is called, with the order where there is one."""
    name = PACES[plan.pace]
    return name if plan.pace is Pace.AT_ONCE else f"{name}, {FIRST[plan.order]}"


def step_title(step: Step, org: Organization) -> str:
    """What a step is called; `org` is where the plan leads, so that new units have names."""
    place = unit_name(org, step.place)
    if step.kind is Kind.SET_UP:
        new = [c.entity.label for c in step.changes if isinstance(c, Add) and isinstance(c.entity, Unit)]
        return f"Set up {_listed(new)}" if new else "Set up what is shared"
    if step.kind is Kind.CLOSING:
        return "Close what is left empty"
    what = {Kind.PEOPLE: "People", Kind.OWNERSHIP: "Ownership", Kind.TERMS: "Titles and roles"}[step.kind]
    return f"{what}: {place}" if place else f"{what} outside the lines"


def wave_name(number: int, steps: Sequence[Step], org: Organization) -> str:
    """The number of a wave and where it takes place."""
    places = list(dict.fromkeys(unit_name(org, step.place) for step in steps if step.place))
    if any(not step.place for step in steps):
        places.insert(0, "shared units")
    return f"{number} {_listed(places)}"


def _listed(names: Sequence[str], most: int = 3) -> str:
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return listed(names)


def headline(label: str, pace: str, judgement: Judgement) -> str:
    """The answer in one sentence: what is worth more on average, if that is clear, and how often staying is better."""
    on_average = "too close to call" if judgement.least <= 0 <= judgement.most else "worth more than staying"
    if judgement.most < 0:
        on_average = "worth less than staying"
    chance = _in_cases(tenths(judgement.p_regret))
    return f"{label}, {lower_first(pace)}: {on_average} on average; staying would be better {chance}."


def _in_cases(chance: str) -> str:
    return chance if chance in ("never", "always") else f"in {chance} cases"


def answer(chosen: CourseRow, courses: Iterable[CourseRow], money: Money, quarters: int) -> tuple[str, ...]:
    """What the plan is worth, how deep and long the dip is, and what other paces would change."""
    interval = money.interval(chosen.least, chosen.most)
    more = "more" if chosen.difference >= 0 else "less"
    worth = (
        f"After {quarters} quarters it is worth {money.said(abs(chosen.difference))} {more} than staying, on average "
        f"(95 % interval {interval}). In {percent(chosen.p_regret)} of what is possible staying would have been better "
        f"(95 % interval {percent(chosen.p_least)} to {percent(chosen.p_most)})."
    )
    uneven = " ".join(filter(None, (worth, _uneven(chosen))))
    return (uneven, _dip(chosen, money, quarters), *_other_paces(chosen, courses, money))


def _uneven(row: CourseRow) -> str:
    """How the average can be against what most cases are for; empty where both agree."""
    if row.difference < 0 and row.p_regret < 0.5:
        return "It is below staying on average all the same: where it loses, it loses more than it gains elsewhere."
    if row.difference > 0 and row.p_regret > 0.5:
        return "It is above staying on average all the same: where it gains, it gains more than it loses elsewhere."
    return ""


def _dip(row: CourseRow, money: Money, quarters: int) -> str:
    deep = (
        f"The dip: on average the sum falls {money.said(-row.dip)} below staying, in week {row.dip_week}"
        if row.dip < 0
        else "The dip: on average the sum never falls below staying at the end of a quarter"
    )
    worst = f"; in the worst twentieth of cases by {money.said(-row.dip_low)} or more." if row.dip_low < 0 else "."
    week = "the first day" if row.break_even == 0 else f"week {row.break_even}"
    when = "does not break even within the horizon" if row.break_even is None else f"breaks even from {week} on"
    share = percent(row.p_break_even)
    return f"{deep}{worst} On average it {when}; within {quarters} quarters it does so in {share} of cases."


def _other_paces(chosen: CourseRow, courses: Iterable[CourseRow], money: Money) -> tuple[str, ...]:
    others = [row for row in courses if row is not chosen]
    if not others:
        return ("There is no other pace: everything belongs to one wave.",)
    best = max(others, key=lambda row: row.difference)
    if best.difference <= chosen.difference:
        return ("No other pace that was simulated is worth more on average.",)
    gain = money.said(best.difference - chosen.difference)
    more = f"{best.label} is worth {gain} more on average"
    return (f"{more}, and is worse than staying in {percent(best.p_regret)} of cases.",)


def rail_said(rail: GuardRail) -> str:
    """A guard rail as an instruction."""
    said = two_digits(rail.threshold)
    by = f"Stop and go back if by week {rail.week}"
    if rail.sign is Sign.RESIGNATIONS:
        return f"{by} at least {round(rail.threshold) + 1} ML people have resigned."
    if rail.sign is Sign.LEAD_TIME:
        return (
            f"{by} what has come into use since the plan began took more than {said} times as long from approval to "
            "use as in the year before."
        )
    if rail.sign is Sign.AGE:
        return f"{by} use cases under way were approved more than {said} times as long ago as those of the year before."
    return f"{by} use cases have come into use at less than {said} times the pace of the year before."


def rails_said(rails: Sequence[RailRow]) -> str:
    """What is to be thought of the rails as a whole; empty where some of them tell."""
    if not rails:
        return "Too few histories end well, or too few badly, to say by which signs they differ."
    if not any(rail.telling for rail in rails):
        return "None of these signs tells well from badly much better than a coin: look at them, do not rely on them."
    return ""


def errs_said(false_alarm: float, miss: float) -> str:
    """How often a rail is wrong."""
    return f"false alarm in {percent(false_alarm)} of what ends well, silent in {percent(miss)} of what ends badly"


def days_said(days: DaysRow) -> str:
    """Days with their range."""
    if days.high == 0:
        return "0"
    return f"{two_digits(days.mean)} ({two_digits(days.low)} to {two_digits(days.high)})"


def cost_said(cost: CostRow, money: Money) -> str:
    """An amount, or the band that may be told."""
    if cost.amount is not None:
        return "nothing" if cost.amount == 0 else money.said(cost.amount)
    if cost.low is None or cost.high is None:
        return f"beyond {money.said(cost.low or cost.high or 0.0)}"
    if 0 in (cost.low, cost.high):
        return f"up to {money.said(cost.low or cost.high)}"
    return f"{money.said(cost.low)} to {money.said(cost.high)}"


def course_cells(row: CourseRow, money: Money) -> tuple[str, ...]:
    """The cells of a pace, in the order of `COURSE_COLUMNS`."""
    return (
        money.in_table(row.difference, True),
        money.between(row.least, row.most),
        f"{percent(row.p_regret)} ({percent(row.p_least)} to {percent(row.p_most)})",
        money.in_table(min(0.0, row.dip)),
        money.in_table(min(0.0, row.dip_low)),
        "not in time" if row.break_even is None else f"week {row.break_even}",
    )


def way_back(reversible: bool, why: str) -> str:
    """Whether a step can be undone, and why."""
    return f"{'Can' if reversible else 'Cannot'} be undone. {why}"


def on(day: date) -> str:
    """A date as it is written everywhere."""
    return day.isoformat()
