"""What structures have in common: who becomes what, seats in lines, and units found or founded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..org import Function, Mandate, Post, Unit, UnitKind, role_of
from ..org.lines import BusinessLines
from .branches import Branch, Branches
from .coverage import Coverage, default_coverage, fitted
from .crews import MANAGER, TEAM, by_role, head_of
from .design import NOT_BUILDERS, Design, Seat, WantedUnit, line_or
from .landscape import Landscape
from .placing import evenly, keep_in_place

PM = "ml_pm"
PLATFORM_ENGINEER = "platform_engineer"
PEOPLE_PER_PM = 8
LEAST_FOR_A_PM = 6

NewRoles = Mapping[str, tuple[str | None, str]]
"""New role (None = as it is) and the reason for it, by post."""


@dataclass(frozen=True)
class Setting:
    """An organisation seen as the place for a structure, and the coverage asked for."""

    land: Landscape
    branches: Branches
    wanted: Coverage | None = None

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Ids of the ML posts to place."""
        return tuple(p.id for p in self.land.people)

    @cached_property
    def chief(self) -> str:
        """The ML post that heads a division, lab or hub, if there is to be one."""
        home = self.branches.home
        return head_of(self.land, self.people, self.land.org.unit[home].head if home is not None else None)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Posts that head a unit other than those of the ML people."""
        apart = self.branches.ml_territory(self.branches.home)
        return frozenset(u.head for u in self.land.org.units if u.head is not None and u.id not in apart)

    def keeps_lines(self, moved: Iterable[str], to: str | None) -> bool:
        """True if the business lines are the same after these posts outside ML moved; guessed ones need not be."""
        org, away = self.land.org, set(moved)
        if self.land.lines.declared or not away:
            return True
        posts = (replace(p, sits_in=to) if p.id in away else p for p in org.posts)
        return BusinessLines(org.with_(posts=posts)).units == self.land.lines.units

    def post(self, post_id: str) -> Post:
        """The post as it is today."""
        return self.land.org.post[post_id]

    def covered(self, design: Design, people: int, at_least: int) -> Coverage:
        """The coverage for this many people: the one asked for, filled up, or the stated default."""
        sizes = {line: len(self.land.posts_in[line]) for line in self.land.line_ids}
        if self.wanted is None:
            coverage = default_coverage(sizes, people, at_least)
        else:
            coverage, notes = fitted(self.wanted, self.land.line_ids, people)
            design.notes.extend(notes)
        design.coverage = coverage
        return coverage


def builder_roles(setting: Setting, keep: Iterable[str], builder: str, why: str) -> NewRoles:
    """New role and reason by post: managers, product managers and platform people not in `keep` become builders."""
    kept = set(keep)
    retitled = {p.id for p in setting.land.people if p.role in NOT_BUILDERS and p.id not in kept}
    return {post: (builder, why) if post in retitled else (None, "") for post in setting.people}


def managers_among(setting: Setting, posts: Iterable[str]) -> set[str]:
    """Those of the posts that are ML managers."""
    return {p for p in posts if setting.post(p).role == MANAGER}


def titled(seats: Mapping[str, Seat], roles: NewRoles) -> dict[str, Seat]:
    """The seats with new roles where nothing else was said."""
    found = dict(seats)
    for post, seat in seats.items():
        role, why = roles[post]
        if role is not None and seat.role is None:
            found[post] = replace(seat, role=role, why_role=why)
    return found


def product_managers(setting: Setting, head: str, design: Design) -> tuple[list[str], NewRoles]:
    """The ML product managers, and the new role of those who become one: one for every eight ML people, none under six.

    Those there are stay, up to a third of all.
    """
    number = len(setting.people)
    target = max(1, number // PEOPLE_PER_PM) if number >= LEAST_FOR_A_PM else 0
    if number < LEAST_FOR_A_PM:
        design.notes.append(f"No ML product manager: {number} ML people are fewer than {LEAST_FOR_A_PM}.")
    today = product_managers_today(setting, head)
    new = spare_builders(setting, {head, *today}, target - len(today))
    why = "One product manager for every eight ML people brings ML into the products of the lines."
    return sorted([*today, *new]), {post: (PM, why) for post in new}


def product_managers_today(setting: Setting, head: str) -> list[str]:
    """The ML product managers there are, up to a third of all ML people."""
    today = [p.id for p in setting.land.people if p.role == PM and p.id != head]
    return today[: len(setting.people) // 3]


def platform_people(setting: Setting, number: int, apart: Iterable[str]) -> tuple[list[str], NewRoles]:
    """`number` posts for a platform team, those with that title first, then the builders nearest to engineering."""
    out = set(apart)
    today = [p.id for p in setting.land.people if p.role == PLATFORM_ENGINEER and p.id not in out]
    stay = today[:number]
    others = [p for p in setting.land.people if p.id not in out and p.role != PLATFORM_ENGINEER]
    others.sort(key=lambda p: (p.role in NOT_BUILDERS, _research(p), p.id))
    new = [p.id for p in others[: number - len(stay)]]
    why = "A platform team is formed out of the people nearest to engineering."
    return sorted([*stay, *new]), {post: (PLATFORM_ENGINEER, why) for post in new}


def platform_seats(setting: Setting, team: Iterable[str], roles: NewRoles, branch: Branch) -> dict[str, Seat]:
    """Seats of the platform team in the unit of the branch, under its head, with the new roles of those who get one."""
    seats: dict[str, Seat] = {}
    for post in team:
        role, why_role = roles.get(post, (None, ""))
        manager = line_or(branch.head, setting.land.above[post])
        seat = Seat(branch.unit, manager, Mandate.ANY_LINE, group="platform", why="Builds what all lines share.")
        seats[post] = replace(seat, role=role, why_role=why_role)
    return seats


def _research(post: Post) -> float:
    share = role_of(post).research
    return 0.5 if share is None else share


def spare_builders(setting: Setting, apart: Iterable[str], number: int) -> list[str]:
    """`number` posts to re-title: each time one of the commonest builder role, who leads fewest people; ties by id.

    Where there are too few builders, others of the ML people follow.
    """
    out = set(apart)
    waiting: dict[str, list[str]] = {}
    pool = [p for p in setting.land.people if p.id not in out]
    for post in sorted(pool, key=lambda p: (setting.land.led[p.id], p.id), reverse=True):
        waiting.setdefault(post.role or "", []).append(post.id)

    def rank(role: str) -> tuple[bool, bool, int, str]:
        return (not waiting[role], role in NOT_BUILDERS, -len(waiting[role]), role)

    return [waiting[min(waiting, key=rank)].pop() for _ in range(min(max(0, number), len(pool)))]


def towards_research(setting: Setting, posts: Sequence[str], coverage: Coverage) -> set[str]:
    """Those of the posts whom the coverage leaves for the division.

    Whoever sits there comes first, then those nearest to research; among equals those whom their line can spare.
    """
    land, home = setting.land, setting.branches.home
    staying = dict(coverage.people)
    spare: set[str] = set()
    for post_id in sorted(posts):
        line = land.line_at(setting.post(post_id)) or ""
        staying[line] = staying.get(line, 0) - 1
        if staying[line] < 0:
            spare.add(post_id)

    def key(post_id: str) -> tuple[bool, float, bool, str]:
        post = setting.post(post_id)
        inside = home is not None and land.units.within(post.sits_in, home)
        return (not inside, -_research(post), post_id not in spare, post_id)

    return set(sorted(posts, key=key)[: len(posts) - coverage.total])


def spread_over_lines(setting: Setting, posts: Sequence[str], coverage: Coverage) -> dict[str, str]:
    """Line by post: whoever sits in a covered line stays there as long as there is room."""
    current = {post: setting.land.line_at(setting.post(post)) for post in posts}
    return keep_in_place(current, coverage.as_dict(), lambda post: by_role(setting.land, post))


def seats_with_engineers(setting: Setting, line_of: Mapping[str, str], why: str) -> dict[str, Seat]:
    """Seats in the units of engineering leads: one lead for every seven people, as far as the line has leads."""
    seats: dict[str, Seat] = {}
    for line, posts in _by_line(line_of).items():
        found = setting.land.engineering_leads(line)[: max(1, -(-len(posts) // TEAM))]
        leads = found or _single(setting.land.head_of_line(line))
        if not leads:
            seats |= {post: _seat_under(setting, line, post, None, why) for post in posts}
            continue
        current = {post: _lead_today(setting, line, post, leads) for post in posts}
        lead_of = keep_in_place(current, evenly(current.values(), leads), lambda p: by_role(setting.land, p))
        seats |= {post: _seat_under(setting, line, post, lead_of[post], why) for post in posts}
    return seats


def _lead_today(setting: Setting, line: str, post_id: str, leads: Sequence[str]) -> str | None:
    """The lead a post reports to, else the first it sits with."""
    post = setting.post(post_id)
    if post.manager in leads:
        return post.manager
    return next((lead for lead in leads if setting.land.seat_with(lead, line) == post.sits_in), None)


def seats_with_head(setting: Setting, line_of: Mapping[str, str], why: str) -> dict[str, Seat]:
    """Seats under the head of the line; whoever sits in an ordinary unit of the line keeps the desk."""
    seats: dict[str, Seat] = {}
    for post, line in line_of.items():
        seat = _seat_under(setting, line, post, setting.land.head_of_line(line), why)
        unit = setting.post(post).sits_in
        stays = unit is not None and setting.land.line_of.get(unit) == line and unit not in setting.land.ml_units
        seats[post] = replace(seat, unit=unit if stays else line)
    return seats


def _seat_under(setting: Setting, line: str, post: str, lead: str | None, why: str) -> Seat:
    manager = line_or(lead, setting.land.above[post])
    return Seat(setting.land.seat_with(lead, line), manager, Mandate.OWN_LINE, group="lines", why=why)


def _by_line(line_of: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for post in sorted(line_of):
        found.setdefault(line_of[post], []).append(post)
    return found


def _single(post: str | None) -> tuple[str, ...]:
    return () if post is None else (post,)


def note_missing_leads(setting: Setting, design: Design) -> None:
    """Say which covered lines have no engineering manager, and which have no lead that is known at all."""
    covered = [line for line, _ in (design.coverage or Coverage()).people]
    label = {line: setting.land.org.unit[line].label for line in covered}
    without = [label[line] for line in covered if not setting.land.engineering_leads(line)]
    unknown = [label[line] for line in covered if setting.land.head_of_line(line) is None]
    if without:
        names = _listed(without)
        design.notes.append(f"No engineering manager in {names}: the head of the line leads the ML people there.")
    if unknown:
        design.notes.append(f"Nobody is known to lead {_listed(unknown)}: the ML people there keep an open line.")


def _listed(names: Sequence[str], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


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


def free_to_move(setting: Setting, post: Post) -> bool:
    """True if a post outside ML leads nobody and heads no unit."""
    heads = setting.heads
    return post.id not in setting.land.fixed.children and post.id not in heads and post.id != setting.land.top
