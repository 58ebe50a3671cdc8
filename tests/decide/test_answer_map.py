"""The map: a planted boundary is found, and where nothing depends on the axes one structure is best everywhere."""

import numpy as np

from mlorg.archetypes import Arm
from mlorg.decide import TODAY
from mlorg.decide.robustness.answer_map import HAND_OFFS, PEERS, answer_map

from .made_up import made_up

DRAWS = 125


def drawn(seed, gain, rare=0.0):
    """`split` gains with hand-off loss and loses with peers; `rare` adds huge luck in one draw."""
    random = np.random.default_rng(seed)
    loss, peers = random.random(DRAWS), random.random(DRAWS)
    split = gain * (loss - peers) + random.normal(0, 0.05, DRAWS)
    split[7] -= rare
    values = {TODAY: np.full((DRAWS, 1), -5.0), "pool": np.zeros((DRAWS, 1)), "split": split[:, None]}
    return made_up(values, {HAND_OFFS: loss, PEERS: peers})


def best(found):
    return {(c.hand_offs, c.peers): c.best for c in found.cells}


def test_a_planted_boundary_is_found_with_its_chances():
    found = answer_map(drawn(1, 1.0), Arm.SETTLED)
    assert best(found)[2, 0] == "split"
    assert best(found)[0, 2] == "pool"
    corner = next(c for c in found.cells if (c.hand_offs, c.peers) == (2, 0))
    assert corner.p_best > 0.85
    assert corner.verdict.value in ("clear", "leaning")
    middle = next(c for c in found.cells if (c.hand_offs, c.peers) == (1, 1))
    assert middle.verdict.value == "too close to call"


def test_one_rare_loss_does_not_paint_the_map():
    assert best(answer_map(drawn(2, 1.0, rare=1000.0), Arm.SETTLED))[2, 0] == "split"


def test_less_is_better_turns_it_round():
    assert best(answer_map(drawn(1, 1.0), Arm.SETTLED, more=False))[2, 0] == TODAY


def test_there_is_no_map_from_a_handful_of_draws_nor_where_an_axis_is_certain():
    few = {TODAY: np.zeros((9, 1)), "b": np.ones((9, 1))}
    assert answer_map(made_up(few, {HAND_OFFS: np.arange(9), PEERS: np.arange(9)}), Arm.SETTLED) is None
    many = {TODAY: np.zeros((50, 1)), "b": np.ones((50, 1))}
    assert answer_map(made_up(many, {HAND_OFFS: np.arange(50), PEERS: np.ones(50)}), Arm.SETTLED) is None
