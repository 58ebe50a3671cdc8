"""The board of sentences as a page: every row, what stands beside them, and what it all says in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from .pages import About, Page

if TYPE_CHECKING:
    from ..decide.claims import Board, ClaimRow
    from ..decide.claims.results import MapCell, Permutations

ABOVE = 95.0
"""Percentile of the null board above which the real one counts as more than chance."""

GROUPS = (
    ("holds", "What holds"),
    ("equivalent", "What makes no difference"),
    ("reversed", "What is the other way round"),
    ("undecided", "What is undecided"),
    ("responds", "Levers that respond"),
    ("flat", "Levers that do not"),
    ("fails", "Definitions that fail"),
    ("reported", "Reported, not judged"),
    ("not modelled", "Not modelled"),
)
"""Verdicts in the order in which they are told, each with its heading."""


@dataclass(frozen=True, slots=True)
class ClaimsBasis:
    """What the board rests on: hashes of priors and of sentences with their ablations, seed, draws and replications."""

    priors_hash: str
    claims_hash: str
    seed: int
    draws: int
    replications: int
    """Per draw, paired over all structures and variants."""
    provisional: bool
    quarters: int
    burn_in_quarters: int
    most_posts: int
    most_ml_people: int
    only: tuple[str, ...]
    """The sentences asked for; empty = all."""


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many rows have a verdict, and which; rows that count once are `places` together."""

    verdict: str
    heading: str
    rows: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class ClaimsPage(Page):
    """Sentences about archetypes, put to the test.

    Shares are of draws; `lo` and `hi` are 95 % intervals. `map` has nine cells per hypothesis, by thirds of `send_back`
    and of `learn_from_peers`. `permutations` and `effective_comparisons` are null where only some were asked for.
    `not_killed`: sentences whose effect outlives the removal of its mechanism.
    """

    schema: ClassVar[str] = "mlorg.claims/1"
    rows: tuple[ClaimRow, ...]
    map: tuple[MapCell, ...]
    permutations: Permutations | None
    comparisons: int
    effective_comparisons: float | None
    verdicts: tuple[VerdictCount, ...]
    not_killed: tuple[str, ...]
    basis: ClaimsBasis
    notes: tuple[str, ...]


def claims_page(about: About, board: Board, only: tuple[str, ...] = ()) -> ClaimsPage:
    """The page of a board; `only` = the sentences that were asked for."""
    from ..decide.claims.companies import MOST_ML_PEOPLE, MOST_POSTS
    from ..decide.claims.metrics import QUARTERS
    from ..decide.comparing.comparison import BURN_IN_QUARTERS

    much = board.effort
    basis = ClaimsBasis(
        board.priors_hash,
        board.claims_hash,
        much.seed,
        much.draws,
        much.per_draw,
        much.provisional,
        QUARTERS,
        BURN_IN_QUARTERS,
        MOST_POSTS,
        MOST_ML_PEOPLE,
        only,
    )
    return ClaimsPage(
        about,
        board.rows,
        board.map,
        board.permutations,
        board.comparisons,
        board.effective_comparisons,
        tuple(_counted(board)),
        tuple(row.id for row in board.rows if any(a.killed is False for a in row.ablations)),
        basis,
        tuple(_notes(board)),
    )


def _counted(board: Board) -> Iterator[VerdictCount]:
    for verdict, heading in GROUPS:
        rows = [row for row in board.rows if row.verdict == verdict]
        if rows:
            yield VerdictCount(verdict, heading, tuple(row.id for row in rows), _places(rows))


def _places(rows: list[ClaimRow]) -> int:
    """Rows that are not counted with another of the same verdict."""
    ids = {row.id for row in rows}
    return sum(not ids.intersection(row.counted_once_with) for row in rows)


def _notes(board: Board) -> Iterator[str]:
    much = board.effort
    if much.provisional:
        yield (
            f"Provisional: {much.draws} draws of {much.per_draw} replications. Verdicts need 200 draws of 20; with "
            "less, most intervals are too wide for any answer but 'undecided'."
        )
    yield _null_board(board)
    if board.effective_comparisons is not None:
        yield (
            f"{board.comparisons} comparisons, rows that count once taken together, amount to about "
            f"{board.effective_comparisons:.1f} that differ (eigenvalues of their rank correlations over draws)."
        )
    yield (
        "In a draw a sentence holds if the mean over its replications differs from every comparator by 5 % or more in "
        "the stated direction; with so few replications luck makes some draws fall on either side."
    )
    yield (
        "holds, reversed: the lower bound of the share is above 0.7 (superlatives: 0.2, chance is one in five); "
        "equivalent: differences below 5 % in most draws, by the lower bound; else undecided."
    )
    yield "Definitions are checked on proposed overlays only; recognising an organisation as one of the five is not."
    yield "'Does not emerge' is a result: nothing is tuned so that a sentence comes out."


def _null_board(board: Board) -> str:
    found = board.permutations
    if found is None:
        return "Only some sentences were asked for: no null board."
    above = "above" if found.percentile > ABOVE else "not above"
    return (
        f"Among the {found.of} ways to put the five labels on the same runs the real one has rank {found.rank}: "
        f"{above} the {ABOVE:.0f}th percentile ({found.percentile:.0f}). {found.held} sentences hold on it, "
        f"{found.held_median:g} on the middle one."
    )
