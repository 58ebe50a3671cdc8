"""From two organisations to the steps between them: every difference falls into exactly one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...org import Add, Change, Organization, Own, Ownership, Part, Post, Ref, Remove, Set, diff
from ...org.lines import BusinessLines
from .dependencies import joined, needs_of
from .values import Kind, Step

TERMS = frozenset({"title", "role", "level", "pay", "fte", "declared_ml", "manager_kind"})
"""What a post is called, does and is paid; the other fields say where it is and to whom it reports."""


def steps_between(today: Organization, target: Organization) -> tuple[Step, ...]:
    """The steps from `today` to `target`, each after those it needs; taken together they lead there exactly."""
    sides = _Sides.of(today, target)
    groups: dict[tuple[Kind, str], list[Change]] = {}
    for change in diff(today, target).changes:
        for part in _parts(change):
            groups.setdefault(sides.key(part), []).append(part)
    order = list(Kind)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    steps = tuple(Step(_name(*key), *key, tuple(groups[key])) for key in keys)
    return joined(needs_of(steps, today, target))


def _name(kind: Kind, place: str) -> str:
    return f"{kind.value.replace(' ', '-')}:{place}" if place else kind.value.replace(" ", "-")


def _parts(change: Change) -> Iterator[Change]:
    """What a change does to a post in two parts: where it is, and what it is."""
    if not isinstance(change, Set) or change.subject.kind not in ("post", "unit"):
        yield change
        return
    apart = TERMS if change.subject.kind == "post" else frozenset({"head"})
    for inside in (False, True):
        values = tuple((name, value) for name, value in change.values if (name in apart) is inside)
        if values:
            yield replace(change, values=values)


@dataclass(frozen=True)
class _Sides:
    """Both ends of the way, and the business line of everything at either."""

    today: Organization
    target: Organization
    before: BusinessLines
    after: BusinessLines
    managers: frozenset[str | None]
    """Posts that others will report to."""

    @classmethod
    def of(cls, today: Organization, target: Organization) -> _Sides:
        managers = frozenset(post.manager for post in target.posts)
        return cls(today, target, BusinessLines(today), BusinessLines(target), managers)

    def key(self, change: Change) -> tuple[Kind, str]:
        """Kind and place of the step that the change belongs to."""
        if isinstance(change, Set):
            return self._of_set(change)
        if isinstance(change, Add):
            return self._of_added(change)
        return self._of_removed(change) if isinstance(change, Remove) else (Kind.SET_UP, "")

    def _of_set(self, change: Set) -> tuple[Kind, str]:
        kind, name = change.subject
        values = dict(change.values)
        if kind == "post":
            return (Kind.TERMS if values.keys() & TERMS else Kind.PEOPLE, self._of_post(name))
        if kind == "unit" and "head" in values:
            head = values["head"]
            return (Kind.CLOSING, "") if head is None else (Kind.PEOPLE, self._of_post(head))
        return Kind.SET_UP, ""

    def _of_added(self, change: Add) -> tuple[Kind, str]:
        if isinstance(change.entity, Ownership):
            return Kind.OWNERSHIP, self._of_asset(change.entity.asset)
        if change.kind == "membership":
            return Kind.PEOPLE, self._of_post(change.entity.key[0])  # type: ignore[union-attr]  # a membership has one
        return Kind.SET_UP, ""

    def _of_removed(self, change: Remove) -> tuple[Kind, str]:
        if change.kind == "membership":
            return Kind.PEOPLE, self._of_post(change.key[0])
        if change.kind != "ownership":
            return Kind.CLOSING, ""
        old = next(o for o in self.today.ownerships if o.key == change.key)
        if not self.target.exists(old.asset):
            return Kind.CLOSING, ""
        return Kind.OWNERSHIP, self._of_asset(old.asset)

    def _of_post(self, post: str) -> str:
        """The line a post goes to, else the one it leaves; none for who will lead people outside all lines."""
        old, new = self.today.post.get(post), self.target.post.get(post)
        leaves = "" if post in self.managers else _line(self.before, old)
        return _line(self.after, new) or leaves

    def _of_asset(self, ref: Ref) -> str:
        if ref.kind == "unit":
            return self.after.of_unit.get(ref.id) or self.before.of_unit.get(ref.id) or ""
        asset = self.target.asset.get(ref) or self.today.asset.get(ref)
        return (asset is not None and self.after.of_asset(asset)) or ""


def _line(lines: BusinessLines, post: Post | None) -> str:
    return (post is not None and lines.of_post(post)) or ""


def as_said(changes: Iterable[Change], before: Organization) -> tuple[Change, ...]:
    """The changes with every handing-over in one word: who takes over, where one ends and another begins."""
    listed = tuple(changes)
    gone = {c.key for c in listed if isinstance(c, Remove) and c.kind == "ownership"}
    said: dict[int, Change] = {}
    replaced: set[object] = set()
    for place, change in enumerate(listed):
        new = change.entity if isinstance(change, Add) else None
        if isinstance(new, Ownership) and new.part is Part.ACCOUNTABLE:
            old = {o.key for o in before.owners_of.get(new.asset, ()) if _stands_against(o, new)}
            if old <= gone:
                said[place] = Own(new)
                replaced |= old
    return tuple(
        said.get(place, change)
        for place, change in enumerate(listed)
        if not (isinstance(change, Remove) and change.key in replaced)
    )


def _stands_against(old: Ownership, new: Ownership) -> bool:
    same = (old.responsibility, old.part) == (new.responsibility, new.part)
    return same and old.validity.overlaps(new.validity)


def moved_posts(changes: Iterable[Change]) -> tuple[str, ...]:
    """Posts that get another seat or line, in order."""
    values = ((c.subject, dict(c.values)) for c in changes if isinstance(c, Set) and c.subject.kind == "post")
    return tuple(sorted({ref.id for ref, new in values if new.keys() & {"sits_in", "reports_to"}}))
