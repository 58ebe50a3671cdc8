"""The page of a back-test: what the model would have expected of the user's own past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import ClassVar

from ..decide.history import Backtest, Moved, Predicted
from ..sim import priors
from .asking import AnsweredRow
from .measures.questions import amount, question_of
from .pages import About, Page
from .rounding import Money, known, tenths, two_digits
from .sentences import counted

_FEW = 3
"""Measures up to which it is told how little they say."""
_PASSED_TOO_NARROW = 2 * NormalDist().cdf(NormalDist().inv_cdf(0.95) / 2) - 1
"""Chance that a normal value lies in its middle 90 % once that range is halved in width: 0.59."""
LABELS = {
    "deployments": ("Models brought into use, in half a year", "count"),
    "lead_time": ("Days from approval to use", "days"),
    "data_wait": ("Days until a use case had its data", "days"),
    "leavers": ("ML people who left, in half a year", "count"),
}
"""What a measure is called, and its unit."""


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """A measure in the second half: what came, and the range in which nine of ten should lie.

    `before` is expected without the first half, `after` with it: (lower end, middle, upper end); None = no value.
    """

    measure: str
    label: str
    unit: str
    first_half: float | None
    came: float | None
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]
    held: bool | None


@dataclass(frozen=True, slots=True)
class LearnedRow:
    """What the whole history says of an assumption: lower end, middle and upper end before and after."""

    assumption: str
    question: str
    unit: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class BacktestPage(Page):
    """The first half of a history fitted, the second predicted.

    `verdict` says in words how that went. `contradicted` names measures that nothing that is assumed produces; if
    `refused`, nothing was fitted. `learned` are the assumptions that the history moves, `kept` those written into the
    workspace.
    """

    schema: ClassVar[str] = "mlorg.backtest/1"
    source: str
    half_years: tuple[date, ...]
    """Last days of the half-years."""
    fitted: int
    """How many of them were fitted."""
    verdict: tuple[str, ...]
    refused: bool
    contradicted: tuple[str, ...]
    predictions: tuple[PredictionRow, ...]
    learned: tuple[LearnedRow, ...]
    draws: int
    left_out: int
    """Rows of the history that lie before the first half-year or after the last."""
    kept: tuple[AnsweredRow, ...] = ()
    command: str = ""


def backtest_page(found: Backtest, source: str, about: About) -> BacktestPage:
    """The page of a back-test."""
    return BacktestPage(
        about,
        source,
        found.ends,
        found.fitted,
        tuple(verdict(found)),
        found.refused,
        found.contradicted,
        tuple(_prediction_row(one) for one in found.predictions),
        tuple(_learned_row(one) for one in found.moved if one.clearly),
        found.draws,
        found.left_out,
    )


def verdict(found: Backtest) -> Iterator[str]:
    """How a back-test went, in sentences."""
    if found.refused:
        yield _contradiction(found)
        yield (
            "So the model was not fitted, and a comparison should not be believed before that is understood: is the "
            "history counted as the reference of workspaces says, was the structure another one then, or is an "
            "assumption far off?"
        )
        return
    until = found.ends[found.fitted - 1]
    judged = [one for one in found.predictions if one.posterior]
    if not judged:
        yield "No measure was kept in both halves, so nothing could be predicted."
        return
    held = sum(one.held for one in judged)
    yield (
        f"Fitted to what was measured up to {until}, it expected for the time after: {_all(held, len(judged))} "
        "where nine of ten should."
    )
    if held == len(judged) <= _FEW:
        narrow = tenths(_PASSED_TOO_NARROW**held)
        yield (
            f"{'One measure says' if held == 1 else f'{held} measures say'} little: had the model's ranges only half "
            f"the width they should have, this would still come out in about {narrow} histories."
        )
    missed = [LABELS[one.measure][0].lower() for one in judged if not one.held]
    if missed:
        yield f"It was wrong on: {'; '.join(missed)}. Trust what a comparison says of them less."


def _contradiction(found: Backtest) -> str:
    if not found.contradicted:
        return f"None of {found.draws:,} cases drawn from all that is assumed produces this history as a whole."
    seen = "; ".join(LABELS[name][0].lower() for name in found.contradicted)
    return f"Hardly any of {found.draws:,} cases drawn from all that is assumed produces your figures for: {seen}."


def _all(held: int, judged: int) -> str:
    if judged == 1:
        return f"the one measure that was kept {'lies' if held else 'does not lie'}"
    return _of(held, judged) + " lie"


def _of(held: int, judged: int) -> str:
    return f"all {judged} measures" if held == judged else f"{held or 'none'} of {judged} measures"


def _prediction_row(one: Predicted) -> PredictionRow:
    label, unit = LABELS[one.measure]
    return PredictionRow(
        one.measure,
        label,
        unit,
        known(one.seen_before),
        known(one.came),
        tuple(map(known, one.prior)),
        tuple(map(known, one.posterior or ())),
        one.held if one.posterior else None,
    )


def _learned_row(one: Moved) -> LearnedRow:
    prior = priors()[one.assumption]
    return LearnedRow(one.assumption, question_of(prior).question, prior.unit, one.before, one.after)


BACKTEST_COLUMNS = ("first half", "second half", "expected before", "expected after fitting", "held")


def prediction_cells(row: PredictionRow) -> tuple[str, ...]:
    """What came in both halves, what was expected of the second before and after fitting, and whether that held."""
    held = {True: "yes", False: "no", None: ""}[row.held]
    seen = (two_digits(row.first_half), two_digits(row.came))
    return (*seen, expected_said(row.before), expected_said(row.after), held)


def history_said(page: BacktestPage) -> str:
    """Which history it is, and how much of it was fitted."""
    first, last = page.half_years[0], page.half_years[-1]
    return f"half-years ending {first} to {last}, the first {page.fitted} fitted; from {page.source}"


def left_out_said(page: BacktestPage) -> tuple[str, ...]:
    """What of the history could not be used, if any."""
    if not page.left_out:
        return ()
    return (f"{counted(page.left_out, 'row')} before the first half-year or after the last: left out.",)


def learned_said(row: LearnedRow) -> str:
    """What was assumed, and what is after the history."""
    before, after = (
        f"{amount(middle, row.unit, Money())} ({amount(low, row.unit, Money())} to {amount(high, row.unit, Money())})"
        for low, middle, high in (row.before, row.after)
    )
    return f"{before} was assumed; with the history {after}."


def expected_said(ends: Sequence[float | None]) -> str:
    """A range with its middle."""
    return f"{two_digits(ends[1])} ({two_digits(ends[0])} to {two_digits(ends[2])})" if ends else "–"
