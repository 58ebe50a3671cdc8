"""The engine against closed forms on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ..oracles import FAIL, UNSTABLE, OraclesPage
from ..sentences import counted
from .parts import add_row, show_lines, show_title, table

if TYPE_CHECKING:
    from ...sim.oracles import GateRow

STYLES = {"pass": "green", FAIL: "bold red"}
MEANING = (
    "pass: within 4 standard errors (se), and for queues within 2 % where 4 se are; "
    "unstable: no stationary value, and the simulation grows without end."
)


def show_oracles(page: OraclesPage, console: Console, everything: bool = False) -> None:
    """Gate by gate: verdict, exact and simulated value, case; then how many there are of each verdict."""
    for gate in page.gates:
        show_title(console, gate.gate, gate.question)
        made = table("verdict", "exact", "simulated", "se", "case", right=(1, 2, 3))
        for row in page.rows:
            if row.gate == gate.gate:
                verdict = Text(row.verdict, style=STYLES.get(row.verdict, ""))
                add_row(made, verdict, *_figures(row), row.case)
        console.print(made)
    show_title(console, _summary(page))
    show_lines(console, [MEANING], style="dim")


def _figures(row: GateRow) -> tuple[str, str, str]:
    unknown = "grows" if row.verdict == UNSTABLE else "–"
    exact = "inf" if row.verdict == UNSTABLE else _number(row.exact, "–")
    return exact, _number(row.simulated, unknown), _number(row.se, "–", 2)


def _number(value: float | None, otherwise: str, digits: int = 6) -> str:
    return otherwise if value is None else f"{value:.{digits}g}"


def _summary(page: OraclesPage) -> str:
    verdicts = [row.verdict for row in page.rows]
    parts = [f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)]
    text = f"{counted(len(verdicts), 'case')}: {', '.join(parts) or 'none was checked'}"
    return text + ("." if page.complete else "; interrupted before the end.")
