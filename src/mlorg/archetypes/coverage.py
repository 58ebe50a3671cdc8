"""Which business lines get how many ML people: part of every structure that places people in lines.

Stated default: lines by size, their posts outside ML; as many of the largest lines as can have at least two people
(one, where the structure spreads single people); the people in proportion to size, by largest remainder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..errors import InputError, Place, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Coverage:
    """ML people by business line: (unit id of the line, number of people), in order of id."""

    people: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, people: Mapping[str, int]) -> Coverage:
        """From a mapping of line to number of people."""
        return cls(tuple(sorted(people.items())))

    @property
    def total(self) -> int:
        """People over all lines."""
        return sum(number for _, number in self.people)

    def as_dict(self) -> dict[str, int]:
        """Number of people by line."""
        return dict(self.people)


def default_coverage(sizes: Mapping[str, int], people: int, at_least: int) -> Coverage:
    """The stated default for `people` over lines of the given sizes; `at_least` people in each line that gets any."""
    number = min(len(sizes), max(1, people // at_least))
    if people < 1 or number < 1:
        return Coverage()
    largest = sorted(sizes, key=lambda line: (-sizes[line], line))[:number]
    floor = min(at_least, people // number)
    return Coverage.of(_with_floor({line: sizes[line] for line in largest}, people, floor))


def _with_floor(sizes: Mapping[str, int], people: int, floor: int) -> dict[str, int]:
    """In proportion to size, but nobody below the floor: lines that would be get it, the others share the rest."""
    low: set[str] = set()
    while True:
        rest = {line: size for line, size in sizes.items() if line not in low}
        shares = in_proportion(rest, people - floor * len(low))
        below = {line for line, number in shares.items() if number < floor}
        if not below:
            return shares | dict.fromkeys(low, floor)
        low |= below


def in_proportion(weights: Mapping[str, float], total: int) -> dict[str, int]:
    """Whole numbers in proportion to the weights that add up to `total`, by largest remainder; ties by id.

    Weights that are all zero count as equal.
    """
    whole = sum(weights.values())
    weights = weights if whole > 0 else dict.fromkeys(weights, 1)
    whole = sum(weights.values())
    exact = {key: weight * total / whole for key, weight in weights.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (shares[key] - exact[key], -weights[key], key))
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def fitted(wanted: Coverage, lines: tuple[str, ...], people: int) -> tuple[Coverage, tuple[str, ...]]:
    """The wanted coverage for exactly `people`, with a note on what was filled up.

    Raises InputError with every problem: lines that do not exist, numbers below 1, more people than there are.
    """
    problems = list(_problems(wanted, lines, people))
    if problems:
        raise InputError(problems)
    rest = people - wanted.total
    if rest <= 0:
        return wanted, ()
    more = in_proportion(wanted.as_dict(), rest)
    note = f"The coverage given places {wanted.total} of {people} people; the rest follow in the same proportions."
    return Coverage.of({line: number + more[line] for line, number in wanted.people}), (note,)


def _problems(wanted: Coverage, lines: tuple[str, ...], people: int) -> Iterator[Problem]:
    if not wanted.people:
        yield Problem(Place(), "coverage: no line is given.", "Give at least one line, or leave coverage out.")
    for line, number in wanted.people:
        if line not in lines:
            hint = did_you_mean(line, lines) or f"Business lines: {', '.join(lines[:12]) or 'none'}."
            yield Problem(Place(), f"coverage: there is no business line {line!r}.", hint)
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            hint = "Leave out lines that get nobody."
            yield Problem(Place(), f"coverage: {line} gets {number!r}; it must be a whole number above 0.", hint)
    if all(isinstance(number, int) for _, number in wanted.people) and wanted.total > people:
        message = f"coverage: {wanted.total} people are placed, but only {people} can be."
        yield Problem(Place(), message, "Take people away from some lines.")
