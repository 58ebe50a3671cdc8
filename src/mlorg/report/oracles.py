"""The engine against closed forms, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from .pages import About, Page

if TYPE_CHECKING:
    from ..sim.oracles import GateRow

FAIL, UNSTABLE = "fail", "unstable"


@dataclass(frozen=True, slots=True)
class GateQuestion:
    """A gate and what the engine is configured as there."""

    gate: str
    question: str


@dataclass(frozen=True, slots=True)
class OraclesPage(Page):
    """Exact against simulated, case by case.

    `verdict` of a row is `pass`, `fail`, `unstable` (there is no stationary value, and the simulation shows none), `no
    closed form` or `no crossing`; what has no number is null. `complete` is False if it was interrupted. `failed`
    counts rows.
    """

    schema: ClassVar[str] = "mlorg.oracles/1"
    rows: tuple[GateRow, ...]
    gates: tuple[GateQuestion, ...]
    settings: tuple[str, ...]
    quick: bool
    failed: int
    complete: bool


def oracles_page(about: About, rows: Iterable[GateRow], asked: tuple[Sequence[str], bool, bool]) -> OraclesPage:
    """The page of these rows; `asked` = (settings as given, quick, complete)."""
    from ..decide.oracles import GATES

    settings, quick, complete = asked
    made = tuple(rows)
    gates = tuple(GateQuestion(g, GATES[g].question) for g in dict.fromkeys(row.gate for row in made))
    failed = sum(row.verdict == FAIL for row in made)
    return OraclesPage(about, made, gates, tuple(settings), quick, failed, complete)
