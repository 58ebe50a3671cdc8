"""What a comparison is computed from, without names, ids or notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...archetypes import STRUCTURES, Arm
from ...sim import Frame, Prior, Sampling, Structure, compile_structure
from ..choosing.aims import Aims
from ..comparing.alternatives import TODAY
from ..comparing.comparison import Comparison


@dataclass(frozen=True)
class Recipe:
    """Everything that goes in: arrays by arm and alternative, the ranges of all assumptions, seed and size.

    Alternatives of the library keep their ids, scenarios of the workspace are numbered. `reference` are alternatives
    that are shown and never recommended.
    """

    structures: Mapping[tuple[Arm, str], Structure]
    reference: frozenset[str]
    priors: Mapping[str, Prior]
    sampling: Sampling
    aims: Aims = field(default_factory=Aims)


def recipe_of(comparison: Comparison, frame: Frame) -> tuple[Recipe, Mapping[str, str]]:
    """The recipe of a comparison, and its name for each alternative."""
    names = _names([a.id for a in comparison.alternatives])
    structures = {
        (arm, names[a.id]): replace(
            compile_structure(a.organizations[arm], frame, frame.today if arm is Arm.RESTRUCTURED else None), notes=()
        )
        for arm in Arm
        for a in comparison.alternatives
    }
    reference = frozenset(names[a.id] for a in comparison.alternatives if not a.eligible)
    priors = {name: replace(prior, source="", note="") for name, prior in comparison.priors.items()}
    return Recipe(structures, reference, priors, comparison.sampling, comparison.aims), names


def _names(alternatives: list[str]) -> dict[str, str]:
    library = {TODAY, *(structure.id for structure in STRUCTURES)}
    own = [name for name in alternatives if name not in library]
    numbered = {name: f"scenario {n}" for n, name in enumerate(own, start=1)}
    return {name: numbered.get(name, name) for name in alternatives}
