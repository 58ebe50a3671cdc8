"""Spans and layers as a page, and the organisation in figures."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

from ...org import Organization
from ...org.naming import post_title, unit_name
from ...org.statistics import Spans, middle, statistics
from ..pages import About
from .page import LevelRow, ManagerRow, SpansPage, StatisticsPage

WIDEST = 5
"""How many managers are listed by name of their post."""


def statistics_page(org: Organization, about: About) -> StatisticsPage:
    """The figures of the organisation."""
    return StatisticsPage(about, statistics(org))


def spans_page(org: Organization, about: About) -> SpansPage:
    """Direct reports over managers: how they are distributed, by level, and where they are most."""
    spans = Spans(org)
    reports = list(spans.reports.values())
    return SpansPage(
        about,
        managers=len(reports),
        span_median=middle(reports),
        span_mean=round(fmean(reports), 2) if reports else 0.0,
        span_max=max(reports, default=0),
        depth=spans.depth,
        distribution=tuple(sorted(Counter(reports).items())),
        levels=_levels(spans),
        levels_unknown=len(org.posts) - len(spans.level),
        widest=_widest(spans),
        single=reports.count(1),
    )


def _levels(spans: Spans) -> tuple[LevelRow, ...]:
    posts: Counter[int] = Counter(spans.level.values())
    managed: dict[int, list[int]] = {}
    for post, reports in spans.reports.items():
        if post in spans.level:
            managed.setdefault(spans.level[post], []).append(reports)
    return tuple(
        LevelRow(level, posts[level], len(found), middle(found), max(found, default=0))
        for level in sorted(posts)
        for found in [managed.get(level, [])]
    )


def _widest(spans: Spans) -> tuple[ManagerRow, ...]:
    org = spans.org
    widest = sorted(spans.reports.items(), key=lambda pair: (-pair[1], pair[0]))[:WIDEST]
    return tuple(
        ManagerRow(id_, post_title(post), unit_name(org, post.sits_in), reports, id_ not in org.holders)
        for id_, reports in widest
        for post in [org.post[id_]]
    )
