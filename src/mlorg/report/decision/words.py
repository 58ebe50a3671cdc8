"""What the terminal and the web page say of how a verdict comes about, in the same words."""

from __future__ import annotations

from ..rounding import NONE, Money, percent, tenths, two_digits
from .page import DecisionPart, FrontColumn, FrontRow, SureRow

SURE_COLUMNS = ("best in", "best, luck included", "outdone by")
HOW_SURE = (
    "best in: of ten cases drawn from all we do not know, luck averaged out. luck included: of ten single courses of "
    "events. outdone by: whoever wants more prefers that one; with *, whoever wants more and dislikes risk."
)
HOW_FRONT = "An alternative is marked if none beats it: at least as good on all of these and better on one."


def sure_cells(row: SureRow) -> tuple[str, str, str]:
    """Best in, best with luck, dominated by."""
    by = row.dominated_by + (" *" if row.dominated_to == 2 else "")
    return tenths(row.p_best), tenths(row.p_best_by_luck), by


def front_heading(column: FrontColumn, money: Money) -> str:
    """An outcome, its unit, and which way is better."""
    unit = {"money": money.unit, "days": "days", "share": "%"}.get(column.unit, "")
    way = "more is better" if column.more_is_better else "less is better"
    return f"{column.label} ({', '.join(filter(None, (unit, way)))})"


def front_cell(value: float | None, column: FrontColumn, money: Money) -> str:
    """A mean in the unit of its heading."""
    if value is None:
        return NONE
    if column.unit == "money":
        return money.in_table(value)
    return percent(value).removesuffix(" %") if column.unit == "share" else two_digits(value)


def front_mark(row: FrontRow) -> str:
    """Whether it is on the front, and else who beats it."""
    return "not beaten" if row.on_front else f"beaten by {row.beaten_by[0]}"


def opening(part: DecisionPart) -> tuple[str, ...]:
    """What counts and how that was changed, before anything that depends on it."""
    return (*part.aims, *part.changes, *part.rounds)
