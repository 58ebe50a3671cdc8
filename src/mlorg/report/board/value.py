"""A report as one value: the pages it is made of, and nothing of how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ..assessment.page import AssessmentPage
from ..checks.page import CheckPage
from ..comparison.page import ComparisonPage
from ..measures.questions import nine_of_ten, question_of
from ..organisation.page import OwnershipPage, StatisticsPage
from ..organisation.units import UnitsPage
from ..pages import Page
from ..plan.page import PlanPage

if TYPE_CHECKING:
    from ...sim import Prior


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One quantity that the simulation takes as given: what is assumed of it, and where that comes from."""

    name: str
    meaning: str
    unit: str
    low: float
    middle: float
    high: float
    source: str
    given: bool
    """True if this workspace gives it."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A published source: how good it is (A best), what it says, where it stands."""

    id: str
    title: str
    year: str
    grade: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class TestedRow:
    """How many sentences or published figures of one kind the model is put to, and what to type to see how it does."""

    kind: str
    count: int
    command: str


@dataclass(frozen=True, slots=True)
class BoardReport(Page):
    """Everything a board is told, page by page. `tested` lists what the model is tested on and how to do it again."""

    schema: ClassVar[str] = "mlorg.report/1"
    units: UnitsPage
    statistics: StatisticsPage
    ownership: OwnershipPage
    findings: CheckPage
    assessment: AssessmentPage
    comparison: ComparisonPage
    assumptions: tuple[AssumptionRow, ...]
    sources: tuple[SourceRow, ...]
    tested: tuple[TestedRow, ...]
    plan: PlanPage | None = None
    command: str = "mlorg report"


def assumption_rows(table: Mapping[str, Prior], shipped: Mapping[str, Prior]) -> Iterator[AssumptionRow]:
    """What is assumed, with the range that holds nine of ten draws (a thousand are drawn to find it)."""
    said = ""
    for name, prior in table.items():
        said = said if prior.note == "same" else question_of(prior).question
        meaning = f"{said} ({name.rpartition('.')[2]})" if "." in name else said
        low, middle, high = nine_of_ten(prior)
        given = prior != shipped.get(name)
        yield AssumptionRow(name, meaning, prior.unit, low, middle, high, prior.source, given)
