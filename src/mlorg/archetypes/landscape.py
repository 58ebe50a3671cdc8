"""What a proposal needs to know of the organisation it is made for.

Everything here rests on what no proposal changes: the posts outside ML, their lines, the business lines. That is why a
proposal for an organisation that already has the structure is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from ..org import (
    Function,
    Line,
    Organization,
    Post,
    ReportsTo,
    is_ml,
    role_of,
)
from ..org.hierarchy import Tree, reporting_tree, unit_tree
from ..org.lines import BusinessLines


class Landscape:
    """The people to place, and the lines, leads and tops they can be placed at.

    `people` are the ML posts that a structure may place. ML posts that lead the whole organisation or a business line
    stay where they are (`anchored`): moving them would behead what they lead. All other posts are *fixed*. `one_top` is
    True where one fixed post is above all: else posts outside ML keep the lines they have.
    """

    def __init__(self, org: Organization) -> None:
        self.org = org
        self.lines = BusinessLines(org)
        self.line_of: Mapping[str, str] = self.lines.of_unit
        self.line_ids = tuple(sorted(u.id for u in self.lines.units))
        self.units = unit_tree(org)
        self.reporting = reporting_tree(org)
        ml = frozenset(p.id for p in org.posts if is_ml(p))
        self.top = _top(org, self.reporting, ml)
        heads = {u.head for u in self.lines.units}
        self.anchored = frozenset(p for p in ml if p == self.top or p in heads)
        self.movable = ml - self.anchored
        self.people = tuple(p for p in org.posts if p.id in self.movable)
        tops = sum(p.reports_to is Line.TOP and p.id not in self.movable for p in org.posts)
        self.one_top = self.top is not None and tops <= 1

    @cached_property
    def above(self) -> Mapping[str, ReportsTo]:
        """By post: the nearest manager who is a fixed post, or why there is none."""
        found: dict[str, ReportsTo] = {}
        for post_id, _ in self.reporting.walk():
            post = self.org.post[post_id]
            manager = self.reporting.parent(post_id)
            if manager is None:
                found[post_id] = self._nobody_above(post)
            else:
                found[post_id] = found[manager] if manager in self.movable else manager
        return found

    def _nobody_above(self, post: Post) -> ReportsTo:
        if post.reports_to is Line.TOP and post.id in self.movable:
            return self.top or Line.UNKNOWN
        return Line.UNKNOWN if isinstance(post.reports_to, str) else post.reports_to

    @cached_property
    def fixed(self) -> Tree:
        """The fixed posts under their nearest fixed manager."""
        above = ((p.id, self.above[p.id]) for p in self.org.posts if p.id not in self.movable)
        return Tree({post: manager if isinstance(manager, str) else None for post, manager in above})

    def seniority(self, post: str) -> tuple[int, int, str]:
        """Sort key of fixed posts: higher level first, then more direct reports who stay, then id."""
        return (self.fixed.level[post], -self._staying_reports.get(post, 0), post)

    @cached_property
    def _staying_reports(self) -> Mapping[str, int]:
        """Direct reports by fixed post, without those whom a structure may place: staff of ML units, data people."""
        found: dict[str, int] = {}
        for manager, reports in self.fixed.children.items():
            found[manager] = sum(not self._may_be_staff(self.org.post[p]) for p in reports)
        return found

    def _may_be_staff(self, post: Post) -> bool:
        function, leads = role_of(post).function, post.id in self.fixed.children
        return post.sits_in in self.ml_units or (function in (Function.DATA, Function.BUSINESS) and not leads)

    @cached_property
    def posts_in(self) -> Mapping[str, tuple[Post, ...]]:
        """Fixed posts by business line, without the staff of ML units."""
        found: dict[str, list[Post]] = {line: [] for line in self.line_ids}
        for post in self.org.posts:
            line = self.lines.of_post(post)
            staff = post.sits_in in self.ml_units and line not in self.ml_units
            if line is not None and post.id not in self.movable and not staff:
                found[line].append(post)
        return {line: tuple(posts) for line, posts in found.items()}

    def line_at(self, post: Post) -> str | None:
        """The line a post sits in today, None outside all lines."""
        return self.lines.of_post(post)

    def head_of_line(self, line: str) -> str | None:
        """Who heads the line: its head, else its most senior post with reports, else the top; None = not known."""
        head = self.org.unit[line].head
        if head in self.org.post and head not in self.movable:
            return head
        leading = [p.id for p in self.posts_in[line] if p.id in self.fixed.children]
        return min(leading, key=self.seniority, default=self.top)

    def engineering_leads(self, line: str) -> tuple[str, ...]:
        """Engineering managers of the line, most senior first."""
        leads = (p.id for p in self.posts_in[line] if p.role == "engineering_manager")
        return tuple(sorted(leads, key=self.seniority))

    def seat_with(self, lead: str | None, line: str) -> str:
        """The unit in which those who report to `lead` sit: the lead's own if it is an ordinary part of the line."""
        unit = self.org.post[lead].sits_in if lead is not None else None
        if unit is None or self.line_of.get(unit) != line or unit in self.ml_units:
            return line
        return unit

    @cached_property
    def ml_units(self) -> frozenset[str]:
        """Units said to be ML units, and all below them."""
        stated = [u.id for u in self.org.units if u.function is Function.ML]
        return frozenset(below for unit in stated for below in self.units.below(unit))

    def is_fixed(self, post: Post, function: Function) -> bool:
        """True for a fixed post of this function."""
        return post.id not in self.movable and role_of(post).function is function

    def count_below(self, posts: Iterable[Post]) -> Mapping[str, int]:
        """How many of the posts sit in each unit or below it."""
        found = dict.fromkeys(self.org.unit, 0)
        for post in posts:
            if post.sits_in in found:
                found[post.sits_in] += 1
        for unit, _ in reversed(tuple(self.units.walk())):
            parent = self.units.parent(unit)
            if parent is not None:
                found[parent] += found[unit]
        return found

    @cached_property
    def led(self) -> Mapping[str, int]:
        """By ML post: how many other ML people are below it or have a dotted line to it."""
        found = dict.fromkeys(sorted(self.movable), 0)
        count = {p.id: int(p.id in self.movable) for p in self.org.posts}
        for post_id, _ in reversed(tuple(self.reporting.walk())):
            manager = self.reporting.parent(post_id)
            if manager is not None:
                count[manager] += count[post_id]
        found.update((post, count[post] - 1) for post in found)
        for post in self.people:
            for other in post.dotted_to:
                if other in found:
                    found[other] += 1
        return found


def _top(org: Organization, tree: Tree, ml: frozenset[str]) -> str | None:
    """The post that leads the organisation: of those said to, the one above most posts outside ML.

    Where no post is said to report to nobody, a post above all others outside ML counts as the top; else it is not
    known.
    """
    above: dict[str, str | None] = {}
    for post, _ in tree.walk():
        manager = tree.parent(post)
        above[post] = above[manager] if manager is not None and manager in ml else manager
    others = {p.id: int(p.id not in ml) for p in org.posts}
    for post, _ in reversed(tuple(tree.walk())):
        manager = above[post]
        if manager is not None:
            others[manager] += others[post]
    said = [p.id for p in org.posts if p.reports_to is Line.TOP]
    everybody = len(org.posts) - len(ml)
    over_all = [p for p in above if p not in ml and others[p] == everybody > 1]
    return min(said or over_all, key=lambda p: (-others[p], p in ml, p), default=None)
