"""`mlorg demo`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import AsFormat
from .command import command
from .failures import INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..report.comparison.page import ComparisonPage

Tell = Callable[[str, str], None]
REPORT = "report.html"
NEXT = (
    ("assess {folder}", "which kind of machine-learning organisation it is, and on what evidence"),
    ("compare {folder}", "the whole comparison; it also writes the report"),
    ("plan {folder} --to embedded", "the way to one of the structures, in dated waves"),
    ("check {folder}", "gaps and contradictions in who owns what, as a linter"),
    ("explain model:returns-risk -w {folder}", "who says what of it, file and line"),
    ("diff baseline one-division -w {folder}", "a scenario of this company, change by change"),
    ("init acme --roster YOUR-EXPORT.csv", "the same for your own organisation"),
)
"""Commands to go on with, and what each is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions:
    """What `mlorg demo` is asked."""

    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Folder of the new workspace.", show_default="mlorg-demo")
    ] = Path("mlorg-demo")
    quick: Annotated[bool, typer.Option("--quick", help="Simulate little: a few seconds, wider intervals.")] = False
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the demo's files in DIR; all others stay as they are.")
    ] = False
    format: AsFormat = Format.TEXT


@command(DemoOptions, "mlorg demo", "mlorg demo try-it --quick", "mlorg demo --format json > answer.json")
def demo(asked: DemoOptions, screen: Screen) -> int | None:
    """Answer for a company that does not exist, from its HR export to the report.

    Writes an openly fictional company of about 300 people as a workspace: an HR export with the usual flaws, what
    `mlorg init` makes of it, what somebody who works there would add by hand, and what seven systems of it hold, which
    contradict each other in known ways. Then these are scanned, and the company is shown, put into every structure,
    simulated and compared, with a line on each step. It ends with the answer and where the report is.
    """
    from .. import api

    tell = _teller(asked.format, screen)
    workspace = api.introduce_demo(asked.folder, tell, asked.force)
    size = api.demo_size(tell, asked.quick)
    try:
        with progress_on_stderr("Simulating", not screen.quiet) as progress:
            page = api.compare(workspace, size, progress)
    except KeyboardInterrupt:
        screen.note(f"Stopped. {asked.folder} is complete but for the report: mlorg compare {asked.folder} --quick")
        return INTERRUPTED
    report = api.write_report(page, asked.folder / REPORT)
    tell("compare", f"all structures and scenarios on the same luck: {report}")
    if asked.format is Format.JSON:
        screen.page(page, Format.JSON)
    else:
        _print_ending(page, asked.folder, screen)
    return None


def _teller(form: Format, screen: Screen) -> Tell:
    """Prints a line on a step; the step's name stands on its first line only. Beside JSON it goes to stderr."""
    if form is Format.JSON:
        return lambda step, line: screen.note(f"{step:<10}{line}")
    last = ""

    def tell(step: str, line: str) -> None:
        nonlocal last
        _print_pair(step if step != last else "", line, screen)
        last = step

    return tell


def _print_pair(name: str, text: str, screen: Screen) -> None:
    """A name in bold and a text that wraps beside it."""
    from rich.table import Table
    from rich.text import Text

    from ..report.terminal import open_console

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=9)
    grid.add_column()
    grid.add_row(Text(name, style="bold"), Text(text))
    open_console(sys.stdout, screen.color).print(grid)


def _print_ending(page: ComparisonPage, folder: Path, screen: Screen) -> None:
    """The answer, and what to do next."""
    screen.text("\n")
    _print_pair("answer", page.headline, screen)
    for paragraph in page.answer:
        screen.text("\n")
        _print_pair("", paragraph, screen)
    screen.text("\n")
    _print_pair("report", f"{folder / REPORT}: the whole answer, in one file that opens in any browser", screen)
    for number, (words, why) in enumerate(NEXT):
        _print_pair("" if number else "next", f"mlorg {words.format(folder=folder)}: {why}", screen)
