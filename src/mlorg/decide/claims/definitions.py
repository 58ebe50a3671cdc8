"""Rows D1 to D5: whether the overlays proposed for the drawn firms are what the definitions say, in both arms.

Properties of the overlays only. Whether an organisation that somebody brings is *recognised* as one of the five is
another question, which nothing here answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...archetypes import Arm
from ...org import Function, ManagerKind, Mandate, Organization, Post, Ref, Responsibility, is_ml, manager_kind_of
from ...org.hierarchy import reporting_tree, unit_tree
from ...org.lines import BusinessLines
from .companies import Company

MANAGING = ("ml_manager", "ml_pm", "platform_engineer")
LEAST_FOR_A_PM, LEAST_FOR_A_DIVISION = 6, 2
"""ML people below which there is no product manager, or no division beside experts in lines: stated in the proposal."""


def ml_posts(org: Organization) -> list[Post]:
    """All ML posts."""
    return [p for p in org.posts if is_ml(p)]


def builders(org: Organization) -> list[Post]:
    """ML posts that build."""
    return [p for p in ml_posts(org) if p.role not in MANAGING]


def _division(org: Organization) -> str | None:
    """The topmost unit of ML that holds anybody."""
    tree = unit_tree(org)
    found = [
        u.id for u in org.units if u.function is Function.ML and any(org.sitting_in.get(b) for b in tree.below(u.id))
    ]
    return min(found, key=lambda u: (tree.level[u], u), default=None)


def _line_deploys_itself(org: Organization, line: str) -> bool:
    """True if the ML people of a line are said to deploy."""
    owners = org.owners_of.get(Ref("unit", line), ())
    return any(o.responsibility is Responsibility.DEPLOY and o.function is Function.ML for o in owners)


def nascent(org: Organization) -> bool:
    """Single ML people in lines, each for the own line only; no ML manager, no unit of ML, others deploy."""
    places, posts = BusinessLines(org), ml_posts(org)
    in_lines = all(places.of_post(p) is not None and p.mandate is Mandate.OWN_LINE for p in posts)
    if any(_line_deploys_itself(org, unit.id) for unit in places.units) or _division(org) is not None:
        return False
    return in_lines and all(p.role not in MANAGING for p in posts)


def rnd(org: Organization) -> bool:
    """One unit outside all lines, led from research, that holds all ML people and deploys nothing."""
    home, places = _division(org), BusinessLines(org)
    if home is None or {p.sits_in for p in ml_posts(org)} != {home} or home in places.of_unit:
        return False
    head = org.post.get(org.unit[home].head or "")
    owns = {o.responsibility for o in org.ownerships if o.owner == Ref("unit", home)}
    return head is not None and manager_kind_of(head) is ManagerKind.RESEARCH and Responsibility.DEPLOY not in owns


def embedded(org: Organization) -> bool:
    """ML people sit in lines with a lead who is not of ML and report there; where they sit they deploy."""
    places = BusinessLines(org)
    for post in ml_posts(org):
        line, lead = places.of_post(post), org.post.get(post.manager or "")
        if line is None or lead is None or is_ml(lead) or lead.sits_in != post.sits_in:
            return False
        if not _line_deploys_itself(org, line):
            return False
    return True


def independent(org: Organization) -> bool:
    """One division whose head reports to the top and leads all ML people, with product managers if large enough."""
    home, tree, units = _division(org), reporting_tree(org), unit_tree(org)
    posts = ml_posts(org)
    head = org.post.get(org.unit[home].head or "") if home else None
    if home is None or head is None or head.manager not in tree.tops:
        return False
    together = all(tree.within(p.id, head.id) and units.within(p.sits_in, home) for p in posts)
    return together and (len(posts) < LEAST_FOR_A_PM or any(p.role == "ml_pm" for p in posts))


def ml_first(org: Organization) -> bool:
    """Experts in as many lines as there are experts for, and a division under the top with a mandate for long work."""
    places, posts, tree = BusinessLines(org), ml_posts(org), reporting_tree(org)
    experts = [p for p in builders(org) if p.mandate is Mandate.OWN_LINE]
    covered = {places.of_post(p) for p in experts} - {None}
    if len(covered) != min(len(experts), len(places.units)):
        return False
    if len(posts) < LEAST_FOR_A_DIVISION:
        return True
    home = _division(org)
    head = org.post.get(org.unit[home].head or "") if home else None
    building = [p for p in posts if p.role not in ("ml_pm", "platform_engineer") and (head is None or p.id != head.id)]
    long_work = any(p.mandate is Mandate.LONG_TERM for p in posts) or round(len(building) / 3) == 0
    return head is not None and head.manager in tree.tops and long_work


DEFINITIONS: Mapping[str, Callable[[Organization], bool]] = {
    "nascent": nascent,
    "rnd": rnd,
    "embedded": embedded,
    "independent": independent,
    "ml_first": ml_first,
}
"""The property that an organisation under each structure must have."""


def hires_researchers(org: Organization) -> bool:
    """At least half of the builders are researchers, if there are two or more."""
    found = builders(org)
    return len(found) < 2 or 2 * sum(p.role == "ml_researcher" for p in found) >= len(found)


def as_defined(company: Company) -> Iterator[tuple[str, bool]]:
    """For each structure whether both arms of its proposal have the property; a settled lab hires researchers."""
    for name, has in DEFINITIONS.items():
        researchers = name != "rnd" or hires_researchers(company.organization(name, Arm.SETTLED))
        yield name, researchers and all(has(company.organization(name, arm)) for arm in Arm)
