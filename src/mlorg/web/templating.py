"""Templates of the server's pages: everything is escaped, and what is undefined is an error.

A page extends `base.html.j2`; it fills the blocks `title` and `main`, and names scripts of its own in `scripts`. Pages
that are also written as files (`report/html`) extend `document.html.j2`, which here is the same base.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound

from .. import __version__

NAVIGATION: tuple[tuple[str, str], ...] = (
    ("/", "Answer"),
    ("/organisation", "Organisation"),
    ("/ownership", "Ownership"),
    ("/spans", "Spans"),
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


@cache
def _environment() -> Environment:
    from ..report.html.comparison import template_text

    own = files("mlorg.web.templates")

    def text(name: str) -> str:
        found = own.joinpath("base.html.j2" if name == "document.html.j2" else name)
        try:
            return found.read_text(encoding="utf-8") if found.is_file() else template_text(name)
        except FileNotFoundError:
            raise TemplateNotFound(name) from None

    made = Environment(
        loader=FunctionLoader(text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(_globals())
    return made


def _globals() -> Mapping[str, Any]:
    return {"navigation": NAVIGATION, "version": __version__, "organization": "", "here": ""}
