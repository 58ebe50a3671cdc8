"""Templates of the server's pages: everything is escaped, and what is undefined is an error.

A page extends `base.html.j2`; it fills the blocks `title` and `main`, and names scripts of its own in `scripts`. What
is a document in `report` too extends `sheet.html.j2`, which draws it with the macros of `report/html/blocks.html.j2`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

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
    ("/search", "Search"),
    ("/plan", "Plan"),
    ("/ask", "What to ask"),
    ("/evidence", "Evidence"),
    ("/assumptions", "Assumptions"),
    ("/method", "Method"),
    ("/this-server", "This server"),
)
"""Address and name of what stands in the head of every page."""


def render(name: str, **values: Any) -> str:
    """A template as text."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> Environment:
    from ..report.organisation.delta import by_reason, shift_sentences
    from ..report.rounding import two_digits, whole_percent
    from ..report.terminal.figures import statistics_parts

    made = Environment(
        loader=ChoiceLoader([PackageLoader("mlorg.web"), PackageLoader("mlorg.report", "html")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    said = {"figures_said": statistics_parts, "by_reason": by_reason, "shift_sentences": shift_sentences}
    made.globals.update(navigation=NAVIGATION, version=__version__, here="", **said)
    made.filters.update(two_digits=two_digits, whole_percent=whole_percent)
    return made
