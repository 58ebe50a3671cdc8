"""Pages as notebooks show them: the terminal's words in HTML."""

from __future__ import annotations

import io

from rich.console import Console

from ..pages import Page
from .console import show_page

WIDTH = 110


def as_html(page: Page) -> str:
    """The page as preformatted HTML; everything in it is escaped."""
    console = Console(file=io.StringIO(), record=True, width=WIDTH, markup=False, highlight=False, emoji=False)
    show_page(page, console)
    return console.export_html(inline_styles=True, code_format='<pre style="line-height: 1.3">{code}</pre>')
