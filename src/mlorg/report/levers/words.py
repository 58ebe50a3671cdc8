"""What the terminal and the web page say of split differences and of the map in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparison.verdicts import TODAY
from ..rounding import Money, tenths
from ..sentences import lower_first
from .page import MapCell, MapPart, SplitPart

SPLIT_COLUMNS = ("adds", "give or take")
TOO_CLOSE = "too close to call"


def split_title(part: SplitPart) -> str:
    """What is split."""
    return f"{part.title}: where the difference comes from"


def split_note(part: SplitPart, money: Money, quarters: int) -> str:
    """Between what, and in what."""
    return f"{part.after} against {lower_first(part.before)}, in {money.unit}, over {quarters} quarters"


def split_rows(part: SplitPart, money: Money) -> Iterator[tuple[str, str, str]]:
    """Element, what it adds, and the error of that; the whole last."""
    for row in part.rows:
        yield row.label, money.in_table(row.amount, True), money.in_table(_twice(row.error))
    half = None if part.total is None or part.least is None else part.total - part.least
    yield "in all", money.in_table(part.total, True), money.in_table(half)


def how_split(part: SplitPart) -> tuple[str, ...]:
    """How the shares came about, and what could not stand alone."""
    orders = f"all {part.orders}" if part.in_full else f"{part.orders}"
    return (
        f"Each element's share is what changing it adds on average over {orders} orders of changing one after the "
        f"other, in {part.draws} of the cases drawn. The shares add up to the whole; give or take: 95 %.",
        "What cannot stand alone waits: a new unit is founded with the first element that needs it, and an owner takes "
        "over once it has people for the work.",
    )


def map_title(part: MapPart) -> str:
    """What the map shows."""
    return f"{part.title}: which answer holds where"


def map_note(part: MapPart) -> str:
    """The axes and their thirds."""
    (low, high), (few, many) = part.hand_offs, part.peers
    return (
        f"Across: hand-offs sent back, low below {low}, high above {high}. Down: what people learn from peers, low "
        f"below {few}, high above {many}. Both are assumed ({part.hand_offs_prior} and {part.peers_prior} in "
        "assumptions.yaml); nobody has measured them. Each cell: what is best there, and in how many of ten cases it "
        "is best of all."
    )


def cell_said(cell: MapCell) -> str:
    """What is best in a cell, with its chance."""
    close = " (too close to call)" if cell.verdict == TOO_CLOSE else ""
    label = "Changing nothing" if cell.best == TODAY else cell.label
    return f"{label}: {tenths(cell.p_best)}{close}"


def map_in_a_sentence(part: MapPart) -> str:
    """Whether the answer depends on the two at all."""
    best = {cell.best for cell in part.cells}
    if len(best) == 1:
        return f"The same is best in all nine: {part.cells[0].label}."
    close = sum(cell.verdict == TOO_CLOSE for cell in part.cells)
    cells = "all nine cells" if close == len(part.cells) else f"{close or 'none'} of the nine cells"
    return f"{len(best)} structures are best somewhere; in {cells} it is too close to call."


def _twice(error: float | None) -> float | None:
    return None if error is None else 1.96 * error
