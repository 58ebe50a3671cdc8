"""A comparison that is still being computed, on the terminal."""

from __future__ import annotations

import math

from rich.console import Group, RenderableType
from rich.text import Text

from ..comparison.interim import Interim
from ..rounding import Money, two_digits
from .parts import add_row, table


def interim_table(interim: Interim) -> RenderableType:
    """A table that narrows as draws come in."""
    made = table("against today", "from Monday", "", "once settled", "", right=(1, 3))
    for row in interim.rows:
        cells = [cell for mean, half in row.against_today for cell in _cells(mean, half, interim.money)]
        add_row(made, row.label, *cells)
    note = (
        f"  first look: {interim.draws} of {interim.of} draws, 95 % intervals, "
        f"in {interim.money.unit}, over {interim.quarters} quarters"
    )
    return Group(made, Text(note, style="dim"))


def _cells(mean: float, half: float, money: Money) -> tuple[str, str]:
    wide = f"± {two_digits(half / money.scale, most_places=1)}" if math.isfinite(half) else ""
    return money.in_table(mean, True), wide
