"""Deltas and proposals on the terminal."""

from __future__ import annotations

from rich.console import Console

from ..organisation.delta import by_reason, shift_sentences
from ..organisation.page import DeltaPage, MoveRow, ProposalPage, Wave
from ..sentences import counted
from .parts import add_row, show_cut, show_heading, show_items, show_lines, show_title, table

ALIKE = 5
"""Changes for the same reason that are shown before the list is cut."""
MOVES = 30
"""Rows of the table of units and roles before it is cut."""


def show_delta(page: DeltaPage, console: Console, everything: bool = False) -> None:
    """What moves in counts, then every change in a sentence, by wave."""
    show_heading(console, page.about, f"from {page.before} to {page.after}, {counted(page.count, 'change')}")
    _show_changes(page, console, everything)


def show_proposal(page: ProposalPage, console: Console, everything: bool = False) -> None:
    """What the structure is, the changes that lead there and why, and notes."""
    arms = {"restructured": "from Monday, with the same people", "settled": "once settled, at the same pay bill"}
    show_heading(console, page.about, f"{page.label}, {arms[page.arm]}")
    show_lines(console, [page.description], "")
    if page.coverage:
        show_title(console, "ML people per business line")
        made = table("", "", right=(1,))
        for row in page.coverage:
            add_row(made, f"{row.name} ({row.line})", row.people)
        console.print(made)
    _show_changes(page.delta, console, everything)
    if page.notes:
        show_title(console, "Notes")
        show_items(console, page.notes)
    if page.written_to:
        show_lines(console, [f"\nKept as a scenario in {page.written_to}."], "")


def _show_changes(page: DeltaPage, console: Console, everything: bool) -> None:
    if not page.count:
        console.print("No difference.")
        return
    show_title(console, "In short")
    show_items(console, shift_sentences(page))
    _show_moves(page.moves, console, len(page.moves) if everything else MOVES)
    for wave in page.waves:
        _show_wave(wave, console, everything)


def _show_moves(moves: tuple[MoveRow, ...], console: Console, most: int) -> None:
    if not moves:
        return
    show_title(console, "Posts by unit and role")
    made = table("unit", "role", "before", "after", right=(2, 3))
    for row in moves[:most]:
        add_row(made, row.unit, row.role, row.before, row.after)
    console.print(made)
    show_cut(console, len(moves) - most, "--all")


def _show_wave(wave: Wave, console: Console, everything: bool) -> None:
    since = f"from {wave.effective}, " if wave.effective else ""
    show_title(console, wave.name or "From the start", since + counted(len(wave.changes), "change"))
    for reason, sentences in by_reason(wave):
        indent = "  "
        if reason:
            show_lines(console, [reason], style="dim")
            indent = "    "
        most = len(sentences) if everything else ALIKE
        show_items(console, sentences[:most], indent)
        show_cut(console, len(sentences) - most, "--all", indent)
