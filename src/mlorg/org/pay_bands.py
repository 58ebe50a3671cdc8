"""Pay as bands: what single posts are paid, today or in a scenario, is rounded before anything is computed from it.

Whoever sees all results, and how they change, learns the band of a post at most, never its pay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from .changes import Add, Change, Overlay, Set
from .counting import FEWEST
from .organization import Organization
from .roles import roles
from .structure import Post

BAND = 0.25
"""Width of a band, in units of a data scientist's pay (assumed: about a level of seniority)."""


def in_pay_bands(org: Organization) -> Organization:
    """The organisation with every stated pay in the middle of its band; the lowest band is one width."""
    if all(post.pay is None for post in org.posts):
        return org
    return org.with_(posts=[_banded(post) for post in org.posts])


def _banded(post: Post) -> Post:
    return post if post.pay is None else replace(post, pay=nearest_band(post.pay))


def nearest_band(pay: float) -> float:
    """The middle of the band that a pay lies in."""
    return max(BAND, BAND * round(pay / BAND))


def changes_in_pay_bands(overlay: Overlay) -> Overlay:
    """The overlay with every pay in the middle of its band, but for what is nobody's own: pay by the table of roles, or
    the same for `FEWEST` posts."""
    given = Counter(pay for change in overlay.changes for pay in _pays(change))
    kept = {None, *(role.pay for role in roles().values()), *(pay for pay, posts in given.items() if posts >= FEWEST)}
    changes = (_change_in_bands(change, kept) if any(_pays(change)) else change for change in overlay.changes)
    return replace(overlay, changes=tuple(changes))


def _pays(change: Change) -> Iterator[float]:
    """Pay that a change gives to a post."""
    if isinstance(change, Set) and change.subject.kind == "post":
        yield from (value for name, value in change.values if name == "pay" and value is not None)
    if isinstance(change, Add) and isinstance(change.entity, Post) and change.entity.pay is not None:
        yield change.entity.pay


def _change_in_bands(change: Change, kept: AbstractSet[float | None]) -> Change:
    if isinstance(change, Add) and isinstance(change.entity, Post) and change.entity.pay not in kept:
        return replace(change, entity=_banded(change.entity))
    if isinstance(change, Set):
        values = ((n, nearest_band(v) if n == "pay" and v not in kept else v) for n, v in change.values)
        return replace(change, values=tuple(values))
    return change
