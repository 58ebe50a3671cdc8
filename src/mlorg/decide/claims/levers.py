"""Rows A1a to A3b: one duty, owner or mix is moved within the same structure, everything else stays.

The structure is the division (the one in which every owner can be chosen), settled. A lever responds in a draw if the
metric at its highest setting exceeds that at its lowest by what counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..choosing.intervals import wilson
from .board import ITSELF, Claim, ablations
from .changes import BUILDERS, CENTRAL, ENGINEERS, NOBODY, RESEARCH, SOFTWARE
from .companies import Runs, Task
from .metrics import METRICS
from .results import FLAT, RESPONDS, UNDECIDED, AblationRow, ClaimRow, ResponseRow, row_about
from .summaries import killed, median, middle, number
from .variants import RUNS, Variant
from .verdicts import BAR, LEAST, MOST, Share, relative

if TYPE_CHECKING:
    import numpy as np

BASE = "independent"
WHO = (BUILDERS, ENGINEERS, CENTRAL)


@dataclass(frozen=True, slots=True)
class Lever:
    """Settings that count, settings that are only shown, and metrics beside the primary one. Names of changes."""

    settings: tuple[str, ...]
    shown: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def _owners(what: str) -> tuple[str, ...]:
    return tuple(f"{what}:{who}" for who in WHO)


LEVERS: Mapping[str, Lever] = {
    "A1a": Lever(_owners("deploys"), beside=("value_short", "value_long")),
    "A1b": Lever((f"skills:{SOFTWARE}", f"skills:{RESEARCH}"), beside=("value_short", "value_long")),
    "A2a": Lever(_owners("collect"), beside=("finished", "idle")),
    "A2b": Lever(_owners("warehouse"), beside=("finished", "idle")),
    "A2c": Lever(_owners("label"), beside=("label_wait", "finished")),
    "A2d": Lever(_owners("pipeline"), beside=("finished", "idle")),
    "A3a": Lever(_owners("deploys"), beside=("finished", "idle")),
    "A3b": Lever(_owners("maintains"), (f"maintains:{NOBODY}",), beside=("finished", "idle")),
}
"""The levers by sentence."""


def lever_tasks(claim: Claim) -> Iterator[Task]:
    """Everything that is simulated for a lever."""
    lever = LEVERS[claim.id]
    for setting in (*lever.settings, *lever.shown):
        yield Task(BASE, _variant(setting))
    for ablation in ablations()[claim.id]:
        yield from (Task(BASE, _variant(setting).also(ablation.variant)) for setting in lever.settings)


def _variant(setting: str) -> Variant:
    return RUNS["settled"].also(Variant(changes=(setting,)))


def lever_row(claim: Claim, runs: Runs) -> ClaimRow:
    """The row of a lever: how often it responds, by how much, and whether it does without its mechanism."""
    lever, ways = LEVERS[claim.id], ablations()[claim.id]
    spread = _spread(claim, runs, Variant())
    without = [_spread(claim, runs, way.variant) for way in ways]
    found = _responds(spread)
    left = tuple(
        AblationRow(way.what, _responds(s).value, ITSELF, median(spread), median(s), killed(median(spread), median(s)))
        for way, s in zip(ways, without, strict=True)
    )
    response = tuple(_response(lever, claim.metric, runs))
    return replace(
        row_about(claim, _verdict(found), found),
        share_ablated=left[0].share if left else None,
        effect=median(spread),
        effect_low=middle(spread)[0],
        effect_high=middle(spread)[1],
        ablations=left,
        response=response,
    )


def _spread(claim: Claim, runs: Runs, removed: Variant) -> np.ndarray:
    """By draw: highest setting over lowest, minus 1."""
    import numpy as np

    metric = METRICS[claim.metric]
    levels = np.array([metric.of(runs[BASE, _variant(s).also(removed)]) for s in LEVERS[claim.id].settings])
    low, high = levels.min(axis=0), levels.max(axis=0)
    return relative(high, low)


def _responds(spread: np.ndarray) -> Share:
    import numpy as np

    return Share(int((spread >= LEAST).sum()), int((~np.isnan(spread)).sum()))


def _verdict(found: Share) -> str:
    if wilson(found.hits, found.draws)[0] > BAR:
        return RESPONDS
    return FLAT if wilson(found.draws - found.hits, found.draws)[0] > MOST else UNDECIDED


def _response(lever: Lever, primary: str, runs: Runs) -> Iterator[ResponseRow]:
    """Level of the first setting, then each other relative to it: the response curve."""
    import numpy as np

    for name in (primary, *lever.beside):
        base = METRICS[name].of(runs[BASE, _variant(lever.settings[0])])
        yield ResponseRow(lever.settings[0], name, number(np.nanmedian(base)) if len(base) else None, None, None)
        for setting in (*lever.settings[1:], *lever.shown):
            other = METRICS[name].of(runs[BASE, _variant(setting)])
            change = relative(other, base)
            yield ResponseRow(setting, f"{name}, relative", median(change), *middle(change))
