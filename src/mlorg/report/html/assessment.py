"""The page of an assessment as one HTML file, in the look of all reports."""

from __future__ import annotations

from ..assessment.page import AssessmentPage
from ..board import assessment_document
from ..forms.pictures import Render
from .document import document_html


def assessment_html(page: AssessmentPage, render: Render | None = None) -> str:
    """The page as HTML. `render` makes SVG of a Vega-Lite chart; by default vl-convert does, if it is installed."""
    return document_html(assessment_document(page), render)
