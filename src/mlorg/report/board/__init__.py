"""The report that a board reads: pages put together as one value, and written as sections with tables and charts."""

from .backtest import backtest_document
from .plan import plan_document
from .search import search_document
from .sections import assessment_document, comparison_document, report_document
from .value import BoardReport

__all__ = [
    "BoardReport",
    "assessment_document",
    "backtest_document",
    "comparison_document",
    "plan_document",
    "report_document",
    "search_document",
]
