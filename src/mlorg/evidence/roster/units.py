"""Which units there are and which one each post sits in: a manager's subtree, or a department or team of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ...org.references import Line
from ...org.structure import Unit
from ...org.vocabulary import UnitKind
from .entries import Entry
from .identities import names_a_holder
from .lines import Absent, Lines
from .unit_names import leads_everything, unit_name
from .values import slug, text_key

UNPLACED = "unplaced"
"""Id of the unit of posts whose place is not known."""


@dataclass(frozen=True, slots=True)
class Units:
    """All units, and the unit id of each entry's post."""

    units: tuple[Unit, ...]
    sits_in: tuple[str, ...]


class _Labels:
    """Ids and names that no two units share."""

    def __init__(self) -> None:
        self._ids = {UNPLACED}
        self._used: Counter[str] = Counter()
        self._named: Counter[str] = Counter()

    def take(self, code: str, name: str) -> tuple[str, str]:
        """An id made from the code, or else the name, and the name; both with a number if they are taken."""
        base = slug(code) or slug(name) or "unit"
        id_ = base
        while id_ in self._ids:
            self._used[base] += 1
            id_ = f"{base}-{self._used[base] + 1}"
        self._ids.add(id_)
        self._named[name] += 1
        return id_, name if self._named[name] == 1 else f"{name} ({self._named[name]})"


def units_by_manager(entries: Sequence[Entry], lines: Lines, posts: Sequence[str], name: str) -> Units:
    """A unit for every post with reports and for every absent manager; who names no manager is unplaced."""
    labels = _Labels()
    reporting = {to for to in lines.to if isinstance(to, int)}
    tops = [number for number, to in enumerate(lines.to) if to is Line.TOP]
    heads = sorted(reporting | set(tops if len(tops) == 1 else ()))
    units = {n: _headed(entries[n], posts[n], lines.to[n] is Line.TOP, name, labels) for n in heads}
    absent = _absent_units(lines, labels)
    sits_in = [units[n].id if n in units else _place(to, units, absent) for n, to in enumerate(lines.to)]
    parents = {n: _place(lines.to[n], units, absent) for n in units}
    found = [replace(unit, part_of=None if parents[n] == UNPLACED else parents[n]) for n, unit in units.items()]
    return Units((*_with_kinds([*found, *absent.values()]), *_unplaced(sits_in)), tuple(sits_in))


def _headed(entry: Entry, post: str, top: bool, organization: str, labels: _Labels) -> Unit:
    everything = top and leads_everything(entry.title)
    title = (organization or "Company") if everything else unit_name(entry.title)
    seat = "" if everything or names_a_holder(entry.seat, entry.identity) else entry.seat
    id_, label = labels.take(seat, title or unit_name(seat.replace("_", " ")) or "Unit")
    return Unit(id_, label, head=post)


def _absent_units(lines: Lines, labels: _Labels) -> dict[str, Unit]:
    """Teams whose manager stands in no row."""
    found: dict[str, Unit] = {}
    for to in lines.to:
        if isinstance(to, Absent) and text_key(to.value) not in found:
            id_, name = labels.take("team-of-absent-manager", "Team of an absent manager")
            found[text_key(to.value)] = Unit(id_, name)
    return found


def _place(to: object, units: dict[int, Unit], absent: dict[str, Unit]) -> str:
    if isinstance(to, int):
        return units[to].id
    return absent[text_key(to.value)].id if isinstance(to, Absent) else UNPLACED


def units_by_column(entries: Sequence[Entry], lines: Lines, posts: Sequence[str], column: str, name: str) -> Units:
    """A unit for every department (or team, within its department) that the file names; `column` says which.

    With one top, departments are part of one unit for the whole organisation, which the top heads.
    """
    labels = _Labels()
    tree = _ColumnUnits(labels)
    tops = [number for number, to in enumerate(lines.to) if to is Line.TOP]
    if len(tops) == 1:
        whole = Unit(*labels.take("", name or "Company"), kind=UnitKind.ORGANIZATION, head=posts[tops[0]])
        tree.whole = whole.id
        tree.units["",] = whole
    sits_in = [tree.place(entry, column) for entry in entries]
    heads = _heads(sits_in, lines, posts)
    units = [replace(unit, head=unit.head or heads.get(unit.id)) for unit in tree.units.values()]
    return Units((*_with_kinds(units), *_unplaced(sits_in)), tuple(sits_in))


@dataclass(slots=True)
class _ColumnUnits:
    labels: _Labels
    whole: str | None = None
    units: dict[tuple[str, ...], Unit] = field(default_factory=dict)

    def place(self, entry: Entry, column: str) -> str:
        """Unit id for an entry, whose units are made if they are new."""
        parent = self._unit(("department", text_key(entry.department)), entry.department, self.whole)
        if column == "team" and entry.team:
            return self._unit(("team", parent or "", text_key(entry.team)), entry.team, parent) or UNPLACED
        return parent or UNPLACED

    def _unit(self, key: tuple[str, ...], name: str, part_of: str | None) -> str | None:
        if not name:
            return None
        if key not in self.units:
            self.units[key] = Unit(*self.labels.take("", name[:60]), part_of=part_of)
        return self.units[key].id


def _heads(sits_in: Sequence[str], lines: Lines, posts: Sequence[str]) -> dict[str, str]:
    """The post of each unit that has reports and itself reports out of the unit, where there is exactly one."""
    leading = {to for to in lines.to if isinstance(to, int)}
    found: dict[str, list[str]] = {}
    for n in sorted(leading):
        to = lines.to[n]
        if not isinstance(to, int) or sits_in[to] != sits_in[n]:
            found.setdefault(sits_in[n], []).append(posts[n])
    return {unit: heads[0] for unit, heads in found.items() if len(heads) == 1}


def _with_kinds(units: Iterable[Unit]) -> list[Unit]:
    """A team, a division if it has units of its own, the organisation if it is the only top of several."""
    found = list(units)
    parents = {unit.part_of for unit in found}
    tops = [unit.id for unit in found if unit.part_of is None]
    return [replace(unit, kind=_kind(unit, parents, tops)) for unit in found]


def _kind(unit: Unit, parents: set[str | None], tops: list[str]) -> UnitKind:
    if unit.id not in parents:
        return unit.kind
    return UnitKind.ORGANIZATION if tops == [unit.id] else UnitKind.DIVISION


def _unplaced(sits_in: Sequence[str]) -> tuple[Unit, ...]:
    return (Unit(UNPLACED, "Unplaced"),) if UNPLACED in sits_in else ()
