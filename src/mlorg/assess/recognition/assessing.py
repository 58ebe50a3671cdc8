"""An organisation, what was answered, or both, assessed: `assess`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...org import Organization
from ...org.facts import Evidence
from .answers import SEVERAL, Answers, told
from .axes import Axes, Misfit, axes, distances, misfits
from .hybrids import Hybrid, hybrid_of
from .interview import Worth, worths
from .observing import Observation
from .people import research_places
from .posterior import Posterior, posterior
from .seeing import seen
from .tables import signals
from .view import Ground, View, parts, whole

REPEATED = 0.5
"""How much an answer counts about what evidence tells already; about the rest it counts in full (assumed)."""
AGREES = 0.25
"""Share of the evidence that an answer must name not to contradict it (assumed)."""
LIKELY = 0.2
"""Probability from which on an archetype's misfits are reported (assumed)."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An answer that contradicts the evidence."""

    signal: str
    answered: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """One part of an organisation, or the whole (`unit` None): what was seen, and what follows.

    `observations` holds one entry for each signal from evidence, and one for each answer.
    """

    unit: str | None
    posterior: Posterior
    observations: tuple[Observation, ...]
    axes: Axes
    hybrid: Hybrid | None
    people: int

    @property
    def known(self) -> int:
        """Signals of which something is known."""
        return len({o.signal for o in self.observations if o.known})


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole, its parts, and what else follows from the whole."""

    overall: Recognised
    units: tuple[Recognised, ...]
    misfits: tuple[Misfit, ...]
    distances: Mapping[str, float | None]
    disagreements: tuple[Disagreement, ...]
    questions: tuple[Worth, ...]


def assess(organization: Organization, evidence: Evidence | None = None, answers: Answers | None = None) -> Assessment:
    """What is seen of an organisation on one day (pass `org.at(day)`), and which archetype that speaks for.

    Answers are about the whole; parts rest on evidence alone. An empty organisation is one of which nothing is known:
    all archetypes are equally likely.
    """
    ground = Ground(organization, evidence)
    answers = answers or {}
    view = whole(ground)
    found = _seen(view)
    told_too = tuple(_told(found, answers))
    overall = _recognised(view, (*found.values(), *told_too))
    units = tuple(_recognised(part, tuple(_seen(part).values())) for part in parts(ground))
    likely = [a for a in overall.posterior.ranked if overall.posterior[a] >= LIKELY]
    first = likely[:2] if overall.known else []
    return Assessment(
        overall,
        units,
        tuple(m for a in first for m in misfits(overall.axes, a)),
        distances(overall.axes),
        tuple(_disagreements(found, answers)),
        worths(overall.posterior, overall.observations, answers),
    )


def _seen(view: View) -> Mapping[str, Observation]:
    if not view.ground.organization.posts and not view.ground.organization.ownerships:
        return {name: Observation(name, why="no source has been read") for name in signals()}
    return seen(view)


def _recognised(view: View, observations: tuple[Observation, ...]) -> Recognised:
    found = posterior(observations)
    where = axes(observations, found, research_places(view))
    return Recognised(view.unit, found, observations, where, hybrid_of(found, observations), len(view.people))


def _told(found: Mapping[str, Observation], answers: Answers) -> Iterable[Observation]:
    """Answers as observations; what evidence tells already counts in part."""
    for name, levels in answers.items():
        answer = told(name, levels)
        factor = 1 - (1 - REPEATED) * found[name].known
        yield replace(answer, shares=tuple((level, share * factor) for level, share in answer.shares))


def _disagreements(found: Mapping[str, Observation], answers: Answers) -> Iterable[Disagreement]:
    for name, levels in answers.items():
        seen_here, named = found[name], [level for level in levels if level != SEVERAL]
        agreeing = sum(share for level, share in seen_here.shares if level in named)
        if named and seen_here.known and agreeing < AGREES * seen_here.known:
            labels = signals()[name].levels
            answered = " and ".join(labels[level].label for level in named)
            yield Disagreement(name, answered, f"{labels[seen_here.main].label} ({seen_here.says})")
