"""One replication to be read by people: the life of a use case, day by day, and who spent which days on what.

`history` simulates once and keeps all use cases; `life_of` and `time_diary` read from it. Nothing here slows the
engine down: it reads the records that are there anyway.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mlorg.errors import UnknownNameError

from .engine import engine
from .environment import Environment
from .measure_names import DIARY, FUNCTIONS, LIFE, USE_CASE
from .outcomes import ALL_MECHANISMS, DAYS_PER_QUARTER, HORIZONS
from .structure import Structure
from .structure.arrays import FUNCTION_DATA, FUNCTION_ENGINEERING, NONE, SHARE_MANAGER

CaseRow = namedtuple("CaseRow", USE_CASE + LIFE)  # type: ignore[misc]
"""One use case; days are -1 where a stage was not reached."""

DAYS = HORIZONS[-1] * DAYS_PER_QUARTER + 1e-3
ENDS = {
    1: ("withdrawn", "nobody took it up in time"),
    2: ("rejected", "an approver said no"),
    3: ("stopped", "whoever pays stopped it"),
    4: ("dropped", "given up after too many returns"),
    5: ("retired", "no longer needed"),
    6: ("delivered", "now part of what it improves"),
}


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened to a use case: on which day, at which stage, who did it, what it was."""

    day: float
    stage: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """Person-days that people of a function (`measure_names.FUNCTIONS`) spent on a kind of work."""

    function: str
    work: str
    days: float


@dataclass(frozen=True, slots=True)
class History:
    """One replication from day 0: its use cases (`CaseRow`) in the order in which they came up, and person-days.

    `names` are those of the structure's groups, `person_days` has a row per function in the order of
    `measure_names.FUNCTIONS` and a column per kind of work in that of `measure_names.DIARY`.
    """

    cases: tuple[Any, ...]
    person_days: tuple[tuple[float, ...], ...]
    structure: Structure
    names: tuple[str, ...]


def history(
    structure: Structure,
    environment: Environment,
    key: tuple[int, int, int] = (1, 0, 0),
    mechanisms: int = ALL_MECHANISMS,
    names: Sequence[str] = (),
) -> History:
    """Simulate 20 quarters once. `key` = (seed, replication r, draw of facts): in `simulate` the last is r // per_draw.

    `names` of the groups may be given; neutral ones (`group_names`) are made otherwise.
    """
    module = engine()
    world = module.open_world(structure, DAYS)
    module.replicate(world, dict(environment.values), list(environment.managers), key, (0.0, mechanisms))
    return History(
        tuple(CaseRow(*row, *more) for row, more in zip(module.use_case_rows(world), module.life_rows(world))),
        tuple(tuple(row[: len(DIARY)]) for row in module.diaries(world)),
        structure,
        tuple(names) or group_names(structure),
    )


def group_names(structure: Structure) -> tuple[str, ...]:
    """A neutral name for every group: `team 1`, `engineers of line 2`, `data people 1`, `manager 3`, `machines`."""
    engineers = {line.engineers: f"engineers of line {i + 1}" for i, line in enumerate(structure.lines)}
    seen: dict[str, int] = {}
    names = []
    for g in range(len(structure.groups)):
        if g in engineers and g != NONE:
            names.append(engineers[g])
        elif g == structure.pool:
            names.append("machines")
        else:
            kind = "team" if g < structure.teams else _kind_of_group(structure, g)
            seen[kind] = seen.get(kind, 0) + 1
            names.append(f"{kind} {seen[kind]}")
    return tuple(names)


def _kind_of_group(structure: Structure, g: int) -> str:
    slot = structure.slots[structure.groups[g].first]
    if slot.share == SHARE_MANAGER:
        return "manager"
    return {FUNCTION_ENGINEERING: "engineers", FUNCTION_DATA: "data people"}.get(slot.function, "owners")


def time_diary(told: History) -> tuple[DiaryEntry, ...]:
    """Person-days by function and kind of work, most first within a function; what took no time is left out.

    Counted from day 0, when a task is finished or laid down.
    """
    entries = []
    for function, row in zip(FUNCTIONS, told.person_days, strict=True):
        spent = [DiaryEntry(function, work, days) for work, days in zip(DIARY, row, strict=True) if days > 0.0]
        entries += sorted(spent, key=lambda entry: -entry.days)
    return tuple(entries)


def life_of(told: History, number: int) -> tuple[LifeEvent, ...]:
    """What happened to use case `number` (its place in `History.cases`), in order of days.

    UnknownNameError if there is none of that number. Money is in years of a data scientist's pay.
    """
    if not 0 <= number < len(told.cases):
        raise UnknownNameError(f"there is no use case {number}: this history has {len(told.cases)}, numbered from 0.")
    case = told.cases[number]
    events = [event for part in _PARTS for event in part(told, case)]
    events += _improvements(told, number)
    return tuple(sorted(events, key=lambda event: event.day))


def _line(case: Any) -> str:
    return f"line {case.line + 1}"


def _name(told: History, group: int, otherwise: str) -> str:
    return otherwise if group < 0 else told.names[group]


