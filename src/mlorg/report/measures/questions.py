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


def amount(value: float, unit: str, money: Money) -> str:
    """A value of an assumption in its unit."""
    if unit in ("fraction", "probability", "ratio"):
        return percent(value)
    if unit == "years of ML pay":
        return money.said(money.of_years(value))
    return two_digits(value) + (f" {unit}" if unit in ("days", "per year", "per quarter") else "")
