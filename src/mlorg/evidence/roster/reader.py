"""From a file to an organisation, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ...org.references import Line
from .assembly import Assembler
from .cells import read_cells
from .entries import Entry, EntryReader, Tally
from .headings import heading_key
from .identities import are_pseudonymous
from .layout import Column, Layout, find_layout
from .leaving import shown_classes
from .lines import Absent, Lines, draw_lines
from .names import Pseudonyms
from .post_ids import post_ids
from .problems import ProblemList
from .result import Explanation, Roster, RosterCounts, RosterOptions, UnitSource
from .sifting import sift
from .units import Units, units_by_column, units_by_manager
from .values import text_key

AS_IT_COMES = RosterOptions()


def read_roster(path: Path | str, options: RosterOptions = AS_IT_COMES) -> Roster:
    """The organisation in an HR export: CSV, TSV or any text table, or XLSX.

    Rows that cannot be understood stand in `problems` with their line. Raises RosterError only if the file as a whole
    cannot be used (no table, no known headings, no rows, a wrong `mapping`), UnsupportedError if XLSX needs a package
    that is not installed.
    """
    cells = read_cells(Path(path), options.sheet, frozenset(map(heading_key, options.mapping)))
    layout = find_layout(cells, options.mapping)
    problems = ProblemList(cells.file, cells.problems)
    tally = Tally(Counter(), Counter())
    rows = sift(layout, problems, tally.left_out)
    entries, evidence = EntryReader(layout, options.as_of or date.today(), problems, tally).entries(rows)
    lines = draw_lines(entries, layout, options.blank_is_root, problems)
    posts = post_ids(entries, problems)
    pseudonyms = Pseudonyms(options.earlier, are_pseudonymous(entry.identity for entry in entries))
    units = _units(entries, lines, posts, options)
    organization = Assembler(entries, posts, pseudonyms).organization(lines, units, options.name, problems)
    return Roster(
        organization,
        pseudonyms.names,
        Explanation(cells.form, layout.above, layout.headings.line, _explained(layout, lines, evidence)),
        problems.in_order(),
        _counts(entries, lines, len(organization.persons), tally),
    )


def _units(entries: Sequence[Entry], lines: Lines, posts: Sequence[str], options: RosterOptions) -> Units:
    source = UnitSource(options.units)
    if source is UnitSource.MANAGER:
        return units_by_manager(entries, lines, posts, options.name)
    return units_by_column(entries, lines, posts, source.value, options.name)


def _explained(layout: Layout, lines: Lines, evidence: dict[str, str]) -> tuple[Column, ...]:
    return tuple(_with_evidence(column, lines, evidence) for column in layout.columns)


def _with_evidence(column: Column, lines: Lines, evidence: dict[str, str]) -> Column:
    naming, dotted = lines.naming, lines.dotted_naming
    if naming and column.number == naming.column.number:
        rule = column.rule if column.field else "values"
        return replace(column, field="manager", rule=rule, evidence=naming.evidence)
    if naming and column.number == naming.key.number:
        return replace(column, field=column.field or "seat", rule=column.rule if column.field else "values")
    if column.field == "manager":
        used = f"not used: the managers are taken from {naming.column.heading!r}" if naming else "no values"
        return replace(column, field=None, rule=used, evidence="")
    if dotted and column.number == dotted.column.number:
        return replace(column, evidence=dotted.evidence)
    return replace(column, evidence=evidence.get(column.field or "", "") or column.evidence)


def _counts(entries: Sequence[Entry], lines: Lines, persons: int, tally: Tally) -> RosterCounts:
    absent = [to for to in lines.to if isinstance(to, Absent)]
    return RosterCounts(
        rows=len(entries) + sum(tally.left_out.values()),
        entries=len(entries),
        persons=persons,
        vacancies=sum(entry.vacant for entry in entries),
        left_out=tuple(sorted(tally.left_out.items())),
        unknown_lines=sum(to is Line.UNKNOWN for to in lines.to),
        unresolved=len(absent),
        absent_managers=len({text_key(to.value) for to in absent}),
        untold_roles=sum(entry.role is None for entry in entries),
        leaving=shown_classes(tally.leaving),
    )
