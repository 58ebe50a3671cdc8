"""Templates of the server's pages: everything is escaped, and what is undefined is an error.

A page extends `base.html.j2`; it fills the blocks `title` and `main`, and names scripts of its own in `scripts`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .. import __version__

NAVIGATION: tuple[tuple[str, str], ...] = (
    ("/", "Answer"),
    ("/runs", "Comparisons"),
    ("/organisation", "Organisation"),
    ("/chart", "Chart"),
    ("/edit", "What if"),
    ("/ownership", "Ownership"),
    ("/findings", "Findings"),
    ("/kind", "Kind"),
    ("/interview", "Interview"),
    ("/scenarios", "Scenarios"),
    ("/evidence", "Evidence"),
    ("/assumptions", "Assumptions"),
    ("/method", "Method"),
    ("/this-server", "This server"),
)
"""Address and name of what stands in the head of every page."""


def render(name: str, **values: Any) -> str:
    """A template as text."""
    return _environment().get_template(name).render(values)


def sheet_of(document: str) -> Markup:
    """What stands in the main part of a document that a renderer of `report.html` has made, which escapes itself."""
    return Markup(document[document.index("<main>") + len("<main>") : document.rindex("</main>")])


@cache
def _environment() -> Environment:
    from ..report.terminal.figures import statistics_parts

    made = Environment(
        loader=PackageLoader("mlorg.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(navigation=NAVIGATION, version=__version__, here="", figures_said=statistics_parts)
    return made
