"""Signals of where ML people sit and to whom they report. Seat and line are two signals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...org import Function, ManagerKind, Post, manager_kind_of
from .observing import NO_ML, Observation, listed, observed, unknown
from .view import Ground, View

SIDE = 0.2
"""Share of ML people from which on both places count (assumed)."""
OF_ALL = 0.75
"""Share of ML people from which on a head leads nearly all of them (assumed)."""
FEW, EVERY = 1 / 3, 0.999
"""Shares of lines (assumed)."""


def seat(view: View) -> Observation:
    """Where each ML person sits. Source: definitions D1 to D5. A line's people are told from single people by whom
    they sit with: engineers make a product team, analysts or another ML person half of one."""
    seats: Counter[str] = Counter()
    alone = _alone(view)
    for post in view.people:
        seats.update(_seat_of(post, view, alone))
    says = f"of {len(view.people):,} ML posts {listed(seats, 'where_they_sit')}"
    return (
        observed("where_they_sit", seats, len(view.people), says) if view.people else unknown("where_they_sit", NO_ML)
    )


def _alone(view: View) -> frozenset[str]:
    """Units in which one ML person sits and no other."""
    counts = Counter(p.sits_in for p in view.ground.ml_posts if p.sits_in)
    return frozenset(unit for unit, number in counts.items() if unit and number == 1)


def _seat_of(post: Post, view: View, alone: frozenset[str]) -> dict[str, float]:
    ground, unit = view.ground, post.sits_in
    if unit is None or unit not in ground.organization.unit:
        return {}
    function = ground.function_of[unit]
    if ground.line_of(post) is not None:
        if function is Function.ML:
            return {"certain_teams": 0.5, "ml_division": 0.5}  # a team of their own inside a line
        if unit in ground.engineers_in:
            return {"certain_teams": 1.0}
        single = unit in alone or unit not in ground.analysts_in
        return {"individuals": 1.0} if single else {"certain_teams": 0.5, "individuals": 0.5}
    if _in_research(ground, unit) or _research_leads(ground, unit):
        return {"research_lab": 1.0}
    if function is Function.ML:
        return {"ml_division": 1.0}
    if function is Function.PLATFORM:
        return {}
    return {"central_data": 1.0} if function in (Function.DATA, Function.ENGINEERING) else {"individuals": 1.0}


def _in_research(ground: Ground, unit: str) -> bool:
    above = ground.units.above(unit)
    return any(ground.organization.unit[u].function is Function.RESEARCH for u in above) or (
        ground.function_of[unit] is Function.RESEARCH
    )


def _research_leads(ground: Ground, unit: str) -> bool:
    """True if the nearest head of the unit or above is an ML person who is stated to be a manager of research."""
    org = ground.organization
    heads = (org.unit[u].head for u in ground.units.above(unit))
    head = next((h for h in heads if h is not None), None)
    return head in ground.ml_ids and org.post[head or ""].manager_kind is ManagerKind.RESEARCH


_LINE_OF_KIND = {
    ManagerKind.ENGINEERING: "engineering_lead",
    ManagerKind.PRODUCT: "product_lead",
    ManagerKind.BUSINESS: "business_head",
    ManagerKind.DATA: "data_or_it_head",
    ManagerKind.RESEARCH: "research_head",
    ManagerKind.EXECUTIVE: "senior_leadership",
}


def line(view: View) -> Observation:
    """Who stands above each ML person, ML managers between left out. Source: definitions D1 to D5. The head of a
    business line counts as its head whatever the title; the top and executives outside lines as senior leadership."""
    lines: Counter[str] = Counter()
    heads = {u.head for u in view.ground.lines.units if u.head} - view.ground.top
    for post in view.people:
        above = view.ground.first_outside_ml(post.id)
        if _led_as_research(post, view.ground):
            lines["research_head"] += 1
        elif above is not None:
            lines[_line_at(above, view.ground, heads)] += 1
        elif post.id in view.ground.top or any(p in view.ground.top for p in view.ground.reporting.above(post.id)):
            lines["senior_leadership"] += 1
    if not view.people:
        return unknown("ml_people_report_to", NO_ML)
    says = f"of {len(view.people):,} ML posts {listed(lines, 'ml_people_report_to')}"
    return observed("ml_people_report_to", lines, len(view.people), says)


def _led_as_research(post: Post, ground: Ground) -> bool:
    """True if an ML manager in the line, or the post that leads it, is stated to be a manager of research."""
    kinds = (ground.organization.post[p].manager_kind for p in ground.reporting.above(post.id) if p in ground.ml_ids)
    return ManagerKind.RESEARCH in kinds


def _line_at(manager: str, ground: Ground, heads: set[str]) -> str:
    kind = manager_kind_of(ground.organization.post[manager])
    if manager in ground.top:
        return "senior_leadership"
    if manager in heads and kind is not ManagerKind.ENGINEERING:
        return "business_head"
    return _LINE_OF_KIND.get(kind, "senior_leadership")


def ml_head(view: View) -> Observation:
    """Whether one ML person leads the others, and how many. Source: definitions D1, D3, D4, D5."""
    if len(view.ground.ml_posts) < 2 or not view.whole:
        return unknown("ml_head", "asked of the whole organisation" if not view.whole else "fewer than two ML people")
    if not _lines_known(view.people):
        return unknown("ml_head", "no reporting lines are known")
    leader, led = _largest_leader(view.ground)
    share = led / len(view.people)
    if share >= OF_ALL:
        level = "head_of_all"
    elif share >= SIDE and led > 1:
        level = "head_of_some"
    else:
        level = "craft_lead" if _dotted_share(view) >= 0.5 else "none"
    says = f"one ML post leads {led:,} of {len(view.people):,}" if leader else "no ML post leads others"
    return observed("ml_head", {level: 1}, 1, says)


def _largest_leader(ground: Ground) -> tuple[str | None, int]:
    """The ML post below no other ML post that has most ML people under it, itself counted."""
    led: Counter[str] = Counter()
    for post in ground.ml_posts:
        chain = [p for p in ground.reporting.above(post.id) if p in ground.ml_ids]
        led[chain[-1]] += 1
    best = min(led, key=lambda p: (-led[p], len(tuple(ground.reporting.above(p))), p), default=None)
    return (best, led[best]) if best is not None and led[best] > 1 else (None, 0)


def _dotted_share(view: View) -> float:
    dotted = Counter(other for p in view.people for other in p.dotted_to if other in view.ground.ml_ids)
    return max(dotted.values(), default=0) / max(1, len(view.people) - 1)


def _lines_known(posts: Iterable[Post]) -> bool:
    return any(p.manager is not None for p in posts)


def ml_head_depth(view: View) -> Observation:
    """How many managers stand between the head of ML and the top. Source: definitions D2 and D4."""
    if not view.whole:
        return unknown("ml_head_depth", "asked of the whole organisation")
    leader, _ = _largest_leader(view.ground)
    if leader is None or not view.ground.top:
        return unknown("ml_head_depth", "nobody leads ML people" if leader is None else "the top is not known")
    above = list(view.ground.reporting.above(leader))
    if above[-1] not in view.ground.top:
        return unknown("ml_head_depth", "the line of the head of ML does not reach the top")
    between = max(0, len(above) - 2)
    level = ("below_top", "second")[between] if between < 2 else "deeper"
    return observed("ml_head_depth", {level: 1}, 1, f"{between} managers between the head of ML and the top")


def coverage(view: View) -> Observation:
    """Share of business lines in which an ML person sits. Source: definitions D3 and D5."""
    lines = view.ground.lines
    if not view.whole or len(lines.units) < 2 or not view.people:
        return unknown("coverage", "fewer than two business lines are known" if view.people else NO_ML)
    if not any(p.sits_in for p in view.people):
        return unknown("coverage", "no seats are known")
    covered = {line for p in view.people if (line := view.ground.line_of(p)) is not None}
    share = len(covered) / len(lines.units)
    level = "none" if not covered else "few" if share < FEW else "every" if share >= EVERY else "some"
    return observed("coverage", {level: 1}, 1, f"{len(covered)} of {len(lines.units)} business lines")


def spread(view: View) -> Observation:
    """Whether ML people sit in the lines, outside them, or both. Source: definitions D2 to D5."""
    seated = [p for p in view.people if p.sits_in in view.ground.organization.unit]
    if not view.whole or not seated:
        return unknown("spread", NO_ML if view.whole else "asked of the whole organisation")
    inside = sum(view.ground.line_of(p) is not None for p in seated)
    share = inside / len(seated)
    level = "outside_only" if share < SIDE else "lines_only" if share > 1 - SIDE else "both"
    return observed("spread", {level: 1}, 1, f"{inside:,} of {len(seated):,} ML posts sit in business lines")


def arrangement(view: View) -> Observation:
    """How seat and line go together, person by person, which tells what hybrids are called in practice. Source: the
    catalogue of structures (`mlorg.archetypes`), which says what each hybrid is made of."""
    if not view.people:
        return unknown("arrangement", NO_ML)
    beside = "platform" if _platform_team(view.ground) else "line"
    ways = Counter(way for p in view.people if (way := _way_led(p, view.ground, beside)) is not None)
    says = f"of {len(view.people):,} ML posts {listed(ways, 'arrangement')}"
    return observed("arrangement", ways, len(view.people), says)


def _way_led(post: Post, ground: Ground, otherwise: str) -> str | None:
    if post.sits_in not in ground.organization.unit:
        return None
    line = ground.line_of(post)
    if line is None:
        return "together"
    manager = ground.reporting.parent(post.id)
    if manager is None:
        return None
    if manager in ground.ml_ids:
        head = [p for p in ground.reporting.above(post.id) if p in ground.ml_ids][-1]
        return otherwise if ground.line_of(ground.organization.post[head]) == line else "hub"
    return "guild" if any(other in ground.ml_ids for other in post.dotted_to) else otherwise


def _platform_team(ground: Ground) -> bool:
    """True if a platform is owned by a unit that is no ML unit."""
    org = ground.organization
    owners = (o.owner for p in org.platforms for o in org.owners_of.get(p.ref, ()))
    return any(o.kind == "unit" and ground.function_of.get(o.id) is Function.PLATFORM for o in owners)


PLACE_SIGNALS = (seat, line, ml_head, ml_head_depth, coverage, spread, arrangement)
