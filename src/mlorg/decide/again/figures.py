"""The numbers of a comparison, each under a name of its own, and how two sets of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...sim import HORIZONS, OUTCOMES, Outcomes, draw_environments
from ..choosing.aims import mean_of_known
from ..choosing.ranking import Standing, rank
from ..chunks import Series
from ..comparing.alternatives import Alternative
from ..comparing.comparison import Comparison, Computing, for_arm, in_rounds, simulate_series
from ..progress import Progress
from .recipe import Recipe

if TYPE_CHECKING:
    pass

Figures = Mapping[str, float | str | None]
"""Numbers by name, and one digest of all digits for each arm and alternative; None where there is no number."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that came out otherwise."""

    name: str
    expected: float | str | None
    found: float | str | None


def recompute(recipe: Recipe, progress: Progress | None = None) -> Figures:
    """Simulate everything again, and the numbers that come out."""
    environments = draw_environments(recipe.sampling.seed, recipe.sampling.draws, recipe.priors)
    total, done = len(recipe.structures) * recipe.sampling.replications, 0
    outcomes: dict[tuple[Arm, str], Outcomes] = {}
    draws = in_rounds(recipe.sampling, environments)
    for (arm, name), structure in recipe.structures.items():
        outcomes[arm, name] = simulate_series(Series(structure, for_arm(recipe.sampling, arm)), draws, Computing())
        done += recipe.sampling.replications
        if progress:
            progress(done, total)
    alternatives = dict.fromkeys(name for _, name in recipe.structures)
    made = Comparison(
        tuple(Alternative(name, name, "", {}, {}, stage=name in recipe.reference) for name in alternatives),
        recipe.sampling,
        recipe.priors,
        environments,
        {arm: {name: outcomes[arm, name] for name in alternatives} for arm in Arm},
        aims=recipe.aims,
    )
    return figures_of(made, {name: name for name in alternatives})


def figures_of(comparison: Comparison, names: Mapping[str, str]) -> Figures:
    """Every number of a comparison; `names` say how alternatives are called in it."""
    return dict(_figures(comparison, names))


def _figures(comparison: Comparison, names: Mapping[str, str]) -> Iterator[tuple[str, float | str | None]]:
    for arm in Arm:
        for alternative in comparison.alternatives:
            found = comparison.outcomes[arm][alternative.id]
            place = f"{arm.value}/{names[alternative.id]}"
            yield f"{place}/all digits", sha256(found.sums.tobytes()).hexdigest()
            for quarters in HORIZONS:
                for outcome in _OUTCOMES:
                    yield (
                        f"{place}/{outcome} after {quarters} quarters",
                        mean_of_known(found.outcome(outcome, quarters)),
                    )
        for quarters in HORIZONS:
            for standing in rank(comparison, arm, quarters=quarters).standings:
                place = f"{arm.value}/{names[standing.alternative]}/standing after {quarters} quarters"
                yield from ((f"{place}/{name}", value) for name, value in _numbers(standing))


_OUTCOMES = tuple(name for name in OUTCOMES if name not in ("skill", "joiner_skill", "resigned"))
"""What a report tells; nothing of what people can do, or whether they stay."""


def _numbers(standing: Standing) -> Iterator[tuple[str, float | None]]:
    """The numbers of a standing, and no name."""
    for field in fields(Standing):
        value = getattr(standing, field.name)
        if isinstance(value, int | float):
            yield field.name, value if value == value else None


def differing(expected: Figures, found: Figures) -> tuple[Difference, ...]:
    """The numbers that are not equal to the last digit, or stand on one side only."""
    return tuple(
        Difference(name, expected.get(name), found.get(name))
        for name in dict.fromkeys((*expected, *found))
        if name not in expected or name not in found or expected[name] != found[name]
    )
