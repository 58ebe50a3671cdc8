"""From a comparison to its page: everything that is said, in numbers and words, and nothing of how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...archetypes import Arm
from ...decide import (
    AIMED,
    TODAY,
    Alternative,
    Comparison,
    Decided,
    Ranking,
    Standing,
    rank,
)
from ...decide.worth import Cases, Worth, cases_of, worth_of_each
from ...errors import InputError
from ...org import Organization
from ...sim import HORIZONS, Prior
from ...workspace import LoggedAims
from ..decision.building import decision_part, rounds_said
from ..decision.page import DecisionPart
from ..measures.building import measure_part, robustness_part
from ..measures.page import MeasurePart, RobustnessPart
from ..measures.questions import amount, question_of
from ..pages import About
from ..rounding import Money, known
from ..steps import summed_up
from .basis import basis
from .outcome_rows import outcome_rows, stage_row
from .page import ArmPart, ComparisonPage, FlipRow, HorizonRow, StandingRow, StepRow
from .verdicts import NO_DIFFERENCE, answer, headline

LEADING = 3
"""Alternatives that are set beside today in the tables of other outcomes."""
MOST_FLIPS = 2

ARMS = {
    Arm.RESTRUCTURED: ("From Monday", "the same people, posts and pay as today, placed otherwise"),
    Arm.SETTLED: (
        "Once settled",
        "the same pay bill spent on the structure's own mix of roles, after two years of getting used to it",
    ),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the organisation, the horizon, how money is said, and the command that asks it again.

    `logged` are the aims of all times, `decided` what drawing until it is decided came to, if that was asked for.
    """

    organization: Organization
    about: About
    quarters: int = 12
    currency: str = ""
    cost_of_ml_person_year: float | None = None
    command: str = "mlorg compare"
    logged: tuple[LoggedAims, ...] = ()
    decided: Decided | None = None


def comparison_page(comparison: Comparison, request: Request) -> ComparisonPage:
    """The page of a comparison that holds today and at least one alternative."""
    views = {arm: _View.of(comparison, arm, request.quarters) for arm in ARMS}
    money = Money.of(request.currency, request.cost_of_ml_person_year, max(v.most for v in views.values()))
    columns = _columns(views)
    shown = tuple(a for name in columns for a in comparison.alternatives if a.id == name)
    arms = tuple(_arm_part(view, money, shown) for view in views.values())
    cases = {arm: of for arm, view in views.items() if (of := _cases(view))}
    found = {arm: worth_of_each(of) for arm, of in cases.items()}
    measures, robustness = _learning(views, cases, found, money)
    to_change, steps = _steps(comparison, arms[0], request.organization)
    return ComparisonPage(
        replace(request.about, inputs_hash=comparison.inputs_hash, seed=comparison.sampling.seed),
        quarters=request.quarters,
        money=money,
        headline=headline(arms),
        answer=answer(arms, money, request.quarters),
        arms=arms,
        flips=tuple(_flip_rows(found, views, money)),
        flips_stand_out=sum(worth.stands_out for worths in found.values() for worth in worths),
        looked_at=sum(map(len, found.values())),
        to_change=to_change,
        steps=steps,
        basis=basis(comparison, request.command),
        decision=_decision(comparison, request, views, money),
        measures=measures,
        robustness=robustness,
    )


def _decision(comparison: Comparison, request: Request, views: Mapping[Arm, _View], money: Money) -> DecisionPart:
    titles = {arm: title for arm, (title, _) in ARMS.items()}
    told = [(view.comparison, view.ranking) for view in views.values() if view.ranking]
    rounds = rounds_said(request.decided, titles) if request.decided else ()
    return replace(decision_part(comparison.aims, told, titles, money, request.logged), rounds=rounds)


