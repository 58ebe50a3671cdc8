"""Who owns: from ownership statements to the posts that do the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mlorg.org import Function, Organization, Part, Post, Ref, Responsibility, manager_kind_of, role_of
from mlorg.org.hierarchy import Tree
from mlorg.org.vocabulary import ManagerKind

from .frame import is_worker

Owner = tuple[Ref, Function | None]
"""Who, and which of their people."""

_MANAGING = frozenset({"engineering_manager", "data_manager", "product_head", "research_head", "business_manager"})
"""Roles that decide; they do the work themselves only where nobody else is there to do it (assumed)."""

_PREFERRED = (Function.ENGINEERING, Function.DATA, Function.PLATFORM, Function.PRODUCT, Function.RESEARCH)


@dataclass(frozen=True, slots=True)
class Crew:
    """The posts behind an owner: ML builders among them, and the others."""

    owner: Owner
    builders: frozenset[str]
    others: tuple[Post, ...]
    outside: bool = False
    """A supplier: no posts, but the work gets done."""


def owner_of(org: Organization, units: Tree, asset: Ref, line: str | None, what: Responsibility) -> Owner | None:
    """The accountable owner: of the asset itself, else of the nearest unit from its line upwards; None = not known."""
    for holder in (asset, *(Ref("unit", u) for u in _above(units, line))):
        for ownership in org.owners_of.get(holder, ()):
            if ownership.responsibility is what and ownership.part is Part.ACCOUNTABLE:
                return (ownership.owner, ownership.function)
    return None


def commonest_owner(org: Organization, assets: Iterable[Ref], what: Responsibility) -> Owner | None:
    """The owner that most of these assets have; None if none has a known one."""
    found: Counter[Owner] = Counter()
    for asset in assets:
        for o in org.owners_of.get(asset, ()):
            if o.responsibility is what and o.part is Part.ACCOUNTABLE:
                found[(o.owner, o.function)] += 1
    best = sorted(found.items(), key=lambda item: (-item[1], str(item[0])))
    return best[0][0] if best else None


def crew_of(org: Organization, units: Tree, owner: Owner) -> Crew:
    """The posts that work for an owner."""
    who, function = owner
    if who.kind == "vendor":
        return Crew(owner, frozenset(), (), outside=True)
    posts = _posts(org, units, who)
    builders = frozenset(p.id for p in posts if is_worker(p))
    others = [p for p in posts if not is_worker(p)]
    wanted = function or _function_of(org, who, builders, others)
    if wanted is Function.ML:
        return Crew(owner, builders, ())
    chosen = [p for p in others if role_of(p).function is wanted]
    if wanted is Function.ENGINEERING and not chosen:
        chosen = [p for p in others if role_of(p).function in (Function.PLATFORM, Function.DATA)]
    crew = chosen or ([] if function else others)
    return Crew(owner, frozenset(), tuple([p for p in crew if p.role not in _MANAGING] or crew))


def _posts(org: Organization, units: Tree, who: Ref) -> list[Post]:
    if who.kind == "post":
        return [org.post[who.id]] if who.id in org.post else []
    if who.kind == "person":
        return [org.post[m.post] for m in org.seats.get(who.id, ()) if m.post in org.post]
    if who.id not in units.level:
        return []
    return [p for u in units.below(who.id) for p in org.sitting_in.get(u, ())]


def _function_of(org: Organization, who: Ref, builders: frozenset[str], others: list[Post]) -> Function | None:
    """What a unit does, where the statement does not say: as declared, else ML if builders prevail, else by trade."""
    unit = org.unit.get(who.id) if who.kind == "unit" else None
    if unit is not None and unit.function is not None:
        return unit.function
    if builders and len(builders) * 2 >= len(builders) + len(others):
        return Function.ML
    counts = Counter(role_of(p).function for p in others)
    return (
        max(_PREFERRED, key=lambda f: (counts[f], -_PREFERRED.index(f))) if any(counts[f] for f in _PREFERRED) else None
    )


def under_ml(org: Organization, post: Post) -> bool:
    """True if a post's manager manages ML."""
    manager = org.post.get(post.manager or "")
    return manager is not None and manager_kind_of(manager) is ManagerKind.ML


def _above(units: Tree, line: str | None) -> Iterable[str]:
    return units.above(line) if line is not None and line in units.level else ()
