"""Who becomes what: roles that structures need, filled with the ML people there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..org import Mandate, Post, role_of
from .branches import Branch
from .coverage import Coverage
from .crews import MANAGER
from .design import NOT_BUILDERS, Design, Seat, line_or
from .setting import Setting

PM = "ml_pm"
PLATFORM_ENGINEER = "platform_engineer"
PEOPLE_PER_PM = 8
LEAST_FOR_A_PM = 6

NewRoles = Mapping[str, tuple[str | None, str]]
"""New role (None = as it is) and the reason for it, by post."""


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
