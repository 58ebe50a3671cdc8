"""Signals of who the ML people are: how many, their roles, their mandates."""

from __future__ import annotations

import math
from collections import Counter

from ...org import Function, Mandate, Post, role_of
from .observing import NO_ML, Observation, listed, observed, unknown
from .view import Ground, View

NOT_BUILDERS = frozenset({"ml_manager", "ml_pm"})
HEADCOUNTS = ((0, "none"), (4, "to_4"), (19, "to_19"), (99, "to_99"), (999, "to_999"))
SOFTWARE, RESEARCH = 0.35, 0.65
"""Bounds of the mean place of ML roles between software (0) and research (1) (assumed)."""


def headcount(view: View) -> Observation:
    """How many ML posts there are. Source: definition D1. None at all counts only where titles are known."""
    number = len(view.people)
    if not view.whole:
        return unknown("headcount", "asked of the whole organisation")
    roles_known = any(p.role for p in view.ground.organization.posts)
    if number == 0 and not roles_known:
        return unknown("headcount", "no posts with known titles")
    level = next((level for most, level in HEADCOUNTS if number <= most), "more")
    return observed("headcount", {level: 1}, 1, f"{number:,} ML posts")


def role_mix(view: View) -> Observation:
    """Where the roles of those who build lie between software and research. Source: axis 1 (claims A1a, A1b)."""
    places = research_places(view)
    if not places:
        return unknown("role_mix", NO_ML)
    mean = math.fsum(places) / len(places)
    level = "software" if mean < SOFTWARE else "research" if mean > RESEARCH else "mixed"
    return observed("role_mix", {level: 1}, 1, f"mean {mean:.2f} over {len(places):,} posts, 0 software, 1 research")


def research_places(view: View) -> list[float]:
    """Place of each builder's role between software (0) and research (1), by the table of roles."""
    roles = (role_of(p) for p in view.people if p.role not in NOT_BUILDERS)
    return [role.research for role in roles if role.research is not None]


def product_managers(view: View) -> Observation:
    """Whether there are ML product managers. Source: definition D4. Too few people to have one tell nothing."""
    number = sum(p.role == "ml_pm" for p in view.people)
    if number == 0 and len(view.people) < 6:
        return unknown("ml_product_managers", "too few ML people are known to expect one")
    says = f"{number} among {len(view.people):,} ML posts"
    return observed("ml_product_managers", {"yes" if number else "no": 1}, 1, says)


def data_engineers(view: View) -> Observation:
    """Which share of data engineers sit in ML units. Source: the table of axes."""
    ground = view.ground
    posts = [p for p in ground.organization.posts if view.whole and p.role == "data_engineer" and p.sits_in]
    if not view.whole or not posts or not view.people:
        return unknown("data_engineers_inside", "no data engineers are known" if view.whole else "asked of the whole")
    inside = sum(_ml_unit(ground, p) for p in posts)
    level = "outside" if not inside else "inside" if 2 * inside > len(posts) else "some"
    return observed("data_engineers_inside", {level: 1}, 1, f"{inside:,} of {len(posts):,} sit in ML units")


def _ml_unit(ground: Ground, post: Post) -> bool:
    return ground.function_of.get(post.sits_in or "") is Function.ML


def mandate(view: View) -> Observation:
    """Whose use cases ML posts may take up, where that is stated. Source: definition D4, claim F1."""
    stated = Counter(p.mandate.value for p in view.people if isinstance(p.mandate, Mandate))
    if not stated:
        return unknown("mandate", "no mandates are stated")
    says = f"of {len(view.people):,} ML posts {listed(stated, 'mandate')}"
    return observed("mandate", stated, len(view.people), says)


PEOPLE_SIGNALS = (headcount, role_mix, product_managers, data_engineers, mandate)
