"""Statistics, spans and layers on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from ...org.statistics import Statistics
from ..organisation.page import ManagerRow, SpansPage, StatisticsPage
from ..sentences import counted
from .parts import add_row, bar, show_heading, show_lines, show_title, table

BARS = 20
"""Rows of a distribution; wider spans share the last one."""


def show_statistics(page: StatisticsPage, console: Console, everything: bool = False) -> None:
    """Each figure with what it counts."""
    show_heading(console, page.about, "in figures")
    for title, rows in statistics_parts(page.statistics):
        show_title(console, title)
        made = table("", "", "", right=(1,))
        for name, value, meaning in rows:
            figure = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
            add_row(made, name, figure, Text(meaning, style="dim"))
        console.print(made)


Row = tuple[str, float, str]


def statistics_parts(s: Statistics) -> Iterator[tuple[str, list[Row]]]:
    """Titles with rows of (name, figure, what it counts)."""
    yield (
        "People and posts",
        [
            ("people", s.people, "each counted once, however many seats they fill"),
            ("posts", s.posts, "seats, filled or not"),
            ("vacant posts", s.vacancies, "nobody fills them"),
            ("entries", s.entries, "one for each person in a post, and one for each vacant post"),
            ("units", s.units, "teams, divisions and the whole"),
        ],
    )
    yield "Reporting lines", list(_reporting(s))
    yield (
        "Machine learning",
        [
            ("ML people", s.ml_people, "fill a post whose role is one of machine learning, or declared so"),
            ("vacant ML posts", s.ml_vacancies, "open seats among them"),
            (
                "business lines",
                s.lines,
                "units whose users want use cases" + ("" if s.lines_declared else "; guessed"),
            ),
            ("assets", s.assets, "datasets, models and platforms"),
            ("assets unowned", s.assets_unowned, "nobody known to be accountable for any part of them"),
        ],
    )


def _reporting(s: Statistics) -> Iterator[Row]:
    yield "tops", s.roots, "posts that report to nobody"
    levels = " · ".join(f"{n:,}" for n in s.levels)
    yield (
        "levels",
        s.depth,
        f"posts from the top down: {levels}" if levels else "of the longest line that is known",
    )
    yield "managers", s.managers, "posts with at least one direct report"
    yield "median span", s.span_median, "direct reports of the manager in the middle"
    yield "widest span", s.span_max, "direct reports, the most of any manager"
    yield (
        "lines not known",
        s.reports_unresolved,
        "posts whose manager is not stated, or stated but in no row",
    )
    yield "managers missing", s.managers_unresolved, "named by somebody, but in no row"


def show_spans(page: SpansPage, console: Console, everything: bool = False) -> None:
    """The distribution of spans, by level, and the widest."""
    show_heading(console, page.about, f"spans and layers ({counted(page.managers, 'manager')})")
    if not page.managers:
        console.print("No post has a direct report that is known, so there is no span to show.")
        return
    half = f"Half of the managers have {page.span_median:g} direct reports or fewer"
    show_lines(console, [f"{half}; the most is {page.span_max:,}."], "")
    _show_distribution(page, console)
    _show_levels(page, console)
    _show_widest(page.widest, console)


def _show_distribution(page: SpansPage, console: Console) -> None:
    show_title(console, "How many managers have how many direct reports")
    made = table("reports", "managers", "", right=(0, 1))
    rows = list(_grouped(page.distribution))
    most = max(managers for _, managers in rows)
    for reports, managers in rows:
        add_row(made, reports, f"{managers:,}", bar(managers, most))
    console.print(made)


def _grouped(distribution: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, int]]:
    yield from ((f"{reports:,}", managers) for reports, managers in distribution[:BARS])
    rest = distribution[BARS:]
    if rest:
        yield f"{rest[0][0]:,} or more", sum(managers for _, managers in rest)


def _show_levels(page: SpansPage, console: Console) -> None:
    show_title(console, "Layers", "level 1 is the top")
    made = table("level", "posts", "managers", "median span", "widest span", right=(0, 1, 2, 3, 4))
    for row in page.levels:
        spans = (f"{row.span_median:g}", f"{row.span_max:,}") if row.managers else ("–", "–")
        add_row(made, row.level, f"{row.posts:,}", f"{row.managers:,}", *spans)
    if page.levels_unknown:
        add_row(made, "?", f"{page.levels_unknown:,}", Text("line to the top not known", style="dim"))
    console.print(made)


def _show_widest(widest: Iterable[ManagerRow], console: Console) -> None:
    show_title(console, "Widest spans")
    made = table("reports", "post", "unit", right=(0,))
    for row in widest:
        add_row(made, f"{row.reports:,}", row.title + (" (vacant)" if row.vacant else ""), row.unit)
    console.print(made)