def _days(days: float) -> str:
    rounded = f"{days:.1f}".removesuffix(".0")
    return "1 day" if rounded == "1" else f"{rounded} days"


def _many(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _until_approval(told: History, case: Any) -> Iterator[LifeEvent]:
    if case.offered >= 0:
        what = f"an idea of {_many(case.rounds, 'round')}, worth {case.worth:.2g} a year at the end"
        if case.parent >= 0:
            what = f"a wish to improve use case {case.parent}"
        yield LifeEvent(case.offered, "idea", _line(case), what)
    else:
        yield LifeEvent(
            0.0, "idea", _line(case), f"in use from the beginning, worth {case.worth:.2g} a year at the end"
        )
    team = _name(told, case.builder, "nobody")
    if case.taken >= 0:
        yield LifeEvent(case.taken, "taken up", team, f"after {_days(case.taken - case.offered)} in the backlog")
    if case.approved >= 0 and case.parent < 0:
        yield LifeEvent(case.approved, "approval", _approvers(told, case), f"{_days(case.approved - case.taken)}")


def _approvers(told: History, case: Any) -> str:
    at = 4 * (case.builder * len(told.structure.lines) + case.line)
    desks = [told.names[d] for d in told.structure.approver[at : at + 4] if d != NONE]
    return " → ".join(desks) or "nobody has to approve"


def _until_model(told: History, case: Any) -> Iterator[LifeEvent]:
    team = _name(told, case.builder, "nobody")
    if case.ready >= 0:
        if case.data_wait > 0:
            day = case.approved + case.data_wait
            yield LifeEvent(
                day, "data", _name(told, case.data_owner, team), f"all at hand after {_days(case.data_wait)}"
            )
        if case.label_wait > 0:
            day = case.approved + case.label_wait
            yield LifeEvent(day, "labels", "whoever labels", f"made after {_days(case.label_wait)}")
        yield LifeEvent(
            case.ready, "preparation", team, f"data ready {_days(case.ready - case.approved)} after approval"
        )
        if case.reuses or case.duplicate:
            similar = "parts of a similar one are used again" if case.reuses else "a similar one exists, out of reach"
            yield LifeEvent(case.approved, "reuse", team, similar)
    if case.finished >= 0:
        machines = f", {_days(case.compute_wait)} for machine time" if case.compute_wait > 0 else ""
        work = f"{_many(case.experiments, 'experiment')} in {_many(case.rounds_done, 'round')}"
        what = f"{work}: {_days(case.finished - case.ready)}{machines}"
        yield LifeEvent(case.finished, "model finished", team, what)


def _until_use(told: History, case: Any) -> Iterator[LifeEvent]:
    if case.deployed >= 0 and case.offered >= 0:
        returns = f", {_many(case.returns, 'return')}" if case.returns else ""
        what = f"in production after {_days(case.deployed - case.finished)}{returns}"
        yield LifeEvent(case.deployed, "deployment", _name(told, case.deployer, "the builders"), what)
    if case.used >= 0 and case.parent < 0 and case.offered >= 0:
        first = "in use at once" if case.automated else f"the first of {_many(case.users, 'user')} begins"
        yield LifeEvent(case.used, "first use", f"users of {_line(case)}", first)
    if case.half > case.used >= 0:
        yield LifeEvent(
            case.half, "half use", f"users of {_line(case)}", f"half of {_many(case.users, 'user')} have begun"
        )


def _until_end(told: History, case: Any) -> Iterator[LifeEvent]:
    keeper = _name(told, case.maintainer, "nobody maintains it")
    lived = f"{_many(case.drifts, 'drift')}, {_many(case.incidents, 'incident')}, {_many(case.adopted, 'user')}"
    lived += f", {case.value:.2g} earned"
    if case.ended >= 0:
        stage, what = ENDS[case.end]
        who = keeper if stage == "retired" else _name(told, case.builder, _line(case))
        yield LifeEvent(case.ended, stage, who, f"{what}; {lived}" if stage == "retired" else what)
    elif case.deployed >= 0:
        yield LifeEvent(DAYS, "still in use", keeper, lived)
    else:
        yield LifeEvent(DAYS, "still under way", _name(told, case.builder, _line(case)), _waits_for(case))


def _waits_for(case: Any) -> str:
    reached = [
        (case.finished, "deployment"),
        (case.ready, "experiments"),
        (case.approved, "data"),
        (case.taken, "approval"),
    ]
    return f"at {next((stage for day, stage in reached if day >= 0), 'the backlog')}"


def _improvements(told: History, number: int) -> Iterator[LifeEvent]:
    for n, case in enumerate(told.cases):
        if case.parent == number:
            yield LifeEvent(case.offered, "wish", _line(case), f"an improvement is wanted: use case {n}")
            if case.used >= 0:
                who = _name(told, case.builder, "nobody")
                yield LifeEvent(case.used, "improvement", who, f"delivered after {_days(case.used - case.offered)}")


_PARTS: tuple[Callable[[History, Any], Iterator[LifeEvent]], ...] = (
    _until_approval,
    _until_model,
    _until_use,
    _until_end,
)
