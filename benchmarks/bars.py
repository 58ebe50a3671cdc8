"""A bar: what was promised of a ratio, and what was found, round by round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Bar:
    """`found` holds one figure per round; empty if it was not measured, then `why` says why."""

    what: str
    limit: float
    found: tuple[float, ...]
    at_least: bool = False
    unit: str = "×"
    why: str = ""

    def met(self) -> bool:
        """Whether the median is where it was promised to be."""
        middle = median(self.found)
        return middle >= self.limit if self.at_least else middle <= self.limit

    def row(self) -> str:
        """One line of the summary."""
        promised = f"{'≥' if self.at_least else '≤'} {self.limit:,.4g} {self.unit}"
        if not self.found:
            return f"{self.what:<54} {promised:>11}  not measured: {self.why}"
        middle, low, high = (f"{f(self.found):,.4g}" for f in (median, min, max))
        verdict = "met" if self.met() else "SHORT"
        return f"{self.what:<54} {promised:>11} {middle:>9} {low:>9} {high:>9} {len(self.found):>6}  {verdict}"


def show_bars(bars: Iterable[Bar]) -> None:
    """The summary at the end: medians, range and number of rounds."""
    print(f"\n{'promised':<54} {'':>11} {'median':>9} {'from':>9} {'to':>9} {'rounds':>6}")
    for bar in bars:
        print(bar.row())


def ratios(over: Sequence[float], under: Sequence[float]) -> tuple[float, ...]:
    """Round by round."""
    return tuple(a / b for a, b in zip(over, under, strict=True))
