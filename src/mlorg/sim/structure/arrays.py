"""The arrays themselves: what the engine copies into its world, and all that ever leaves the machine."""

from __future__ import annotations

from dataclasses import dataclass

NONE = -1
UNKNOWN = -2
SHARE_ALL, SHARE_OWNER, SHARE_MANAGER, SHARE_DATA, SHARE_OWNER_OF_ML, SHARE_DATA_OF_ML = range(6)
FUNCTION_ML, FUNCTION_ENGINEERING, FUNCTION_DATA, FUNCTION_OTHER, FUNCTION_MACHINE = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A server. `capacity` in person-days per day at full time, `skills` = (method, engineering, data).

    `research` is 0 (software) to 1 (research), `bosses` the number of further reporting lines, `edges` how many of
    seat and line have moved.
    """

    capacity: float
    skills: tuple[float, float, float]
    pay: float
    group: int
    function: int
    share: int
    key: int = 0
    research: float = 0.0
    bosses: int = 0
    edges: int = 0


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A team, a pool of owners, a manager's desk, or the compute pool.

    `seat` is the line it sits in, `manager` a kind of manager, `desk` that manager's group, `funder` the kind of
    manager who pays and reviews (NONE: its manager), `guided` how much of an ML product manager it has (0 to 1),
    `holder` the number of its holder of tooling; its slots are `first` .. `first + size - 1`.
    """

    key: int
    seat: int
    manager: int
    fte: float
    long_term: int = 0
    guided: float = 0.0
    serves: int = 0
    serves_n: int = 0
    desk: int = NONE
    holder: int = NONE
    first: int = 0
    size: int = 0
    funder: int = NONE


@dataclass(frozen=True, slots=True)
class LineRow:
    """A business line; `idea_share` is its share of all ideas, `live` its models in use today.

    `effort` is the work content of its use cases relative to others (1 unless stated).
    """

    key: int
    users: int
    idea_share: float
    desk: int
    kind: int
    engineers: int
    live: int
    builders: int
    builders_n: int
    datasets: int
    datasets_n: int
    effort: float = 1.0


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """A data set; `owners` of collect, warehouse, label, pipeline: a group, NONE (nobody) or UNKNOWN."""

    key: int
    line: int
    owners: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Teams that share tooling: whether it exists today, the share of all ideas in their lines, who would build it."""

    built: int
    idea_share: float
    team: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything the engine knows of an organisation. Tables by pair are flat, row by row."""

    slots: tuple[SlotRow, ...]
    groups: tuple[GroupRow, ...]
    lines: tuple[LineRow, ...]
    datasets: tuple[DatasetRow, ...]
    holders: tuple[HolderRow, ...]
    linked: tuple[tuple[int, ...], ...]
    served: tuple[int, ...]
    builders: tuple[int, ...]
    deploys: tuple[int, ...]
    maintains: tuple[int, ...]
    acts_for: tuple[int, ...]
    rank: tuple[int, ...]
    meeting: tuple[int, ...]
    shared: tuple[int, ...]
    congruent: tuple[int, ...]
    approver: tuple[int, ...]
    inside: tuple[float, ...]
    inside_before: tuple[float, ...]
    capacity: float
    central: int
    teams: int
    pool: int
    allocation: int = 0
    """How a team that serves several lines chooses between them: a place in `org.ALLOCATIONS`."""
    notes: tuple[str, ...] = ()
    """What had to be assumed because the organisation does not say."""
