"""A document as one HTML file: its style, script and charts inside, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from ..forms.document import Document
from ..forms.pictures import Render, svg_renderer

NO_CHARTS = "This page has no charts: they need an extra package. Install mlorg[report] and write it again."

VARIABLES = {
    "#1f2933": "--text",
    "#52606d": "--quiet",
    "#d9dee4": "--line",
    "#ffffff": "--paper",
    "#1b6e53": "--gain",
    "#a8481f": "--loss",
    "#66717e": "--unsure",
    "#8d97a3": "--tone-1",
    "#c07f1f": "--tone-2",
    "#2f6aa3": "--tone-3",
    "#3f9183": "--tone-4",
    "#8a4f93": "--tone-5",
    "#b9504a": "--tone-6",
    "#d5e8e0": "--tint-1",
    "#f3e3cf": "--tint-2",
    "#dbe6f1": "--tint-3",
}
"""Colours of charts, and the variables of the style sheet that stand for them on a light and on a dark screen."""

_ROLE = re.compile(r' (?:role|aria-roledescription)="[^"]*"')
_COLOUR = re.compile("|".join(VARIABLES), re.IGNORECASE)


def document_html(document: Document, render: Render | None = None) -> str:
    """The document as HTML. `render` makes SVG of a chart; by default vl-convert does, if it is installed."""
    script = template_text("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        environment()
        .get_template("document.html.j2")
        .render(
            **document_values(document, render),
            style=Markup(template_text("style.css")),
            script=Markup(script),
            script_hash=digest,
        )
    )


def document_values(document: Document, render: Render | None = None) -> dict[str, Any]:
    """What the macro `sheet` of `blocks.html.j2` takes, for any page around it."""
    render = render or svg_renderer()
    return {
        "document": document,
        "charts": {chart.id: _inline(render(dict(chart.spec))) for chart in document.charts()} if render else {},
        "no_charts": "" if render else NO_CHARTS,
        "arms": _arms(document),
    }


def _inline(svg: str) -> Markup:
    """SVG whose colours follow the style sheet, and whose marks keep what they say for the script, not as parts.

    The whole is one image with a text of its own. What vl-convert makes is trusted: it escapes the texts it is given.
    """
    coloured = _COLOUR.sub(lambda found: f"var({VARIABLES[found[0].lower()]})", svg)
    return Markup(_ROLE.sub("", coloured).replace(" aria-label=", " data-tip="))


def _arms(document: Document) -> Mapping[str, str]:
    """The two questions, where tables and charts are told apart by them."""
    found = {table.arm for _, table in document.tables() if table.arm}
    titles = {"restructured": "From Monday", "settled": "Once settled"}
    return {arm: title for arm, title in titles.items() if arm in found}


def environment() -> Environment:
    """Templates of this folder: everything is escaped, and what is undefined is an error."""
    return Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template_text(name: str) -> str:
    """A file of this folder."""
    return files("mlorg.report.html").joinpath(name).read_text(encoding="utf-8")
