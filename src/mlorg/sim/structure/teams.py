"""Who builds: ML posts that share a manager, a seat and a mandate work as one team."""

from __future__ import annotations

from dataclasses import dataclass

from mlorg.org import Mandate, Organization, Post, is_ml
from mlorg.org.hierarchy import Tree

from .frame import Frame, filled, is_worker


@dataclass(frozen=True, slots=True)
class Team:
    """ML people who take up use cases together; `seat` is their line, None outside all lines."""

    posts: tuple[Post, ...]
    manager: str | None
    unit: str | None
    seat: str | None
    mandate: Mandate
    guided: bool


def teams_of(org: Organization, frame: Frame, units: Tree) -> tuple[Team, ...]:
    """All teams, in order of manager, unit and mandate; vacant posts build nothing."""
    groups: dict[tuple[str, str, str], list[Post]] = {}
    for post in org.posts:
        if is_worker(post) and filled(org, post) > 0:
            mandate = _mandate(post, _seat(post, frame, units))
            groups.setdefault((post.manager or "", post.sits_in or "", mandate.value), []).append(post)
    guides = [p for p in org.posts if is_ml(p) and p.role == "ml_pm" and filled(org, p) > 0]
    return tuple(_team(org, key, posts, frame, units, guides) for key, posts in sorted(groups.items()))


def _team(
    org: Organization,
    key: tuple[str, str, str],
    posts: list[Post],
    frame: Frame,
    units: Tree,
    guides: list[Post],
) -> Team:
    manager, unit, mandate = key
    return Team(
        tuple(posts),
        manager or None,
        unit or None,
        _seat(posts[0], frame, units),
        Mandate(mandate),
        any(_guides(org, guide, manager, unit, units) for guide in guides),
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


def _guides(org: Organization, guide: Post, manager: str, unit: str, units: Tree) -> bool:
    """A product manager of ML works with a team that shares the manager or sits in or below the same unit."""
    if manager and manager in (guide.manager, *guide.dotted_to):
        return True
    return guide.sits_in is not None and unit in units.level and units.within(unit, guide.sits_in)
