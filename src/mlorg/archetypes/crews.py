"""Who leads whom where ML people are led by ML people: a head, teams with leads, and managers between where needed.

Up to eight people report to their head. More form teams of at most seven, the lead included (teams of 3 to 7 do best:
row C09 of the evidence), and no manager has more than seven leads. Leads are existing posts: ML managers first, then
people who go on building beside leading. Only the head, and managers of leads, are re-titled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..org import Post, role_of
from .design import NOT_BUILDERS
from .landscape import Landscape
from .placing import evenly, keep_in_place

WITHOUT_TEAMS = 8
"""People, head included, who need no teams."""
TEAM = 7
"""Most people in a team, lead included, and most leads under one manager."""
LEAST_FOR_A_HEAD = 3
"""ML people below which nobody is taken out of building to become a manager."""
MANAGER = "ml_manager"

Order = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Crew:
    """Manager by post, everyone but the head; `team` maps the members of a team to its lead; `between` lead leads."""

    head: str
    manager: Mapping[str, str]
    team: Mapping[str, str]
    leads: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


def by_rank(land: Landscape, posts: Iterable[str]) -> list[str]:
    """ML posts that could lead, best placed first: managers, then those who lead most ML people today, then by id.

    Nothing that is known of persons enters.
    """
    return sorted(posts, key=lambda p: (_calling(land, p), -land.led[p], p))


def head_of(land: Landscape, posts: Iterable[str], incumbent: str | None = None) -> str:
    """Which ML post heads them all: managers first, then who does today, filled posts before vacant ones, `by_rank`."""
    holders = land.org.holders
    return min(by_rank(land, posts), key=lambda p: (_calling(land, p), p != incumbent, p not in holders))


def _calling(land: Landscape, post: str) -> int:
    role = land.org.post[post].role
    return 0 if role == MANAGER else 2 if role in NOT_BUILDERS else 1


def becomes_manager(land: Landscape, head: str, people: int) -> bool:
    """True if the head is an ML manager or there are enough people for somebody to become one."""
    return land.org.post[head].role == MANAGER or people >= LEAST_FOR_A_HEAD


def crew(land: Landscape, head: str, members: Sequence[str], can_lead: Iterable[str], helpers: Sequence[str]) -> Crew:
    """Teams and lines below `head`. `helpers` are posts outside ML that belong to teams too."""
    everyone = [*members, *helpers]
    if len(everyone) + 1 <= WITHOUT_TEAMS:
        return Crew(head, dict.fromkeys(everyone, head), {})
    layers = _layers(len(everyone))
    ranked = by_rank(land, can_lead)
    if len(ranked) < sum(layers):
        return Crew(head, dict.fromkeys(everyone, head), {})
    between = tuple(ranked[: sum(layers[1:])])
    leads = tuple(ranked[len(between) : len(between) + layers[0]])
    manager: dict[str, str] = {}
    above: Sequence[str] = (head,)
    rest = list(between)
    for size in reversed(layers[1:]):
        layer, rest = rest[:size], rest[size:]
        manager |= _under(land, layer, above)
        above = layer
    manager |= _under(land, leads, above)
    taken = {*between, *leads}
    team = in_teams(land, [p for p in everyone if p not in taken], leads)
    return Crew(head, manager | team, team | {lead: lead for lead in leads}, leads, between)


def beside_leads(land: Landscape, lines: Crew, posts: Sequence[str]) -> dict[str, str]:
    """Manager by post for those who work for all teams: spread over the managers of leads, else under the head."""
    over_leads = {lines.manager[lead] for lead in lines.leads}
    return _under(land, posts, sorted(over_leads) or [lines.head])


def _layers(people: int) -> list[int]:
    """Numbers of leads from the bottom layer up, so that every team and every layer keeps within its size."""
    teams = -(-people // TEAM)
    while teams > 1 and TEAM * (teams - 1) >= people - sum(_upper(teams - 1)):
        teams -= 1
    return [teams, *_upper(teams)]


def _upper(teams: int) -> list[int]:
    layers: list[int] = []
    while teams > TEAM:
        teams = -(-teams // TEAM)
        layers.append(teams)
    return layers


def _under(land: Landscape, posts: Sequence[str], managers: Sequence[str]) -> dict[str, str]:
    current = {post: land.org.post[post].manager for post in posts}
    return keep_in_place(current, evenly(current.values(), managers))


def in_teams(land: Landscape, posts: Sequence[str], leads: Sequence[str], order: Order | None = None) -> dict[str, str]:
    """Lead by post, in teams of equal size; roles are mixed, or neighbours in the given order kept together."""
    if not leads:
        return {}
    known = frozenset(leads)
    seat = {land.org.post[lead].sits_in: lead for lead in reversed(leads)}
    current = {p: _lead_today(land.org.post[p], known, seat) for p in posts}
    mixed = partial(by_role, land)
    return keep_in_place(current, evenly(current.values(), leads), order or mixed, deal=order is None)


def _lead_today(post: Post, leads: frozenset[str], seat: Mapping[str | None, str]) -> str | None:
    """The lead a post reports to, else the one it sits with."""
    return post.manager if post.manager in leads else seat.get(post.sits_in)


def by_role(land: Landscape, post: str) -> Any:
    """Sort key under which people of one role are neighbours, so that dealing them out mixes the roles."""
    return (role_of(land.org.post[post]).id, post)
