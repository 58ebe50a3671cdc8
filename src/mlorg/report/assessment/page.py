"""What was recognised of an organisation, as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ...assess.recognition.references import CrossReference
from ..pages import Page


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal: its levels as shares, or that it is unknown, why, and what would make it known.

    `adds` is what it adds to the logarithm of each archetype's weight, in nats; `claims` are the definitions and
    claims its likelihoods rest on.
    """

    signal: str
    label: str
    unknown: bool
    known: float
    level: str
    shares: Mapping[str, float]
    says: str
    basis: str
    why_unknown: str
    to_know: str
    claims: tuple[str, ...]
    adds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Argument:
    """What one signal says for (positive `nats`) or against an archetype, relative to the others."""

    signal: str
    label: str
    says: str
    nats: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFor:
    """The evidence for and against one archetype, the heaviest first."""

    archetype: str
    label: str
    probability: float
    arguments_for: tuple[Argument, ...]
    arguments_against: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class ResearchRow:
    """Place between software (0) and research (1), null if unknown; `expected` is what the archetypes let expect."""

    value: float | None
    expected: float
    confidence: float
    counted: int
    basis: str


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """Who owns one responsibility: shares of assets by owner, and the share that is unknown."""

    who: str
    who_label: str
    share: float | None
    shares: Mapping[str, float]
    unknown: float
    confidence: float
    counted: int
    basis: str


@dataclass(frozen=True, slots=True)
class AxesRow:
    """The three axes. `data` has collection, warehousing, labelling, pipelining; `model` deploy and maintain."""

    software_vs_research: ResearchRow
    data: Mapping[str, OwnerRow]
    model: Mapping[str, OwnerRow]


@dataclass(frozen=True, slots=True)
class PartRow:
    """The whole (`unit` empty) or a part: distribution, axes, and the hybrid it is, if it is one."""

    unit: str
    name: str
    posterior: Mapping[str, float]
    top: str
    hybrid: str
    hybrid_between: tuple[str, ...]
    ml_posts: int
    signals_known: int
    axes: AxesRow


@dataclass(frozen=True, slots=True)
class MisfitRow:
    """Something a likely archetype would want otherwise. Nothing is said of what it costs."""

    archetype: str
    label: str
    axis: str
    seen: str
    wants: str
    share: float
    source: str


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """An answer that says otherwise than the evidence."""

    question: str
    label: str
    answered: str
    evidence: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question that would tell more, in nats; after `flips_if` another archetype, `flips_to`, would be first."""

    question: str
    text: str
    worth: float
    flips_if: str
    flips_to: str
    to_know: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """The whole on one day: a reorganisation shows as a jump."""

    label: str
    ml_posts: int
    posterior: Mapping[str, float]
    signals_known: int


@dataclass(frozen=True, slots=True)
class AssessmentPage(Page):
    """Which archetype, unit by unit, where on the axes, on what evidence, and what is not known."""

    schema: ClassVar[str] = "mlorg.assess/1"
    posterior: Mapping[str, float]
    overall: PartRow
    units: tuple[PartRow, ...]
    axes: AxesRow
    signals: tuple[SignalRow, ...]
    evidence: tuple[CaseFor, ...]
    misfits: tuple[MisfitRow, ...]
    distances: Mapping[str, float | None]
    contradictions: tuple[ContradictionRow, ...]
    next_questions: tuple[QuestionRow, ...]
    cross_references: tuple[CrossReference, ...]
    series: tuple[SeriesRow, ...] = ()
    verdict: str = ""
    unseen: str = ""

    @property
    def findings(self) -> int:
        """Misfits and contradictions."""
        return len(self.misfits) + len(self.contradictions)
