"""The first page: the answer in three sentences, why, what would change it, and what to do on Monday."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparison.page import ArmPart, ComparisonPage, OutcomeRow
from ..comparison.verdicts import NO_DIFFERENCE, TODAY, named, three_sentences
from ..comparison.words import WEAKEST, flip_said, flips_said, in_unit, money_said
from ..forms.document import Prose, Section
from ..measures.words import first_said
from ..sentences import lower_first
from .organisation import in_words
from .value import BoardReport

MOST_REASONS = 3
WORTH_TELLING = 0.05
"""Relative change of another outcome from which it is told on the first page."""


def board_sentences(page: ComparisonPage) -> tuple[str, ...]:
    """The answer in three sentences, with how sure it is."""
    return three_sentences(page.arms, page.money, page.quarters)


def first_sections(report: BoardReport) -> tuple[Section, ...]:
    """Why, what would change it, what to do on Monday."""
    page = report.comparison
    return (
        Section("why", "Why", (Prose(tuple(_reasons(page)), "list"),), (WEAKEST,)),
        Section("change", "What would change the answer", (Prose(tuple(_changes(page)), "list"),)),
        Section("monday", "What to do on Monday", (Prose(tuple(_to_do(report)), "numbered"),)),
    )


def _reasons(page: ComparisonPage) -> Iterator[str]:
    monday = page.arms[0]
    yield page.answer[2]
    better, worse = _moved(monday)
    if better:
        yield f"With {named(monday, _chosen(monday))}, better than today: {'; '.join(better)}."
    if worse:
        yield f"Worse than today: {'; '.join(worse)}."
    yield WEAKEST
    yield money_said(page.money)


def _chosen(part: ArmPart) -> str:
    return part.leader if part.leader != TODAY else part.next_best


def _moved(part: ArmPart) -> tuple[list[str], list[str]]:
    """Other outcomes that the chosen alternative moves most, for the better and for the worse."""
    if part.verdict == NO_DIFFERENCE or part.row(_chosen(part)).label not in part.columns:
        return [], []
    column = part.columns.index(part.row(_chosen(part)).label)
    gains = sorted(((_gain(row, column), row) for row in part.outcomes), key=lambda pair: -abs(pair[0]))
    better = [_told(row, column) for gain, row in gains if gain >= WORTH_TELLING]
    worse = [_told(row, column) for gain, row in gains if gain <= -WORTH_TELLING]
    return better[:MOST_REASONS], worse[:MOST_REASONS]


def _gain(row: OutcomeRow, column: int) -> float:
    """Relative change for the better against the first column, which is today; 0 where none shows."""
    before, after = row.values[0], row.values[column]
    if not before or after is None or in_unit(before, row) == in_unit(after, row):
        return 0.0
    return (after / before - 1) * (1 if row.more_is_better else -1)


def _told(row: OutcomeRow, column: int) -> str:
    name = lower_first(row.label)
    return f"{name} {in_unit(row.values[column], row)} (today {in_unit(row.values[0], row)})"


def _changes(page: ComparisonPage) -> Iterator[str]:
    for flip in page.flips:
        yield f"{flip.question} {flip_said(flip, page.money)[0]}"
    if not page.flips:
        yield flips_said(page)
    for part in page.arms:
        if part.verdict == "too close to call":
            first, second = named(part, part.leader), named(part, part.next_best)
            yield f"{part.title}, more draws: {first} and {second} lie too close together to call."
    if page.basis.guessed:
        yield f"Facts we had to guess or leave out: {len(page.basis.guessed)}, listed under “Method and limits”."


def _measured_first(page: ComparisonPage) -> Iterator[str]:
    """What is worth finding out, and whom to ask."""
    found = [row for row in page.measures.rows if row.stands_out] if page.measures else []
    yield from (first_said(row, page.money) for row in found[:1])
    for flip in page.flips:
        if flip.whom and not found:
            yield f"Ask {flip.whom}: {flip.question} It takes about {flip.days} days (assumed)."


def _to_do(report: BoardReport) -> Iterator[str]:
    """What holds under every structure comes first, then the questions, then the steps."""
    page = report.comparison
    grave = [in_words(row.message, report.ownership) for row in report.findings.findings if row.severity == "error"]
    if grave:
        more = f" And {len(grave) - MOST_REASONS} more." if len(grave) > MOST_REASONS else ""
        yield f"Close the gravest gaps, which cost under every structure: {' '.join(grave[:MOST_REASONS])}{more}"
    yield from _measured_first(page)
    clear = page.arms[0].verdict in ("clear", "leaning") and page.arms[0].leader != TODAY
    if page.steps and clear:
        first = page.steps[0].lines[0]
        yield f"Begin “{page.to_change}” with what can be undone: {lower_first(first)}."
    elif page.steps:
        yield f"Do not reorganise yet: what is ahead, “{page.to_change}”, is not far enough ahead."
    else:
        yield "Leave the structure as it is."
