"""Assumptions as questions: what to ask, whom, and how long an answer takes. The days are assumed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...sim import Prior
from ..rounding import Money, percent, two_digits


@dataclass(frozen=True, slots=True)
class Question:
    """One assumption in plain words; `whom` and `days` are empty where nobody can be asked."""

    assumption: str
    question: str
    whom: str
    days: str


@cache
def questions() -> Mapping[str, Question]:
    """The questions by name of the assumption, from `questions.csv`."""
    text = files("mlorg.report.measures").joinpath("questions.csv").read_text(encoding="utf-8")
    return {row["assumption"]: Question(**row) for row in csv.DictReader(text.splitlines())}


def question_of(prior: Prior) -> Question:
    """The question about a prior; its note where there is none."""
    return questions().get(prior.name, Question(prior.name, prior.note, "", ""))


def nine_of_ten(prior: Prior) -> tuple[float, float, float]:
    """Lower end, middle and upper end of the range that holds nine of ten draws; a thousand are drawn to find it."""
    import numpy as np

    low, middle, high = (float(q) for q in np.quantile(prior.sample(1, 1000), [0.05, 0.5, 0.95]))
    return low, middle, high


def believed_said(prior: Prior, money: Money) -> str:
    """What is believed of an assumption, e.g. `3.0 days (nine of ten between 2.2 days and 4.1 days)`."""
    low, _, high = (amount(value, prior.unit, money) for value in nine_of_ten(prior))
    middle = amount(prior.middle, prior.unit, money)
    return f"{middle} for certain" if low == high else f"{middle} (nine of ten between {low} and {high})"


def amount(value: float, unit: str, money: Money) -> str:
    """A value of an assumption in its unit."""
    if unit in ("fraction", "probability", "ratio"):
        return percent(value)
    if unit == "years of ML pay":
        return money.said(money.of_years(value))
    return two_digits(value) + (f" {unit}" if unit in ("days", "per year", "per quarter") else "")
