"""Sections of a plan: when, what, at which pace, and when to stop."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms.document import Bars, Block, Chart, Document, Number, Prose, Row, Section, Table
from ..plan.charts import curve_chart, gantt_chart
from ..plan.page import PlanPage, PlanStepRow, PlanWaveRow
from ..plan.words import (
    COURSE_COLUMNS,
    cost_said,
    course_cells,
    days_said,
    errs_said,
    on,
    rails_said,
    way_back,
)

HOW_DRAWN = (
    "A bar begins on the day a step takes effect and ends when those who moved have most likely settled in. The line "
    "is the average gain, the band the middle 90 % of what is possible."
)


def plan_document(page: PlanPage) -> Document:
    """The plan alone, as `mlorg plan --html` writes it."""
    organization = page.about.organization or "This organisation"
    day = f" · as of {page.about.as_of}" if page.about.as_of else ""
    trust = (Prose((*page.trust, *page.notes), "list"), Prose((page.command,), "commands", "The same again"))
    sections = (*plan_sections(page), Section("trust", "How far to trust it", trust))
    return Document(page.headline, f"{organization} · plan to {page.label}{day}", organization, sections, page.answer)


def plan_sections(page: PlanPage) -> Iterator[Section]:
    """When, what, other paces, when to stop."""
    yield Section("when", "When", (_gantt(page), _curve(page), Prose((HOW_DRAWN,), "note")))
    yield Section("what", "What, wave by wave", (*(_wave(wave, page) for wave in page.waves), _in_all(page)))
    yield Section("paces", "Other paces and orders", (_courses(page),))
    yield Section("rails", "When to stop and go back", tuple(_rails(page)))


def _gantt(page: PlanPage) -> Chart:
    rows = tuple(Row((s.title, on(s.start), on(s.settled), "yes" if s.reversible else "no")) for s in page.steps)
    columns = ("Step", "takes effect", "settled by", "can be undone")
    kept = sum(not step.reversible for step in page.steps)
    says = f"{len(rows)} steps from {on(page.start)} to {on(page.end)}; {kept or 'none'} of them cannot be undone."
    title = "When each step takes place"
    return Chart("gantt", title, says, gantt_chart(page), Table(f"{title}.", columns, rows))


def _curve(page: PlanPage) -> Chart:
    money, points = page.money, page.chosen.curve
    rows = tuple(
        Row((f"week {p.week}", *(Number(money.in_table(v, True), v) for v in (p.mean, p.low, p.high)))) for p in points
    )
    lowest = min(points, key=lambda p: p.mean)
    says = (
        f"Lowest on average in week {lowest.week}: {money.said(-lowest.mean)} below staying."
        if lowest.mean < 0
        else "On average never below staying."
    )
    title = "What is gained against staying"
    table = Table(f"{title}, in {money.unit}.", ("Week", "average", "low", "high"), rows)
    series = (("average", tuple(p.mean / money.scale for p in points)),)
    bars = Bars("lines", tuple(f"week {p.week}" for p in points), series, money.unit)
    return Chart("curve", title, says, curve_chart(page), table, native=bars)


def _wave(wave: PlanWaveRow, page: PlanPage) -> Table:
    columns = ("Step", "what", "days of people", "of managers", "cost once")
    rows = tuple(_step(step, page) for step in wave.steps)
    return Table(f"Wave {wave.name}; from {on(wave.start)}.", columns, rows)


def _step(step: PlanStepRow, page: PlanPage) -> Row:
    people, managers = step.people_days, step.manager_days
    notes = [f"not before: {', '.join(step.needs)}"] if step.needs else []
    notes += [f"must agree: {'; '.join(step.who)}"] if step.who else []
    if step.yearly.amount != 0:
        notes.append(f"pay bill a year: {cost_said(step.yearly, page.money)}")
    cells = (
        step.title,
        "; ".join(step.lines),
        Number(days_said(people), people.mean),
        Number(days_said(managers), managers.mean),
        Number(cost_said(step.once, page.money), step.once.amount),
    )
    return Row(cells, notes=(*notes, way_back(step.reversible, step.why)))


def _in_all(page: PlanPage) -> Prose:
    return Prose(
        (
            f"In all {days_said(page.people_days)} days of people and {days_said(page.manager_days)} of managers; once "
            f"{cost_said(page.once, page.money)}. Days are averages with the middle 90 % of what is possible. Money "
            "that concerns fewer than five people is told as a band.",
        ),
        "note",
    )


def _courses(page: PlanPage) -> Table:
    rows = []
    for row in page.courses:
        weeks = None if row.break_even is None else float(row.break_even)
        values = (row.difference, row.difference, row.p_regret, row.dip, row.dip_low, weeks)
        cells = (Number(text, value) for text, value in zip(course_cells(row, page.money), values, strict=True))
        rows.append(Row((row.label, *cells), "leader" if row.chosen else ""))
    title = f"In {page.money.unit}, over {page.quarters} quarters. Regret: how often staying would have been better."
    return Table(title, ("Pace", *COURSE_COLUMNS), tuple(rows))


def _rails(page: PlanPage) -> Iterator[Block]:
    if rails_said(page.rails):
        yield Prose((rails_said(page.rails),))
    if page.rails:
        rows = tuple(
            Row(
                (row.sentence, on(row.day), errs_said(row.false_alarm, row.miss)),
                notes=() if row.telling else ("hardly better than a coin",),
            )
            for row in page.rails
        )
        yield Table("Signs to look for.", ("Sign", "day", "how often it is wrong"), rows)
