"""Data, models and who owns them in a firm of the default population."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from ...org import (
    DATA_RESPONSIBILITIES,
    MODEL_RESPONSIBILITIES,
    NOBODY,
    Dataset,
    Function,
    ModelStage,
    Ownership,
    Ref,
    RegisteredModel,
    Responsibility,
)
from .sizes import stage_with_ml

DATASETS_PER_LINE, SHARED_DATASETS = (3, 6), (2, 4)
MODELS_PER_ML_PERSON = {"young": 0.25, "old": 0.5}
"""Models in use by stage, where there are any (assumed)."""
STANDING = 0.6
"""Chance that a line has a standing owner for a responsibility (assumed)."""
OWN_OWNER = 0.35
"""Chance that an asset has an owner of its own (assumed); what neither says is unknown."""
OWNERS: Mapping[str, Mapping[str, float]] = {
    "data": {"data": 0.5, "engineers": 0.25, "line": 0.15, "nobody": 0.1},
    "model": {"engineers": 0.45, "ml": 0.35, "nobody": 0.2},
}
"""Who owns a responsibility for data or models where somebody is named (assumed)."""


@dataclass(frozen=True, slots=True)
class OwningUnits:
    """The units of a firm that may own something: its lines, and where data and ML people sit together, if they do."""

    lines: tuple[str, ...]
    with_engineers: frozenset[str]
    data: str | None
    ml: str | None

    def owner(self, name: str, line: str) -> tuple[Ref, Function | None] | None:
        """Who is meant by a name of `OWNERS` in this line, None if there is no such owner."""
        if name == "nobody":
            return NOBODY, None
        if name == "data":
            return (Ref("unit", self.data), None) if self.data is not None else None
        if name == "ml":
            return Ref("unit", self.ml if self.ml is not None else line), Function.ML
        if line not in self.lines:
            return None
        return Ref("unit", line), Function.ENGINEERING if name == "engineers" and line in self.with_engineers else None


def assets_of(seed: int, units: OwningUnits, ml_people: int) -> tuple[list[Dataset], list[RegisteredModel]]:
    """Data sets of each line and of all of them, and the models in use that are fed by them."""
    random = Random(f"{seed}/assets")
    numbers = [(line, random.randint(*DATASETS_PER_LINE)) for line in units.lines]
    owned = [line for line, number in [*numbers, (units.data, random.randint(*SHARED_DATASETS))] for _ in range(number)]
    datasets = [Dataset(f"dataset-{n:03d}", line=line) for n, line in enumerate(owned, start=1)]
    by_line: dict[str | None, list[str]] = {}
    for dataset in datasets:
        by_line.setdefault(dataset.line, []).append(dataset.id)
    models = []
    number = math.ceil(ml_people * MODELS_PER_ML_PERSON.get(stage_with_ml(seed), 0.0))
    for n in range(1, number + 1 if units.lines else 1):
        line = random.choice(units.lines)
        pool = by_line[line] + by_line[units.data]
        fed_by = tuple(sorted(random.sample(pool, random.randint(1, 3))))
        models.append(RegisteredModel(f"model-{n:03d}", line=line, datasets=fed_by, stage=ModelStage.PRODUCTION))
    return datasets, models


def ownerships_of(
    seed: int, units: OwningUnits, datasets: Iterable[Dataset], models: Iterable[RegisteredModel]
) -> Iterator[Ownership]:
    """Standing ownerships of the lines, then those of single assets."""
    random = Random(f"{seed}/ownership")
    standing = {"data": DATA_RESPONSIBILITIES, "model": (Responsibility.DEPLOY, Responsibility.MAINTAIN)}

    def owned(
        asset: Ref, line: str | None, chance: float, kind: str, what: Iterable[Responsibility]
    ) -> Iterator[Ownership]:
        names, weights = list(OWNERS[kind]), list(OWNERS[kind].values())
        for responsibility in what:
            said, name = random.random() < chance, random.choices(names, weights)[0]
            owner = units.owner(name, line or asset.id)
            if said and owner is not None:
                yield Ownership(asset, responsibility, owner[0], function=owner[1])

    for line in units.lines:
        for kind, responsibilities in standing.items():
            yield from owned(Ref("unit", line), line, STANDING, kind, responsibilities)
    for dataset in datasets:
        yield from owned(dataset.ref, dataset.line, OWN_OWNER, "data", DATA_RESPONSIBILITIES)
    for model in models:
        yield from owned(model.ref, model.line, OWN_OWNER, "model", MODEL_RESPONSIBILITIES)
