"""Every ablation: where a mechanism, alone and strong, makes an effect, removing it leaves at most a quarter."""

import numpy as np
import pytest

from mlorg.decide.claims.board import Kind, ablations, claims
from mlorg.decide.claims.levers import BASE, LEVERS, lever_tasks
from mlorg.decide.claims.metrics import METRICS
from mlorg.decide.claims.summaries import KILLED
from mlorg.decide.claims.variants import RUNS, Variant
from mlorg.decide.claims.verdicts import LEAST

from .small import effects, simulated

ROOM = 0.01
"""For a median over five firms."""

OUTLIVES = {
    "R2": "a lab also chooses among the ideas of all lines",
    "E1": "the hand-off stays, which is no matter of knowing the line",
    "E2": "where all builders deploy, a division has more to deploy",
    "I5": "as E2",
    "E5": "skills and the choice of ideas stay, and review cycles hardly matter",
    "E3b": "people also learn by doing, and do more in one of the two",
    "F2": "who owns the data stays",
    "F4": "who deploys, and how much there is to deploy, stays",
    "F5": "moved people are away and familiarity is lost all the same",
}
"""Sentences whose effect, where there is one, outlives the mechanism named, and what may carry it instead (not shown).

The board prints each of them as not killed.
"""


def cases(kind):
    return [
        pytest.param(claim, way, id=f"{claim.id}-{n}")
        for claim in claims().values()
        if claim.kind is kind
        for n, way in enumerate(ablations()[claim.id])
    ]


@pytest.mark.parametrize(("claim", "way"), cases(Kind.HYPOTHESIS))
def test_without_its_mechanism_an_effect_is_gone(claim, way):
    """Where there is no effect to begin with, removing the mechanism makes none."""
    found = effects(claim, way)
    assert all(np.isfinite(both).all() for both in found.values())
    left = {name: b for name, (a, b) in found.items() if b > (KILLED * a if a >= LEAST else LEAST) + ROOM}
    if left and claim.id in OUTLIVES:
        pytest.xfail(f"{OUTLIVES[claim.id]}: {found}")
    assert not left, found


@pytest.mark.parametrize(("claim", "way"), cases(Kind.LEVER))
def test_without_its_mechanism_a_lever_moves_nothing(claim, way):
    lever = LEVERS[claim.id]
    runs = simulated(lever_tasks(claim))

    def spread(removed):
        runs_by_setting = (RUNS["settled"].also(Variant(changes=(s,))).also(removed) for s in lever.settings)
        levels = np.array([METRICS[claim.metric].of(runs[BASE, variant]) for variant in runs_by_setting])
        return float(np.nanmedian((levels.max(axis=0) - levels.min(axis=0)) / np.maximum(1e-12, levels.max(axis=0))))

    full, left = spread(Variant()), spread(way.variant)
    assert left <= (KILLED * full if full >= LEAST else LEAST) + ROOM, (full, left)


def test_an_ablation_that_removes_nothing_leaves_the_effect():
    """The check above can fail."""
    claim, way = claims()["I4a"], ablations()["R3"][0]
    (before, left), *_ = effects(claim, way).values()
    assert left > KILLED * before >= KILLED * LEAST
