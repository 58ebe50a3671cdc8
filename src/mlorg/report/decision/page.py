"""The part of a comparison's page that says how the verdict comes about: aims, certainty, limits, trade-offs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SureRow:
    """How sure one alternative is to be best, by what is not known and by luck as well.

    `dominated_by` is the label of an alternative that is better for everybody who wants more (`dominated_to` 1), or
    for everybody who also dislikes risk (2); empty and 0 where there is none.
    """

    alternative: str
    label: str
    p_best: float | None
    p_best_by_luck: float | None
    dominated_by: str
    dominated_to: int


@dataclass(frozen=True, slots=True)
class FrontColumn:
    """One of the outcomes whose trade-offs are shown. `unit` is `money`, `days`, `share`, `count` or `ratio`."""

    outcome: str
    label: str
    unit: str
    more_is_better: bool


@dataclass(frozen=True, slots=True)
class FrontRow:
    """One alternative on these outcomes. On the front, nobody beats it: at least as good on all and better on one.

    `beaten_by` are labels of those that do, best first; `p_front` is the share of draws in which it is on the front.
    """

    alternative: str
    label: str
    values: tuple[float | None, ...]
    on_front: bool
    beaten_by: tuple[str, ...]
    p_front: float


@dataclass(frozen=True, slots=True)
class ArmDecision:
    """One question: `restructured` = from Monday, `settled` = once settled.

    `lead` is the leader's average lead over the next best, `least` to `most` its 95 % interval; `draws_needed` how many
    draws would tell them apart, `facts_decide` whether even endless draws would leave it too close to call, `luck` the
    share of the spread between draws that is luck. None where there is no number.
    """

    arm: str
    title: str
    lead: float | None
    least: float | None
    most: float | None
    draws_needed: int | None
    facts_decide: bool
    luck: float | None
    deciding: tuple[str, ...]
    limits: tuple[str, ...]
    """One sentence for each limit that an alternative breaks."""
    sure: tuple[SureRow, ...]
    front: tuple[FrontRow, ...]


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """How the verdict comes about. `aims` says what counts, `changes` how that was changed since it was first logged.

    `indifference` is the amount below which a difference does not matter, `rounds` what was said of draws in rounds.
    """

    aims: tuple[str, ...]
    changes: tuple[str, ...]
    indifference: float
    columns: tuple[FrontColumn, ...]
    arms: tuple[ArmDecision, ...]
    rounds: tuple[str, ...] = ()
