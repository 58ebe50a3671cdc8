"""From the draws of a comparison to what its page says of measuring and of robustness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...archetypes import Arm
from ...decide import TODAY, Comparison
from ...decide.comparing.alternatives import PILOT
from ...decide.robustness import Rule, favouring_rules, influences, share_of_luck, turning_points
from ...decide.worth import (
    Answers,
    Cases,
    Pilot,
    Survey,
    Worth,
    can_be_surveyed,
    worth_of_everything,
    worth_of_groups,
    worth_of_pilot,
    worth_of_survey,
)
from ...sim import Prior
from ..rounding import Money
from .page import (
    ConditionRow,
    GroupRow,
    InfluenceRow,
    MeasurePart,
    MeasureRow,
    RobustnessPart,
    RuleRow,
    StudyRow,
    TurningRow,
)
from .questions import question_of, questions

DAYS_PER_QUARTER = 63
SURVEYS = {
    "data_requests": (Survey("access_days", 10), "How much work was each of the last ten data requests?"),
    "hand_offs": (
        Survey("send_back", 10, Answers.YES_OR_NO),
        "Which of the last ten models that were handed to another team were sent back?",
    ),
}
"""What can be looked up. Pieces of work of one kind spread by 0.6 in their log, the middle of what is assumed."""

AREAS = {
    "work": "sizes of pieces of work",
    "handoff": "hand-offs",
    "exceptions": "questions to managers",
    "diversion": "other work that people are drawn into",
    "service": "models in use",
    "ownership": "owners that are not known",
    "coordination": "coordination in teams",
}
"""What areas of the model are called where their own name says too little."""


def measure_part(
    comparison: Comparison, cases: Cases, each: Sequence[Worth], of: tuple[Arm, int], money: Money
) -> MeasurePart:
    """What to measure first; `each` holds the worth of every single assumption, `of` arm and quarters."""
    everything = worth_of_everything(cases)
    return MeasurePart(
        of[0].value,
        money.of_years(everything.worth),
        money.of_years(everything.se),
        tuple(sorted(_measure_rows(each, money), key=lambda r: (not r.stands_out, -r.worth_per_day, r.assumption))),
        tuple(sorted(_studies(comparison, cases, of, money), key=lambda r: -r.worth_per_day)),
        tuple(sorted(_groups(comparison.priors, cases, money), key=lambda r: (-r.worth, r.group))),
        len(cases.known),
        len(cases.gains),
    )


def _measure_rows(each: Sequence[Worth], money: Money) -> Iterator[MeasureRow]:
    for worth in each:
        asked = questions().get(worth.assumptions[0])
        if worth.worth > 0 and asked and asked.whom:
            amount, days = money.of_years(worth.worth), int(asked.days)
            yield MeasureRow(
                asked.assumption,
                asked.question,
                asked.whom,
                days,
                amount,
                money.of_years(worth.se),
                amount / days,
                worth.stands_out,
            )


def _studies(comparison: Comparison, cases: Cases, of: tuple[Arm, int], money: Money) -> Iterator[StudyRow]:
    for study, (survey, text) in SURVEYS.items():
        if can_be_surveyed(cases, survey):
            asked = questions()[survey.assumption]
            whom = asked.whom.partition(":")[0]
            yield _study(study, (text, whom), int(asked.days), worth_of_survey(cases, survey), money)
    pilot = Pilot(piloted(cases))
    found_by_pilot = worth_of_pilot(comparison, pilot, *of) if pilot.alternative else None
    if found_by_pilot:
        label = next(a.label for a in comparison.alternatives if a.id == pilot.alternative)
        text = f"How does “{label}” do in two lines, over {pilot.quarters} quarters, while the others go on?"
        yield _study("pilot", (text, "a pilot in two lines"), pilot.quarters * DAYS_PER_QUARTER, found_by_pilot, money)


def piloted(cases: Cases) -> str:
    """The best on average that is neither today nor itself a pilot; empty if there is none."""
    means = dict(zip(cases.alternatives, cases.by_draw.mean(axis=0).tolist(), strict=True))
    return max((name for name in means if name not in (TODAY, PILOT)), key=lambda name: means[name], default="")


def _study(study: str, said: tuple[str, str], days: int, worth: Worth, money: Money) -> StudyRow:
    amount = money.of_years(worth.worth)
    return StudyRow(study, *said, days, amount, money.of_years(worth.se), amount / days)


def _groups(priors: Mapping[str, Prior], cases: Cases, money: Money) -> Iterator[GroupRow]:
    """Areas of the model with at least two assumptions that vary; those that gain nothing are left out."""
    members: dict[str, list[str]] = {}
    for name in cases.known:
        members.setdefault(priors[name].mechanism, []).append(name)
    of_several = {group: names for group, names in members.items() if len(names) > 1}
    for group, worth in worth_of_groups(cases, of_several).items():
        if worth.worth > 0:
            label = AREAS.get(group, group)
            amounts = money.of_years(worth.worth), money.of_years(worth.se)
            yield GroupRow(group, label, len(worth.assumptions), *amounts)


def robustness_part(comparison: Comparison, cases: Cases, arm: Arm) -> RobustnessPart:
    """What moves the lead, what turns it, and what favours which alternative."""
    labels = {a.id: a.label for a in comparison.alternatives}
    found = influences(cases)
    moving = [one for one in found if one.stands_out]
    points = turning_points(cases, [one.assumption for one in moving])
    asked = {name: question_of(prior).question for name, prior in comparison.priors.items()}
    units = {name: prior.unit for name, prior in comparison.priors.items()}
    return RobustnessPart(
        arm.value,
        labels[cases.alternatives[cases.leader]],
        labels[cases.alternatives[cases.runner_up]],
        tuple(_rule_row(rule, labels, asked, units) for rule in favouring_rules(cases)),
        tuple(
            TurningRow(
                p.assumption, asked[p.assumption], units[p.assumption], p.middle, p.at, p.deviations, labels[p.instead]
            )
            for p in points
        ),
        tuple(InfluenceRow(i.assumption, asked[i.assumption], i.share) for i in moving),
        share_of_luck(cases),
        len(found),
    )


def _rule_row(rule: Rule, labels: Mapping[str, str], asked: Mapping[str, str], units: Mapping[str, str]) -> RuleRow:
    conditions = (
        ConditionRow(c.assumption, asked[c.assumption], units[c.assumption], c.low, c.high) for c in rule.conditions
    )
    return RuleRow(
        rule.alternative,
        labels[rule.alternative],
        tuple(conditions),
        rule.density,
        rule.overall,
        rule.coverage,
        rule.holds,
    )
