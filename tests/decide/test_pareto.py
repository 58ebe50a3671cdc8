"""The Pareto front against published test problems, and on alternatives."""

import numpy as np

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, trade_offs
from mlorg.decide.choosing.pareto import beats, on_front

from .made_up import made_up


def zdt1(x):
    """Zitzler, Deb & Thiele (2000), first function, both to be minimised; x has the shape (points, variables)."""
    g = 1 + 9 * x[:, 1:].mean(axis=1)
    return np.stack([x[:, 0], g * (1 - np.sqrt(x[:, 0] / g))], axis=1)


def kursawe(x):
    """Kursawe (1991), both to be minimised, three variables in −5 … 5."""
    first = (-10 * np.exp(-0.2 * np.sqrt(x[:, :-1] ** 2 + x[:, 1:] ** 2))).sum(axis=1)
    return np.stack([first, (np.abs(x) ** 0.8 + 5 * np.sin(x**3)).sum(axis=1)], axis=1)


def test_the_known_front_of_zdt1_is_found_among_other_points():
    """On its front all but the first variable are 0 and f2 = 1 − √f1."""
    random = np.random.default_rng(1)
    optimal = np.column_stack([np.linspace(0, 1, 40), np.zeros((40, 5))])
    others = random.uniform(0.01, 1, (300, 6))
    points = -zdt1(np.concatenate([optimal, others]))
    assert on_front(points)[:40].all()
    assert np.allclose(-points[:40, 1], 1 - np.sqrt(-points[:40, 0]))
    dense = -zdt1(np.concatenate([np.column_stack([np.linspace(0, 1, 400), np.zeros((400, 5))]), others]))
    assert not on_front(dense)[400:].any()


def test_the_front_of_kursawe_keeps_its_published_end():
    """All at 0 is the end with the least first objective: −20 against 0."""
    grid = np.stack(np.meshgrid(*[np.linspace(-5, 5, 11)] * 3), axis=-1).reshape(-1, 3)
    points = -kursawe(grid)
    front = on_front(points)
    origin = int(np.flatnonzero((grid == 0).all(axis=1))[0])
    assert front[origin]
    assert np.allclose(points[origin], [20, 0])
    assert 1 < front.sum() < len(grid)


def test_the_front_is_what_its_definition_says():
    points = np.random.default_rng(2).integers(0, 5, (60, 3)).astype(float)
    beaten = [any((q >= p).all() and (q > p).any() for q in points) for p in points]
    assert (~on_front(points) == beaten).all()


def test_equal_points_do_not_beat_each_other():
    assert not beats(np.array([[1.0, 2.0], [1.0, 2.0]])).any()


def test_alternatives_that_are_traded_off():
    """Value and resignations: b is beaten by a in both; a stage is not told."""
    values = {TODAY: [[1.0], [1.0]], "a": [[3.0], [2.0]], "b": [[2.0], [3.0]], "stage": [[9.0], [9.0]]}
    comparison = made_up({k: np.array(v) for k, v in values.items()}, stages=("stage",))
    found = {one.alternative: one for one in trade_offs(comparison, Arm.SETTLED, ("value", "dip"))}
    assert list(found) == [TODAY, "a", "b"]
    assert found["a"].means == (2.5, 0)
    assert (found[TODAY].beaten_by, found[TODAY].p_front) == (("a", "b"), 0)
    assert (found["a"].p_front, found["b"].p_front, found["b"].beaten_by) == (0.5, 0.5, ())
