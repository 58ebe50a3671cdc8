"""A structure whose work stands in shared queues, for the null case: what splits work is gone, what marks it stays.

Where structures differ with every coefficient at no effect, they do so because they split work: two queues are slower
than one, four approvers pass less than one, a manager who builds is one builder more. That is queueing and counting,
not an assumption, and it cannot be switched off. So the null case pools, for every structure alike:

    builders     all of today's builders, with today's titles, are one team that serves every line, without a mandate
                 for long-term work
    owners       all of today's owners outside ML are one group; it owns all data, deploys and maintains every model
    managers     one desk: one approval, escalations, questions
    machines     one class of requests beyond the assured share (mechanism 5 puts distance straight into the class)
    tooling      one holder, with what is there today

and keeps, from the structure itself, everything that acts through a coefficient:

    seat, kind of manager and product manager of its largest team      diversion, adoption, engineers met; table of
                                                                       managers; adoption, returns
    distance of that team to the nearest owner, congruence and shared  class of requests; returns
    members with any
    where people sit and sat, over all teams by people                 familiarity
    further reporting lines of each builder                            time lost to two bosses
    moved edges of each builder                                        days away, unrest
    seat and kind of manager of the owners; heads of the lines         literacy

The coefficients in `null.csv` at no effect must then make all structures identical to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ...sim.structure.arrays import (
    FUNCTION_MACHINE,
    FUNCTION_OTHER,
    NONE,
    SHARE_ALL,
    SHARE_MANAGER,
    DatasetRow,
    GroupRow,
    HolderRow,
    SlotRow,
    Structure,
)
from ...sim.structure.paths import FAR, MOST_APPROVERS

TEAM, OWNERS, DESK, MACHINES = range(4)
GROUPS = 4


def pooled(structure: Structure, today: Structure) -> Structure:
    """The structure with pooled work; people, owners, machines and tooling are those of `today`."""
    team, owners = _largest_team(structure), _owners(structure)
    owner = owners[0] if owners else team
    slots = _slots(structure, today)
    lines = range(len(structure.lines))
    to_owners = (OWNERS,) * len(lines) + (NONE,) * (len(lines) * (GROUPS - 1))
    one_desk = (DESK, *[NONE] * (MOST_APPROVERS - 1))
    return replace(
        structure,
        slots=slots,
        groups=_groups(structure, slots, team, owner),
        lines=tuple(
            replace(line, desk=DESK, engineers=NONE if line.engineers == NONE else OWNERS, builders=i, builders_n=1)
            for i, line in enumerate(structure.lines)
        ),
        datasets=tuple(DatasetRow(d.key, d.line, (OWNERS,) * 4) for d in structure.datasets),
        holders=(HolderRow(max((h.built for h in today.holders), default=0), 1.0, TEAM),),
        linked=((),),
        served=tuple(lines),
        builders=(TEAM,) * len(lines),
        deploys=to_owners,
        maintains=to_owners,
        acts_for=(0,) * GROUPS**2,
        rank=_between(min(_entries(structure, structure.rank, team, owners), default=FAR), FAR),
        meeting=(DESK,) * GROUPS**2,
        shared=_between(max(_entries(structure, structure.shared, team, owners), default=0), 0),
        congruent=_between(max(_entries(structure, structure.congruent, team, owners), default=0), 0),
        approver=one_desk * (GROUPS * len(lines)),
        inside=_inside(structure, structure.inside, owner),
        inside_before=_inside(structure, structure.inside_before, owner),
        central=NONE,
        teams=1,
        pool=MACHINES,
        notes=(),
    )


def _largest_team(structure: Structure) -> int:
    """The team with most people; the first of several."""
    return max(range(structure.teams), key=lambda g: (structure.groups[g].fte, -g))


def _owners(structure: Structure) -> list[int]:
    """The groups outside ML that label or otherwise own data, or deploy models; none where builders own everything."""
    label = 2
    labelling = (dataset.owners[label] for dataset in structure.datasets)
    owners = [*labelling, *(owner for dataset in structure.datasets for owner in dataset.owners), *structure.deploys]
    return [group for group in dict.fromkeys(owners) if group >= structure.teams]


def _slots(structure: Structure, today: Structure) -> tuple[SlotRow, ...]:
    """Group by group: today's builders in the order of their keys, owners, the desk, machines."""
    mine = {s.key: (s.bosses, s.edges) for s in structure.slots if s.group < structure.teams}
    builders = sorted((s for s in today.slots if s.group < today.teams), key=lambda s: s.key)
    others = [s for s in today.slots if s.group >= today.teams]
    machines = [s for s in others if s.function == FUNCTION_MACHINE]
    owners = [s for s in others if s.function != FUNCTION_MACHINE and s.share != SHARE_MANAGER]
    stand_in = SlotRow(1.0, (1.0, 1.0, 1.0), 1.0, OWNERS, FUNCTION_OTHER, SHARE_ALL)
    return (
        *(_marked(s, *mine.get(s.key, (0, 0))) for s in builders),
        *(replace(s, group=OWNERS) for s in owners or [stand_in]),
        replace(stand_in, group=DESK, share=SHARE_MANAGER),
        *(replace(s, group=MACHINES) for s in machines),
    )


def _marked(slot: SlotRow, bosses: int, edges: int) -> SlotRow:
    """A builder of today with what another structure says of the same post."""
    return replace(slot, group=TEAM, bosses=bosses, edges=edges)


def _groups(structure: Structure, slots: Sequence[SlotRow], team: int, owner: int) -> tuple[GroupRow, ...]:
    sizes = [sum(s.group == g for s in slots) for g in range(GROUPS)]
    ends = [sum(sizes[:g]) for g in range(GROUPS + 1)]
    marks = (structure.groups[team], structure.groups[owner], structure.groups[team], structure.groups[team])
    rows = [
        GroupRow(g + 1, mark.seat if g <= OWNERS else NONE, mark.manager, 0.0, first=first, size=end - first)
        for g, (mark, (first, end)) in enumerate(zip(marks, pairwise(ends), strict=True))
    ]
    people = sum(s.capacity for s in slots if s.group == TEAM)
    rows[TEAM] = replace(
        rows[TEAM],
        fte=people,
        guided=marks[TEAM].guided,
        funder=marks[TEAM].funder,
        serves_n=len(structure.lines),
        desk=DESK,
        holder=0,
    )
    return tuple(rows)


def _entries(structure: Structure, table: tuple[int, ...], team: int, owners: Sequence[int]) -> list[int]:
    """What stands in a table between the team and each of the owners."""
    return [table[team * len(structure.groups) + owner] for owner in owners]


def _between(value: int, otherwise: int) -> tuple[int, ...]:
    """A table between the groups with one value between team and owners."""
    return tuple(value if (a, b) == (TEAM, OWNERS) else otherwise for a in range(GROUPS) for b in range(GROUPS))


def _inside(structure: Structure, table: tuple[float, ...], owner: int) -> tuple[float, ...]:
    """Share of people who sit in each line: of all teams together, then of the owner."""
    n = len(structure.lines)
    people = [structure.groups[g].fte for g in range(structure.teams)]
    shares = [
        sum(fte * table[g * n + line] for g, fte in enumerate(people)) / max(1e-9, sum(people)) for line in range(n)
    ]
    return (*shares, *table[owner * n : owner * n + n], *[0.0] * (n * (GROUPS - 2)))
