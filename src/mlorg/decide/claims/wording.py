"""Why a row got its verdict, in one plain sentence made of its own figures."""

from __future__ import annotations

from ...org.figures import percent
from .board import ITSELF
from .results import (
    EQUIVALENT,
    FLAT,
    HOLDS,
    NOT_MODELLED,
    REPORTED,
    RESPONDS,
    REVERSED,
    AblationRow,
    ClaimRow,
)


def why(row: ClaimRow) -> str:
    """What the figures of a row say."""
    if row.verdict == NOT_MODELLED:
        return row.note
    if row.kind == "definition":
        return f"The proposed overlays have the property in {_share(row)} of the firms, in both arms."
    if row.verdict == REPORTED:
        return ""
    if row.share is None:
        return "There is no draw in which the metric exists on both sides."
    if row.kind == "lever":
        return (
            f"{_LEVER.get(row.verdict, _OPEN_LEVER).format(share=_share(row), effect=_percent(row.effect))}{_left(row)}"
        )
    return f"{_VERDICT.get(row.verdict, _OPEN).format(share=_share(row))}{_against(row)}{_left(row)}"


_VERDICT = {
    HOLDS: "It holds in {share} of draws.",
    REVERSED: "The contrary holds in nearly all draws, the sentence in {share}.",
    EQUIVALENT: "In most draws the difference is below 5 %; the sentence holds in {share}.",
}
_OPEN = "It holds in {share} of draws: too few to say yes, and no other answer is clear."
_LEVER = {
    RESPONDS: "The metric moves by 5 % or more in {share} of draws, in the middle one by {effect}.",
    FLAT: "The metric moves by 5 % or more in {share} of draws only.",
}
_OPEN_LEVER = "The metric moves by 5 % or more in {share} of draws, in the middle one by {effect}: no clear answer."


def _share(row: ClaimRow) -> str:
    interval = "" if row.lo is None or row.hi is None else f" ({percent(row.lo)} to {percent(row.hi)})"
    return f"{_percent(row.share)}{interval}"


def _against(row: ClaimRow) -> str:
    if len(row.comparators) < 2:
        return ""
    parts = (f"{c.id} {_percent(c.share)}" for c in row.comparators)
    return f" Against each alone: {', '.join(parts)}."


def _left(row: ClaimRow) -> str:
    return "".join(f" {_without(a)}" for a in row.ablations)


def _without(found: AblationRow) -> str:
    what = f"If {found.what},"
    if found.killed is None:
        return f"{what} there is nothing to compare: no effect of 5 % in the stated direction to begin with."
    change = f"the effect{_of(found)} goes from {_percent(found.full)} to {_percent(found.left)}"
    return f"{what} {change}" + ("." if found.killed else ": the mechanism named does not explain it.")


def _of(found: AblationRow) -> str:
    return "" if found.against == ITSELF else f" against {found.against}"


def _percent(value: float | None) -> str:
    if value is None:
        return "no number"
    return percent(value) if abs(value) < 10 else f"{value + 1:.0f} times as much"
