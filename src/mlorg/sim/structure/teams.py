"""Who builds: ML posts that share a manager, a seat and a mandate work as one team."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mlorg.org import Mandate, Organization, Post, is_ml
from mlorg.org.hierarchy import Tree

from .frame import Frame, filled, is_worker

MOST_GUIDED = 3
"""Teams that one product manager of ML can work with in full; beyond, his time is divided (assumed)."""


@dataclass(frozen=True, slots=True)
class Team:
    """ML people who take up use cases together.

    `seat` is their line, None outside all lines; `guided` how much of an ML product manager they have, 0 to 1.
    """

    posts: tuple[Post, ...]
    manager: str | None
    unit: str | None
    seat: str | None
    mandate: Mandate
    guided: float


def teams_of(org: Organization, frame: Frame, units: Tree) -> tuple[Team, ...]:
    """All teams, in order of manager, unit and mandate; vacant posts build nothing."""
    groups: dict[tuple[str, str, str], list[Post]] = {}
    for post in org.posts:
        if is_worker(post) and filled(org, post) > 0:
            mandate = _mandate(post, _seat(post, frame, units))
            groups.setdefault((post.manager or "", post.sits_in or "", mandate.value), []).append(post)
    guides = [p for p in org.posts if is_ml(p) and p.role == "ml_pm" and filled(org, p) > 0]
    attention = {guide.id: _attention(org, guide, groups, units) for guide in guides}
    return tuple(_team(org, key, posts, (frame, units), attention) for key, posts in sorted(groups.items()))


def _attention(org: Organization, guide: Post, groups: Collection[tuple[str, str, str]], units: Tree) -> float:
    """How much of a product manager each of the teams has that he works with."""
    guided = sum(_guides(guide, manager, unit, units) for manager, unit, _ in groups)
    return filled(org, guide) * min(1.0, MOST_GUIDED / max(1, guided))


def _team(
    org: Organization,
    key: tuple[str, str, str],
    posts: list[Post],
    where: tuple[Frame, Tree],
    attention: Mapping[str, float],
) -> Team:
    (manager, unit, mandate), (frame, units) = key, where
    return Team(
        tuple(posts),
        manager or None,
        unit or None,
        _seat(posts[0], frame, units),
        Mandate(mandate),
        min(1.0, sum(a for guide, a in attention.items() if _guides(org.post[guide], manager, unit, units))),
    )


def _seat(post: Post, frame: Frame, units: Tree) -> str | None:
    lines = set(frame.lines)
    if post.sits_in is None or post.sits_in not in units.level:
        return None
    return next((u for u in units.above(post.sits_in) if u in lines), None)


def _mandate(post: Post, seat: str | None) -> Mandate:
    """As stated; else one's own line for whoever sits in one, any line for the others."""
    if post.mandate is not None:
        return Mandate.ANY_LINE if post.mandate is Mandate.OWN_LINE and seat is None else post.mandate
    return Mandate.ANY_LINE if seat is None else Mandate.OWN_LINE


def _guides(guide: Post, manager: str, unit: str, units: Tree) -> bool:
    """A product manager of ML works with a team that shares the manager or sits in or below the same unit."""
    if manager and manager in (guide.manager, *guide.dotted_to):
        return True
    return guide.sits_in is not None and unit in units.level and units.within(unit, guide.sits_in)
