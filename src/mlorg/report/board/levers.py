"""Sections on where a difference comes from, and where on the map which answer holds."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparison.page import ComparisonPage
from ..forms.document import Bars, Chart, Number, Prose, Row, Section, Table
from ..levers.charts import THIRDS, map_chart, split_chart
from ..levers.page import MapPart, SplitPart
from ..levers.words import (
    SPLIT_COLUMNS,
    cell_said,
    how_split,
    map_in_a_sentence,
    map_note,
    map_title,
    split_note,
    split_rows,
    split_title,
)
from ..rounding import Money
from ..sentences import lower_first


def split_sections(page: ComparisonPage) -> Iterator[Section]:
    """Where the difference comes from; nothing where it was not split."""
    if page.split:
        charts = tuple(_split(part, n, page) for n, part in enumerate(page.split, start=1))
        how = Prose(how_split(page.split[0]), "note")
        yield Section("split", "Where the difference comes from", (*charts, how))


def _split(part: SplitPart, number: int, page: ComparisonPage) -> Chart:
    money = page.money
    told = tuple(split_rows(part, money))
    amounts = (*(row.amount for row in part.rows), part.total)
    rows = tuple(
        Row((label, Number(adds, amount), Number(error)), "total" if n == len(part.rows) else "")
        for n, ((label, adds, error), amount) in enumerate(zip(told, amounts, strict=True))
    )
    table = Table(f"{split_note(part, money, page.quarters)}.", ("Element", *SPLIT_COLUMNS), rows, part.arm)
    return Chart(
        f"split-{part.arm}-{number}",
        split_title(part),
        _most(part, money),
        split_chart(part, money),
        table,
        part.arm,
        table_shown=True,
        native=Bars("bars", tuple(r.label for r in part.rows), (("adds", _scaled(part, money)),), money.unit),
    )


def _scaled(part: SplitPart, money: Money) -> tuple[float | None, ...]:
    return tuple(None if row.amount is None else row.amount / money.scale for row in part.rows)


def _most(part: SplitPart, money: Money) -> str:
    row = max(part.rows, key=lambda row: abs(row.amount or 0.0), default=None)
    most = f"; most of it from: {row.label}, {money.said(row.amount or 0.0)}" if row else ""
    return f"“{part.after}” against {lower_first(part.before)}: {money.said(part.total or 0.0)} in all{most}."


def map_sections(page: ComparisonPage) -> Iterator[Section]:
    """Which answer holds where; nothing where there is no map."""
    if page.maps:
        yield Section("map", "Which answer holds where", tuple(map(_map, page.maps)), (map_note(page.maps[0]),))


def _map(part: MapPart) -> Chart:
    rows = tuple(Row((f"learning from peers: {third}", *map(cell_said, part.row(third)))) for third in reversed(THIRDS))
    table = Table(
        f"{part.title}. {map_note(part)}", ("", *(f"hand-offs sent back: {third}" for third in THIRDS)), rows, part.arm
    )
    return Chart(f"map-{part.arm}", map_title(part), map_in_a_sentence(part), map_chart(part), table, part.arm)
