"""Head counts, spans and layers of an organisation, in one pass over its values.

Nothing here is computed from what a single person earns, knows or does: posts, lines and ownership only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median
from typing import Any

from .counting import ml_people
from .hierarchy import Tree, reporting_tree
from .lines import BusinessLines
from .organization import Organization
from .owners import Owners
from .references import Line, Unresolved
from .roles import is_ml
from .structure import Post


@dataclass(frozen=True, slots=True)
class Statistics:
    """An organisation in figures; all are counts but `span_median`.

    A *manager* is a post with at least one direct report; spans are direct reports over managers. A line is
    *unresolved* if its manager is not known, or is named but stands nowhere. `levels` counts the posts whose line
    reaches a root, from level 1 (the root) down; the others are `levels_unknown`, each the top or a member of a line
    that leads nowhere known. `depth` is the number of levels of the longest line, known to its root or not.
    """

    entries: int
    """Rows: seats that people fill (one for each person and post), plus vacant posts."""
    people: int
    posts: int
    vacancies: int
    units: int
    managers: int
    seats: int
    """Names of seats that a roster knows managers by (several posts may share one), 0 where it knows none."""
    seats_with_reports: int
    """The same as `managers`: one manager is one seat, however many seats its holder has."""
    managers_unresolved: int
    """Distinct managers who are named but absent."""
    reports_unresolved: int
    """Posts whose manager is absent or not known."""
    roots: int
    """Posts of which it is known that they report to nobody."""
    depth: int
    levels: tuple[int, ...]
    levels_unknown: int
    span_median: float
    span_max: int
    spans: tuple[tuple[int, int], ...]
    """(direct reports, managers with that many), ascending."""
    ml_people: int
    """Persons who fill at least one ML post."""
    ml_posts: int
    ml_vacancies: int
    lines: int
    """Business lines: those declared, else those guessed (`lines_declared` tells)."""
    lines_declared: bool
    assets: int
    """Datasets, models and platforms; use cases only where somebody is named for them."""
    assets_unowned: int
    """Assets of which no responsibility has a known accountable owner."""


def statistics(org: Organization, day: date | None = None) -> Statistics:
    """The figures of the organisation, as of `day` if given. An empty organisation is all zeros."""
    org = org if day is None else org.at(day)
    lines = BusinessLines(org)
    return Statistics(**_head_counts(org), **_reporting(org), **_ml(org), **_assets(org), **_lines(lines))


class Spans:
    """Direct reports and levels of every post."""

    def __init__(self, org: Organization) -> None:
        self.org = org
        self.tree: Tree = reporting_tree(org)

    @cached_property
    def reports(self) -> Mapping[str, int]:
        """Direct reports by post id of the manager; who has none has no entry. Self-reports do not count."""
        return {post: len(below) for post, below in self.tree.children.items()}

    @cached_property
    def level(self) -> Mapping[str, int]:
        """Level by post id, 1 for a root; only posts whose line reaches a root have one."""
        roots = [p.id for p in self.org.posts if p.reports_to is Line.TOP]
        return dict(self.tree.walk(roots))

    @cached_property
    def depth(self) -> int:
        """Levels of the longest line."""
        return max(self.tree.level.values(), default=0)


def unresolved(org: Organization, post: Post) -> bool:
    """True if the manager of the post is not known, or named but absent."""
    return post.reports_to is not Line.TOP and post.manager not in org.post


def middle(values: list[int]) -> float:
    """The median, 0 of nothing; whole numbers stay whole."""
    value = median(values) if values else 0
    return int(value) if value == int(value) else value


def _head_counts(org: Organization) -> dict[str, Any]:
    vacancies = sum(p.id not in org.holders for p in org.posts)
    return {
        "entries": len(org.memberships) + vacancies,
        "people": len(org.persons),
        "posts": len(org.posts),
        "vacancies": vacancies,
        "units": len(org.units),
    }


def _reporting(org: Organization) -> dict[str, Any]:
    spans = Spans(org)
    reports = list(spans.reports.values())
    levels = Counter(spans.level.values())
    lost = [p for p in org.posts if unresolved(org, p)]
    absent = {p.reports_to for p in lost if isinstance(p.reports_to, str | Unresolved)}
    return {
        "managers": len(reports),
        "seats": len({p.seat for p in org.posts if p.seat}),
        "seats_with_reports": len(reports),
        "managers_unresolved": len(absent),
        "reports_unresolved": len(lost),
        "roots": sum(p.reports_to is Line.TOP for p in org.posts),
        "depth": spans.depth,
        "levels": tuple(levels[n] for n in range(1, len(levels) + 1)),
        "levels_unknown": len(org.posts) - sum(levels.values()),
        "span_median": middle(reports),
        "span_max": max(reports, default=0),
        "spans": tuple(sorted(Counter(reports).items())),
    }


def _ml(org: Organization) -> dict[str, Any]:
    posts = [p for p in org.posts if is_ml(p)]
    return {
        "ml_people": len(ml_people(org)),
        "ml_posts": len(posts),
        "ml_vacancies": sum(p.id not in org.holders for p in posts),
    }


def _assets(org: Organization) -> dict[str, Any]:
    owners = Owners(org)
    return {
        "assets": len(owners.assets),
        "assets_unowned": sum(not owners.has_owner(asset) for asset in owners.assets),
    }


def _lines(lines: BusinessLines) -> dict[str, Any]:
    return {"lines": len(lines.units), "lines_declared": lines.declared}
