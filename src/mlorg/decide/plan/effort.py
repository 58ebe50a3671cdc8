"""What a step costs: days of people and of managers from the assumptions, and money, in bands where few people move.

People: `move_days` for every edge (seat, line) of a person that moves, as in mechanism 19. Managers: `approval_days`
for each who must agree, and `decision_days` at either end for every post that moves and every responsibility handed
over. These are the assumptions about other decisions of managers, taken over for want of better ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...org import Organization, Remove, Set, pay_of
from ...org.counting import FEWEST
from ...sim import Environment
from .steps import moved_posts
from .terms import terms_of
from .values import Step

if TYPE_CHECKING:
    import numpy as np

BANDS = (0.0, 0.02, 0.1, 0.5, 2.0, 10.0)
"""Edges of the bands, in years of one ML person's pay."""
DAYS_PER_YEAR = 252


@dataclass(frozen=True, slots=True)
class Days:
    """A mean over the draws and the middle 90 % of them."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Money in years of one ML person's pay: an amount, or for fewer than `FEWEST` persons only a band around it."""

    amount: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effort:
    """What a step takes. `once` is what its days cost, `yearly` what new roles, pay and
    shares of full time change in the pay bill of every year: a band where these are of fewer than
    `FEWEST` persons, or where any of them is paid otherwise than by role, so that no two plans tell one person's pay.

    `settled_weeks` is how long its people are likely to need at most, in 95 % of draws.
    """

    persons: int
    edges: int
    people_days: Days
    manager_days: Days
    once: Cost
    yearly: Cost
    settled_weeks: int


def effort_of(step: Step, before: Organization, after: Organization, environments: Sequence[Environment]) -> Effort:
    """The effort of a step between two organisations, over the draws of what is not known."""
    import numpy as np

    posts = [p for p in moved_posts(step.changes) if p in before.post and p in before.holders]
    edges = {p: _edges(before, after, p) for p in posts}
    changed = _changed(step)
    persons = _persons(before, changed)
    handed = sum(isinstance(c, Remove) and c.kind == "ownership" for c in step.changes)
    drawn = {name: np.array([e.values[name] for e in environments]) for name in _ASSUMED}
    people = sum(edges.values()) * np.maximum(0.0, drawn["move_days"])
    managers = len(terms_of(step, before, after).who) * drawn["approval_days"]
    managers = managers + 2 * (len(posts) + handed) * drawn["decision_days"]
    paid = [p for p, fields in changed.items() if fields & _PAY and p in before.post and p in before.holders]
    yearly = sum(pay_of(after.post[p]) - pay_of(before.post[p]) for p in paid)
    by_role = all(org.post[p].pay is None for p in paid for org in (before, after))
    longest = max(edges.values(), default=0) * float(np.quantile(np.maximum(0.0, drawn["move_days"]), 0.95))
    return Effort(
        persons,
        sum(edges.values()),
        _days(people),
        _days(managers),
        told(float((people + managers).mean()) / DAYS_PER_YEAR, persons),
        told(yearly, _persons(before, paid) if by_role else 1),
        max(1, -(-int(longest) // 5)),
    )


_ASSUMED = ("move_days", "approval_days", "decision_days")
_PAY = frozenset({"role", "pay", "fte"})


def _persons(org: Organization, posts: Iterable[str]) -> int:
    return len({m.person for p in posts for m in org.holders.get(p, ())})


def _edges(before: Organization, after: Organization, post: str) -> int:
    old, new = before.post[post], after.post.get(post)
    return 0 if new is None else (old.sits_in != new.sits_in) + (old.reports_to != new.reports_to)


def _changed(step: Step) -> Mapping[str, frozenset[str]]:
    """Posts that the step changes, and in which fields."""
    sets = (change for change in step.changes if isinstance(change, Set) and change.subject.kind == "post")
    return {change.subject.id: frozenset(name for name, _ in change.values) for change in sets}


def _days(draws: np.ndarray) -> Days:
    import numpy as np

    low, high = (float(q) for q in np.quantile(draws, [0.05, 0.95]))
    return Days(float(draws.mean()), low, high)


def told(amount: float, persons: int) -> Cost:
    """An amount as it may be told where so many persons are concerned (0 = nobody: no person can be made out)."""
    if persons == 0 or persons >= FEWEST or amount == 0:
        return Cost(amount, amount, amount)
    size = abs(amount)
    high = next((edge for edge in BANDS[1:] if size <= edge), float("inf"))
    low = max(edge for edge in BANDS if edge < high and edge <= size)
    return Cost(None, low, high) if amount > 0 else Cost(None, -high, -low)


def told_in_all(efforts: Mapping[str, Effort]) -> Cost:
    """What all steps cost once, told only if no banded step can be worked out from it."""
    days = sum(effort.people_days.mean + effort.manager_days.mean for effort in efforts.values())
    banded = [effort for effort in efforts.values() if effort.once.amount is None]
    apart = not banded or (len(banded) > 1 and sum(effort.persons for effort in banded) >= FEWEST)
    return told(days / DAYS_PER_YEAR, FEWEST if apart else 1)
