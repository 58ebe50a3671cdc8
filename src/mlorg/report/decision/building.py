"""From a comparison and its rankings to the part of the page that says how the verdict comes about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...decide import Aims, Comparison, Decided, Ranking, Verdict, trade_offs
from ...decide.choosing.aims import more_is_better, unit_of
from ..rounding import Money, known, percent, two_digits
from .aim_words import aims_said, broken_said, changes_said, outcome_label
from .page import ArmDecision, DecisionPart, FrontColumn, FrontRow, SureRow

if TYPE_CHECKING:
    from ...workspace import LoggedAims

MOST_DRAWS = 100_000
"""Beyond this many draws the number is not told."""


def decision_part(
    aims: Aims,
    told: Sequence[tuple[Comparison, Ranking]],
    titles: Mapping[Arm, str],
    money: Money,
    logged: Sequence[LoggedAims] = (),
) -> DecisionPart:
    """The part of the page; each arm is told by its ranking and a comparison of what is ranked."""
    return DecisionPart(
        aims_said(aims, money),
        changes_said(logged),
        money.of_years(aims.zone),
        tuple(FrontColumn(n, outcome_label(n), unit_of(n), more_is_better(n)) for n in aims.front),
        tuple(_arm(comparison, ranking, titles[ranking.arm], money) for comparison, ranking in told),
    )


def rounds_said(decided: Decided, titles: Mapping[Arm, str]) -> tuple[str, ...]:
    """What drawing in rounds came to: how sure it is, and who was left out when."""
    lines = [
        f"{titles[arm]}: {'decided' if done else 'not decided'} after {decided.comparison.sampling.draws} draws; the "
        f"one selected is best, or nearly so, with a chance of {percent(decided.confidence[arm])}."
        for arm, done in decided.decided.items()
    ]
    lines += [f"Left out after {one.draws} draws: {one.label}." for one in decided.left]
    return (*lines, f"{decided.histories:,} histories were simulated in all.")


def _arm(comparison: Comparison, ranking: Ranking, title: str, money: Money) -> ArmDecision:
    labels = {a.id: a.label for a in comparison.alternatives}
    seen, alone = ranking.outlook, ranking.leader == ranking.next_best

    def said(years: float) -> float | None:
        return None if alone else known(money.of_years(years))

    return ArmDecision(
        ranking.arm.value,
        title,
        said(seen.difference),
        said(seen.least),
        said(seen.most),
        None if alone else seen.draws,
        seen.facts,
        known(seen.luck),
        tuple(_deciding(ranking, labels, money, comparison.sampling.draws)),
        tuple(broken_said(labels[name], broken, money) for name, broken in ranking.broken.items() if broken),
        tuple(_sure(comparison, ranking, labels)),
        _front(comparison, ranking, labels, money),
    )


def _deciding(ranking: Ranking, labels: Mapping[str, str], money: Money, draws: int) -> Iterator[str]:
    seen, leader, second = ranking.outlook, labels[ranking.leader], labels[ranking.next_best]
    if ranking.verdict is Verdict.NONE_KEEPS:
        yield f"No alternative keeps your limits: the nearest is “{leader}”."
        return
    if ranking.verdict is Verdict.ONLY_ONE:
        yield f"Only “{leader}” keeps your limits."
        return
    ends = money.interval(money.of_years(seen.least), money.of_years(seen.most))
    lead = money.said(money.of_years(seen.difference))
    yield f"“{leader}” is ahead of “{second}” by {lead} on average (95 % interval {ends})."
    if seen.luck == seen.luck:
        yield f"Of the spread between the cases drawn, {percent(seen.luck)} is luck, which is taken out of the chances."
    if ranking.verdict is Verdict.AS_GOOD:
        yield "All of that interval is too small to matter: take either."
    elif ranking.verdict is Verdict.TOO_CLOSE:
        yield from _what_would_decide(ranking, draws)


def _what_would_decide(ranking: Ranking, draws: int) -> Iterator[str]:
    seen = ranking.outlook
    if seen.facts:
        yield "More runs would not decide it: the uncertainty is about facts, not luck. See what could flip it."
    elif seen.draws is None or seen.draws > MOST_DRAWS:
        yield f"More than {MOST_DRAWS:,} draws would be needed to tell them apart: the two are as good as equal."
    elif seen.draws > draws:
        needed = two_digits(seen.draws)
        yield f"About {needed} draws instead of {draws:,} would decide it, if the difference is what it seems."
    else:
        yield "More draws would show whether the cases disagree by luck or by facts."


def _sure(comparison: Comparison, ranking: Ranking, labels: Mapping[str, str]) -> Iterator[SureRow]:
    open_to = {a.id for a in comparison.alternatives if a.eligible and not ranking.broken[a.id]}
    for one in ranking.standings:
        can_win = one.alternative in open_to
        yield SureRow(
            one.alternative,
            labels[one.alternative],
            known(one.p_best) if can_win else None,
            known(one.p_best_by_luck) if can_win else None,
            labels.get(one.dominated_by, ""),
            one.dominated_to,
        )


def _front(comparison: Comparison, ranking: Ranking, labels: Mapping[str, str], money: Money) -> tuple[FrontRow, ...]:
    """On the front first, each group in the order of the ranking."""
    found = {one.alternative: one for one in trade_offs(comparison, ranking.arm, quarters=ranking.quarters)}
    in_order = [found[s.alternative] for s in ranking.standings if s.alternative in found]
    scales = [money.of_years(1.0) if unit_of(name) == "money" else 1.0 for name in comparison.aims.front]
    return tuple(
        FrontRow(
            one.alternative,
            labels[one.alternative],
            tuple(known(value * scale) for value, scale in zip(one.means, scales, strict=True)),
            not one.beaten_by,
            tuple(labels[s.alternative] for s in ranking.standings if s.alternative in one.beaten_by),
            one.p_front,
        )
        for one in sorted(in_order, key=lambda o: bool(o.beaten_by))
    )
