"""A report as text, tables and charts in order: what every renderer draws, with every number already in words.

Numbers become text in one place, where sections are made; a renderer only lays them out, so HTML, PDF, slides and CSV
cannot show different ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown, and the value by which a column is sorted or a native chart drawn."""

    text: str
    value: float | None = None

    def __str__(self) -> str:
        return self.text


Cell = str | Number


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `style` is empty, `leader`, `reference` or `total`; `notes` stand small under its name."""

    cells: tuple[Cell, ...]
    style: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the rows. `arm` says of which question it speaks, empty = of both."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    arm: str = ""

    def is_number(self, column: int) -> bool:
        """True if the column holds numbers, which stand to the right."""
        return any(isinstance(row.cells[column], Number) for row in self.rows)

    def shares(self) -> list[float]:
        """Shares of the columns in the width, adding up to 1: the more, the longer their texts."""
        texts = [[name, *(str(row.cells[n]) for row in self.rows)] for n, name in enumerate(self.columns)]
        wanted = [_letters(column) for column in texts]
        if any(row.notes for row in self.rows):
            wanted[0] = max(wanted[0], ROOM_FOR_NOTES)
        return [letters / sum(wanted) for letters in wanted]

    def is_short(self, column: int) -> bool:
        """True if nothing in the column, its name included, is long enough to be wrapped."""
        return max(map(len, (self.columns[column], *(str(row.cells[column]) for row in self.rows)))) <= SHORT


WRAPPED = 40
"""Letters beyond which a text in a table is wrapped in any case."""
SHORT = 16
"""Letters up to which it should not be."""
ROOM_FOR_NOTES = 34
_PADDING = 3


def _letters(texts: list[str]) -> float:
    """Letters that a column takes, its name first: its longest word, and room for what usually stands in it."""
    word = max(len(word) for text in texts for word in text.split(" "))
    lengths = sorted(min(WRAPPED, len(text)) for text in texts[1:]) or [0]
    usual, longest = lengths[3 * (len(lengths) - 1) // 4], lengths[-1]
    room = longest if longest <= SHORT else (usual + longest) / 2
    return max(room, min(word, 1.5 * SHORT), min(len(texts[0]), SHORT)) + _PADDING


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart that slides draw themselves: one value per category and series; `kind` is `bars`, `stacked` or `lines`.

    `errors` are the ends of an interval by category, for a single series.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    unit: str
    errors: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with what it says in words and the table of its numbers. `spec` is a Vega-Lite specification."""

    id: str
    title: str
    says: str
    spec: Mapping[str, Any] = field(repr=False, compare=False)
    table: Table
    arm: str = ""
    table_shown: bool = False
    """True where the table stands open beside the chart, not behind a click."""
    wide: bool = False
    native: Bars | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs (`plain`, `lead`, `note`), a `list`, a `numbered` list or `commands` to type."""

    lines: tuple[str, ...]
    kind: str = "plain"
    heading: str = ""


Block = Prose | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """Some blocks under a heading. `caveats` are what a speaker must say beside them.

    What is `reference` is looked up when somebody asks, and not told from beginning to end.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    caveats: tuple[str, ...] = ()
    reference: bool = False

    def runs(self) -> Iterator[tuple[str, list[Block]]]:
        """Blocks of one kind that follow each other, with their kind; charts stand beside each other."""
        for kind, blocks in groupby(self.blocks, lambda block: type(block).__name__.lower()):
            yield kind, list(blocks)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `kicker` stands above the title, `lead` below it, on the first page."""

    title: str
    kicker: str
    organization: str
    sections: tuple[Section, ...]
    lead: tuple[str, ...] = ()

    def tables(self) -> Iterator[tuple[Section, Table]]:
        """Every table in order, also those of charts."""
        for section in self.sections:
            for block in section.blocks:
                if not isinstance(block, Prose):
                    yield section, block.table if isinstance(block, Chart) else block

    def charts(self) -> Iterator[Chart]:
        """Every chart in order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Chart))
