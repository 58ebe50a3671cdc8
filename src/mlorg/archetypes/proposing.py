"""A structure carried out on an organisation: the overlay that leads there, and what could not be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..org import Add, Change, Function, Organization, Overlay, Own, Ownership, Part, Platform, Ref, Responsibility
from ..org import apply as applied
from .branches import Branches
from .catalogue import Arm, Structure, arm_of, structure
from .coverage import Coverage
from .design import NOT_BUILDERS, Design, builds
from .drawing import OWNERSHIP, TITLES, moves, send_data_people_back, vacated_heads
from .duties import Carriers, Owner, duties
from .in_lines import embedded, embedded_guild, embedded_platform, hub_and_spoke, nascent
from .landscape import Landscape
from .reassigning import Reassignment, closed_units
from .setting import Setting
from .settled import Pay, give_own_mix, keep_the_bill
from .together import independent, ml_first, rnd

_DESIGNS: Mapping[str, Callable[[Setting], Design]] = {
    "nascent": nascent,
    "rnd": rnd,
    "embedded": embedded,
    "independent": independent,
    "ml_first": ml_first,
    "hub_and_spoke": hub_and_spoke,
    "embedded_platform": embedded_platform,
    "embedded_guild": embedded_guild,
}
_KEEP_DATA_PEOPLE = frozenset({"independent", "ml_first", "hub_and_spoke"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A structure as an overlay on one organisation.

    `notes` say in plain words which steps were left out, which fallbacks were taken, and what is assumed.
    `coverage` is the one used, None where the structure places nobody in lines.
    """

    structure: Structure
    arm: Arm
    overlay: Overlay
    notes: tuple[str, ...] = ()
    coverage: Coverage | None = None


def propose(
    org: Organization, structure_id: str, arm: str = Arm.RESTRUCTURED, coverage: Coverage | None = None
) -> Proposal:
    """The overlay that gives the organisation the structure.

    `org` is taken as it stands: for one day, pass `org.at(day)`. Proposing what an organisation already has gives an
    empty overlay. Raises UnknownNameError for a structure or arm that does not exist, and InputError with all problems
    of a coverage that does not fit.
    """
    wanted, chosen = structure(structure_id), arm_of(arm)
    land = Landscape(org)
    setting = Setting(land, Branches(land), coverage)
    missing = _impossible(setting, wanted)
    if missing:
        return Proposal(wanted, chosen, _overlay(wanted, chosen, ()), (missing,))
    design = _DESIGNS[wanted.id](setting) if wanted.moves else _as_today(setting)
    changes = tuple(_changes(setting, design, wanted, chosen))
    design.notes.extend(_general_notes(setting, design, wanted, chosen))
    return Proposal(wanted, chosen, _overlay(wanted, chosen, changes), tuple(design.notes), design.coverage)


def _overlay(wanted: Structure, arm: Arm, changes: tuple[Change, ...]) -> Overlay:
    name = wanted.id if arm is Arm.RESTRUCTURED else f"{wanted.id}-{arm.value}"
    return Overlay(name, changes, wanted.description)


def _impossible(setting: Setting, wanted: Structure) -> str:
    if not setting.people:
        return "There are no ML people to place: nothing changes."
    if not setting.land.line_ids:
        return "No unit is known, so there is no business line to work for: nothing changes."
    return ""


def _changes(setting: Setting, design: Design, wanted: Structure, arm: Arm) -> Iterator[Change]:
    """All changes, in the order of their waves."""
    if not wanted.moves:
        _assign_duties(setting, design, wanted.id)
        yield from Reassignment(setting, design, setting.land.org, "1 ownership").changes()
        return
    if wanted.id not in _KEEP_DATA_PEOPLE:
        send_data_people_back(setting, design)
    _assign_duties(setting, design, wanted.id)
    moved = tuple(moves(setting, design, _settled(setting, design, wanted, arm)))
    after = applied(setting.land.org, Overlay("", moved))
    owned = (*Reassignment(setting, design, after, OWNERSHIP).changes(), *_platform_asset(design, after))
    after = applied(after, Overlay("", owned))
    inherited = tuple(Reassignment(setting, design, after, OWNERSHIP).inherited())
    yield from (c for c in moved if c.wave != TITLES)
    yield from owned
    yield from inherited
    yield from (c for c in moved if c.wave == TITLES)
    closed = tuple(closed_units(setting, design, applied(after, Overlay("", inherited)), TITLES))
    gone = {c.key for c in closed if c.kind == "unit"}
    yield from vacated_heads((u for u in setting.land.org.units if u.id not in gone), setting, design)
    yield from closed


