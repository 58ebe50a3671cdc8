"""Units as a page: which is part of which, and how many posts sit in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from ...org import Organization, is_ml
from ...org.hierarchy import Tree, unit_tree
from ...org.naming import unit_name
from ..pages import About, Page


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: posts that sit in it, and with all its parts."""

    unit: str
    name: str
    parent: str | None
    level: int
    posts: int
    ml_posts: int
    posts_below: int
    ml_posts_below: int


@dataclass(frozen=True, slots=True)
class UnitsPage(Page):
    """Every unit below the one it is part of, large ones first; `elsewhere` counts posts that sit in no unit."""

    schema: ClassVar[str] = "mlorg.units/1"
    rows: tuple[UnitRow, ...]
    elsewhere: int


def units_page(org: Organization, about: About) -> UnitsPage:
    """The units of an organisation with their head counts."""
    tree = unit_tree(org)
    posts = {u.id: len(org.sitting_in.get(u.id, ())) for u in org.units}
    ml = {u.id: sum(map(is_ml, org.sitting_in.get(u.id, ()))) for u in org.units}
    posts_below, ml_below = _with_parts(tree, posts), _with_parts(tree, ml)

    def largest_first(units: tuple[str, ...]) -> list[str]:
        return sorted(units, key=lambda u: (-posts_below[u], unit_name(org, u)))

    rows, stack = [], [(unit, 1) for unit in reversed(largest_first(tree.tops))]
    while stack:
        u, level = stack.pop()
        name, parent = unit_name(org, u), tree.parent(u)
        rows.append(UnitRow(u, name, parent, level, posts[u], ml[u], posts_below[u], ml_below[u]))
        stack.extend((child, level + 1) for child in reversed(largest_first(tree.children.get(u, ()))))
    return UnitsPage(about, tuple(rows), len(org.posts) - sum(posts.values()))


def _with_parts(tree: Tree, counts: dict[str, int]) -> Counter[str]:
    total = Counter(counts)
    for unit, _ in reversed(list(tree.walk())):
        parent = tree.parent(unit)
        if parent is not None:
            total[parent] += total[unit]
    return total
