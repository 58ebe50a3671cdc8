"""Inventories of AI use cases as CSV, such as agencies publish them: stage, dates, builder, and how long things took.

Headings of the federal inventories of 2023 and 2024 are known; for others `columns:` says which heading is which field.
Dates before 1970 are what spreadsheets make of years and blanks: they are not read, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ...org import Ref
from ...org.statements import Statement, Value
from ..contract import Option, Reader, Reading
from ..tables import EARLIEST, Days, TableRow, figures, rows_of

COLUMNS: Mapping[str, Sequence[str]] = {
    "name": ("use case name", "title", "name", "use case"),
    "id": ("use case id", "id"),
    "unit": ("agency", "department", "organization", "owner unit", "unit"),
    "part": ("bureau", "office", "bureau department", "team"),
    "phase": ("stage of development", "development stage", "stage", "status"),
    "initiated": ("date initiated", "initiated", "start date"),
    "developed": ("date when acquisition and or development began", "development began"),
    "implemented": ("date implemented", "implemented", "go live"),
    "retired": ("date retired", "retired"),
    "built": ("was the ai system involved in this use case developed", "development method", "built by"),
    "waited": ("how long have you waited for the necessary developer tools", "waited for tools"),
    "intake": ("for this ai use case is the required it infrastructure provisioned via a centralized intake", "intake"),
    "compute": ("do you have a process in place to request access to computing resources", "compute process"),
    "monitoring": ("is there a process to monitor performance", "monitoring"),
    "catalog": ("do you have access to an enterprise data catalog", "data catalog"),
}
PHASES: Mapping[str, str] = {
    "operation and maintenance": "operation",
    "operation": "operation",
    "acquisition and or development": "development",
    "development": "development",
    "initiated": "initiated",
    "initiation": "initiated",
    "implementation and assessment": "implementation",
    "implementation": "implementation",
    "retired": "retired",
}
"""Words for stages -> the five of the inventories. A stage in other words is kept as it is."""

BUILDERS: Mapping[str, str] = {
    "developed in-house": "in-house",
    "in-house": "in-house",
    "developed with contracting resources": "contract",
    "contract": "contract",
    "developed with both contracting and in-house resources": "both",
    "both": "both",
}
DAYS = ("initiated", "developed", "implemented", "retired")
SHOWN = ("phase", "built", "waited", "intake", "compute", "catalog")


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every use case, then figures over the whole inventory."""
    for file in reading.files():
        rows = list(rows_of(reading, file, COLUMNS, reading.option("columns")))
        if not any(row.text("name") for row in rows):
            reading.fault(reading.at(file), "names no use case.", "Say which column does: columns: {name: …}.")
            continue
        yield from _Inventory(reading, file, rows).statements()


