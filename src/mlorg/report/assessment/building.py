"""From an assessment to its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...archetypes import structure
from ...assess.recognition.assessing import Assessment, Recognised
from ...assess.recognition.axes import MIXED, Axes, Misfit, OwnerAxis
from ...assess.recognition.interview import Worth
from ...assess.recognition.observing import Observation
from ...assess.recognition.posterior import Contribution, Posterior
from ...assess.recognition.references import cross_references
from ...assess.recognition.tables import NAMES, signals
from ...org import Organization
from ...org.naming import unit_name
from ..pages import About
from ..rounding import whole_percent
from .page import (
    Argument,
    AssessmentPage,
    AxesRow,
    CaseFor,
    ContradictionRow,
    MisfitRow,
    OwnerRow,
    PartRow,
    QuestionRow,
    ResearchRow,
    SeriesRow,
    SignalRow,
)

QUESTIONS = 5
"""Questions named as those that would tell most."""


def assessment_page(
    found: Assessment, org: Organization, about: About, series: tuple[SeriesRow, ...] = ()
) -> AssessmentPage:
    """The page of an assessment."""
    overall = found.overall
    whole = _part(overall, org)
    return AssessmentPage(
        about,
        overall.posterior.as_dict(),
        whole,
        tuple(_part(part, org) for part in found.units),
        whole.axes,
        tuple(_signal(c) for c in overall.posterior.contributions),
        tuple(_case(overall.posterior, a) for a in overall.posterior.ranked),
        tuple(_misfit(m) for m in found.misfits),
        found.distances,
        tuple(
            ContradictionRow(d.signal, signals()[d.signal].label, d.answered, d.evidence) for d in found.disagreements
        ),
        tuple(_question(w) for w in found.questions[:QUESTIONS]),
        cross_references(overall.observations),
        series,
        verdict(overall),
        unseen(overall),
    )


def verdict(found: Recognised) -> str:
    """The answer in one sentence."""
    if not found.known:
        return "Nothing is known that tells archetypes apart: each is as likely as any other."
    likely = [a for a in found.posterior.ranked if found.posterior[a] >= 0.1]
    words = ", ".join(f"{whole_percent(found.posterior[a])} {structure(a).label}" for a in likely)
    called = f" In practice this is called: {found.hybrid.name}." if found.hybrid else ""
    return f"{words}.{called}"


def unseen(found: Recognised) -> str:
    """What could not be seen at all, in one sentence; empty if every part was."""
    known = {o.signal for o in found.observations if o.known}
    parts = {
        "who owns data": ("data_collection", "data_warehousing", "labelling", "pipelining"),
        "who deploys and maintains models": ("who_deploys", "who_maintains"),
        "where people sit and to whom they report": ("where_they_sit", "ml_people_report_to"),
    }
    missing = [words for words, of in parts.items() if not known & set(of)]
    return f"Not seen at all: {'; '.join(missing)}." if missing else ""


def series_row(label: str | date, found: Assessment) -> SeriesRow:
    """The whole on one day."""
    whole = found.overall
    return SeriesRow(str(label), whole.people, whole.posterior.as_dict(), whole.known)


def _part(found: Recognised, org: Organization) -> PartRow:
    hybrid = found.hybrid
    return PartRow(
        found.unit or "",
        unit_name(org, found.unit),
        found.posterior.as_dict(),
        found.posterior.ranked[0] if found.known else "",
        hybrid.name if hybrid else "",
        hybrid.between if hybrid else (),
        found.people,
        found.known,
        _axes(found.axes),
    )


def _axes(found: Axes) -> AxesRow:
    r = found.research
    return AxesRow(
        ResearchRow(r.value, r.expected, r.confidence, r.counted, r.basis),
        {a.signal.removeprefix("data_"): _owner(a) for a in found.data},
        {a.responsibility.value: _owner(a) for a in found.model},
    )


def _owner(axis: OwnerAxis) -> OwnerRow:
    levels, shares = signals()[axis.signal].levels, dict(axis.shares)
    label = levels[axis.who].label if axis.who in levels else "several, none with most" if axis.who == MIXED else ""
    share = shares.get(axis.who, max(shares.values(), default=None))
    return OwnerRow(axis.who, label, share, shares, axis.unknown, axis.confidence, axis.counted, axis.basis)


def _signal(part: Contribution) -> SignalRow:
    seen, kind = part.observation, part.observation.kind
    return SignalRow(
        seen.signal,
        kind.label,
        not seen.known,
        seen.known,
        seen.main,
        dict(seen.shares),
        seen.says,
        seen.basis,
        seen.why,
        "" if seen.known else kind.to_know,
        kind.claims,
        dict(zip(NAMES, part.logs, strict=True)),
    )


def _case(posterior: Posterior, archetype: str) -> CaseFor:
    heavy = [(c, c.speaks_for(archetype)) for c in posterior.evidence_for(archetype)]
    return CaseFor(
        archetype,
        structure(archetype).label,
        posterior[archetype],
        tuple(_argument(c.observation, nats) for c, nats in heavy if nats > 0),
        tuple(_argument(c.observation, nats) for c, nats in heavy if nats < 0),
    )


def _argument(seen: Observation, nats: float) -> Argument:
    levels = ", ".join(_levels(seen))
    return Argument(seen.signal, seen.kind.label, levels, nats, seen.kind.claims)


def _levels(seen: Observation) -> Iterator[str]:
    """The levels with a tenth or more of what is known, the largest first."""
    for level, share in sorted(seen.shares, key=lambda s: -s[1])[:3]:
        label = seen.kind.levels[level].label
        if share >= 0.999 * seen.known:
            yield label
        elif share >= 0.1 * seen.known:
            yield f"{whole_percent(share)} {label}"


def _misfit(misfit: Misfit) -> MisfitRow:
    label = structure(misfit.archetype).label
    axis = signals()[misfit.axis].label
    return MisfitRow(misfit.archetype, label, axis, misfit.seen, misfit.wants, misfit.share, misfit.source)


def _question(worth: Worth) -> QuestionRow:
    kind = signals()[worth.signal]
    level, to = worth.moves_to
    flips_if = kind.levels[level].label if level else ""
    flips_to = structure(to).label if to else ""
    return QuestionRow(worth.signal, kind.question, worth.total, flips_if, flips_to, kind.to_know)
