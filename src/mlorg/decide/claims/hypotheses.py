"""The rows that are judged against other structures: full, without their mechanism, with nothing but it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from .board import Ablation, Claim, Side, ablations
from .companies import Runs, Task
from .metrics import METRICS
from .results import AblationRow, ClaimRow, CoefficientRow, ComparatorRow, ResponseRow, row_about
from .summaries import killed, median, middle, part_left
from .variants import RUNS, Variant, knock_in
from .verdicts import NOT_WORSE, NOT_WORSE_WORD, Difference, difference, relative, share, sign, verdict

if TYPE_CHECKING:
    import numpy as np

    from ...sim import Prior


def full_tasks(claim: Claim, structures: Iterable[str]) -> Iterator[Task]:
    """The runs of a sentence for all five structures: the null board needs them all."""
    for mine, other in claim.pairs().values():
        for run in dict.fromkeys((mine.run, other.run)):
            yield from (Task(structure, RUNS[run]) for structure in structures)


def other_tasks(claim: Claim) -> Iterator[Task]:
    """The runs without the mechanism, and with nothing but it."""
    for variant in (*(a.variant for a in ablations()[claim.id]), knock_in(claim.mechanisms, claim.coefficients)):
        for pair in claim.pairs().values():
            yield from (Task(side.structure, RUNS[side.run].also(variant)) for side in pair)


def level(side: Side, runs: Runs, also: Variant | None = None) -> np.ndarray:
    """A side's metric by draw."""
    variant = RUNS[side.run] if also is None else RUNS[side.run].also(also)
    return METRICS[side.metric].of(runs[side.structure, variant])


def differences(
    claim: Claim, runs: Runs, also: Variant | None = None, label: Mapping[str, str] | None = None
) -> Difference:
    """Differences by comparator and draw in the stated direction; `label` renames the five for the null board."""
    pairs = [(level(mine, runs, also), level(other, runs, also)) for mine, other in claim.pairs(label).values()]
    return difference(pairs, claim.direction)


def hypothesis_row(claim: Claim, runs: Runs, table: Mapping[str, Prior], seed: int) -> ClaimRow:
    """The row of a sentence."""
    import numpy as np

    full = differences(claim, runs)
    alone = differences(claim, runs, knock_in(claim.mechanisms, claim.coefficients))
    found, effects = share(full), full.weakest
    ways = ablations()[claim.id]
    left = tuple(_ablated(claim, full, way, runs) for way in ways)
    positive = _positive(claim, table, seed, len(effects))
    return replace(
        row_about(claim, verdict(full, claim.superlative), found),
        share_ablated=left[0].share,
        share_knockin=share(alone).value,
        effect=median(effects),
        effect_low=middle(effects)[0],
        effect_high=middle(effects)[1],
        effect_knockin=median(alone.weakest),
        comparators=tuple(_comparators(claim, full, ways[0], runs)),
        ablations=left,
        coefficients=tuple(CoefficientRow(name, float(p.mean())) for name, p in positive.items()),
        all_coefficients=float(np.all(list(positive.values()), axis=0).mean()) if positive else None,
        response=tuple(_beside(claim, runs)),
    )


def _comparators(claim: Claim, full: Difference, first: Ablation, runs: Runs) -> Iterator[ComparatorRow]:
    without = differences(claim, runs, first.variant)
    for n, (name, (mine, other)) in enumerate(claim.pairs().items()):
        one = full.only(n)
        found = share(one)
        low, high = found.interval
        yield ComparatorRow(
            name,
            mine.metric,
            found.draws,
            found.value,
            low if found.draws else None,
            high if found.draws else None,
            median(level(mine, runs)),
            median(level(other, runs)),
            median(one.stated[0]),
            median(without.stated[n]),
            verdict(one),
        )


def _beside(claim: Claim, runs: Runs) -> Iterator[ResponseRow]:
    """Metrics that are shown and not judged: relative differences to each comparator, as they are."""
    for metric in claim.beside:
        for name, (mine, other) in claim.pairs().items():
            a, b = (level(replace(side, metric=metric), runs) for side in (mine, other))
            gap = relative(a, b)
            yield ResponseRow(f"against {name}", f"{metric}, relative", median(gap), *middle(gap))


def _ablated(claim: Claim, full: Difference, way: Ablation, runs: Runs) -> AblationRow:
    """What is left against the comparator where most is left, on a scale that has a number where that is nothing."""
    before, after = bounded(claim, runs), bounded(claim, runs, way)
    margin = NOT_WORSE if full.not_worse else 0.0
    found = [
        (name, _above(before.stated[n], margin), _above(after.stated[n], margin))
        for n, name in enumerate(claim.pairs())
    ]
    name, start, left = max(found, key=lambda f: part_left(f[1], f[2]))
    answers = [answer for _, a, b in found if (answer := killed(a, b)) is not None]
    still = share(differences(claim, runs, way.variant)).value
    return AblationRow(way.what, still, name, start, left, all(answers) if answers else None)


def _above(values: np.ndarray, margin: float) -> float | None:
    """The median, counted from the margin below which something is worse."""
    middle_draw = median(values)
    return None if middle_draw is None else middle_draw + margin


def bounded(claim: Claim, runs: Runs, way: Ablation | None = None) -> Difference:
    """Differences over the larger of the two levels (-1 to 1), full or without the mechanism.

    Where the quantity itself must vanish (`by_full`), over the larger level of the full run.
    """
    import numpy as np

    rows = []
    for mine, other in claim.pairs().values():
        a, b = (level(side, runs, way.variant if way else None) for side in (mine, other))
        scale = np.maximum(np.abs(a), np.abs(b))
        if way and way.by_full:
            scale = np.maximum(scale, np.maximum(np.abs(level(mine, runs)), np.abs(level(other, runs))))
        nothing = np.where(scale == 0, 0.0, np.nan)
        rows.append(sign(claim.direction) * np.divide(a - b, scale, out=nothing, where=scale > 0))
    return Difference(np.array(rows), claim.direction == NOT_WORSE_WORD)


def _positive(claim: Claim, table: Mapping[str, Prior], seed: int, draws: int) -> dict[str, np.ndarray]:
    """By coefficient or difference a-b: in which of the draws it is above 0."""
    found = {}
    for name in claim.coefficients:
        first, *rest = name.split("-")
        values = table[first].sample(seed, draws)
        for other in rest:
            values = values - table[other].sample(seed, draws)
        found[name] = values > 0
    return found
