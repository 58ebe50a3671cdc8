"""What is said of a search, whatever shows it."""

from __future__ import annotations

from ..rounding import two_digits
from ..sentences import role_plural, role_said
from .page import FinalistRow, MoveRow, SearchPage

FINALIST_COLUMNS = ("fresh cases", "95 % interval", "cases searched")


def unit_said(page: SearchPage) -> str:
    """What amounts of the page count."""
    return page.money.unit if page.unit == "money" else page.unit


def amount(page: SearchPage, value: float | None) -> str:
    """An amount with its sign."""
    return page.money.in_table(value, True) if page.unit == "money" else two_digits(value, True)


def finalist_cells(page: SearchPage, row: FinalistRow) -> tuple[str, str, str]:
    """Gain on fresh cases, its interval, gain on the cases searched."""
    if row.name == "today":
        return "0", "", "0"
    return (
        amount(page, row.fresh),
        f"{amount(page, row.least)} to {amount(page, row.most)}",
        amount(page, row.searched),
    )


def gain_said(page: SearchPage) -> str:
    """What the mixture gains over the best structure."""
    if not page.found:
        return "Nothing between the structures that we looked at is worth its trouble."
    return (
        f"On fresh cases the mixture gains {amount(page, page.gain)} ({unit_said(page)}) over “{page.best_structure}” "
        f"(95 % interval: {amount(page, page.least)} to {amount(page, page.most)})."
    )


def move_said(row: MoveRow) -> str:
    """`2 of the 5 data scientists of Payments: to Sales`."""
    if row.number == row.of == 1:
        return f"the {role_said(row.role)} of {row.unit}: {row.what}"
    plural = role_plural(row.role)
    who = f"{row.number} of the {row.of} {plural}" if row.number < row.of else f"the {row.of} {plural}"
    return f"{who} of {row.unit}: {row.what}"


def how_searched(page: SearchPage) -> tuple[str, ...]:
    """How the search went, and what to make of its figures."""
    dropped = ", ".join(f"{number} by {rule}" for rule, number in page.dropped)
    return (
        f"{page.looked_at} organisations were looked at, put together from the structures of the library element by "
        f"element and line by line ({len(page.settings)} choices), on {page.draws} cases drawn"
        + (f"; left out as no option: {dropped}." if dropped else "."),
        "What looks best of many on the cases it was chosen on was lucky there too. Only the figures of fresh cases "
        f"({page.fresh_draws}) count; on the cases searched, rare extremes count in part.",
        "Head count, pay bill and one accountable owner are kept, and no occupied post is closed. Which persons move "
        "is for people to say.",
    )