def _settled(setting: Setting, design: Design, wanted: Structure, arm: Arm) -> Mapping[str, Pay]:
    """Pay and full-time shares in the settled arm, once the design has its mix of roles; nothing in the other."""
    if arm is Arm.RESTRUCTURED:
        return {}
    give_own_mix(setting.land, design, wanted.id)
    return keep_the_bill(setting.land, design)


def _as_today(setting: Setting) -> Design:
    """Nobody moves; the unit outside the lines where most ML people sit counts as their home."""
    design, land = Design(), setting.land
    home = setting.branches.home
    if home is not None and setting.branches.ml_posts[home] > 0:
        design.home = home
        return design
    counts = {u: sum(p.id in land.movable for p in posts) for u, posts in land.org.sitting_in.items()}
    outside = [u for u, number in counts.items() if number > 0 and u not in land.line_of and u in land.org.unit]
    design.home = min(outside, key=lambda u: (-counts[u], u), default=None)
    return design


def _assign_duties(setting: Setting, design: Design, structure_id: str) -> None:
    """Who owns what under the structure, as far as there is somebody to own it."""
    carriers = _carriers(setting, design)
    rules = duties(structure_id)
    design.why_duty = {responsibility: duty.reason for responsibility, duty in rules.items()}
    found: dict[str, dict[Responsibility, Owner]] = {}
    for line in setting.land.line_ids:
        owners = ((r, carriers.of_line(duty, line)) for r, duty in rules.items())
        found[line] = {r: owner for r, owner in owners if owner is not None}
    design.duties = found
    shared = ((r, carriers.of_shared(duty)) for r, duty in rules.items())
    design.shared_duties = {r: owner for r, owner in shared if owner is not None}


def _carriers(setting: Setting, design: Design) -> Carriers:
    land = setting.land
    if design.seats:
        building = [s for p, s in design.seats.items() if builds(land.org.post[p], s)]
        in_lines = {land.line_of.get(s.unit or "") for s in building if s.group == "lines"}
        covered = {line for line in in_lines if line is not None}
        at_home = any(s.group in ("all", "division") for s in building)
        function = None
    else:
        building_today = [p for p in land.people if p.role not in NOT_BUILDERS]
        covered = {line for p in building_today if (line := land.line_at(p)) is not None}
        at_home = design.home is not None
        unit = land.org.unit[design.home] if design.home is not None else None
        function = None if unit is not None and unit.function is Function.ML else Function.ML
    home = Owner(Ref("unit", design.home), function) if design.home is not None and at_home else None
    platform = Owner(Ref("unit", design.platform)) if design.platform is not None else None
    engineers = setting.branches.engineers_in(design.home)
    data = Owner(home.ref, Function.DATA) if home is not None and design.staff else None
    return Carriers(setting.branches, engineers, frozenset(covered), home, data, platform)


def _platform_asset(design: Design, after: Organization) -> Iterator[Change]:
    """The platform that the platform team owns, if it has none yet."""
    if not design.owns_platform or design.platform is None:
        return
    team = Ref("unit", design.platform)
    theirs = (o for o in after.ownerships if o.owner == team and o.function is None and o.part is Part.ACCOUNTABLE)
    if any(o.asset.kind == "platform" for o in theirs):
        return
    known = {p.id for p in after.platforms}
    number = next(n for n in range(1, len(known) + 2) if (f"ml-platform-{n}" if n > 1 else "ml-platform") not in known)
    platform = Platform("ml-platform" if number == 1 else f"ml-platform-{number}", "ML platform")
    why = "What the platform team builds and keeps, for all lines."
    yield Add("platform", platform, wave=OWNERSHIP, reason=why)
    for responsibility in (Responsibility.BUILD, Responsibility.DEPLOY, Responsibility.MAINTAIN):
        yield Own(Ownership(platform.ref, responsibility, team), wave=OWNERSHIP, reason=why)


def _general_notes(setting: Setting, design: Design, wanted: Structure, arm: Arm) -> Iterator[str]:
    land = setting.land
    if land.anchored:
        yield f"{len(land.anchored)} ML post(s) lead the whole organisation or a business line and stay where they are."
    if wanted.moves and land.top is None:
        yield "Nobody is known to lead the organisation: lines that would end there stay as they are or unknown."
    if setting.wanted is not None and design.coverage is None:
        yield "The coverage given is not used: this structure places nobody in lines."
    if wanted.moves and not land.lines.declared:
        yield "No unit is declared a business line; the lines are guessed from the unit tree."
    if arm is Arm.SETTLED and not wanted.moves:
        yield "Nobody gets another title or pay here, so this is the same as from Monday."
