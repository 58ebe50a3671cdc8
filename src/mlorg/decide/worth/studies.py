"""What a study would be worth before it is made: the gain from choosing by what it is expected to show.

For every draw, what the study would show there is simulated and summed up in a few numbers; the alternatives are
regressed on these numbers as they are on an assumption itself (Strong, Oakley, Brennan and Breeze 2015, Medical
Decision Making 35).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...errors import InputError, Place, Problem
from ...org.lines import BusinessLines
from ..comparing.alternatives import TODAY
from ..comparing.comparison import Comparison
from .cases import Cases, cases_of, checked_cases
from .perfect import Worth, worth_of_knowing, worth_of_signals
from .smoothing import smoother

if TYPE_CHECKING:
    import numpy as np

TIMES = 20
"""How often each study is simulated, so that its worth does not hang on how one of them came out."""

FEWEST_COURSES = 4
"""Replications per draw that a pilot needs: one that it shows, one of the other lines, and some to judge by."""


class Answers(StrEnum):
    """What is noted of each observation of a survey."""

    SIZES = "sizes"
    """How long, how much: lognormal around the assumption."""
    YES_OR_NO = "yes or no"
    """Whether it happened, with the assumption as its chance."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Looking up `observations` of what an assumption is about; `spread` is the sd of the log of sizes.

    InputError for fewer than one observation or a spread that is not positive.
    """

    assumption: str
    observations: int = 10
    answers: Answers = Answers.SIZES
    spread: float = 0.6

    def __post_init__(self) -> None:
        if self.observations < 1 or not self.spread > 0:
            message = f"a survey of {self.observations} observations that spread by {self.spread:g} is impossible."
            raise InputError([Problem(Place(), message, "Take at least one observation and a spread above 0.")])


def worth_of_survey(cases: Cases, survey: Survey) -> Worth:
    """The worth of a survey; above that of the assumption itself only by luck.

    UnknownNameError for an assumption that does not vary, InputError for one that such answers cannot be about.
    """
    import numpy as np

    truth = cases.of(survey.assumption)
    _check(survey, truth)
    random = np.random.default_rng((cases.seed, survey.observations))
    shown = (_answers(survey, truth, random) for _ in range(TIMES))
    times = [worth_of_signals(cases, smoother([answers]), ()) for answers in shown]
    return _mean(times, (survey.assumption,))


def can_be_surveyed(cases: Cases, survey: Survey) -> bool:
    """True if the assumption varies, and has only values that such answers can be about."""
    return survey.assumption in cases.known and _fits(survey, cases.known[survey.assumption])


def _fits(survey: Survey, truth: np.ndarray) -> bool:
    if survey.answers is Answers.SIZES:
        return bool(truth.min() > 0)
    return bool(truth.min() >= 0 and truth.max() <= 1)


def _check(survey: Survey, truth: np.ndarray) -> None:
    if not _fits(survey, truth):
        message = (
            f"assumption {survey.assumption!r} goes from {truth.min():g} to {truth.max():g}: it cannot be told from "
            f"observations of {survey.answers.value}."
        )
        raise InputError([Problem(Place(), message, "Choose the kind of answers that fits it.")])


def _answers(survey: Survey, truth: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """What is summed up of the answers, draw by draw: the mean of the logs of sizes, or the share of yes."""
    import numpy as np

    n = survey.observations
    if survey.answers is Answers.YES_OR_NO:
        return random.binomial(n, truth) / n
    sizes: np.ndarray = np.log(truth) + random.normal(0, survey.spread / n**0.5, len(truth))
    return sizes


@dataclass(frozen=True, slots=True)
class Pilot:
    """Trying one alternative in a few lines while the others go on as they are, and looking at a few outcomes."""

    alternative: str
    lines: int = 2
    quarters: int = 4
    outcomes: tuple[str, ...] = ("net_value", "share_in_use", "time_to_first_use", "data_wait")


def worth_of_pilot(comparison: Comparison, pilot: Pilot, arm: Arm, quarters: int = 12) -> Worth | None:
    """The worth of a pilot to the choice by net value after so many quarters.

    None where the organisation has too few lines, or a draw too few replications: what the pilot shows is one course
    of luck, what the other lines show is another, and what is gained is judged by those that remain.
    """
    lines, courses = _business_lines(comparison, arm), comparison.sampling.per_draw
    if lines <= pilot.lines or courses < FEWEST_COURSES:
        return None
    found = []
    for course in range(courses):
        seen = (course, (course + 1) % courses)
        cases = _without(cases_of(comparison, arm, quarters=quarters), seen)
        known = _shown(comparison, arm, pilot, seen, lines)
        cases = checked_cases(replace(cases, known=known))
        found.append(worth_of_knowing(cases, cases.known) if cases.known else Worth((), 0.0, 0.0))
    return _mean(found, ())


def _shown(
    comparison: Comparison, arm: Arm, pilot: Pilot, seen: tuple[int, int], lines: int
) -> Mapping[str, np.ndarray]:
    """What the pilot lines show minus what the others show, by outcome, shape (draws,).

    A part of the lines has more luck than the whole: so much is added.
    """
    import numpy as np

    random = np.random.default_rng((comparison.sampling.seed, *seen))
    sides = ((pilot.alternative, pilot.lines), (TODAY, lines - pilot.lines))
    found = {}
    for outcome in pilot.outcomes:
        parts = []
        for (name, share), course in zip(sides, seen, strict=True):
            values = _filled(comparison.by_draw(arm, name, outcome, pilot.quarters))
            more_luck = (lines / share - 1) * values.var(axis=1, ddof=1).mean()
            parts.append(values[:, course] + random.normal(0, more_luck**0.5, len(values)))
        found[outcome] = parts[0] - parts[1]
    return found


def _filled(values: np.ndarray) -> np.ndarray:
    """With the mean in place of what has no value; 0 where nothing has."""
    import numpy as np

    there = np.isfinite(values)
    return np.where(there, values, values[there].mean() if there.any() else 0.0)


def _without(cases: Cases, seen: tuple[int, int]) -> Cases:
    import numpy as np

    return replace(cases, gains=np.delete(cases.gains, seen, axis=1))


def _business_lines(comparison: Comparison, arm: Arm) -> int:
    return len(BusinessLines(comparison.alternatives[0].organizations[arm]).units)


def _mean(times: list[Worth], names: tuple[str, ...]) -> Worth:
    return Worth(names, sum(w.worth for w in times) / len(times), sum(w.se for w in times) / len(times))
