"""The delta of two organisations as a page: sentences by wave, and what moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...org import Organization, Overlay, Part, Post, role_of
from ...org.naming import unit_name
from ...org.wording import sentence
from ..pages import About
from .page import ChangeRow, DeltaPage, MoveRow, Shift, Wave

NOT_KNOWN = "unit not known"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two organisations, what they are called, and the overlay that leads from one to the other."""

    before_name: str
    before: Organization
    after_name: str
    after: Organization
    overlay: Overlay


def delta_page(difference: Difference, about: About) -> DeltaPage:
    """Every change of the overlay in words, by wave; counts are taken from the two organisations, not from it."""
    before, after = difference.before, difference.after
    return DeltaPage(
        about,
        before=difference.before_name,
        after=difference.after_name,
        waves=waves(difference.overlay, knowing(before, after)),
        shift=_shift(before, after),
        moves=tuple(_moves(before, after)),
    )


def waves(overlay: Overlay, org: Organization) -> tuple[Wave, ...]:
    """The changes of the overlay in words, in the order in which they take effect."""
    return tuple(
        Wave(
            name,
            min((c.effective for c in changes if c.effective is not None), default=None),
            tuple(ChangeRow(sentence(change, org), change.reason) for change in changes),
        )
        for name, changes in overlay.waves()
    )


def knowing(before: Organization, after: Organization) -> Organization:
    """`before`, with the units, posts and assets that are new in `after`, so that they too are called by name."""
    fields = ("units", "posts", "datasets", "models", "platforms", "use_cases")
    both = {name: {e.id: e for org in (after, before) for e in getattr(org, name)}.values() for name in fields}
    return before.with_(**both)


def _shift(before: Organization, after: Organization) -> Shift:
    stayed = [(post, after.post[post.id]) for post in before.posts if post.id in after.post]
    return Shift(
        posts_moved=sum(old.sits_in != new.sits_in for old, new in stayed),
        lines_changed=sum(old.reports_to != new.reports_to for old, new in stayed),
        posts_retitled=sum((old.title, old.role) != (new.title, new.role) for old, new in stayed),
        posts_added=len(after.post.keys() - before.post.keys()),
        posts_closed=len(before.post.keys() - after.post.keys()),
        units_added=len(after.unit.keys() - before.unit.keys()),
        units_closed=len(before.unit.keys() - after.unit.keys()),
        owners_changed=_owners_changed(before, after),
    )


def _owners_changed(before: Organization, after: Organization) -> int:
    old, new = _accountable(before), _accountable(after)
    return sum(old.get(key) != new.get(key) for key in old.keys() | new.keys())


def _accountable(org: Organization) -> dict[tuple[object, ...], object]:
    accountable = (o for o in org.ownerships if o.part is Part.ACCOUNTABLE)
    return {(o.asset, o.responsibility): (o.owner, o.function) for o in accountable}


def _moves(before: Organization, after: Organization) -> Iterator[MoveRow]:
    old, new = _seats(before), _seats(after)
    for unit, role in sorted(old.keys() | new.keys()):
        if old[unit, role] != new[unit, role]:
            yield MoveRow(unit, role, old[unit, role], new[unit, role])


def _seats(org: Organization) -> Counter[tuple[str, str]]:
    return Counter((unit_name(org, post.sits_in) or NOT_KNOWN, _role(post)) for post in org.posts)


def _role(post: Post) -> str:
    return role_of(post).label


def shift_sentences(page: DeltaPage) -> tuple[str, ...]:
    """What moves, one line for each kind of change that occurs."""
    shift = page.shift
    counts = (
        (shift.posts_moved, "post sits in another unit", "posts sit in another unit"),
        (shift.lines_changed, "post reports to another post", "posts report to another post"),
        (shift.posts_retitled, "post has another title or role", "posts have another title or role"),
        (shift.posts_added, "post is new", "posts are new"),
        (shift.posts_closed, "post is closed", "posts are closed"),
        (shift.units_added, "unit is new", "units are new"),
        (shift.units_closed, "unit ends", "units end"),
        (shift.owners_changed, "responsibility has another owner", "responsibilities have another owner"),
    )
    return tuple(f"{n} {one if n == 1 else many}" for n, one, many in counts if n) or ("nobody moves",)


def by_reason(wave: Wave) -> list[tuple[str, list[str]]]:
    """The sentences of a wave by the reason they share, in the order in which reasons first occur."""
    groups: dict[str, list[str]] = {}
    for change in wave.changes:
        groups.setdefault(change.reason, []).append(change.sentence)
    return list(groups.items())
