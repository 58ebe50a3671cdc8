"""Sections on what to measure first, and on how robust the answer is."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparison.page import ComparisonPage
from ..forms.document import Block, Number, Prose, Row, Section, Table
from ..measures.page import GroupRow, MeasurePart, MeasureRow, RobustnessPart, StudyRow
from ..measures.words import (
    AREA_COLUMNS,
    MEASURE_COLUMNS,
    MOST_ROWS,
    amount_cells,
    condition_said,
    measure_cells,
    measure_said,
    robustness_said,
    rule_said,
    told_in,
    turning_said,
)
from ..rounding import Money, percent


def measure_sections(page: ComparisonPage) -> Iterator[Section]:
    """What to measure first, and how robust the answer is; nothing where too few draws were made to say."""
    if page.measures:
        money = told_in(page.measures, page.money)
        yield Section("measure", "What to measure first", tuple(_measures(page.measures, money)))
    if page.robustness:
        yield Section("robust", "How robust it is", tuple(_robustness(page.robustness, page.money)))


def _measures(part: MeasurePart, money: Money) -> Iterator[Block]:
    yield Prose(tuple(measure_said(part, money)))
    if part.everything <= 0:
        return
    if part.rows or part.studies:
        rows = (*(_asked(row, money, row.stands_out) for row in part.rows[:MOST_ROWS]), *_studies(part, money))
        title = f"Facts that somebody can be asked, and studies that could be made. In {money.unit}; days are assumed."
        yield Table(title, ("Question", "Whom", *MEASURE_COLUMNS), rows)
        yield Prose(("mlorg ask --for decision asks in this order and keeps the answers.",), "note")
    if part.groups:
        areas = tuple(_area(row, money) for row in part.groups[:MOST_ROWS])
        yield Table(f"By area, all of it together. In {money.unit}.", ("Area", *AREA_COLUMNS), areas)


def _studies(part: MeasurePart, money: Money) -> Iterator[Row]:
    return (_asked(row, money, False) for row in part.studies)


def _asked(row: MeasureRow | StudyRow, money: Money, stands_out: bool) -> Row:
    values = (row.worth, row.se, float(row.days), row.worth_per_day)
    cells = (Number(text, value) for text, value in zip(measure_cells(row, money), values, strict=True))
    return Row((row.question, row.whom, *cells), "leader" if stands_out else "")


def _area(row: GroupRow, money: Money) -> Row:
    amounts = (Number(text, value) for text, value in zip(amount_cells(row, money), (row.worth, row.se), strict=True))
    return Row((row.label, Number(f"{row.assumptions}", row.assumptions), *amounts))


def _robustness(part: RobustnessPart, money: Money) -> Iterator[Block]:
    yield Prose(tuple(robustness_said(part)))
    if part.turning:
        yield Prose(tuple(turning_said(row, money) for row in part.turning[:MOST_ROWS]), "list")
    for rule in part.rules:
        yield Prose((rule_said(rule),))
        yield Prose(tuple(condition_said(row, money) for row in rule.conditions), "list")
    if part.influences:
        rows = tuple(Row((r.question, Number(percent(r.share), r.share))) for r in part.influences[:MOST_ROWS])
        title = "How much of the difference between cases each assumption explains by itself."
        yield Table(title, ("Assumption", "explains"), rows)
