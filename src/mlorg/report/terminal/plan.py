"""A plan on the terminal: the answer, the waves as a chart and in words, the paces side by side, when to stop."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..plan.page import PlanPage, PlanStepRow
from ..plan.words import COURSE_COLUMNS, cost_said, course_cells, days_said, errs_said, on, rails_said, way_back
from ..rounding import two_digits
from ..sentences import counted
from .parts import add_row, narrow, show_heading, show_items, show_lines, show_title, table

CHART = 36
"""Columns of the chart."""


def show_plan(page: PlanPage, console: Console, everything: bool = False) -> None:
    """The whole page."""
    show_heading(console, page.about, f"plan to {page.label}")
    console.print(Text(f"\n{page.headline}", style="bold"))
    for paragraph in page.answer:
        console.print(Text(f"\n{paragraph}"))
    _show_chart(page, console)
    _show_waves(page, console)
    _show_courses(page, console)
    _show_rails(page, console)
    show_title(console, "How far to trust it")
    show_items(console, (*page.trust, *page.notes))
    show_lines(console, ["", f"The same again: {page.command}"])
    if page.saved_to:
        show_lines(console, [f"Kept as a scenario: {page.saved_to}"])


def _show_chart(page: PlanPage, console: Console) -> None:
    show_title(console, "When", f"{on(page.start)} to {on(page.end)}; bars end when those who moved have settled in")
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), show_header=False)
    made.add_column("", overflow="fold", ratio=1)
    made.add_column("", width=CHART, no_wrap=True)
    made.add_column("", no_wrap=True)
    for wave in page.waves:
        for step in wave.steps:
            made.add_row(Text(step.title), _bar(step, page), Text(on(step.start), style="dim"))
    console.print(made)


def _bar(step: PlanStepRow, page: PlanPage) -> Text:
    """The time of a step on the scale of the plan; what cannot be undone is drawn differently, also without colour."""
    days = max(1, (page.end - page.start).days)
    first = (step.start - page.start).days * CHART // days
    last = max(first + 1, -(-(step.settled - page.start).days * CHART // days))
    first = min(first, CHART - 1)
    text = Text("·" * first, style="dim")
    text.append(("█" if step.reversible else "▓") * (min(last, CHART) - first), style="blue")
    return text.append("·" * (CHART - min(last, CHART)), style="dim")


def _show_waves(page: PlanPage, console: Console) -> None:
    posts = sum(move.posts for step in page.steps for move in step.moves)
    took = f"{counted(len(page.waves), 'wave')}, {counted(len(page.steps), 'step')}, {counted(posts, 'post')} moved"
    show_title(console, "What", took)
    for wave in page.waves:
        console.print(Text(f"\n  {wave.name}", style="bold").append(f"  from {on(wave.start)}", style="not bold dim"))
        for step in wave.steps:
            _show_step(step, page, console)
    in_all = (
        f"In all: {days_said(page.people_days)} days of people, {days_said(page.manager_days)} of managers; "
        f"once {cost_said(page.once, page.money)}."
    )
    show_lines(console, ["", in_all])


def _show_step(step: PlanStepRow, page: PlanPage, console: Console) -> None:
    show_lines(console, [step.title], "    ")
    show_items(console, step.lines, "      ")
    told = [f"Days: {days_said(step.people_days)} of people, {days_said(step.manager_days)} of managers"]
    told += [f"Pay bill a year: {cost_said(step.yearly, page.money)}"] if step.yearly.amount != 0 else []
    told += [f"Must agree: {'; '.join(step.who)}"] if step.who else []
    told += [f"Not before: {', '.join(step.needs)}"] if step.needs else []
    show_lines(console, [*told, way_back(step.reversible, step.why)], "      ", "dim")


def _show_courses(page: PlanPage, console: Console) -> None:
    note = f"in {page.money.unit}, over {page.quarters} quarters; regret: how often staying would have been better"
    show_title(console, "Other paces and orders", note)
    made = table("", *map(narrow, COURSE_COLUMNS), right=(1, 2, 3, 4, 5, 6))
    for row in page.courses:
        add_row(made, Text(row.label, style="bold" if row.chosen else ""), *course_cells(row, page.money))
    console.print(made)
    if page.chosen.resigned is not None:
        more = two_digits(page.chosen.resigned, sign=True, most_places=1)
        show_lines(console, [f"Resignations against staying, as planned here: {more} on average."])


def _show_rails(page: PlanPage, console: Console) -> None:
    show_title(console, "When to stop and go back")
    show_lines(console, filter(None, [rails_said(page.rails)]))
    show_items(console, (f"{row.sentence} ({errs_said(row.false_alarm, row.miss)})" for row in page.rails))
