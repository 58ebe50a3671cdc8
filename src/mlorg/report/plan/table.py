"""A plan as a table: CSV that a spreadsheet opens without carrying anything out, and Markdown."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from ..forms.markdown import escaped
from ..forms.tables import safe
from .page import PlanPage, PlanStepRow, PlanWaveRow
from .words import COURSE_COLUMNS, cost_said, course_cells, days_said, errs_said, on, rails_said, way_back

COLUMNS = (
    "wave",
    "takes effect",
    "settled by",
    "step",
    "what",
    "not before",
    "must agree",
    "can be undone",
    "why",
    "days of people",
    "days of managers",
    "cost once",
    "pay bill a year",
)


def plan_csv(page: PlanPage) -> str:
    """One line for each step. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for wave in page.waves:
        writer.writerows([safe(cell) for cell in _cells(wave, step, page)] for step in wave.steps)
    return text.getvalue()


def _cells(wave: PlanWaveRow, step: PlanStepRow, page: PlanPage) -> tuple[str, ...]:
    return (
        wave.name,
        on(step.start),
        on(step.settled),
        step.title,
        "; ".join(step.lines),
        "; ".join(step.needs),
        "; ".join(step.who),
        "yes" if step.reversible else "no",
        step.why,
        days_said(step.people_days),
        days_said(step.manager_days),
        cost_said(step.once, page.money),
        cost_said(step.yearly, page.money),
    )


def plan_markdown(page: PlanPage) -> str:
    """The plan for a pull request or a note."""
    return "\n".join(_lines(page)).rstrip() + "\n"


def _lines(page: PlanPage) -> Iterator[str]:
    yield from (f"# {escaped(page.about.organization or 'Organisation')}: plan to {escaped(page.label)}", "")
    yield from (f"**{escaped(page.headline)}**", "")
    for paragraph in page.answer:
        yield from (escaped(paragraph), "")
    for wave in page.waves:
        yield from (f"## Wave {escaped(wave.name)} (from {on(wave.start)})", "")
        for step in wave.steps:
            yield from _step(step)
    yield from ("## Other paces and orders", "", f"In {escaped(page.money.unit)}, over {page.quarters} quarters.", "")
    yield from (f"| | {' | '.join(COURSE_COLUMNS)} |", f"| --- |{' --: |' * len(COURSE_COLUMNS)}")
    for row in page.courses:
        yield f"| {escaped(row.label)} | {' | '.join(map(escaped, course_cells(row, page.money)))} |"
    yield from ("", "## When to stop and go back", "", *filter(None, [rails_said(page.rails)]), "")
    for rail in page.rails:
        yield f"- {escaped(rail.sentence)} ({escaped(errs_said(rail.false_alarm, rail.miss))})"
    yield from ("", "## How far to trust it", "", *(f"- {escaped(line)}" for line in (*page.trust, *page.notes)))


def _step(step: PlanStepRow) -> Iterator[str]:
    yield from (f"### {escaped(step.title)}", "")
    yield from (f"- {escaped(line)}" for line in step.lines)
    yield f"- Days: {days_said(step.people_days)} of people, {days_said(step.manager_days)} of managers"
    if step.who:
        yield f"- Must agree: {escaped('; '.join(step.who))}"
    if step.needs:
        yield f"- Not before: {escaped(', '.join(step.needs))}"
    yield from (f"- {escaped(way_back(step.reversible, step.why))}", "")
