"""What `init` understood, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from ..imported import ImportPage
from ..sentences import counted
from .parts import add_row, show_cut, show_heading, show_lines, show_title, table

PROBLEMS = 20
"""Rows not understood that are listed before the list is cut."""


def show_import(page: ImportPage, console: Console, everything: bool = False) -> None:
    """What each column became, what was understood, what was not, the files, and what to do next."""
    show_heading(console, page.about, f"a workspace from {page.roster}")
    _show_columns(page, console)
    show_title(console, "Understood")
    show_lines(console, _understood(page))
    _show_problems(page, console, len(page.problems) if everything else PROBLEMS)
    show_title(console, "Written", f"to {page.folder}")
    show_lines(console, _files(page))
    show_title(console, "Next")
    show_lines(console, _next_steps(page))


def _show_columns(page: ImportPage, console: Console) -> None:
    if not page.columns:
        return
    show_title(console, "Columns")
    made = table("column", "became", "because")
    for row in page.columns:
        became = row.field or Text("not imported", style="dim")
        reason = ", ".join(part for part in (row.rule, row.evidence) if part)
        add_row(made, row.heading or Text("(no heading)", style="dim"), became, Text(reason, style="dim"))
    console.print(made)


def _understood(page: ImportPage) -> Iterator[str]:
    s = page.statistics
    vacant = f", {s.vacancies:,} of them vacant" if s.vacancies else ""
    people = counted(s.people, "person", "people")
    yield f"{people} in {counted(s.posts, 'post')}{vacant}, from {counted(page.rows, 'row')}"
    yield f"{counted(s.units, 'unit')}, {counted(s.managers, 'manager')}, {counted(s.depth, 'level')}"
    yield f"{counted(s.ml_people, 'person', 'people')} in machine learning"
    if s.roots != 1:
        yield f"{counted(s.roots, 'post')} at the top; usually there is one"
    if s.reports_unresolved:
        yield f"{counted(s.reports_unresolved, 'post')} whose manager is not stated, or stands in no row"
    if page.roles_unknown:
        titles = counted(page.roles_unknown, "title that tells", "titles that tell")
        yield f"{titles} no role: kept as they are, counted as other staff"
    yield from (f"left out, {reason}: {counted(rows, 'row')}" for reason, rows in page.left_out)


def _show_problems(page: ImportPage, console: Console, most: int) -> None:
    faults = [problem for problem in page.problems if not problem.warning]
    warnings = [problem for problem in page.problems if problem.warning]
    for title, problems in (("Not understood", faults), ("Worth a look", warnings)):
        if problems:
            show_title(console, title, f"{len(problems):,}")
            show_lines(console, [str(replace(problem, warning=False)) for problem in problems[:most]])
            show_cut(console, len(problems) - most, "--all")


MEANINGS = {
    "mlorg.yaml": "settings",
    "org.yaml": "units, and later assets and who owns them: edit it",
    "people.csv": "who fills which post, by pseudonym; git does not see it",
    ".mlorg/names.csv": "who is who; git does not see it, keep it on this machine",
}


def _files(page: ImportPage) -> Iterator[str]:
    width = max((len(name) for name in page.files if name in MEANINGS), default=0)
    yield from (f"{name:<{width}}  {MEANINGS[name]}" for name in page.files if name in MEANINGS)
    other = [name for name in page.files if name not in MEANINGS]
    if other:
        yield f"and {counted(len(other), 'file')} for editors, in .mlorg/schema"


def _next_steps(page: ImportPage) -> Iterator[str]:
    folder = page.folder if " " not in page.folder else f'"{page.folder}"'
    yield f"mlorg show tree {folder}       who reports to whom"
    yield f"mlorg show --stats {folder}    in figures"
    yield "Then name models, datasets and their owners in org.yaml, and mark business lines with business_line: true."
