"""What the terminal and the web page say of measuring and of robustness, in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from ..asking import AnsweredRow, DecisionQuestionsPage
from ..rounding import Money, percent, two_digits
from .page import ConditionRow, GroupRow, MeasurePart, MeasureRow, RobustnessPart, RuleRow, StudyRow, TurningRow
from .questions import amount

MOST_ROWS = 5
"""Assumptions, areas and influences that are told; JSON has them all."""

TOO_FEW = "Nothing can be said of it: either nothing differs, or fewer than 30 cases were drawn (see --draws)."
MEASURE_COLUMNS = ("worth up to", "give or take", "days", "worth per day")
AREA_COLUMNS = ("assumptions", "worth up to", "give or take")


def measure_said(part: MeasurePart, money: Money) -> Iterator[str]:
    """What to measure first, or why nothing in particular."""
    if part.everything <= 0:
        yield "Whatever we found out, the choice would stay as it is: nothing needs to be measured for it."
        return
    yield (
        f"Knowing all that is assumed here would be worth {money.said(part.everything)} "
        f"(give or take {money.said(part.everything_se)}); no measurement can be worth more."
    )
    found = [row for row in part.rows if row.stands_out]
    if found:
        yield first_said(found[0], money)
    else:
        yield (
            f"No single fact stands out from chance among {part.looked_at} with {part.draws} cases drawn; more draws "
            "tell them apart better. The list is in order of what looks best, and may be luck."
        )


def first_said(row: MeasureRow, money: Money) -> str:
    """Measure this first: what it is worth, how long it takes, what to ask whom."""
    return (
        f"Measure this first: it is worth up to {money.said(row.worth)}, it takes about {days_said(row.days)} "
        f"(assumed). Ask {row.whom}: “{row.question}”"
    )


def days_said(days: int) -> str:
    """A number of days in words."""
    return f"{days} day{'' if days == 1 else 's'}"


def told_in(part: MeasurePart, money: Money) -> Money:
    """The same money on a scale that suits what can be learned, which is less than what is at stake."""
    return Money.of(money.currency, money.per_year, part.everything / (money.per_year or 1.0))


def measure_cells(row: MeasureRow | StudyRow, money: Money) -> tuple[str, str, str, str]:
    """Worth, standard error, days, worth per day."""
    worth, give_or_take = amount_cells(row, money)
    return worth, give_or_take, str(row.days), money.in_table(row.worth_per_day, places=3)


def amount_cells(row: MeasureRow | StudyRow | GroupRow, money: Money) -> tuple[str, str]:
    """Worth and standard error."""
    places = 1 if money.per_year else 3
    return money.in_table(row.worth, places=places), money.in_table(row.se, places=places)


def robustness_said(part: RobustnessPart) -> Iterator[str]:
    """What moves the lead, in sentences."""
    names = f"“{part.leader}” over “{part.next_best}”"
    if part.by_luck is not None and part.by_luck >= 0.5:
        yield (
            f"What makes the lead of {names} differ between cases is mostly luck, as far as can be told: about "
            f"{percent(part.by_luck)} of it."
        )
    if not part.influences:
        yield (
            f"None of {part.looked_at} assumptions moves the lead of {names} more than luck does, so none can be named "
            "that would turn it."
        )
    elif not part.turning:
        yield f"None of the assumptions that move the lead of {names} turns it within what is assumed."
    if not part.rules:
        yield "No rule stands out from chance that would say where one structure is best and where another."


def turning_said(row: TurningRow, money: Money) -> str:
    """Where an assumption turns the answer, and how far that is."""
    side = "above" if row.deviations > 0 else "below"
    away = amount(abs(row.at - row.middle), row.unit, money)
    return (
        f"{row.question} {side.capitalize()} {amount(row.at, row.unit, money)}, “{row.instead}” is ahead: {away} "
        f"{side} the middle of what is assumed ({two_digits(abs(row.deviations))} standard deviations)."
    )


def rule_said(row: RuleRow) -> str:
    """What a rule says before its conditions."""
    return (
        f"“{row.label}” is best in {percent(row.density)} of the cases where the following holds, against "
        f"{percent(row.overall)} of all; that covers {percent(row.coverage)} of the cases in which it is best."
    )


def condition_said(row: ConditionRow, money: Money) -> str:
    """One condition of a rule."""
    low, high = (None if bound is None else amount(bound, row.unit, money) for bound in (row.low, row.high))
    if low is not None and high is not None:
        return f"{row.question} From {low} to {high}."
    return f"{row.question} {low} or more." if low is not None else f"{row.question} {high} or less."


def introduced(page: DecisionQuestionsPage) -> tuple[str, ...]:
    """What is said before the questions."""
    return (TOO_FEW,) if page.measures is None else tuple(measure_said(page.measures, page.money))


def ask_said(row: MeasureRow, money: Money, counted: str) -> tuple[str, ...]:
    """One question, in what it is counted, and what the answer is worth."""
    chance = "" if row.stands_out else ", which may be luck"
    return (
        f"{row.question}  (in {counted})" if not counted.startswith("a ") else f"{row.question}  ({counted})",
        f"Ask {row.whom}; about {days_said(row.days)}. Worth up to {money.said(row.worth)}{chance}.",
    )


def answer_said(row: AnsweredRow) -> tuple[str, ...]:
    """What one answer changes."""
    if not row.after:
        return (f"{row.assumption}: not known, so it stays {row.meant_before}, source: {row.source_before}",)
    return (
        f"{row.assumption}: {row.meant_before} becomes {row.meant_after}",
        f"  before: {row.source_before}",
        f"  now: {row.source}",
    )
