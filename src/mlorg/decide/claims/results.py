"""What the test of the sentences has shown, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .board import Claim
    from .verdicts import Share

HOLDS, EQUIVALENT, REVERSED, UNDECIDED = "holds", "equivalent", "reversed", "undecided"
RESPONDS, FLAT = "responds", "flat"
REPORTED, NOT_MODELLED, FAILS = "reported", "not modelled", "fails"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is simulated: draws of firm and environment, replications in each, the seed of all luck."""

    draws: int = 200
    per_draw: int = 20
    seed: int = 1
    provisional: bool = False
    """Too little to rest a verdict on: said in the output."""


@dataclass(frozen=True, slots=True)
class ComparatorRow:
    """One comparison of a sentence. `share` of draws in which it holds, `lo` to `hi` its 95 % interval; `level` and
    `other` are the medians over draws of the metric on both sides, `effect` that of the relative difference.

    Figures that do not exist are None; `effect` is None too where most draws have nothing to divide by.
    """

    id: str
    metric: str
    draws: int
    share: float | None
    lo: float | None
    hi: float | None
    level: float | None
    other: float | None
    effect: float | None
    effect_ablated: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class AblationRow:
    """What is left of an effect without the mechanism.

    `share` of draws in which the sentence still holds; `full` and `left` are the median effects, on a scale from -1 to
    1 (the difference over the larger level), against the comparator `against` where most is left. `killed`: at most a
    quarter is left against every comparator against which there was an effect of 5 %; None = there was none.
    """

    what: str
    share: float | None
    against: str
    full: float | None
    left: float | None
    killed: bool | None


@dataclass(frozen=True, slots=True)
class CoefficientRow:
    """P(> 0) of a structural coefficient over the draws of the prior."""

    name: str
    positive: float


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """A setting of a lever, or a line of a report: median over draws with the middle 90 %."""

    setting: str
    metric: str
    median: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One sentence, judged. Figures that do not exist for its kind are None or empty.

    `share` of draws in which it holds against all comparators, `lo` to `hi` its 95 % interval, `effect` the median
    over draws of the relative difference to the comparator where it is weakest (`effect_low` to `effect_high`: middle
    90 %). `share_ablated` without its mechanism, `share_knockin` with hardly anything but its mechanism.
    """

    id: str
    kind: str
    archetype: str
    statement: str
    arm: str
    metric: str
    direction: str
    verdict: str
    draws: int = 0
    why: str = ""
    share: float | None = None
    lo: float | None = None
    hi: float | None = None
    share_ablated: float | None = None
    share_knockin: float | None = None
    effect: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None
    effect_knockin: float | None = None
    comparators: tuple[ComparatorRow, ...] = ()
    ablations: tuple[AblationRow, ...] = ()
    coefficients: tuple[CoefficientRow, ...] = ()
    all_coefficients: float | None = None
    """P(all of them > 0)."""
    response: tuple[ResponseRow, ...] = ()
    superlative: bool = False
    counted_once_with: tuple[str, ...] = ()
    note: str = ""


def row_about(claim: Claim, verdict: str, found: Share | None = None) -> ClaimRow:
    """The row of a sentence with its verdict and, where there are draws, in how many of them it holds."""
    low, high = found.interval if found and found.draws else (None, None)
    return ClaimRow(
        claim.id,
        claim.kind.value,
        claim.archetype,
        claim.statement,
        claim.arm,
        claim.metric,
        claim.direction,
        verdict,
        draws=found.draws if found else 0,
        share=found.value if found else None,
        lo=low,
        hi=high,
        superlative=claim.superlative,
        counted_once_with=claim.counted_once_with,
        note=claim.note,
    )


@dataclass(frozen=True, slots=True)
class MapCell:
    """A sentence in one of nine parts of the draws: thirds (1 low to 3 high) of two unmeasured coefficients."""

    id: str
    send_back: int
    peers: int
    draws: int
    share: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Permutations:
    """The real board among all ways to permute the five labels, by the sum of shares, rows counted once.

    `rank` 1 is the highest of `of`; `percentile` = boards with a lower score, in % of the others; `held`: sentences
    that hold on the real board, `held_median` on the median one.
    """

    rank: int
    of: int
    percentile: float
    score: float
    score_median: float
    held: int
    held_median: float


@dataclass(frozen=True, slots=True)
class Board:
    """All rows and what stands beside them. `permutations` and `effective_comparisons` are None for a part of it."""

    rows: tuple[ClaimRow, ...]
    map: tuple[MapCell, ...]
    permutations: Permutations | None
    comparisons: int
    effective_comparisons: float | None
    priors_hash: str
    claims_hash: str
    effort: Effort
