"""How large firms of the default population are, how many ML people they have, and how far they have come with ML."""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class SizeClass(NamedTuple):
    """A class of company sizes: posts (log-uniform, assumed), weight, and the law of the size of its ML team.

    `weight` is the number of answers in the survey row, `mu` and `sigma` the row's lognormal of ML team size. `lines`
    is the range of the number of business lines (assumed).
    """

    row: str
    people: tuple[int, int]
    weight: int
    mu: float
    sigma: float
    lines: tuple[int, int]


SIZE_CLASSES = (
    SizeClass("O04", (25, 49), 2630, 0.70, 1.00, (1, 2)),
    SizeClass("O05", (50, 249), 1784, 1.45, 1.10, (1, 4)),
    SizeClass("O06", (250, 999), 1424, 1.85, 1.15, (2, 6)),
    SizeClass("O07", (1_000, 9_999), 2361, 2.50, 1.50, (3, 10)),
    SizeClass("O08", (10_000, 30_000), 2772, 3.70, 2.45, (4, 14)),
)
"""The bounds are those of the rows, but for the smallest company (25) and the largest (30,000): assumed."""

MOST_PEOPLE = SIZE_CLASSES[-1].people[1]
LEAST_ML, MOST_ML, MOST_ML_SHARE = 5, 300, 0.25
"""ML people of a firm: at least 5 (the population asked about); at most 300 and a quarter of all (assumed)."""

STAGES = {"none": 0.248, "exploring": 0.264, "insights only": 0.118, "young": 0.213, "old": 0.157}
"""How far employers have come with ML: nothing, no model yet, models for insight alone, models in production for less
than two years, for longer. Row P01, read here as an input: `validate` compares it with itself, and shows beside it what
employers come to in the simulation."""


def size_and_team(random: Random, people: int | None, limits: tuple[int, int]) -> tuple[SizeClass, int, int]:
    """Size class, posts and ML people, given that there are enough of these: too small a team draws all three anew.

    The tail beyond the most a firm may have is cut off. With `people` given the class is the one it lies in.
    """
    given = next((c for c in SIZE_CLASSES if people is not None and people <= c.people[1]), SIZE_CLASSES[-1])
    for _ in range(1000):
        chosen = given if people is not None else random.choices(SIZE_CLASSES, [c.weight for c in SIZE_CLASSES])[0]
        low, high = chosen.people
        posts = people or min(limits[0], int(low * (high / low) ** random.random()))
        most = min(limits[1], int(posts * MOST_ML_SHARE))
        if most <= LEAST_ML:
            return chosen, posts, max(0, min(most, posts - 1))
        team = round(random.lognormvariate(chosen.mu, chosen.sigma))
        while team > most:
            team = round(random.lognormvariate(chosen.mu, chosen.sigma))
        if team >= LEAST_ML:
            return chosen, posts, team
    return given, people or LEAST_ML, 0


def stage(seed: int) -> str:
    """How far an employer of the general population has come, one of `STAGES`."""
    return Random(f"{seed}/stage").choices(list(STAGES), list(STAGES.values()))[0]


def stage_with_ml(seed: int) -> str:
    """How far a firm of the default population has come: as `stage`, given that it does anything."""
    begun = {name: share for name, share in STAGES.items() if name != "none"}
    return Random(f"{seed}/stage with ML").choices(list(begun), list(begun.values()))[0]
