"""What was understood of a roster, in lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from .layout import Column
from .problems import line_list
from .result import Roster


def explain(roster: Roster) -> list[str]:
    """Lines that say how the file was read, what each column became and why, and what became of the rows.

    Headings of the file are shown; values are not.
    """
    explanation = roster.explanation
    lines = [f"Read as {explanation.form}; headings in line {explanation.headings_line}."]
    if explanation.above:
        lines.append(f"Skipped above the headings: {line_list(list(explanation.above))}.")
    return [*lines, "", *column_lines(explanation.columns), "", *count_lines(roster)]


def column_lines(columns: Iterable[Column]) -> list[str]:
    """One line per column: `heading → field, rule, evidence`."""
    rows = [(column.heading or f"(column {column.number})", _became(column)) for column in columns]
    width = max((len(heading) for heading, _ in rows), default=0)
    return [f"{heading:<{width}} → {became}" for heading, became in rows]


def count_lines(roster: Roster) -> list[str]:
    """What became of the rows, in numbers."""
    counts = roster.counts
    lines = [f"{counts.rows} rows: {counts.entries} posts, {counts.persons} people, {counts.vacancies} vacancies."]
    lines += [f"Left out, {reason}: {number}." for reason, number in counts.left_out]
    if counts.unknown_lines:
        lines.append(f"Posts that name no manager: {counts.unknown_lines}.")
    if counts.unresolved:
        managers = f"such managers: {counts.absent_managers}"
        lines.append(f"Posts whose manager stands in no row: {counts.unresolved}; {managers}.")
    if counts.untold_roles:
        lines.append(f"Posts whose title tells no role: {counts.untold_roles}.")
    if counts.leaving:
        lines.append("Reasons of leaving: " + ", ".join(f"{name} {number}" for name, number in counts.leaving) + ".")
    return lines


def _became(column: Column) -> str:
    what = column.field or "not imported"
    return ", ".join(part for part in (what, column.rule, column.evidence) if part and part != "heading")
