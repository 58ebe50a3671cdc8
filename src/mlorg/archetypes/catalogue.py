"""The structures that mlorg can put an organisation into: names and plain descriptions, nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..errors import UnknownNameError, names_hint


class Arm(StrEnum):
    """Which question a proposal answers."""

    RESTRUCTURED = "restructured"
    """From Monday: the same persons, posts and pay, placed otherwise."""
    SETTLED = "settled"
    """Once settled: the same pay bill, spent on the structure's own mix of roles."""


@dataclass(frozen=True, slots=True)
class Structure:
    """One way to structure the ML people of an organisation.

    `parents` are the archetypes a hybrid is made of. `stage` marks one that organisations pass through and do not
    choose, shown for reference. `moves` is False where nobody gets another seat, line or title.
    """

    id: str
    label: str
    description: str
    parents: tuple[str, ...] = ()
    stage: bool = False
    moves: bool = True


ARCHETYPES: tuple[Structure, ...] = (
    Structure(
        "nascent",
        "Nascent",
        "Single ML people in the business lines, beside other work, with no ML manager and no budget of their own.",
        stage=True,
    ),
    Structure(
        "rnd",
        "ML R&D",
        "One lab in the research branch; others own the data, deploy the models and keep them running.",
    ),
    Structure(
        "embedded",
        "Embedded in business and product",
        "ML people sit in the product teams of certain lines, report to the engineering lead there, and deploy and "
        "maintain what they build.",
    ),
    Structure(
        "independent",
        "Independent function",
        "One division reports to senior leadership, with its own product managers and data engineers; it hands models "
        "to the lines and keeps maintaining them.",
    ),
    Structure(
        "ml_first",
        "ML-First",
        "A division does long-term work and runs the data infrastructure; ML experts sit in every line, and the "
        "engineers there operate and maintain the models.",
    ),
)
"""The five archetypes."""

_HYBRIDS = (
    Structure(
        "hub_and_spoke",
        "Hub and spoke",
        "ML people sit in the lines and report to a central hub, which also runs the data pipelines.",
        parents=("embedded", "independent"),
    ),
    Structure(
        "embedded_platform",
        "Embedded, with a platform team",
        "ML people are embedded in the lines; a small platform team runs shared tooling, pipelines and deployment.",
        parents=("embedded", "independent"),
    ),
    Structure(
        "embedded_guild",
        "Embedded, with a guild",
        "ML people are embedded in the lines and keep a dotted line to one lead for their craft.",
        parents=("embedded", "independent"),
    ),
)

_MOVE_NOBODY = (
    Structure(
        "builders_deploy",
        "Move nobody: builders deploy",
        "Everybody stays; the ML people who build a line's models also deploy and maintain them.",
        moves=False,
    ),
    Structure(
        "ml_owns_pipelines",
        "Move nobody: ML owns labels and pipelines",
        "Everybody stays; the ML people who build for a line also own the labelling and the pipelines of its data.",
        moves=False,
    ),
    Structure(
        "ownership_only",
        "Move nobody: ownership only",
        "Everybody stays; the ML people who build for a line own labelling, pipelines, deployment and maintenance.",
        moves=False,
    ),
)

STRUCTURES: tuple[Structure, ...] = ARCHETYPES + _HYBRIDS + _MOVE_NOBODY
"""All structures: the five archetypes, three hybrids, and three that move nobody."""

_BY_ID: Mapping[str, Structure] = {s.id: s for s in STRUCTURES}


def structure(structure_id: str) -> Structure:
    """The structure with this id. UnknownNameError, with the nearest ids, if there is none."""
    if structure_id not in _BY_ID:
        hint = names_hint(structure_id, _BY_ID)
        raise UnknownNameError(f"there is no structure {structure_id!r}. {hint}")
    return _BY_ID[structure_id]


def arm_of(name: str) -> Arm:
    """The arm with this name. UnknownNameError if there is none."""
    try:
        return Arm(name)
    except ValueError:
        known = [arm.value for arm in Arm]
        hint = names_hint(name, known)
        raise UnknownNameError(f"there is no arm {name!r}. {hint}") from None
