"""Scans and explanations on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..evidence import ContradictionRow, ExplainPage, FactRow, SaidRow, ScanPage, SourceRow
from ..rounding import whole_percent
from ..sentences import counted
from .parts import add_row, show_cut, show_heading, show_lines, show_title, table

ROWS = 20
"""Rows of a list that are shown before it is cut."""
REMARKS = 8
"""The same for what is odd in one source, so that what the sources contradict each other in is not far below."""
STYLES = {"failed": "red", "partial": "yellow"}


def show_scan(page: ScanPage, console: Console, everything: bool = False) -> None:
    """Each source with what became of it, then what could not be read, is contradicted or not resolved."""
    show_heading(console, page.about, f"what {counted(len(page.sources), 'source')} say")
    _show_sources(page, console)
    most = None if everything else ROWS
    for row in page.sources:
        _show_problems(row, console, most)
    _show_people(page, console)
    known = ", ".join(_counted_kind(kind, number) for kind, number in page.entities if kind != "tracker")
    show_lines(console, [f"Known: {known or 'nothing yet'}."], "")
    _show_contradictions(page.contradictions, console, most)
    _show_unknown_units(page, console, most)


def _counted_kind(kind: str, number: int) -> str:
    if kind == "work":
        return counted(number, "piece of work", "pieces of work")
    word = kind.replace("_", " ")
    return counted(number, word, f"{word[:-1]}ies" if word.endswith("y") else "")


def _show_sources(page: ScanPage, console: Console) -> None:
    made = table("source", "kind", "", "statements", "faults", "where", right=(3, 4))
    for row in page.sources:
        outcome = Text(row.outcome, style=STYLES.get(row.outcome, ""))
        add_row(made, row.source, row.kind, outcome, row.statements, row.faults, row.where)
    console.print(made)


def _show_problems(row: SourceRow, console: Console, most: int | None) -> None:
    if row.problems:
        show_title(console, f"{row.source}: what to look at", f"{len(row.problems):,}")
        ordered = sorted(row.problems, key=lambda problem: problem.warning)
        most = most and REMARKS
        show_lines(console, [str(problem) for problem in ordered[:most]])
        show_cut(console, len(row.problems) - len(ordered[:most]), "--all")


def _show_people(page: ScanPage, console: Console) -> None:
    people = page.people
    if not people.handles:
        return
    made = "makes" if people.handles == 1 else "make"
    line = f"{counted(people.handles, 'handle')} {made} {counted(people.persons, 'person')}"
    line += f"; {people.unresolved:,} of them stand in no roster" if people.unresolved else ""
    line += f", {counted(people.ambiguous, 'handle')} could be several." if people.ambiguous else "."
    review = (
        f" {counted(page.to_review, 'pair')} to decide in .mlorg/evidence/people-review.csv." if page.to_review else ""
    )
    show_lines(console, ["", line + review], "")


def _show_contradictions(rows: tuple[ContradictionRow, ...], console: Console, most: int | None) -> None:
    if not rows:
        return
    show_title(console, "Contradictions", f"{len(rows):,}")
    for row in rows[:most]:
        against = "; ".join(f"{_said(said)}" for said in row.against)
        show_lines(
            console, [f"{row.subject} {row.attribute}: {_said(row.believed)}, against {against}", f"  {row.why}"]
        )
    show_cut(console, len(rows) - len(rows[:most]), "--all")


def _said(said: SaidRow) -> str:
    return f"{said.value} ({said.source}{f', {said.place}' if said.place else ''})"


def _show_unknown_units(page: ScanPage, console: Console, most: int | None) -> None:
    if not page.unknown_units:
        return
    show_title(console, "Units that are named but exist in no source", f"{len(page.unknown_units):,}")
    for row in page.unknown_units[:most]:
        near = f" – perhaps {', '.join(row.suggestions)}" if row.suggestions else ""
        show_lines(console, [f"{row.unit}: {counted(row.times, 'time')}, first at {row.place}{near}"])
    show_cut(console, len(page.unknown_units) - len(page.unknown_units[:most]), "--all")


def show_explanation(page: ExplainPage, console: Console, everything: bool = False) -> None:
    """Each fact, the statement that is believed and those that are not."""
    show_heading(console, page.about, f"what is said of {page.subject}")
    most = None if everything else ROWS
    for fact in page.facts[:most]:
        _show_fact(fact, console, most)
    show_cut(console, len(page.facts) - len(page.facts[:most]), "--all")
    if page.named_by:
        show_title(console, "Named by", f"{len(page.named_by):,}")
        for fact in page.named_by[:most]:
            show_lines(console, [f"{fact.attribute} ({fact.statements[0].source}, {fact.statements[0].place})"])
        show_cut(console, len(page.named_by) - len(page.named_by[:most]), "--all")


def _show_fact(fact: FactRow, console: Console, most: int | None) -> None:
    mark = " – contradicted" if fact.contradicted else ""
    show_lines(console, [f"{fact.attribute}: {fact.value}{mark}; {fact.why}"], "")
    for number, said in enumerate(fact.statements[:most]):
        sign = "→" if number == 0 else " "
        days = f", from {said.date}" if said.date else ""
        days += f" until {said.until}" if said.until else ""
        sure = f", {whole_percent(said.confidence)} sure" if said.confidence < 1 else ""
        amount = f", {said.amount:,g}" if said.amount is not None else ""
        written = f", written {said.written!r}" if said.written else ""
        note = f", {said.note}" if said.note else ""
        words = (
            f"{sign} {said.source} says {said.value}{written}{amount} at {said.place or 'no place'}{days}{sure}{note}"
        )
        show_lines(console, [words])
    show_cut(console, len(fact.statements) - len(fact.statements[:most]), "--all")
