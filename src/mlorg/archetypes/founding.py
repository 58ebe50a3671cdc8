"""Units that a structure needs: those of today where there are any, else new ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..org import Function, Unit, UnitKind
from .branches import Branch
from .design import Design, WantedUnit
from .landscape import Landscape
from .setting import Setting


def found_home(setting: Setting, design: Design, branch: Branch, name: str) -> str:
    """The unit of the ML people: the one they have today, put under the branch, or a new one. Its head is set later."""
    unit, why = found_unit(setting, setting.branches.home, branch.unit, name, Function.ML)
    design.home = unit.id
    design.units.append(WantedUnit(unit, why))
    return unit.id


def found_unit(
    setting: Setting, today: str | None, parent: str | None, name: str, function: Function
) -> tuple[Unit, str]:
    """A unit as the structure needs it, and the reason: today's, put under `parent`, else a new one of this name."""
    land = setting.land
    if today is None:
        unit_id = free_id(land, name.lower().replace(" ", "-"))
        kind = UnitKind.TEAM if function is Function.PLATFORM else UnitKind.DIVISION
        unit = Unit(unit_id, name, kind, parent, function=function)
        return unit, f"The structure needs a unit of its own: {name}."
    unit = land.org.unit[today]
    into_itself = parent is not None and land.units.within(parent, today)
    into_a_line = parent in land.line_of and today not in land.line_of
    if parent is None or into_itself or into_a_line:
        parent = unit.part_of
    return replace(unit, part_of=parent, function=function), "The unit the ML people have today is kept, and put there."


def free_id(land: Landscape, wanted: str, taken: Iterable[str] = ()) -> str:
    """The wanted unit id, with a number behind it where that id is taken."""
    used = {*taken}
    candidates = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(land.org.units) + len(used) + 2))
    return next(name for name in candidates if name not in land.org.unit and name not in used)


def lead_unit(design: Design, unit: str, head: str | None) -> None:
    """Make a post the head of a wanted unit."""
    design.units = [WantedUnit(replace(w.unit, head=head), w.why) if w.unit.id == unit else w for w in design.units]
