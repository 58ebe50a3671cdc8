"""Sentences about the archetypes, put to the test on the shipped engine."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from ..report.claims import ClaimsPage, claims_page
from ..report.pages import About

if TYPE_CHECKING:
    from ..decide import Progress

DRAWS, PER_DRAW = 200, 20
"""What a verdict needs at least: draws of firm and environment, paired replications in each."""
QUICK_DRAWS, QUICK_PER_DRAW = 16, 5


@dataclass(frozen=True, slots=True)
class ClaimsOptions:
    """Sentences (none = all), seed, draws and replications per draw (None = as many as a verdict needs, or quick)."""

    only: tuple[str, ...] = ()
    seed: int = 1
    draws: int | None = None
    per_draw: int | None = None
    quick: bool = False


def claims(options: ClaimsOptions | None = None, progress: Progress | None = None) -> ClaimsPage:
    """Simulate and judge every sentence on firms of the default population, with the shipped priors.

    Raises UnknownNameError for a sentence that does not exist. With fewer draws or replications than a verdict needs
    the page is marked provisional. Takes minutes; KeyboardInterrupt passes through, nothing is kept.
    """
    from ..decide.claims import Effort, evaluate_claims
    from ..decide.claims.board import claims_named

    asked = options or ClaimsOptions()
    chosen = claims_named(asked.only)
    draws = asked.draws or (QUICK_DRAWS if asked.quick else DRAWS)
    per_draw = asked.per_draw or (QUICK_PER_DRAW if asked.quick else PER_DRAW)
    effort = Effort(draws, per_draw, asked.seed, draws < DRAWS or per_draw < PER_DRAW)
    board = evaluate_claims(chosen, effort, progress=progress)
    only = tuple(claim.id for claim in chosen) if asked.only else ()
    text = repr((board.priors_hash, board.claims_hash, effort, only))
    about = About(inputs_hash=sha256(text.encode()).hexdigest(), seed=asked.seed)
    return claims_page(about, board, only)
