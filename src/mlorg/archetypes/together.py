"""Structures that bring ML people together: the lab, the division, and the division with experts in every line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..org import Function, ManagerKind, Mandate, Unit
from .branches import Branch
from .coverage import Coverage
from .crews import MANAGER, Crew, becomes_manager, beside_leads, crew
from .design import Design, Seat, StaffSeat, WantedUnit, line_or
from .founding import found_home, found_unit, free_id, lead_unit
from .placing import keep_in_place
from .seating import note_missing_leads, seats_with_engineers, spread_over_lines
from .setting import Setting
from .staffing import (
    NewRoles,
    builder_roles,
    managers_among,
    platform_people,
    platform_seats,
    product_managers,
    titled,
    towards_research,
)

PEOPLE_PER_DATA_ENGINEER = 6
"""Builders for whom one data engineer moves into the division (assumed; as far as central data has any to spare)."""
DIVISION_SHARE = 1 / 3
"""Share of the builders of `ml_first` who work in the division (assumed)."""
LEAST_FOR_A_PLATFORM = 12
PLATFORM_TEAM = 2
"""People in the platform team of `ml_first` and ML people from which on it has one (assumed)."""
LEADS = "Fewer managers are needed here: this post builds."


def rnd(setting: Setting) -> Design:
    """One lab in the research branch, with all ML people."""
    design, land = Design(), setting.land
    branch = setting.branches.research
    home = setting.branches.home
    if home is not None and branch.unit is not None and land.units.within(home, branch.unit):
        branch = Branch(land.org.unit[home].part_of, branch.head)
    unit = found_home(setting, design, branch, "ML lab")
    head = setting.chief
    members = [p for p in setting.people if p != head]
    lines = crew(land, head, members, members, ())
    seat = Seat(unit, head, Mandate.ANY_LINE, why="All ML people work in one lab.")
    design.seats = _crew_seats(lines, dict.fromkeys(members, seat), ManagerKind.RESEARCH)
    chief = replace(seat, manager=line_or(branch.head, land.above[head]), kind=ManagerKind.RESEARCH)
    _seat_head(setting, design, lines, chief)
    keep = managers_among(setting, lines.leads)
    design.seats = titled(design.seats, builder_roles(setting, keep, "data_scientist", LEADS))
    return design


def independent(setting: Setting) -> Design:
    """A division under senior leadership, with product managers and data engineers inside."""
    design, land = Design(), setting.land
    unit = found_home(setting, design, Branch(setting.branches.top.unit, land.top), "ML division")
    head = setting.chief
    managers, roles = product_managers(setting, head, design)
    builders = [p for p in setting.people if p != head and p not in set(managers)]
    helpers = _data_engineers(setting, design, unit, len(builders))
    lines = crew(land, head, builders, builders, helpers)
    team = _team_units(setting, design, unit, lines)
    seat = Seat(unit, head, Mandate.ANY_LINE, why="ML people work together in one division, for all lines.")
    seats = {p: replace(seat, unit=team.get(lines.team.get(p, ""), unit)) for p in builders}
    design.seats = _crew_seats(lines, seats, ManagerKind.ML) | _beside(setting, lines, managers, seat)
    _seat_head(setting, design, lines, replace(seat, manager=line_or(land.top, land.above[head]), kind=ManagerKind.ML))
    why = "The division has data engineers of its own."
    for post in helpers:
        design.staff[post] = StaffSeat(team.get(lines.team.get(post, ""), unit), lines.manager[post], why)
    keep = managers_among(setting, lines.leads).union(managers)
    design.seats = titled(design.seats, {**builder_roles(setting, keep, "data_scientist", LEADS), **roles})
    return design


def ml_first(setting: Setting) -> Design:
    """A division for long-term work, experts in every line, and the data infrastructure of the company."""
    design, land = Design(), setting.land
    if len(setting.people) < 2:
        design.notes.append("No division: one person cannot be both there and in a line, and works in a line.")
        _covered_by_experts(setting, design, 1)
        design.seats = _experts(setting, design, setting.people)
        return design
    head = setting.chief
    found_home(setting, design, Branch(setting.branches.top.unit, land.top), "ML division")
    managers, roles = product_managers(setting, head, design)
    platform, new = _platform_team(setting, design, head, {head, *managers})
    builders = [p for p in setting.people if p not in {head, *managers, *platform}]
    coverage = _covered_by_experts(setting, design, len(builders) - round(len(builders) * DIVISION_SHARE))
    core = towards_research(setting, builders, coverage)
    design.seats = _experts(setting, design, [p for p in builders if p not in core])
    _seat_core(setting, design, [p for p in builders if p in core], managers)
    design.staff = _central_data_joins(setting)
    design.seats |= platform_seats(setting, platform, new, Branch(design.platform, head))
    leads = (post for post, seat in design.seats.items() if seat.leads)
    keep = managers_among(setting, leads).union(managers, platform)
    design.seats = titled(design.seats, {**builder_roles(setting, keep, "data_scientist", LEADS), **roles})
    return design


def _seat_core(setting: Setting, design: Design, core: list[str], managers: list[str]) -> None:
    """Seats in the division: those for long-term work, and the product managers."""
    unit, head = design.home or "", setting.chief
    lines = crew(setting.land, head, core, core, ())
    team = _team_units(setting, design, unit, lines)
    seat = Seat(unit, head, Mandate.LONG_TERM, group="division", why="The division works on long-term problems.")
    seats = {p: replace(seat, unit=team.get(lines.team.get(p, ""), unit)) for p in core}
    design.seats |= _crew_seats(lines, seats, ManagerKind.ML) | _beside(setting, lines, managers, seat)
    top = line_or(setting.land.top, setting.land.above[head])
    _seat_head(setting, design, lines, replace(seat, manager=top, kind=ManagerKind.ML))


def _central_data_joins(setting: Setting) -> dict[str, StaffSeat]:
    """The head of central data reports to the head of ML: the infrastructure comes with the people who run it.

    Nothing where central data is not known to be led, or where one top is not known.
    """
    land, data = setting.land, setting.branches.data
    head = data.head if data is not None else None
    if head is None or not land.one_top or head in land.movable or head == land.top:
        return {}
    why = "The ML organisation runs the data infrastructure of the company, with the people who do it today."
    return {head: StaffSeat(land.org.post[head].sits_in, setting.chief, why)}


def _covered_by_experts(setting: Setting, design: Design, experts: int) -> Coverage:
    coverage = setting.covered(design, experts, 1)
    short = len(setting.land.line_ids) - len(coverage.people)
    if short > 0 and setting.wanted is None:
        design.notes.append(f"{short} of {len(setting.land.line_ids)} lines get no expert: there are too few people.")
    return coverage


def _experts(setting: Setting, design: Design, experts: Sequence[str]) -> dict[str, Seat]:
    line_of = spread_over_lines(setting, experts, design.coverage or Coverage())
    seats = seats_with_engineers(setting, line_of, "Every line has ML experts of its own.")
    note_missing_leads(setting, design)
    return seats


def _platform_team(setting: Setting, design: Design, head: str, apart: set[str]) -> tuple[list[str], NewRoles]:
    """Posts of the platform team and the new roles of those who join it; its unit is set in the design."""
    number = len(setting.people)
    if number < LEAST_FOR_A_PLATFORM:
        few = f"{number} ML people are fewer than {LEAST_FOR_A_PLATFORM}"
        design.notes.append(f"No platform team: {few}; the division runs the data infrastructure itself.")
        return [], {}
    design.platform = _platform_unit(setting, design, head)
    return platform_people(setting, PLATFORM_TEAM, apart)


def _platform_unit(setting: Setting, design: Design, head: str) -> str:
    """The platform team's unit below the division: today's, or a new one."""
    land, home = setting.land, design.home or ""
    below = land.units.below(home) if home in land.org.unit else ()
    today = min((u for u in below if land.org.unit[u].function is Function.PLATFORM), default=None)
    parent = home if today is None else land.org.unit[today].part_of
    unit, why = found_unit(setting, today, parent, "ML platform", Function.PLATFORM)
    design.units.append(WantedUnit(replace(unit, head=head), why))
    return unit.id


def _seat_head(setting: Setting, design: Design, lines: Crew, seat: Seat) -> None:
    """The seat of whoever heads the unit the seat is in, and managers between head and leads."""
    manages = becomes_manager(setting.land, lines.head, len(setting.people))
    if not manages:
        design.notes.append("No ML manager: with so few people the head goes on building.")
    role, why = (MANAGER if manages else None), "Heads the unit (a stand-in for whoever will)."
    design.seats[lines.head] = replace(seat, role=role, leads=True, why_role=why)
    lead_unit(design, seat.unit or "", lines.head)
    if manages and setting.post(lines.head).role != MANAGER:
        design.notes.append(f"Post {lines.head} stands in for whoever will head the unit: no person was judged.")


def _crew_seats(lines: Crew, seats: dict[str, Seat], kind: ManagerKind) -> dict[str, Seat]:
    """The seats with the lines of the crew; leads lead, and managers between them and the head are managers."""
    found: dict[str, Seat] = {}
    for post, seat in seats.items():
        seat = replace(seat, manager=lines.manager[post])
        if post in lines.leads or post in lines.between:
            seat = replace(seat, leads=True, kind=kind)
        if post in lines.between:
            seat = replace(seat, role=MANAGER, why_role="Leads the leads of the teams.")
        found[post] = seat
    return found


def _beside(setting: Setting, lines: Crew, posts: Sequence[str], seat: Seat) -> dict[str, Seat]:
    """Seats in the unit itself, beside its teams and for all of them."""
    managers = beside_leads(setting.land, lines, posts)
    return {post: replace(seat, manager=managers[post]) for post in posts}


def _data_engineers(setting: Setting, design: Design, unit: str, builders: int) -> list[str]:
    """Data engineers inside the division: those there, and as many more from central data as it can spare.

    Where nobody is known to lead them all, everybody outside ML stays.
    """
    land = setting.land
    target = -(-builders // PEOPLE_PER_DATA_ENGINEER)
    inside, free = _data_engineers_at(setting, unit) if land.one_top else ([], [])
    wanted = min(target, (len(inside) + len(free)) // 2) - len(inside)
    data = setting.branches.data
    spare = setting.branches.data_engineers_to_spare(data.unit) if data is not None and data.unit else 0
    taken = free[: max(0, min(wanted, spare))]
    taken = taken if setting.keeps_lines(taken, None) else []
    found = len(inside) + len(taken)
    if found < target:
        design.notes.append(f"Central data can spare no more: {found} of {target} data engineers for the division.")
    return [*(p for p in inside if setting.free_to_move(land.org.post[p])), *taken]


def _data_engineers_at(setting: Setting, unit: str) -> tuple[list[str], list[str]]:
    """Data engineers who sit in the unit, and those of central data who could."""
    land = setting.land
    posts = [p for p in land.org.posts if p.role == "data_engineer" and p.id not in land.movable]
    at = {p.id: setting.branches.belongs_to(p.sits_in, unit) for p in posts}
    inside = [p.id for p in posts if at[p.id] is Function.ML and land.units.within(p.sits_in, unit)]
    return inside, [p.id for p in posts if at[p.id] is Function.DATA and setting.free_to_move(p)]


def _team_units(setting: Setting, design: Design, home: str, lines: Crew) -> dict[str, str]:
    """Unit by lead: the teams there are, fullest first, then new ones."""
    land = setting.land
    today = land.units.children.get(home, ())
    teams = [u for u in today if land.org.unit[u].function is Function.ML and u not in land.line_ids]
    teams.sort(key=lambda u: (-setting.branches.ml_posts[u], u))
    units = [land.org.unit[u] for u in teams[: len(lines.leads)]]
    taken = {w.unit.id for w in design.units}
    while len(units) < len(lines.leads):
        number = len(units) + 1
        unit_id = free_id(land, f"{home}-team-{number}", taken)
        taken.add(unit_id)
        units.append(Unit(unit_id, f"ML team {number}", part_of=home, function=Function.ML))
    ids = {u.id: 1 for u in units}
    team_of = keep_in_place({lead: setting.post(lead).sits_in for lead in lines.leads}, ids)
    lead_of = {unit: lead for lead, unit in team_of.items()}
    why = "Teams of at most seven, each with a lead."
    design.units.extend(WantedUnit(replace(u, head=lead_of[u.id]), why) for u in units)
    return team_of
