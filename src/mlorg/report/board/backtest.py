"""A back-test as a document: how it went, what came and what was expected, what the history says."""

from __future__ import annotations

from collections.abc import Iterator

from ..backtest import BACKTEST_COLUMNS, BacktestPage, history_said, learned_said, left_out_said, prediction_cells
from ..forms.document import Block, Document, Prose, Row, Section, Table


def backtest_document(page: BacktestPage) -> Document:
    """The whole page."""
    name = page.about.organization or "This organisation"
    title = "Tested on its own past" if not page.refused else "Its own past is not what the model expects"
    return Document(title, f"{name} · its past against the model", name, tuple(_sections(page)), page.verdict)


def _sections(page: BacktestPage) -> Iterator[Section]:
    rows = tuple(Row((row.label, *prediction_cells(row))) for row in page.predictions)
    table = Table(f"{history_said(page)}.", ("measure", *BACKTEST_COLUMNS), rows)
    yield Section("came", "What came and what was expected", (table, Prose(left_out_said(page), "note")))
    if not page.refused:
        yield Section("learned", "What the whole history says of the assumptions", tuple(_learned(page)))


def _learned(page: BacktestPage) -> Iterator[Block]:
    for row in page.learned:
        yield Prose((learned_said(row),), heading=row.question)
    if not page.learned:
        yield Prose(("None of them is moved by more than luck.",))
