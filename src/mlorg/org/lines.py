"""Business lines: the units whose users want use cases, and which one a post or asset belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from .assets import Asset, Platform
from .hierarchy import Tree, unit_tree
from .organization import Organization
from .roles import is_ml, role_of
from .structure import Post, Unit
from .vocabulary import Function

SUPPORTING = frozenset({Function.ML, Function.DATA, Function.PLATFORM, Function.RESEARCH, Function.EXECUTIVE})
"""Functions whose units serve others: never taken for a line unless declared one."""


class BusinessLines:
    """The business lines of an organisation, with look-ups; build it once and ask it often.

    Where no unit is declared a business line, the fallback takes the units just below the tops of the unit tree that
    have at least five posts and do not mostly support others, else tops of which that holds; in an organisation of one
    unit, that unit. ML posts and ML units do not count for this: an organisation has the same lines wherever its ML
    people sit. `declared` tells which of the two it was.
    """

    def __init__(self, org: Organization) -> None:
        declared = tuple(u for u in org.units if u.business_line)
        self.declared = bool(declared)
        self.units: tuple[Unit, ...] = declared or _guessed(org)
        self.of_unit: Mapping[str, str] = _nearest_line(org, {u.id for u in self.units})

    def of_post(self, post: Post) -> str | None:
        """Unit id of the line a post sits in, None outside all lines."""
        return self.of_unit.get(post.sits_in or "")

    def of_asset(self, asset: Asset) -> str | None:
        """Unit id of the line an asset belongs to, None where not known or outside all lines."""
        return None if isinstance(asset, Platform) else self.of_unit.get(asset.line or "")


def _nearest_line(org: Organization, lines: set[str]) -> dict[str, str]:
    tree = unit_tree(org)
    found: dict[str, str] = {}
    for unit, _ in tree.walk():
        parent = tree.parent(unit)
        if unit in lines:
            found[unit] = unit
        elif parent in found:
            found[unit] = found[parent]
    return found


def _guessed(org: Organization) -> tuple[Unit, ...]:
    tree = unit_tree(org)
    tops = [t for t in tree.tops if org.unit[t].function not in SUPPORTING] or tree.tops
    below = [c for top in tops for c in tree.children.get(top, ())]
    own = [u for u in below if _is_line(org, tree, u)] or [u for u in tops if _is_line(org, tree, u)]
    return tuple(org.unit[u] for u in own or tops[:1])


def _is_line(org: Organization, tree: Tree, unit: str) -> bool:
    if org.unit[unit].business_line is False or org.unit[unit].function in SUPPORTING:
        return False
    inside = (u for u in tree.below(unit) if not _in_ml_unit(org, tree, u))
    posts = [p for u in inside for p in org.sitting_in.get(u, ()) if not is_ml(p)]
    supporting = sum(role_of(p).function in SUPPORTING for p in posts)
    return len(posts) >= 5 and supporting * 2 <= len(posts)


def _in_ml_unit(org: Organization, tree: Tree, unit: str) -> bool:
    return any(org.unit[u].function is Function.ML for u in tree.above(unit))
