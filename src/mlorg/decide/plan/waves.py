"""Steps grouped into waves: by what they need, and by a pace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ...org import Add, ModelStage, Organization, Overlay, Ownership, apply
from ...org.lines import BusinessLines
from .soundness import unsound
from .steps import moved_posts
from .values import Kind, Order, Pace, Plan, Step, Wave

WEEKS_OF_A_QUARTER = 13
WEEKS_BETWEEN_LINES = 6
"""Between waves that go line by line: long enough to see what the last one did (assumed)."""
WEEKS_OF_A_PILOT = 26
"""Half a year of a pilot before the others follow (assumed)."""
_WEEKS_BETWEEN = {
    Pace.AT_ONCE: 0,
    Pace.QUARTERS: WEEKS_OF_A_QUARTER,
    Pace.LINES: WEEKS_BETWEEN_LINES,
    Pace.PILOT: WEEKS_OF_A_PILOT,
}
MOST_QUARTERS, MOST_LINES = 3, 8
"""Waves at most when going by quarters, and line by line; neighbours in the order of risk then go together."""


def plan_of(steps: Sequence[Step], today: Organization, pace: Pace, order: Order = Order.SMALLEST) -> Plan:
    """The steps in waves: what belongs to no line first, then the lines, then what closes.

    A step comes no earlier than all that it needs. Waves after which the organisation would not be sound are joined
    with the one that follows.
    """
    turn = _turns(steps, today, pace, order)
    last = max(turn.values(), default=0)
    for step in steps:
        own = last if step.kind is Kind.CLOSING else turn[step.id]
        turn[step.id] = max([own, *(turn[other] for other in step.needs)])
    groups = groupby(sorted(steps, key=lambda s: turn[s.id]), key=lambda s: turn[s.id])
    waves = _sound([tuple(group) for _, group in groups], today)
    between = _WEEKS_BETWEEN[pace]
    return Plan(pace, order, tuple(Wave(between * n, wave) for n, wave in enumerate(waves)), today)


def all_plans(steps: Sequence[Step], today: Organization, first: tuple[Pace, Order] | None = None) -> tuple[Plan, ...]:
    """Every pace in the order of risk, line by line and pilot also the other way round, `first` before all others.

    Of those with the same waves only the first stays.
    """
    wanted = [(pace, Order.SMALLEST) for pace in Pace] + [(Pace.LINES, Order.LARGEST), (Pace.PILOT, Order.LARGEST)]
    wanted = [*([first] if first else []), *(one for one in wanted if one != first)]
    found: dict[tuple[Wave, ...], Plan] = {}
    for pace, order in wanted:
        plan = plan_of(steps, today, pace, order)
        found.setdefault(plan.waves, plan)
    return tuple(found.values())


def _turns(steps: Sequence[Step], today: Organization, pace: Pace, order: Order) -> dict[str, int]:
    """The wave in which each step would have its turn if it needed no other."""
    risks = line_risks(steps, today)
    lines = sorted(risks, key=lambda line: (risks[line] if order is Order.SMALLEST else -risks[line], line))
    if pace is Pace.PILOT:
        moving = {step.place for step in steps if step.kind is Kind.PEOPLE}
        first = _pilot(steps, sorted(lines, key=lambda line: line not in moving))
        return {step.id: int(step.id not in first) for step in steps}
    most = {Pace.AT_ONCE: 1, Pace.QUARTERS: MOST_QUARTERS, Pace.LINES: MOST_LINES}[pace]
    groups = {line: place * min(most, len(lines)) // len(lines) for place, line in enumerate(lines)}
    return {step.id: groups.get(step.place, 0) for step in steps}


def _pilot(steps: Sequence[Step], lines: Sequence[str]) -> frozenset[str]:
    """The steps of the first line that can go alone, with what they need; of the first of all if none can.

    Lines in which nobody moves come last: they would try out little.
    """
    of = {step.id: step for step in steps}
    found = []
    for line in lines:
        wanted = [step.id for step in steps if step.place == line]
        for name in wanted:
            wanted += [other for other in of[name].needs if other not in wanted]
        found.append(frozenset(wanted))
        if all(of[name].place in ("", line) for name in wanted):
            return found[-1]
    return found[0] if found else frozenset()


def line_risks(steps: Sequence[Step], today: Organization) -> Mapping[str, int]:
    """What is at stake in each line: posts that move, responsibilities that change hands, models in use."""
    risks: dict[str, int] = {}
    for step in steps:
        if step.place:
            handed = sum(isinstance(c, Add) and isinstance(c.entity, Ownership) for c in step.changes)
            risks[step.place] = risks.get(step.place, 0) + len(moved_posts(step.changes)) + handed
    lines = BusinessLines(today)
    for model in today.models:
        line = lines.of_asset(model)
        if line in risks and model.stage is ModelStage.PRODUCTION:
            risks[line] += 1
    return risks


def _sound(waves: Sequence[tuple[Step, ...]], today: Organization) -> Iterator[tuple[Step, ...]]:
    """The waves, with what is not sound alone joined with what follows; the end is where all lead anyway."""
    target = _after(today, [step for wave in waves for step in wave])
    org = today
    waiting: tuple[Step, ...] = ()
    for number, wave in enumerate(waves, start=1):
        joined = (*waiting, *wave)
        after = _after(org, joined)
        if number < len(waves) and unsound(after, today, target):
            waiting = joined
            continue
        yield joined
        org, waiting = after, ()


def _after(org: Organization, steps: Iterable[Step]) -> Organization:
    return apply(org, Overlay("", tuple(change for step in steps for change in step.changes)))
