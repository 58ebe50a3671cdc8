"""The page of a plan as one HTML file, in the look of all reports."""

from __future__ import annotations

from ..board import plan_document
from ..forms.pictures import Render
from ..plan.page import PlanPage
from .document import document_html


def plan_html(page: PlanPage, render: Render | None = None) -> str:
    """The page as HTML. `render` makes SVG of a Vega-Lite chart; by default vl-convert does, if it is installed."""
    return document_html(plan_document(page), render)
