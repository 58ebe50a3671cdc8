"""The tree of posts as a page: who reports to whom, cut to a level where asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...errors import UnknownNameError, names_hint
from ...org import Line, Organization, Post, is_ml
from ...org.hierarchy import Tree, unit_tree
from ...org.naming import post_title, unit_name
from ..pages import About
from .page import TreePage, TreeRow


@dataclass(frozen=True, slots=True)
class TreeView:
    """What of a tree to show: down to `depth` levels, only one unit and its parts, with names of holders."""

    depth: int | None = None
    unit: str | None = None
    names: Mapping[str, str] | None = None
    """Names by person id; None = no names."""


WHOLE = TreeView()


def tree_page(org: Organization, about: About, view: TreeView = WHOLE) -> TreePage:
    """Every post under the one it reports to. UnknownNameError for a unit that does not exist."""
    rows = tuple(_PostTree(org, _posts_of(org, view.unit), view.names).rows())
    levels = max((r.level for r in rows), default=0)
    page = TreePage(about, rows, len(rows), levels, unit_name(org, view.unit))
    return page if view.depth is None else cut(page, view.depth)


def cut(page: TreePage, depth: int) -> TreePage:
    """The page down to `depth` levels; what falls away is counted in `hidden` of the row above it."""
    kept = tuple(replace(r, hidden=r.below if r.level == depth else 0) for r in page.rows if r.level <= depth)
    return replace(page, rows=kept, depth=depth)


def _posts_of(org: Organization, unit: str | None) -> tuple[Post, ...]:
    if unit is None:
        return org.posts
    if unit not in org.unit:
        raise UnknownNameError(f"there is no unit {unit!r}. {names_hint(unit, org.unit)}")
    return tuple(p for u in unit_tree(org).below(unit) for p in org.sitting_in.get(u, ()))


class _PostTree:
    """Some posts of an organisation as a forest, with what each row needs to know."""

    def __init__(self, org: Organization, posts: tuple[Post, ...], names: Mapping[str, str] | None) -> None:
        self.org, self.names = org, names
        self.tree = Tree({p.id: p.manager for p in posts})
        self.below = _below(self.tree)
        self.leads: dict[str, list[str]] = {}
        for unit in org.units:
            self.leads.setdefault(unit.head or "", []).append(unit_name(org, unit.id))

    def rows(self) -> Iterator[TreeRow]:
        """One row a post: parents before children, large branches before small ones, then by title."""
        stack = [(post, 1) for post in self._smallest_first(self.tree.tops)]
        while stack:
            post, level = stack.pop()
            yield self._row(self.org.post[post], level)
            stack.extend((child, level + 1) for child in self._smallest_first(self.tree.children.get(post, ())))

    def _smallest_first(self, posts: Iterable[str]) -> list[str]:
        def place(post: str) -> tuple[int, str, bool, str]:
            return (-self.below[post], post_title(self.org.post[post]), post not in self.org.holders, post)

        return sorted(posts, key=place, reverse=True)

    def _row(self, post: Post, level: int) -> TreeRow:
        parent = self.tree.parent(post.id)
        return TreeRow(
            post=post.id,
            parent=parent,
            line=line_of(self.org, post, parent),
            level=level,
            title=post_title(post),
            unit=post.sits_in or "",
            unit_name=unit_name(self.org, post.sits_in),
            elsewhere=parent is not None and self.org.post[parent].sits_in != post.sits_in,
            leads=tuple(self.leads.get(post.id, ())),
            reports=len(self.tree.children.get(post.id, ())),
            below=self.below[post.id],
            hidden=0,
            vacant=post.id not in self.org.holders,
            ml=is_ml(post),
            names=self._names(post),
            reports_to=self._manager_outside(post),
        )

    def _manager_outside(self, post: Post) -> str:
        outside = self.tree.parent(post.id) is None and post.manager in self.org.post
        return post_title(self.org.post[post.manager or ""]) if outside else ""

    def _names(self, post: Post) -> tuple[str, ...]:
        if self.names is None:
            return ()
        return tuple(self.names.get(seat.person, seat.person) for seat in self.org.holders.get(post.id, ()))


def line_of(org: Organization, post: Post, parent: str | None) -> str:
    """Where the line above a post leads, as `TreeRow` says it; `parent` is the post above it that is shown."""
    if parent is not None:
        return "post"
    if post.manager in org.post:
        return "outside"
    if isinstance(post.reports_to, Line):
        return "top" if post.reports_to is Line.TOP else "unknown"
    return "absent"


def _below(tree: Tree) -> Counter[str]:
    below: Counter[str] = Counter()
    for post, _ in reversed(list(tree.walk())):
        parent = tree.parent(post)
        below[post] += 0
        if parent is not None:
            below[parent] += below[post] + 1
    return below
