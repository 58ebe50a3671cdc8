"""How one structure goes over into the next: where its people, its queues and its tooling are found there.

Both are compiled in the same frame, so lines and data sets have the same numbers. People are known by the key of their
post, groups by the key of their name; a team goes where most of its people go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .arrays import FUNCTION_ML, NONE, SlotRow, Structure


@dataclass(frozen=True, slots=True)
class Passage:
    """Numbers of the structure after by those of the structure before, and the other way round.

    `slots` and `groups` lead forward: the place after of each slot and group, NONE for one that ends. `kept` is
    `groups` for those alone that keep their name. The others lead back: to the group of the same name, a team of the
    same manager, the holder of most people's tooling. `people` counts who came from where, by (group after, group
    before).
    """

    slots: tuple[int, ...]
    groups: tuple[int, ...]
    kept: tuple[int, ...]
    same_group: tuple[int, ...]
    same_manager: tuple[int, ...]
    holders: tuple[int, ...]
    people: tuple[float, ...]


def passage(before: Structure, after: Structure) -> Passage:
    """The passage from one structure to the next."""
    kept = _kept(before, after)
    slots = _slots(before, after, kept)
    people = _people(before, after, slots)
    forward = [_most(people[g :: len(before.groups)]) for g in range(len(before.groups))]
    groups = tuple(new if g < before.teams and new != NONE else kept[g] for g, new in enumerate(forward))
    same_group = tuple(kept.index(g) if g in kept else NONE for g in range(len(after.groups)))
    return Passage(
        slots, groups, kept, same_group, _same_manager(before, after, kept), _holders(before, after, people), people
    )


def _kept(before: Structure, after: Structure) -> tuple[int, ...]:
    number = {row.key: g for g, row in enumerate(after.groups)}
    return tuple(number.get(row.key, NONE) for row in before.groups)


def _slots(before: Structure, after: Structure, kept: Sequence[int]) -> tuple[int, ...]:
    """People of ML by their post; others, who are no persons here, by their place in a group that is kept."""
    number = {slot.key: s for s, slot in enumerate(after.slots) if slot.function == FUNCTION_ML}
    return tuple(
        number.get(slot.key, NONE) if slot.function == FUNCTION_ML else _same_place(before, after, kept, s, slot)
        for s, slot in enumerate(before.slots)
    )


def _same_place(before: Structure, after: Structure, kept: Sequence[int], s: int, slot: SlotRow) -> int:
    if kept[slot.group] == NONE:
        return NONE
    group = after.groups[kept[slot.group]]
    place = s - before.groups[slot.group].first
    return group.first + place if place < group.size else NONE


def _people(before: Structure, after: Structure, slots: Sequence[int]) -> tuple[float, ...]:
    count = Counter((after.slots[t].group, before.slots[s].group) for s, t in enumerate(slots) if t != NONE)
    return tuple(float(count[a, b]) for a in range(len(after.groups)) for b in range(len(before.groups)))


def _most(counts: Sequence[float]) -> int:
    """The place of the largest, the first of equals; NONE if there is nothing."""
    return max(range(len(counts)), key=lambda i: counts[i]) if any(counts) else NONE


def _same_manager(before: Structure, after: Structure, kept: Sequence[int]) -> tuple[int, ...]:
    desks = {kept[row.desk]: g for g, row in reversed(list(enumerate(before.groups[: before.teams]))) if row.desk >= 0}
    return tuple(desks.get(row.desk, NONE) if row.desk >= 0 else NONE for row in after.groups)


def _holders(before: Structure, after: Structure, people: Sequence[float]) -> tuple[int, ...]:
    """By holder after: the holder before whose tooling most of its people had."""
    n = len(before.groups)
    had = [Counter[int]() for _ in after.holders]
    for g, team in enumerate(after.groups[: after.teams]):
        for old in range(before.teams):
            if team.holder >= 0 and before.groups[old].holder >= 0:
                had[team.holder][before.groups[old].holder] += int(people[g * n + old])
    return tuple(_most([count[h] for h in range(len(before.holders))]) for count in had)
