"""The arrays themselves: what the engine copies into its world, and all that ever leaves the machine."""

from __future__ import annotations

from dataclasses import dataclass

NONE = -1
UNKNOWN = -2
SHARE_ALL, SHARE_OWNER, SHARE_MANAGER, SHARE_DATA = 0, 1, 2, 3
FUNCTION_ML, FUNCTION_ENGINEERING, FUNCTION_DATA, FUNCTION_OTHER = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A server. `capacity` in person-days per day at full time, `skills` = (method, engineering, data)."""

    capacity: float
    skills: tuple[float, float, float]
    pay: float
    group: int
    function: int
    share: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A team, a pool of owners, or a manager's desk. `seat` is the line it sits in, `manager` a kind of manager."""

    key: int
    seat: int
    manager: int
    fte: float
    long_term: int = 0
    guided: int = 0
    serves: int = 0
    serves_n: int = 0


@dataclass(frozen=True, slots=True)
class LineRow:
    """A business line; `idea_share` is its share of all ideas, `live` its models in use today."""

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


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """A data set; `owners` of collect, warehouse, label, pipeline: a group, NONE (nobody) or UNKNOWN."""

    key: int
    line: int
    owners: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything the engine knows of an organisation. Tables by pair are flat, row by row."""

    slots: tuple[SlotRow, ...]
    groups: tuple[GroupRow, ...]
    lines: tuple[LineRow, ...]
    datasets: tuple[DatasetRow, ...]
    served: tuple[int, ...]
    builders: tuple[int, ...]
    deploys: tuple[int, ...]
    maintains: tuple[int, ...]
    acts_for: tuple[int, ...]
    rank: tuple[int, ...]
    meeting: tuple[int, ...]
    congruent: tuple[int, ...]
    approver: tuple[int, ...]
    inside: tuple[float, ...]
    inside_before: tuple[float, ...]
    capacity: float
    central: int
    notes: tuple[str, ...] = ()
    """What had to be assumed because the organisation does not say."""
