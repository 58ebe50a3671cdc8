"""The model against published figures, and what calibration would change, as pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from .pages import About, Page

if TYPE_CHECKING:
    from ..decide.validation import Calibration, Posterior, Row

INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many targets of a kind are inside their tolerance."""

    kind: str
    inside: int
    targets: int


@dataclass(frozen=True, slots=True)
class ValidationPage(Page):
    """Published against simulated, target by target, in the order of kinds: input checks, bound, emergent, control.

    Lists in a row run over its `parts`. `simulated` is the figure over all draws, `lo` to `hi` what other draws of the
    same number would give (95 %), `draw_low` to `draw_high` the middle 90 % of single draws, `least` to `most` the
    tolerance, `beyond` how far outside it a figure lies; what has no number is null. `verdict` is `inside` or
    `outside`; `beside` holds figures that are not judged. `counts` are by kind, `priors` is the hash of the priors.
    """

    schema: ClassVar[str] = "mlorg.validate/1"
    rows: tuple[Row, ...]
    counts: tuple[KindCount, ...]
    in_words: str
    priors: str
    draws: int
    replications: int
    quick: bool


@dataclass(frozen=True, slots=True)
class CalibrationPage(Page):
    """What the published figures would change in the priors: told, never written.

    `posteriors` come from input checks alone, then from these and the emergent figures. In each: `targets` used,
    `widening` of their tolerances that it took, `effective` number of draws behind the weights, `nearest` that any draw
    comes to each target in half widths, `coefficients` before and after, `figures` before and after, and the `near`
    draws by weight. `in_words` says it in sentences.
    """

    schema: ClassVar[str] = "mlorg.calibrate/1"
    posteriors: tuple[Posterior, ...]
    in_words: tuple[str, ...]
    priors: str
    draws: int
    quick: bool


def validation_page(about: About, rows: Iterable[Row], priors: str, size: tuple[int, int, bool]) -> ValidationPage:
    """The page of these rows; `size` = (draws, replications of each, quick)."""
    made = tuple(rows)
    kinds = dict.fromkeys(row.kind for row in made)
    counts = tuple(counted_kind(kind, [row for row in made if row.kind == kind]) for kind in kinds)
    return ValidationPage(about, made, counts, counts_in_words(counts), priors, *size)


def calibration_page(about: About, found: Calibration, priors: str, quick: bool) -> CalibrationPage:
    """The page of a calibration."""
    words = tuple(posterior_in_words(p, found.draws) for p in found.posteriors)
    return CalibrationPage(about, found.posteriors, words, priors, found.draws, quick)


def counted_kind(kind: str, rows: list[Row]) -> KindCount:
    """The count of one kind."""
    return KindCount(kind, sum(row.verdict == INSIDE for row in rows), len(rows))


def counts_in_words(counts: Iterable[KindCount]) -> str:
    """`Inside their tolerance: 3 of 7 input checks, 1 of 1 bound.`"""
    parts = [f"{c.inside} of {c.targets} {_plural(c.kind) if c.targets != 1 else c.kind}" for c in counts]
    return f"Inside their tolerance: {', '.join(parts)}."


def _plural(kind: str) -> str:
    return "emergent figures" if kind == "emergent" else f"{kind}s"


def posterior_in_words(posterior: Posterior, draws: int) -> str:
    """How much was learnt, and about how many coefficients."""
    moved = [c for c in posterior.coefficients if c.moved]
    structural = sum(c.structural for c in posterior.coefficients)
    names = f" ({', '.join(c.name for c in moved)})" if moved else ""
    far = [name for name, nearest in posterior.nearest.items() if nearest > 1]
    out_of_reach = f" No draw comes within the tolerance of {', '.join(far)}." if far else ""
    wide = "as published" if posterior.widening == 1 else f"widened {posterior.widening:.1f} times"
    return (
        f"{', '.join(posterior.targets)}, tolerances {wide}: the weights rest on {posterior.effective:.0f} of "
        f"{draws:,} draws. {len(moved)} of {len(posterior.coefficients)} coefficients moved{names}; of the "
        f"{structural} through which structure acts, {sum(c.structural for c in moved)}.{out_of_reach}"
    )