@dataclass(frozen=True)
class _View:
    """One arm of a comparison with alternatives that come out the same to the last digit told once."""

    comparison: Comparison
    arm: Arm
    quarters: int
    same: Mapping[str, tuple[str, ...]]
    ranking: Ranking | None

    @classmethod
    def of(cls, comparison: Comparison, arm: Arm, quarters: int) -> _View:
        twins = _twins(comparison, arm)
        distinct = tuple(a for a in comparison.alternatives if a.id in twins)
        told = replace(comparison, alternatives=distinct)
        labels = {a.id: a.label for a in comparison.alternatives}
        same = {first: tuple(labels[other] for other in others) for first, others in twins.items()}
        enough = sum(a.eligible for a in distinct) > 1
        return cls(told, arm, quarters, same, rank(told, arm, quarters=quarters) if enough else None)

    @property
    def alternatives(self) -> Mapping[str, Alternative]:
        return {a.id: a for a in self.comparison.alternatives}

    @property
    def most(self) -> float:
        """The largest difference to today, in years of pay."""
        return max((abs(s.difference) for s in self.standings), default=0.0)

    @property
    def standings(self) -> tuple[Standing, ...]:
        return self.ranking.standings if self.ranking else ()

    @property
    def eligible(self) -> tuple[str, ...]:
        """Best first, those that break limits last; only today where all come out the same."""
        ranked = (s.alternative for s in self.standings if self.alternatives[s.alternative].eligible)
        return tuple(sorted(ranked, key=self.breaks_limits)) or (TODAY,)

    def breaks_limits(self, alternative: str) -> bool:
        """Whether it breaks a limit of the aims, on average."""
        return self.ranking is not None and bool(self.ranking.broken[alternative])


def _twins(comparison: Comparison, arm: Arm) -> dict[str, list[str]]:
    """First of each group of alternatives with equal results -> the others. A stage is nobody's twin."""
    groups: dict[bytes, str] = {}
    found: dict[str, list[str]] = {}
    for alternative in comparison.alternatives:
        digits = comparison.outcomes[arm][alternative.id].digest()
        first = groups.setdefault(digits, alternative.id) if alternative.eligible else alternative.id
        others = found.setdefault(first, [])
        others += [alternative.id] if first != alternative.id else []
    return found


def _columns(views: Mapping[Arm, _View]) -> tuple[str, ...]:
    """Today and the leaders of both arms, taken in turn."""
    leaders = (view.eligible for view in views.values())
    in_turn = [name for pair in zip(*(list(names) + [TODAY] * 2 for names in leaders), strict=False) for name in pair]
    return tuple(dict.fromkeys([TODAY, *in_turn]))[: LEADING + 1]


def _arm_part(view: _View, money: Money, shown: tuple[Alternative, ...]) -> ArmPart:
    title, meaning = ARMS[view.arm]
    rows = [_standing_row(view, s, money) for s in view.standings] or [_alone(view)]
    alternatives, ranking = view.alternatives, view.ranking
    results = tuple(view.comparison.outcomes[view.arm][a.id] for a in shown)
    return ArmPart(
        arm=view.arm.value,
        title=title,
        meaning=meaning,
        verdict=ranking.verdict.value if ranking else NO_DIFFERENCE,
        leader=ranking.leader if ranking else TODAY,
        next_best=ranking.next_best if ranking else TODAY,
        p_leader=ranking.p_leader if ranking else None,
        rows=tuple(r for r in rows if alternatives[r.alternative].eligible),
        reference=tuple(r for r in rows if not alternatives[r.alternative].eligible),
        horizons=tuple(_horizons(view, money)),
        columns=tuple(a.label for a in shown),
        outcomes=outcome_rows(results, view.quarters),
        stages=tuple(stage_row(a, result, view.quarters) for a, result in zip(shown, results, strict=True)),
    )


