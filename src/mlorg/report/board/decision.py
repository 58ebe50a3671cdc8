"""The section on how the verdict comes about: aims and limits, how sure it is, what is traded against what."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparison.page import ComparisonPage
from ..decision.front_chart import front_chart
from ..decision.page import ArmDecision, DecisionPart, FrontRow
from ..decision.words import (
    HOW_FRONT,
    HOW_SURE,
    SURE_COLUMNS,
    front_cell,
    front_heading,
    front_mark,
    opening,
    sure_cells,
)
from ..forms.document import Block, Chart, Number, Prose, Row, Section, Table
from ..rounding import Money
from ..sentences import listed


def decision_sections(page: ComparisonPage) -> Iterator[Section]:
    """How the verdict comes about; nothing where that is not known."""
    if page.decision:
        yield Section("decision", "How the verdict comes about", tuple(_blocks(page.decision, page)))


def _blocks(part: DecisionPart, page: ComparisonPage) -> Iterator[Block]:
    if opening(part):
        yield Prose(opening(part))
    for arm in part.arms:
        yield Prose((*arm.deciding, *arm.limits), heading=f"{arm.title}: how sure it is")
        yield _sure(arm)
    if part.arms:
        yield Prose((HOW_SURE,), "note")
        yield from (_front(arm, part, page) for arm in part.arms)
        yield Prose((HOW_FRONT,), "note")


def _sure(arm: ArmDecision) -> Table:
    rows = []
    for row in arm.sure:
        best, with_luck, outdone = sure_cells(row)
        rows.append(Row((row.label, Number(best, row.p_best), Number(with_luck, row.p_best_by_luck), outdone)))
    return Table(f"{arm.title}: chances of being best.", ("Alternative", *SURE_COLUMNS), tuple(rows), arm.arm)


def _front(arm: ArmDecision, part: DecisionPart, page: ComparisonPage) -> Block:
    """Trade-offs as a chart where there are two outcomes to set against each other, else as a table."""
    columns = ("Alternative", *(front_heading(column, page.money) for column in part.columns), "Beaten")
    rows = tuple(_front_row(row, number, part, page.money) for number, row in enumerate(arm.front, start=1))
    title = f"{arm.title}: averages over {page.quarters} quarters. Those that none beats stand out."
    table = Table(title, columns, rows, arm.arm)
    if len(part.columns) < 2:
        return table
    kept = [f"{number}" for number, row in enumerate(arm.front, start=1) if row.on_front]
    says = f"{len(kept)} of {len(arm.front)} are beaten by none (filled dots): {listed(kept)} in the table."
    chart = front_chart(arm, part.columns, page.money)
    name = f"{arm.title}: what is traded against what"
    return Chart(f"front-{arm.arm}", name, says, chart, table, arm.arm, table_shown=True)


def _front_row(row: FrontRow, number: int, part: DecisionPart, money: Money) -> Row:
    pairs = zip(row.values, part.columns, strict=True)
    cells = (Number(front_cell(value, column, money), value) for value, column in pairs)
    return Row((f"{number}. {row.label}", *cells, front_mark(row)), "leader" if row.on_front else "")
