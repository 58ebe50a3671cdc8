"""Placing people in groups so that as few as possible move, and in such a way that a second time nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any


def keep_in_place(
    current: Mapping[str, str | None],
    seats: Mapping[str, int],
    order: Callable[[str], Any] = str,
    deal: bool = True,
) -> dict[str, str]:
    """Group by post. Whoever is in a group with seats stays while there are seats; the others fill the free ones.

    `current` is today's group by post, `seats` the seats by group. Posts come in the given order. Free seats are dealt
    one to each group in turn, so that kinds that are neighbours in the order spread over the groups; with `deal` off
    each group is filled before the next.
    """
    free = dict(seats)
    placed: dict[str, str] = {}
    for post in sorted(current, key=order):
        group = current[post]
        if group is not None and free.get(group, 0) > 0:
            placed[post] = group
            free[group] -= 1
    waiting = (post for post in sorted(current, key=order) if post not in placed)
    return placed | dict(zip(waiting, _dealt(free) if deal else _filled(free), strict=False))


def _dealt(free: dict[str, int]) -> Iterator[str]:
    left = {group: number for group, number in free.items() if number > 0}
    while left:
        yield from tuple(left)
        left = {group: number - 1 for group, number in left.items() if number > 1}


def _filled(free: dict[str, int]) -> Iterator[str]:
    return (group for group, number in free.items() for _ in range(number))


def evenly(current: Iterable[str | None], groups: Sequence[str]) -> dict[str, int]:
    """Seats by group, as equal as can be, for as many people as `current` has entries; fuller groups get the odd one.

    `current` is today's group of each person, None or another name where it is not one of `groups`.
    """
    today = list(current)
    counts = dict.fromkeys(groups, 0)
    for group in today:
        if group in counts:
            counts[group] += 1
    each, odd = divmod(len(today), len(groups))
    fullest = sorted(groups, key=lambda group: -counts[group])
    more = set(fullest[:odd])
    return {group: each + (group in more) for group in groups}
