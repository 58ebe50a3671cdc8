"""Who decides: desks of managers, approval paths, lowest common managers, distances in the reporting tree."""

from __future__ import annotations

from mlorg.org import ManagerKind, Organization, manager_kind_of
from mlorg.org.hierarchy import Tree

KINDS = tuple(ManagerKind)
"""Order of the rows of the table of managers."""

MOST_APPROVERS = 4
NEAR, FAR, DISTANT = 1, 2, 3


def kind_of(org: Organization, post: str | None) -> int:
    """Row of the table of managers for whoever holds this post; an executive where nobody is known."""
    found = org.post.get(post or "")
    return KINDS.index(manager_kind_of(found) if found else ManagerKind.EXECUTIVE)


def approval_path(tree: Tree, manager: str | None, head: str | None) -> tuple[str, ...]:
    """Posts that must agree: from the builders' manager up and down to the head of the line.

    The lowest common manager decides only if it is one of the two. In different trees, or where one is unknown, the
    two that are known decide.
    """
    if manager is None or head is None:
        return tuple(p for p in (manager, head) if p is not None)
    meet = tree.meeting(manager, head)
    if meet is None:
        return (manager, head)
    path = [*_up(tree, manager, meet), *([meet] if meet in (manager, head) else []), *reversed(_up(tree, head, meet))]
    kept = path if len(path) <= MOST_APPROVERS else [*path[: MOST_APPROVERS - 1], path[-1]]
    return tuple(dict.fromkeys(kept))


def _up(tree: Tree, start: str, stop: str) -> list[str]:
    """Posts from `start` up to, without, `stop`."""
    path = []
    for post in tree.above(start):
        if post == stop:
            break
        path.append(post)
    return path


def request_rank(tree: Tree, asking: str | None, owning: str | None) -> int:
    """Class of a request by distance between two managers: one table for all structures (assumed).

    Near up to 1 edge, far up to 3, distant beyond or where a line is unknown.
    """
    hops = tree.distance(asking, owning) if asking and owning else None
    if hops is None:
        return DISTANT
    return NEAR if hops <= 1 else FAR if hops <= 3 else DISTANT
