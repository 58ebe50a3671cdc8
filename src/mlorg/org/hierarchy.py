"""The two trees of an organisation: who reports to whom, and which unit is part of which.

Everything here is iterative and linear: a line of 100,000 posts is as good as a shallow one. Cycles, which `org.checks`
reports, are cut where they close, so that these functions always end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from .organization import Organization


class Tree:
    """A forest given by each node's parent (None = top). Nodes keep the order they are given in."""

    def __init__(self, parents: Mapping[str, str | None]) -> None:
        self._parent = {n: (p if p in parents and p != n else None) for n, p in parents.items()}
        for node in self.cycle_members:
            self._parent[node] = None

    @cached_property
    def cycle_members(self) -> tuple[str, ...]:
        """One node of each cycle: the first met."""
        done: set[str] = set()
        found: list[str] = []
        for start in self._parent:
            path: dict[str, None] = {}
            node: str | None = start
            while node is not None and node not in done and node not in path:
                path[node] = None
                node = self._parent[node]
            if node is not None and node in path:
                found.append(node)
            done.update(path)
        return tuple(found)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Direct children; nodes without any have no entry."""
        found: dict[str, list[str]] = {}
        for node, parent in self._parent.items():
            if parent is not None:
                found.setdefault(parent, []).append(node)
        return {parent: tuple(nodes) for parent, nodes in found.items()}

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """Nodes without a parent."""
        return tuple(n for n, p in self._parent.items() if p is None)

    @cached_property
    def level(self) -> Mapping[str, int]:
        """Level of each node: 1 for a top."""
        return {node: depth for node, depth in self.walk()}

    def parent(self, node: str) -> str | None:
        """The parent, None for a top."""
        return self._parent[node]

    def walk(self, tops: Iterable[str] | None = None) -> Iterator[tuple[str, int]]:
        """Every node below the given tops (default: all) with its level, parents before children, depth first."""
        stack = [(node, 1) for node in reversed(tuple(self.tops if tops is None else tops))]
        while stack:
            node, depth = stack.pop()
            yield node, depth
            stack.extend((child, depth + 1) for child in reversed(self.children.get(node, ())))

    def below(self, node: str) -> Iterator[str]:
        """The node and all below it."""
        return (n for n, _ in self.walk([node]))

    def above(self, node: str) -> Iterator[str]:
        """The node, its parent, and so on to the top."""
        step: str | None = node
        while step is not None:
            yield step
            step = self._parent[step]

    def within(self, node: str | None, ancestor: str) -> bool:
        """True if `ancestor` is the node or stands above it."""
        return node is not None and node in self._parent and ancestor in self.above(node)

    def meeting(self, a: str, b: str) -> str | None:
        """Lowest node that stands above both (or is one of them); None in different trees."""
        over = set(self.above(a))
        return next((n for n in self.above(b) if n in over), None)

    def distance(self, a: str, b: str) -> int | None:
        """Edges from a to b through their meeting node; None in different trees."""
        meet = self.meeting(a, b)
        if meet is None:
            return None
        return self.level[a] + self.level[b] - 2 * self.level[meet]


def reporting_tree(org: Organization) -> Tree:
    """Posts under their managers."""
    return Tree({p.id: p.manager for p in org.posts})


def unit_tree(org: Organization) -> Tree:
    """Units under what they are part of."""
    return Tree({u.id: u.part_of for u in org.units})
