"""What a step means for people: who moves from where to where, who must agree, and whether it can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...org import Add, Organization, Ownership, Post, Remove, Set, Unit, role_of
from ...org.naming import unit_name
from .steps import moved_posts
from .values import Kind, Step

PEOPLE_PARTNER = "People partner"
"""Agrees to whatever changes titles, roles, pay, posts or a reporting line."""


@dataclass(frozen=True, slots=True)
class Move:
    """So many posts of a role go from one unit to another; the same unit where only the line changes."""

    role: str
    before: str
    after: str
    posts: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What has to be settled before a step is taken. `who` are roles with their units, never persons."""

    moves: tuple[Move, ...]
    who: tuple[str, ...]
    reversible: bool
    why: str


def terms_of(step: Step, before: Organization, after: Organization) -> Terms:
    """The terms of a step on the way from one organisation to another."""
    posts = moved_posts(step.changes)
    counts = Counter(
        (role_of(after.post[p]).label, _seat(before, p), _seat(after, p)) for p in posts if p in before.post
    )
    moves = tuple(Move(*key, number) for key, number in sorted(counts.items()))
    reversible, why = _way_back(step)
    return Terms(moves, tuple(dict.fromkeys(_who(step, before, after))), reversible, why)


def _seat(org: Organization, post: str) -> str:
    return unit_name(org, org.post[post].sits_in) or "no known unit"


def _way_back(step: Step) -> tuple[bool, str]:
    """Whether the step can be undone, and why or why not."""
    if any(isinstance(c, Remove) and c.kind not in ("ownership", "membership") for c in step.changes):
        return False, "What is closed has to be founded anew."
    terms = [dict(c.values).keys() for c in step.changes if isinstance(c, Set) and c.subject.kind == "post"]
    if any(keys & {"title", "role", "level", "pay", "fte"} for keys in terms):
        return False, "A new role, title or pay once given cannot well be taken back."
    if any(c.kind in ("membership", "person") for c in step.changes if isinstance(c, Add | Remove)):
        return False, "People who come or go do so for good."
    if step.kind is Kind.PEOPLE:
        return True, "Seats and lines can be what they were; the time that moving took is lost, twice."
    if step.kind is Kind.OWNERSHIP:
        return True, "Whoever owned the work before can take it back, while they still do such work."
    return True, "Nothing is lost by taking it back."


def _who(step: Step, before: Organization, after: Organization) -> Iterator[str]:
    """Roles that must agree, those who lose something first."""
    yield from _named(after, (_head(after, unit.part_of) for unit in _founded(step)))
    yield from _named(before, (_head(before, unit) for unit in _ended(step)))
    posts = [p for p in moved_posts(step.changes) if p in before.post and p in after.post]
    for org in (before, after):
        yield from _named(org, (org.post[p].manager for p in posts))
        yield from _named(org, (_head(org, org.post[p].sits_in) for p in posts if _moves(before, after, p)))
    for owner_side, org in ((Remove, before), (Add, after)):
        yield from _named(org, (_speaker(org, o) for o in _handed(step, owner_side, before)))
    if _concerns_people(step):
        yield PEOPLE_PARTNER


def _founded(step: Step) -> Iterator[Unit]:
    yield from (c.entity for c in step.changes if isinstance(c, Add) and isinstance(c.entity, Unit))


def _ended(step: Step) -> Iterator[str]:
    yield from (str(c.key) for c in step.changes if isinstance(c, Remove) and c.kind == "unit")


def _moves(before: Organization, after: Organization, post: str) -> bool:
    return before.post[post].sits_in != after.post[post].sits_in


def _concerns_people(step: Step) -> bool:
    subjects = (c.subject.kind if isinstance(c, Set) else getattr(c, "kind", "") for c in step.changes)
    return any(kind in ("post", "membership", "person") for kind in subjects)


def _handed(step: Step, side: type, before: Organization) -> Iterator[Ownership]:
    for change in step.changes:
        if side is Add and isinstance(change, Add) and isinstance(change.entity, Ownership):
            yield change.entity
        elif side is Remove and isinstance(change, Remove) and change.kind == "ownership":
            yield next(o for o in before.ownerships if o.key == change.key)


def _speaker(org: Organization, ownership: Ownership) -> str | None:
    """The post that speaks for an owner: the head of the unit, the post itself, or the post of the person."""
    owner = ownership.owner
    if owner.kind == "unit":
        return _head(org, owner.id)
    if owner.kind == "post":
        return owner.id
    seats = org.seats.get(owner.id, ()) if owner.kind == "person" else ()
    return seats[0].post if seats else None


def _head(org: Organization, unit: str | None) -> str | None:
    """The post that heads a unit, else the nearest unit above that has a head."""
    seen: set[str] = set()
    while unit is not None and unit in org.unit and unit not in seen:
        seen.add(unit)
        if org.unit[unit].head in org.post:
            return org.unit[unit].head
        unit = org.unit[unit].part_of
    return None


def _named(org: Organization, posts: Iterable[str | None]) -> Iterator[str]:
    yield from (_role_and_unit(org, org.post[p]) for p in posts if p is not None and p in org.post)


def _role_and_unit(org: Organization, post: Post) -> str:
    unit = unit_name(org, post.sits_in)
    role = role_of(post).label if post.role else "Head"
    return f"{role}, {unit}" if unit else role
