"""The page of a comparison as one HTML file, in the look of all reports."""

from __future__ import annotations

from ..board import comparison_document
from ..comparison.page import ComparisonPage
from ..forms.pictures import Render
from .document import document_html


def comparison_html(page: ComparisonPage, render: Render | None = None) -> str:
    """The page as HTML. `render` makes SVG of a Vega-Lite chart; by default vl-convert does, if it is installed."""
    return document_html(comparison_document(page), render)
