"""Structures whose ML people sit in the business lines: nascent, embedded with its variants, hub and spoke."""

from __future__ import annotations

from dataclasses import replace

from ..org import Function, ManagerKind, Mandate
from .branches import Branch
from .crews import MANAGER, Crew, becomes_manager, crew, head_of, in_teams
from .design import Design, Seat, WantedUnit, line_or
from .founding import found_home, found_unit, lead_unit
from .seating import note_missing_leads, seats_with_engineers, seats_with_head, spread_over_lines
from .setting import Setting
from .staffing import builder_roles, managers_among, platform_people, platform_seats, product_managers_today, titled

PLATFORM_SHARE = 0.1
"""Share of ML people in the platform team of `embedded_platform`; at least two (assumed)."""
LEAST_FOR_A_PLATFORM = 8
"""ML people below which no platform team is formed (assumed)."""
AT_LEAST_TWO = 2
ONE_BY_ONE = 1

WITH_ENGINEERS = "Sits with the engineers it builds for and reports to their lead."
EVERYONE_BUILDS = "Embedded people all build and ship: there is no separate ML management."


def nascent(setting: Setting) -> Design:
    """Single ML people in the lines, under the head of the line; nobody manages ML."""
    design = Design()
    why = "Nobody manages ML: people work on it inside the line they belong to."
    coverage = setting.covered(design, len(setting.people), ONE_BY_ONE)
    line_of = spread_over_lines(setting, setting.people, coverage)
    roles = builder_roles(setting, (), "data_scientist", "Nobody manages ML or runs a platform yet.")
    design.seats = titled(seats_with_head(setting, line_of, why), roles)
    return design


def embedded(setting: Setting) -> Design:
    """ML people in the product teams of the covered lines, under the engineering lead there."""
    return _embedded(setting, Design(), ())


def embedded_platform(setting: Setting) -> Design:
    """Embedded, with some of the people in a platform team of their own."""
    design, people = Design(), len(setting.people)
    if people < LEAST_FOR_A_PLATFORM:
        design.notes.append(f"No platform team: {people} ML people are fewer than {LEAST_FOR_A_PLATFORM}.")
        return _embedded(setting, design, ())
    team, roles = platform_people(setting, max(2, int(people * PLATFORM_SHARE + 0.5)), ())
    engineering = setting.branches.engineering
    branch = setting.branches.platform
    if branch is None or branch.unit is None:
        unit, why = found_unit(setting, None, engineering.unit, "ML platform", Function.PLATFORM)
        branch = Branch(unit.id, engineering.head)
        design.units.append(WantedUnit(replace(unit, head=branch.head), why))
    design.platform, design.owns_platform = branch.unit, True
    _embedded(setting, design, team)
    design.seats |= platform_seats(setting, team, roles, branch)
    return design


def embedded_guild(setting: Setting) -> Design:
    """Embedded, with dotted lines of all ML people to one of them."""
    design = embedded(setting)
    if len(design.seats) < 2:
        design.notes.append("No guild: one person needs none.")
        return design
    lead = _guild_lead(setting)
    for post, seat in design.seats.items():
        if post != lead:
            design.seats[post] = replace(seat, dotted=(lead,), why=f"{seat.why} The guild keeps the craft together.")
    design.notes.append(f"Post {lead} stands in for whoever will lead the guild: no person was judged.")
    return design


def _guild_lead(setting: Setting) -> str:
    """Who has most dotted lines of ML people already, else who would head them all."""
    pointed = {p: 0 for p in setting.people}
    for post in setting.land.people:
        pointed.update((other, pointed[other] + 1) for other in post.dotted_to if other in pointed)
    most = max(pointed.values())
    return head_of(setting.land, [p for p, number in pointed.items() if number == most])


def _embedded(setting: Setting, design: Design, apart: list[str] | tuple[()]) -> Design:
    placed = [p for p in setting.people if p not in set(apart)]
    coverage = setting.covered(design, len(placed), AT_LEAST_TWO)
    line_of = spread_over_lines(setting, placed, coverage)
    roles = builder_roles(setting, apart, "ml_engineer", EVERYONE_BUILDS)
    design.seats |= titled(seats_with_engineers(setting, line_of, WITH_ENGINEERS), roles)
    note_missing_leads(setting, design)
    return design


def hub_and_spoke(setting: Setting) -> Design:
    """ML people sit in the lines and report to a hub under senior leadership."""
    design, land = Design(), setting.land
    if len(setting.people) < 2:
        design.notes.append("No hub: one person is placed in a line and reports to the top.")
    head = setting.chief
    managers = product_managers_today(setting, head)
    hub = {head, *managers} if len(setting.people) > 1 else set()
    spokes = [p for p in setting.people if p not in hub]
    lines = crew(land, head, spokes, spokes, ()) if hub else Crew(head, {}, {})
    hub |= {*lines.leads, *lines.between}
    _seat_spokes(setting, design, lines, [p for p in spokes if p not in hub] if hub else list(setting.people))
    if hub:
        unit = found_home(setting, design, Branch(setting.branches.top.unit, land.top), "ML hub")
        lead_unit(design, unit, head)
        design.seats |= _hub_seats(setting, unit, lines, managers)
    keep = managers_among(setting, lines.leads).union(managers)
    roles = builder_roles(setting, keep, "data_scientist", "The hub has fewer managers: this post builds.")
    design.seats = titled(design.seats, roles)
    return design


def _seat_spokes(setting: Setting, design: Design, lines: Crew, spokes: list[str]) -> None:
    coverage = setting.covered(design, len(spokes), AT_LEAST_TWO)
    line_of = spread_over_lines(setting, spokes, coverage)
    seats = seats_with_engineers(setting, line_of, "Sits in the line it builds for and reports to the hub.")
    manager = {**lines.manager} | in_teams(setting.land, spokes, lines.leads, lambda p: (line_of.get(p, ""), p))
    for post, seat in seats.items():
        boss = manager.get(post) or line_or(setting.land.top, setting.land.above[post])
        design.seats[post] = replace(seat, manager=boss)


def _hub_seats(setting: Setting, unit: str, lines: Crew, managers: list[str]) -> dict[str, Seat]:
    land = setting.land
    why = "Leads from the hub, for all lines."
    seat = Seat(unit, lines.head, Mandate.ANY_LINE, leads=True, kind=ManagerKind.ML, why=why)
    seats = {post: replace(seat, manager=lines.manager[post]) for post in (*lines.leads, *lines.between)}
    seats |= dict.fromkeys(managers, replace(seat, leads=False, kind=None, why="Works from the hub, for all lines."))
    manages = becomes_manager(land, lines.head, len(setting.people))
    top = line_or(land.top, land.above[lines.head])
    why_role = "Heads the hub (a stand-in for whoever will)."
    seats[lines.head] = replace(seat, manager=top, role=MANAGER if manages else None, why_role=why_role)
    for post in lines.between:
        seats[post] = replace(seats[post], role=MANAGER, why_role="Leads the leads of the teams.")
    return seats
