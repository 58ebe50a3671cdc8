"""The clock gives events back in order; a draw depends on its address and on nothing else."""

import math
import random
from itertools import pairwise
from statistics import NormalDist

import pytest

from mlorg.sim.clock import Clock
from mlorg.sim.draws import Draws

WIDE = NormalDist().inv_cdf(0.9995)  # 99.9 % interval


def drawn(name: str, n: int = 20_000) -> list[float]:
    draws = Draws()
    draws.open(7, 3)
    values = []
    for i in range(n):
        draws.at(i, 5, 0)
        values.append(getattr(draws, name)())
    return values


def moments(values: list[float]) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, sum((v - mean) ** 2 for v in values) / len(values)


def test_events_come_back_in_order_of_time_kind_and_id() -> None:
    clock, rng = Clock(200.0), random.Random(1)
    given = [(clock.push(rng.uniform(0, 200), rng.randrange(12), rng.randrange(1000)), i) for i in range(5000)]
    came = []
    while clock.advance():
        came.append((clock.now, clock.kind, clock.id))
    assert came == sorted(came)
    assert sorted(t for t, _ in given) == [t for t, _, _ in came]


def test_events_born_during_the_run_fall_into_place() -> None:
    clock, rng = Clock(50.0), random.Random(2)
    clock.push(0.0, 1, 0)
    last, n = -1.0, 0
    while clock.advance():
        assert clock.now >= last
        last, n = clock.now, n + 1
        for _ in range(2 if n < 2000 else 0):
            clock.push(clock.now + rng.expovariate(2), 1, n)
    assert n == 1 + 2 * 1999


def test_nothing_at_or_beyond_the_horizon_is_stored() -> None:
    clock = Clock(10.0)
    assert clock.push(10.0, 1, 1) == 10.0
    assert clock.push(math.inf, 1, 1) == 10.0
    assert not clock.advance()


@pytest.mark.parametrize(
    ("law", "mean", "variance"), [("uniform", 0.5, 1 / 12), ("exponential", 1.0, 1.0), ("normal", 0.0, 1.0)]
)
def test_draws_have_the_moments_of_their_law(law: str, mean: float, variance: float) -> None:
    values = drawn(law)
    seen_mean, seen_variance = moments(values)
    assert abs(seen_mean - mean) < WIDE * math.sqrt(variance / len(values))
    kurtosis = {"uniform": 1.8, "exponential": 9.0, "normal": 3.0}[law]
    assert abs(seen_variance - variance) < WIDE * variance * math.sqrt((kurtosis - 1) / len(values))


@pytest.mark.parametrize("law", ["uniform", "exponential", "normal"])
def test_draws_fill_their_law_evenly(law: str) -> None:
    cdf = {"uniform": lambda x: x, "exponential": lambda x: 1 - math.exp(-x), "normal": NormalDist().cdf}[law]
    values = sorted(map(cdf, drawn(law)))
    gap = max(abs(v - (i + 0.5) / len(values)) for i, v in enumerate(values))
    assert gap < 1.95 / math.sqrt(len(values))  # Kolmogorov-Smirnov at 99.9 %


def test_a_draw_does_not_depend_on_what_was_drawn_before() -> None:
    one, other = Draws(), Draws()
    one.open(1, 2)
    other.open(1, 2)
    for i in range(100):
        other.at(i, 3, i)
        other.normal()
    one.at(17, 4, 5)
    other.at(17, 4, 5)
    assert [one.uniform(), one.exponential()] == [other.uniform(), other.exponential()]


@pytest.mark.parametrize("change", ["seed", "replication", "entity", "decision", "ordinal"])
def test_every_part_of_the_address_counts(change: str) -> None:
    def value(**address: int) -> float:
        a = {"seed": 1, "replication": 1, "entity": 1, "decision": 1, "ordinal": 1} | address
        draws = Draws()
        draws.open(a["seed"], a["replication"])
        draws.at(a["entity"], a["decision"], a["ordinal"])
        return draws.uniform()

    seen = {value(**{change: i}) for i in range(1000)}
    assert len(seen) == 1000


def test_neighbouring_addresses_are_not_correlated() -> None:
    draws = Draws()
    draws.open(9, 9)
    values = []
    for i in range(20_000):
        draws.at(i // 100, 6, i % 100)
        values.append(draws.normal())
    lagged = sum(a * b for a, b in pairwise(values)) / len(values)
    assert abs(lagged) < WIDE / math.sqrt(len(values))
