"""Results of runs as documents with their charts: drawn when a run is done, so that no page waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..report.backtest import BacktestPage
from ..report.board import backtest_document, comparison_document, plan_document, search_document
from ..report.comparison.page import ComparisonPage
from ..report.forms.document import Document
from ..report.html.document import document_values
from ..report.plan.page import PlanPage
from ..report.search.page import SearchPage
from ..report.stored import page_from
from .made import Made
from .store import KeptRun

Result = Mapping[str, Any]

DOCUMENTS: Mapping[str, Callable[[Result], Document]] = {
    "compare": lambda result: comparison_document(page_from(result, ComparisonPage)),
    "plan": lambda result: plan_document(page_from(result, PlanPage)),
    "backtest": lambda result: backtest_document(page_from(result, BacktestPage)),
    "search": lambda result: search_document(page_from(result, SearchPage)),
}
"""Kinds of runs whose results are documents."""

MOST_KEPT = 6


class Sheets:
    """The documents of runs. A run never changes once it is done, so neither does its document."""

    def __init__(self) -> None:
        self._made = Made(MOST_KEPT)

    def of(self, kept: KeptRun) -> Mapping[str, Any]:
        """What the template of a document takes. UnsupportedError for a result that another version kept."""
        result = kept.result or {}
        return self._made.of(kept.id, lambda: document_values(DOCUMENTS[kept.kind](result)))

    def draw(self, kept: KeptRun) -> None:
        """Draw ahead what has a page."""
        if kept.kind in DOCUMENTS:
            self.of(kept)
