"""What is assumed, quantity by quantity, and where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .board.grounds import sources_of
from .board.value import AssumptionRow, SourceRow
from .pages import About, Page

ASSUMED = "assumed"
"""The source of a judgement."""


@dataclass(frozen=True, slots=True)
class AssumptionsPage(Page):
    """Every quantity that is the same under every structure, and the published sources they name."""

    schema: ClassVar[str] = "mlorg.assumptions/1"
    assumptions: tuple[AssumptionRow, ...]
    sources: tuple[SourceRow, ...]
    judged: int
    """Assumptions that are a judgement."""
    given: int
    """Assumptions that this workspace gives."""
    priors: str
    """Hash of the table."""


def assumptions_page(about: About, rows: tuple[AssumptionRow, ...], priors_hash: str) -> AssumptionsPage:
    """The page of these rows."""
    judged = sum(row.source == ASSUMED and not row.given for row in rows)
    return AssumptionsPage(about, rows, sources_of(rows), judged, sum(row.given for row in rows), priors_hash)
