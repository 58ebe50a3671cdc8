"""The settled arm: the structure's own mix of roles, paid by role, for exactly the pay bill of today.

The mix per structure stands in `mix.csv`; a structure with no row there (nascent: "whatever there is") keeps the roles
it finds. Pay by role follows the organisation's own level: what its ML people earn today over what the table of roles
says for their titles. If the mix is dearer, everybody's full-time share shrinks by one factor; if cheaper, it grows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ..org import Post, pay_of, role_of, roles
from ..org.roles import UNKNOWN_ROLE
from .coverage import in_proportion
from .design import Design, builds
from .landscape import Landscape

SAME = 1e-12
"""Relative difference below which two amounts are the same."""
MOST_FTE, MOST_PAY = 2.0, 20.0
"""What `org.checks` lets a post have."""
LEAST_SHOWN = 5
"""Posts below which no figure about their pay is put in words."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Relative pay (None = by role) and full-time share of a post."""

    pay: float | None
    fte: float


@cache
def mix(structure_id: str) -> Mapping[str, Mapping[str, float]]:
    """Shares of builder roles by group of the structure; they add up to 1 in each group. Empty = as today."""
    table = files("mlorg.archetypes").joinpath("mix.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(table.splitlines()):
        if row["structure"] == structure_id:
            found.setdefault(row["group"], {})[row["role"]] = float(row["share"])
    return found


def give_own_mix(land: Landscape, design: Design, structure_id: str) -> None:
    """Re-title as few builders as possible so that each group has the structure's mix, by largest remainder."""
    for group, shares in mix(structure_id).items():
        posts = [p for p, s in design.seats.items() if s.group == group and builds(land.org.post[p], s)]
        today = {p: design.seats[p].role or land.org.post[p].role for p in posts}
        for post, role in _mixed(today, in_proportion(shares, len(posts))).items():
            why = "Once settled, the structure hires for its own mix of roles."
            design.seats[post] = replace(design.seats[post], role=role, why_role=why)


def _mixed(today: Mapping[str, str | None], wanted: Mapping[str, int]) -> dict[str, str]:
    """New role by post, for those who get one: first by id keep theirs, the others fill what is missing."""
    free = dict(wanted)
    change: list[str] = []
    for post in sorted(today):
        role = today[post]
        if role is not None and free.get(role, 0) > 0:
            free[role] -= 1
        else:
            change.append(post)
    missing = (role for role, number in free.items() for _ in range(number))
    return dict(zip(change, missing, strict=True))


def keep_the_bill(land: Landscape, design: Design) -> Mapping[str, Pay]:
    """Pay and full-time share by post, by role at the organisation's own level, with the bill of today."""
    posts = [land.org.post[p] for p in sorted(design.seats)]
    after = {p.id: _after(p, design) for p in posts}
    bill, table = sum(map(pay_of, posts)), sum(role_of(p).pay * p.fte for p in posts)
    new = sum(_by_role(p) * p.fte for p in after.values())
    level = bill / table
    factor = min(bill / (level * new), MOST_FTE / max(p.fte for p in posts))
    level = min(bill / (factor * new), MOST_PAY / max(map(_by_role, after.values())))
    factor = bill / (level * new)
    if factor * max(p.fte for p in posts) > MOST_FTE * (1 + SAME):
        design.notes.append("Pay by role is out of reach within the limits of pay: every post keeps its own.")
        return {p.id: Pay(p.pay or (None if after[p.id] == p else role_of(p).pay), p.fte) for p in posts}
    design.notes.extend(_in_words(factor, posts))
    return {p: _paid(after[p], level, factor) for p in after}


def _after(post: Post, design: Design) -> Post:
    return replace(post, role=design.seats[post.id].role or post.role)


def _by_role(post: Post) -> float:
    return roles().get(post.role or "", UNKNOWN_ROLE).pay


def _paid(post: Post, level: float, factor: float) -> Pay:
    """What a post gets; as it is, if that is the same."""
    wanted = _by_role(post) * level
    today = _by_role(post) if post.pay is None else post.pay
    pay = post.pay if same(wanted, today) else None if same(level, 1) else wanted
    return Pay(pay, post.fte if same(factor, 1) else post.fte * factor)


def same(a: float, b: float) -> bool:
    """True if two positive amounts are equal but for rounding."""
    return abs(a - b) <= SAME * max(abs(a), abs(b))


def _in_words(factor: float, posts: Iterable[Post]) -> list[str]:
    if same(factor, 1):
        return []
    words = "dearer" if factor < 1 else "cheaper"
    if len(list(posts)) < LEAST_SHOWN:
        return [
            f"The settled mix of roles is {words}: the same money pays {'less' if factor < 1 else 'more'} full time."
        ]
    return [f"The settled mix of roles is {words}: the same money pays {10 * factor:.1f} full-time posts out of 10."]
