"""`history.csv`: what was measured in the past, a row for each event or count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..errors import Place, Problem, WorkspaceError, names_hint
from .tables import Table, read_column, read_table
from .values import read_day, read_id, read_number, shown

HISTORY = "history.csv"
"""Where a workspace keeps its history."""

MEASURES = {
    "deployments": "models brought into use for the first time",
    "lead_time": "work days from the approval of a use case until its model was in use",
    "data_wait": "work days that a use case waited until it had all its data",
    "leavers": "ML people who left",
}
"""What can be measured; the days are those of one use case, the others are counts."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One value of a measure on a day: a count of what happened since the row before, or the days of one case."""

    day: date
    measure: str
    value: float
    place: Place = field(default=Place(), compare=False)


def read_history(file: Path) -> tuple[Measured, ...]:
    """The rows of a history in order of days.

    Raises WorkspaceError with every row that cannot be read: a measure that is not known, a day that is none, a value
    that is no number of 0 or more.
    """
    problems: list[Problem] = []
    table = read_table(file, ("date", "measure", "value"), ("date", "measure", "value"), problems)
    found = [] if table is None else _rows(table, problems)
    if any(not problem.warning for problem in problems):
        raise WorkspaceError(problems)
    return tuple(sorted(found, key=lambda one: (one.day, one.measure)))


def _rows(table: Table, problems: list[Problem]) -> list[Measured]:
    readers = {"date": read_day, "measure": read_id, "value": read_number}
    columns = [read_column(table, name, read, problems) for name, read in readers.items()]
    found = []
    for row, (day, measure, value) in enumerate(zip(*columns, strict=True)):
        empty = [name for name, cell in zip(readers, (day, measure, value), strict=True) if cell is None]
        if any(not table.column(name)[row].strip() for name in empty):
            problems.append(Problem(table.place(row, empty[0]), f"{empty[0]} is empty.", "Every row has all three."))
        elif measure is not None and measure not in MEASURES:
            hint = names_hint(measure, MEASURES)
            problems.append(Problem(table.place(row, "measure"), f"measure {shown(measure)} is not known.", hint))
        elif value is not None and value < 0:
            problems.append(
                Problem(table.place(row, "value"), f"value {value:g} is below 0.", "Counts and days are not.")
            )
        elif not empty:
            found.append(Measured(day, measure, value, table.place(row)))
    return found