def _standing_row(view: _View, standing: Standing, money: Money) -> StandingRow:
    alternative = view.alternatives[standing.alternative]
    breaks = view.breaks_limits(alternative.id)
    can_win = alternative.eligible and not breaks

    def said(years: float) -> float | None:
        return known(money.of_years(years))

    return StandingRow(
        alternative.id,
        alternative.label,
        alternative.moves and alternative.id != TODAY,
        difference=said(standing.difference),
        least=said(standing.least),
        most=said(standing.most),
        middle=said(_middle(view, alternative.id)),
        p_best=known(standing.p_best) if can_win else None,
        p_better=known(standing.p_better),
        if_wrong=said(standing.regret) if can_win else None,
        worst=said(standing.worst),
        same_as=view.same[alternative.id],
        breaks_limits=breaks,
    )


def _alone(view: _View) -> StandingRow:
    """Today, where all others come out the same."""
    same = view.same[TODAY]
    return StandingRow(TODAY, view.alternatives[TODAY].label, False, 0.0, 0.0, 0.0, 0.0, None, None, 0.0, 0.0, same)


def _middle(view: _View, alternative: str) -> float:
    """The median over draws of the difference to today."""
    import numpy as np

    ours, today = (view.comparison.by_draw(view.arm, a, AIMED, view.quarters) for a in (alternative, TODAY))
    return float(np.median(ours.mean(axis=1) - today.mean(axis=1)))


def _horizons(view: _View, money: Money) -> Iterator[HorizonRow]:
    if view.ranking is None:
        return
    rankings = {quarters: rank(view.comparison, view.arm, quarters=quarters) for quarters in HORIZONS}
    for name in view.eligible:
        if name != TODAY:
            amounts = ((q, known(money.of_years(r.standing(name).difference))) for q, r in rankings.items())
            yield HorizonRow(name, view.alternatives[name].label, tuple(amounts))


def _cases(view: _View) -> Cases | None:
    """The draws to learn from; None where there is nothing to choose between or too little to learn from."""
    try:
        return cases_of(view.comparison, view.arm, quarters=view.quarters) if view.ranking else None
    except InputError:
        return None


def _learning(
    views: Mapping[Arm, _View], cases: Mapping[Arm, Cases], found: Mapping[Arm, tuple[Worth, ...]], money: Money
) -> tuple[MeasurePart | None, RobustnessPart | None]:
    """What to measure first and how robust the answer is, from Monday if there is a choice, else once settled."""
    for arm, of in cases.items():
        view = views[arm]
        measures = measure_part(view.comparison, of, found[arm], (arm, view.quarters), money)
        return measures, robustness_part(view.comparison, of, arm)
    return None, None


def _flip_rows(found: Mapping[Arm, tuple[Worth, ...]], views: Mapping[Arm, _View], money: Money) -> Iterator[FlipRow]:
    """What changes the answer, from Monday before once settled, most valuable first; each assumption once."""
    told: set[str] = set()
    for arm, worths in found.items():
        labels = {name: alternative.label for name, alternative in views[arm].alternatives.items()}
        for worth in worths:
            name = worth.assumptions[0]
            if worth.stands_out and worth.flips and name not in told and len(told) < MOST_FLIPS:
                told.add(name)
                yield _flip_row(worth, arm, views[arm].comparison.priors[name], labels, money)


def _flip_row(worth: Worth, arm: Arm, prior: Prior, labels: Mapping[str, str], money: Money) -> FlipRow:
    asked = question_of(prior)
    low, high = (amount(bound, prior.unit, money) for bound in worth.bounds)
    best = (labels[name] for name in worth.best)
    return FlipRow(
        prior.name, asked.question, asked.whom, asked.days, arm.value, money.of_years(worth.worth), low, high, *best
    )


def _steps(comparison: Comparison, part: ArmPart, org: Organization) -> tuple[str, tuple[StepRow, ...]]:
    """What the leader asks for; where that is today, what the next best would ask for."""
    chosen = part.leader if part.leader != TODAY else part.next_best
    if chosen == TODAY:
        return "", ()
    alternative = next(a for a in comparison.alternatives if a.id == chosen)
    return alternative.label, summed_up(alternative.overlays[Arm(part.arm)], org)