@dataclass(slots=True)
class _Inventory:
    reading: Reading
    file: Path
    rows: Sequence[TableRow]
    taken: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    spans: list[float] = field(default_factory=list)
    spans_by_builder: dict[str, list[float]] = field(default_factory=dict)
    plausible: list[float] = field(default_factory=list)
    backwards: int = 0
    no_dates: int = 0

    def statements(self) -> Iterator[Statement]:
        """Every row, then the whole."""
        days = {name: Days(row.text(name) for row in self.rows) for name in DAYS}
        for unit, part in sorted({(row.text("unit"), row.text("part")) for row in self.rows}):
            yield from self._units(unit, part)
        for row in self.rows:
            if row.text("name") or row.text("phase"):
                yield from self._use_case(row, days)
        yield from self._whole()

    def _units(self, unit: str, part: str) -> Iterator[Statement]:
        place = self.reading.at(self.file)
        if unit:
            yield Statement(Ref("unit", unit), "exists", True, place=place)
        if unit and part and part != unit:
            inner = Ref("unit", f"{unit}/{part}")
            yield Statement(inner, "exists", True, place=place)
            yield Statement(inner, "name", part, place=place)
            yield Statement(inner, "part_of", Ref("unit", unit), place=place)

    def _use_case(self, row: TableRow, days: Mapping[str, Days]) -> Iterator[Statement]:
        subject, place = Ref("use_case", self._id(row)), self.reading.at(self.file, row.line)
        yield Statement(subject, "exists", True, place=place)
        for attribute, value in self._values(row).items():
            self.counts[attribute, str(value)] += attribute != "name"
            yield Statement(subject, attribute, value, place=place)
        unit, part = row.text("unit"), row.text("part")
        if unit:
            line = Ref("unit", f"{unit}/{part}" if part and part != unit else unit)
            yield Statement(subject, "line", line, place=place)
        found = {name: days[name].read(row.text(name)) for name in DAYS}
        self.no_dates += sum(found[n] is None and any(c.isdigit() for c in row.text(n)) for n in DAYS)
        for name, day in found.items():
            if day:
                yield Statement(subject, name, day, place=place)
        start, end = (days[name].given(row.text(name)) for name in ("initiated", "implemented"))
        self._span(start, end, _builder(row.text("built")))

    def _id(self, row: TableRow) -> str:
        unit = row.text("unit")
        plain = row.text("id") or f"{unit}/{' '.join(row.text('name').split())}"[:150].strip(" /") or f"line {row.line}"
        plain = plain.replace(";", ",").lstrip("?")
        self.taken[plain] += 1
        return plain if self.taken[plain] == 1 else f"{plain} #{self.taken[plain]}"

    def _values(self, row: TableRow) -> dict[str, Value]:
        found: dict[str, Value] = {"name": " ".join(row.text("name").split())[:150]}
        for name in SHOWN:
            text = " ".join(row.text(name).split())
            if text:
                found[name] = text[:80]
        if "phase" in found:
            word = str(found["phase"]).casefold().replace("and/or", "and or")
            found["phase"] = PHASES.get(word, str(found["phase"]))
        if row.text("built"):
            found["built"] = _builder(row.text("built"))
        watched = _is_monitored(row.text("monitoring"))
        if watched is not None:
            found["monitored"] = watched
        return {name: value for name, value in found.items() if value != ""}

    def _span(self, start: date | None, end: date | None, builder: str) -> None:
        if start and end:
            days = (end - start).days
            if days < 0:
                self.backwards += 1
            else:
                if start >= EARLIEST <= end:
                    self.plausible.append(days)
                self.spans.append(days)
                self.spans_by_builder.setdefault(builder, []).append(days)

    def _whole(self) -> Iterator[Statement]:
        whole, place = Ref("tracker", self.reading.source.id), self.reading.at(self.file)
        yield Statement(whole, "use_cases", len(self.rows), place=place)
        for (name, value), count in sorted(self.counts.items()):
            if count:
                yield Statement(whole, f"{name}.{value}", count, place=place)
        # As the inventory states them, also where a spreadsheet has made a date of a year; and without those.
        yield from figures(whole, "initiated_to_implemented", self.spans, place)
        yield from figures(whole, "initiated_to_implemented.since_1970", self.plausible, place)
        for builder, spans in sorted(self.spans_by_builder.items()):
            if builder:
                yield from figures(whole, f"initiated_to_implemented.{builder}", spans, place)
        if self.backwards:
            yield Statement(whole, "implemented_before_initiated", self.backwards, place=place)
            message = (
                f"{self.backwards} use cases were implemented before they were initiated: their times do not count."
            )
            self.reading.warn(place, message)
        if self.no_dates:
            message = (
                f"{self.no_dates} dates are none, or lie before 1970 as spreadsheets make them: they are left out."
            )
            self.reading.warn(place, message)


def _builder(text: str) -> str:
    """Who built it, in one word where the inventory's own answers say so, else in the words that are given."""
    words = " ".join(text.casefold().rstrip(". ").split())
    return BUILDERS.get(words, " ".join(text.split())[:80])


def _is_monitored(text: str) -> bool | None:
    words = text.casefold()
    if not words or words.startswith(("n/a", "not applicable")):
        return None
    return not (words.startswith(("no ", "no:", "no.", "none")) or words == "no")


READER = Reader(
    "ai-inventory",
    "Inventories of AI use cases as CSV: stage, dates, who built them, how long tools were waited for",
    read,
    (Option("columns", "mapping", "Field -> heading of your file, e.g. {name: Title, phase: Status}.", {}),),
    finds=("**/*.csv",),
)
