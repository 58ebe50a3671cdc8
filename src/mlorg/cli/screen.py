"""What a command prints on: pages to stdout, all other words to stderr."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..report.sentences import counted
from .failures import print_problems

if TYPE_CHECKING:
    from ..api import Workspace
    from ..errors import Problem
    from ..report.checks.page import CheckPage
    from ..report.pages import Page


class Format(StrEnum):
    """How a page is shown."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command's words go. `quiet` drops notes and warnings, never errors; `color` False drops colours."""

    quiet: bool = False
    color: bool = True

    def page(self, page: Page, form: str = "text", everything: bool = False) -> None:
        """Print a page as text or JSON."""
        if form == Format.JSON:
            from .. import __version__
            from ..report.json import to_json

            self.text(to_json(page, __version__))
            return
        if form == "markdown":
            from ..report.forms.markdown import to_markdown

            self.text(to_markdown(page))
            return
        from ..report.terminal import open_console, show_page

        show_page(page, open_console(sys.stdout, self.color), everything)

    def findings(self, page: CheckPage, form: str, everything: bool = False) -> None:
        """Print findings, also in the forms that other tools read."""
        if form not in ("sarif", "junit", "github"):
            self.page(page, form, everything)
            return
        from .. import __version__
        from ..report.checks.findings_as import to_github, to_junit, to_sarif

        forms = {"sarif": lambda: to_sarif(page, __version__), "junit": lambda: to_junit(page)}
        self.text(forms.get(form, lambda: to_github(page))())

    def text(self, text: str) -> None:
        """Print text as it is."""
        sys.stdout.write(text)

    def note(self, text: str) -> None:
        """Say something beside the result."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def count_warnings(self, workspace: Workspace) -> None:
        """Tell how many warnings there are about the files of a workspace, and what lists them."""
        if workspace.warnings:
            folder = str(workspace.folder)
            many = counted(len(workspace.warnings), "warning")
            self.note(f"{folder}: {many} about its files; 'mlorg show {shlex.quote(folder)}' lists them.")

    def warn(self, problems: Iterable[Problem]) -> None:
        """Tell warnings, one a line."""
        if not self.quiet:
            print_problems(problems, "warning")
