"""The page of an assessment as one HTML file with its style inside."""

from __future__ import annotations

from markupsafe import Markup

from ..assessment.page import AssessmentPage
from .document import environment, template_text


def assessment_html(page: AssessmentPage) -> str:
    """The page as HTML: tables only, no script, nothing loaded from anywhere."""
    template = environment().get_template("assessment.html.j2")
    return template.render(page=page, style=Markup(template_text("style.css")))
