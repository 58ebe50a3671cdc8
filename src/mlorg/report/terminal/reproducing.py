"""Whether a bundle gives the same digits, on a terminal."""

from __future__ import annotations

from rich.console import Console

from ..bundle import ReproducePage

MOST_SHOWN = 20


def show_reproduced(page: ReproducePage, console: Console, everything: bool = False) -> None:
    """The verdict first, then what differs."""
    if page.made_by != page.version:
        console.print(f"Made by mlorg {page.made_by}, computed again by {page.version}: digits may differ for that.")
    if not page.differences:
        console.print(
            f"The same to the last digit: {page.figures:,} figures from {page.replications:,} simulated histories."
        )
        return
    console.print(f"{len(page.differences):,} of {page.figures:,} figures differ:")
    shown = page.differences if everything else page.differences[:MOST_SHOWN]
    for one in shown:
        console.print(f"  {one.name}: {_short(one.expected)} in the bundle, {_short(one.found)} here")
    if len(shown) < len(page.differences):
        console.print(f"  … {len(page.differences) - len(shown):,} more (use --all)")


def _short(value: float | str | None) -> str:
    return "nothing" if value is None else f"{value[:12]}…" if isinstance(value, str) else repr(value)
