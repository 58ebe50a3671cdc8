"""The whole board: what is simulated for which sentence, and every row judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...sim import Prior, priors, priors_hash
from ..progress import Progress
from .board import SUBJECTS, Claim, Kind, claims, claims_hash
from .companies import Company, Runs, Task
from .definitions import as_defined
from .hypotheses import full_tasks, hypothesis_row, other_tasks
from .levers import lever_row, lever_tasks
from .permutations import effective_comparisons, null_board, places
from .reports import report_row, report_tasks
from .results import FAILS, HOLDS, NOT_MODELLED, Board, ClaimRow, Effort, row_about
from .running import simulate_all
from .thirds import map_of
from .verdicts import Share
from .wording import why

Checked = dict[str, list[bool]]
"""By structure, whether the overlays of each firm are as defined."""


def evaluate_claims(
    chosen: Sequence[Claim] | None = None,
    effort: Effort | None = None,
    table: Mapping[str, Prior] | None = None,
    progress: Progress | None = None,
) -> Board:
    """Simulate and judge these sentences (default: all) on fresh firms of the default population.

    The null board and the effective number of comparisons need all hypotheses and are None otherwise.
    """
    asked, much = tuple(claims().values()) if chosen is None else tuple(chosen), effort or Effort()
    known = priors() if table is None else table
    checked: Checked = {structure: [] for structure in SUBJECTS}
    defining = any(claim.kind is Kind.DEFINITION for claim in asked)

    def check(draw: int, company: Company) -> None:
        for structure, right in as_defined(company):
            checked[structure].append(right)

    runs = simulate_all(tasks_of(asked), much, known, progress, check if defining else None)
    rows = (_row(claim, runs, known, much, checked) for claim in asked)
    tested = [claim for claim in asked if claim.kind is Kind.HYPOTHESIS]
    whole = len(tested) == sum(claim.kind is Kind.HYPOTHESIS for claim in claims().values())
    return Board(
        rows=tuple(replace(row, why=why(row)) for row in rows),
        map=tuple(map_of(tested, runs, known, much.seed)),
        permutations=null_board(tested, runs) if whole else None,
        comparisons=len(places(tested)),
        effective_comparisons=effective_comparisons(tested, runs) if whole else None,
        priors_hash=priors_hash(known),
        claims_hash=claims_hash(),
        effort=much,
    )


def tasks_of(asked: Iterable[Claim]) -> Iterator[Task]:
    """Every run that these sentences need; the same run may come more than once."""
    for claim in asked:
        if claim.kind is Kind.HYPOTHESIS:
            yield from full_tasks(claim, SUBJECTS)
            yield from other_tasks(claim)
        elif claim.kind is Kind.LEVER:
            yield from lever_tasks(claim)
        elif claim.kind is Kind.REPORT:
            yield from report_tasks(claim)


def _row(claim: Claim, runs: Runs, table: Mapping[str, Prior], effort: Effort, checked: Checked) -> ClaimRow:
    if claim.kind is Kind.HYPOTHESIS:
        return hypothesis_row(claim, runs, table, effort.seed)
    if claim.kind is Kind.LEVER:
        return lever_row(claim, runs)
    if claim.kind is Kind.REPORT:
        return report_row(claim, runs)
    return _definition(claim, checked) if claim.kind is Kind.DEFINITION else row_about(claim, NOT_MODELLED)


def _definition(claim: Claim, checked: Checked) -> ClaimRow:
    found = Share(sum(checked[claim.archetype]), len(checked[claim.archetype]))
    return row_about(claim, HOLDS if found.hits == found.draws else FAILS, found)
