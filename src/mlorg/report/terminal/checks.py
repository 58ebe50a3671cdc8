"""Findings on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..checks.page import CheckPage, FindingRow
from ..sentences import counted
from .parts import show_cut, show_heading, show_lines, show_title

ROWS = 10
"""Findings of one rule that are shown before the list is cut."""
NOTHING_TO_JUDGE = (
    "No model, data set or platform is known, and most rules judge these. 'mlorg scan' finds them in the systems that "
    "mlorg.yaml names under sources; org.yaml takes what no system records."
)
STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def show_check(page: CheckPage, console: Console, everything: bool = False) -> None:
    """Findings rule by rule, gravest first, each with its place and what to do."""
    counts = Counter(row.severity for row in page.findings)
    told = ", ".join(counted(counts[level], level) for level in STYLES if counts[level])
    show_heading(console, page.about, f"{told or 'nothing to complain about'} by {counted(len(page.rules), 'rule')}")
    for rule, rows in _by_rule(page.findings):
        show_title(console, rule, f"{len(rows):,}")
        for row in rows if everything else rows[:ROWS]:
            _show(row, console)
        show_cut(console, 0 if everything else len(rows) - ROWS, "--all")
    if page.ignored:
        show_lines(console, ["", f"{counted(len(page.ignored), 'finding')} ignored with a reason."], "")
    for line in page.expired:
        show_lines(console, [f"Ignoring has expired: {line}."], "")
    for problem in page.problems:
        show_lines(console, [str(problem)], "")
    if page.assets == 0:
        show_lines(console, ["", NOTHING_TO_JUDGE], "")
    if page.incomplete:
        words = f"The last scan could not read all of: {', '.join(page.incomplete)}. Findings may be missing."
        show_lines(console, ["", words], "")


def _by_rule(rows: Iterable[FindingRow]) -> Iterable[tuple[str, list[FindingRow]]]:
    found: dict[str, list[FindingRow]] = {}
    for row in rows:
        found.setdefault(row.rule, []).append(row)
    return found.items()


def _show(row: FindingRow, console: Console) -> None:
    text = Text(row.severity, style=STYLES[row.severity])
    text.append(f" {row.message}", style="not bold default")
    console.print(Padding(text, (0, 0, 0, 2), expand=False))
    beside = " ".join(filter(None, (f"{row.place}:" if str(row.place) else "", row.fix)))
    show_lines(console, [beside, *([f"({row.uncertain}.)"] if row.uncertain else [])], "      ", "dim")
