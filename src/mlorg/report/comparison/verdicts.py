"""The answer in two or three plain sentences: what leads, by how much, without moving anyone, and how lasting."""

from __future__ import annotations

from collections.abc import Iterator

from ..rounding import Money, tenths
from ..sentences import counted, lower_first, upper_first
from .page import ArmPart, StandingRow

NO_DIFFERENCE = "no difference"
"""Verdict where all alternatives come out the same."""
TODAY = "today"
_SAID = {
    "too close to call": "Too close to call between {leader} and {second}",
    "as good as each other": "As good as each other: {leader} and {second}",
    "only one keeps the limits": "Nothing but {leader} keeps your limits",
    "none keeps the limits": "No alternative keeps your limits: the nearest is {leader}",
}
"""Verdicts that need more than a leader."""
_ALMOST_ALL, _HARDLY_ANY = 0.95, 0.05
_CARRIED = 0.6
"""Share of the mean below which the median is told beside it."""


def headline(arms: tuple[ArmPart, ...]) -> str:
    """The verdicts in one line."""
    monday, settled = (_verdict(arm) for arm in arms)
    if monday == settled:
        return f"From Monday and once settled: {lower_first(monday)}"
    return f"From Monday: {lower_first(monday)}. Once settled: {lower_first(settled)}"


def answer(arms: tuple[ArmPart, ...], money: Money, quarters: int) -> tuple[str, ...]:
    """The answer, a paragraph for each part of it."""
    monday, settled = arms
    return (
        _lead(monday, money, quarters),
        _without_moving(monday),
        _lasting(monday, settled, money),
    )


def three_sentences(arms: tuple[ArmPart, ...], money: Money, quarters: int) -> tuple[str, ...]:
    """The answer in three sentences: what to choose and how sure, what it is worth, how much without moving anyone."""
    monday, _ = arms
    if monday.verdict == NO_DIFFERENCE or monday.leader == monday.next_best:
        return answer(arms, money, quarters)
    odds, second = tenths(monday.p_leader), named(monday, monday.next_best)
    chosen = monday.leader if monday.leader != TODAY else monday.next_best
    return (
        f"From Monday, {lower_first(_verdict(monday))}: {named(monday, monday.leader)} is ahead of {second} "
        f"in {odds} of the cases drawn.",
        f"Over {quarters} quarters, {_name(monday.row(chosen))} gives {_sum(monday.row(chosen), money)}.",
        _without_moving(monday),
    )


def short_verdict(part: ArmPart) -> str:
    """The verdict of one question as a title."""
    return "Too close to call: no reorganisation is clearly ahead" if _is_close(part) else _verdict(part)


def _is_close(part: ArmPart) -> bool:
    return part.verdict == "too close to call"


def _verdict(part: ArmPart) -> str:
    if part.verdict == NO_DIFFERENCE:
        return "No difference between any of the structures"
    leader, second = named(part, part.leader), named(part, part.next_best)
    if part.verdict in _SAID:
        return _SAID[part.verdict].format(leader=leader, second=second)
    if part.leader == TODAY:
        return f"{upper_first(leader)} {'is best' if part.verdict == 'clear' else 'looks best, though not clearly'}"
    return f"{leader} {'leads clearly' if part.verdict == 'clear' else 'leads, though not clearly'}"


def named(part: ArmPart, alternative: str) -> str:
    """An alternative in a sentence."""
    return "changing nothing" if alternative == TODAY else f"“{part.row(alternative).label}”"


def _lead(part: ArmPart, money: Money, quarters: int) -> str:
    if part.verdict == NO_DIFFERENCE:
        return "From Monday, every structure comes out the same as changing nothing, so there is nothing to choose."
    return " ".join(_by_how_much(part, money, quarters))


def _by_how_much(part: ArmPart, money: Money, quarters: int) -> Iterator[str]:
    row, second, today = part.row(part.leader), part.row(part.next_best), part.row(TODAY)
    odds = tenths(part.p_leader)
    if part.leader == part.next_best:
        yield f"From Monday, over {quarters} quarters, {named(part, part.leader)} {_left_with(row, part, money)}"
        return
    if part.leader == TODAY:
        yield f"From Monday, over {quarters} quarters, {_name(second)}, the next best, gives {_sum(second, money)}."
        yield f"Changing nothing is ahead of it in {odds} of the cases drawn."
        return
    yield f"From Monday, over {quarters} quarters, {_name(row)} gives {_sum(row, money)}."
    if row.middle is not None and row.difference is not None and row.middle < _CARRIED * row.difference:
        yield f"Rare large successes carry that average: in the middle case it is {money.said(row.middle)}."
    if (row.least or 0.0) <= 0.0 <= (row.most or 0.0):
        yield "That average cannot yet be told from nothing; more draws would narrow it."
    yield f"It is ahead of {named(part, part.next_best)} in {odds} of the cases drawn."
    if today.if_wrong is not None and row.if_wrong is not None:
        yield (
            f"Against always knowing the best, changing nothing gives away {money.said(today.if_wrong)} on average, "
            f"this choice {money.said(row.if_wrong)}."
        )


def _left_with(row: StandingRow, part: ArmPart, money: Money) -> str:
    """What the only one to choose gives, or the nearest to it."""
    return "is all that is left." if part.leader == TODAY else f"gives {_sum(row, money)}."


def _sum(row: StandingRow, money: Money) -> str:
    """An average gain or loss with its interval."""
    if row.difference is None:
        return "an unknown amount"
    text = f"{money.said(abs(row.difference))} {'more' if row.difference >= 0 else 'less'} than changing nothing"
    if row.least is None or row.most is None:
        return f"{text}, on average"
    ends = money.between(row.least, row.most)
    return f"{text}, on average (95 % interval of that average: {ends}{_scale(money)})"


def _name(row: StandingRow) -> str:
    return f"“{row.label}”"


def _scale(money: Money) -> str:
    return f" {money.scale_name}" if money.scale_name else ""


def _without_moving(part: ArmPart) -> str:
    rows = tuple(r for r in part.rows if not r.breaks_limits)
    gain = _gain(rows)
    staying = [r for r in rows if not r.moves and r.alternative != TODAY]
    if not gain:
        return "Nothing that we compared gains anything on average, with or without moving people."
    best = max(staying, key=lambda r: r.difference or 0.0, default=None)
    if best is None or (best.difference or 0.0) <= _HARDLY_ANY * gain:
        return "Without moving anyone, by changing who owns what, hardly anything of that can be reached."
    share = (best.difference or 0.0) / gain
    if share >= _ALMOST_ALL:
        part_of_it = "all" if share > 1 - 1e-9 else "almost all"
        return f"Nobody has to move for it: {_name(best)} reaches {part_of_it} of that gain."
    return (
        f"Without moving anyone, {_name(best)} reaches about {counted(round(10 * share) or 1, 'tenth')} of the gain; "
        "the rest needs moves."
    )


def _gain(rows: tuple[StandingRow, ...]) -> float:
    return max((r.difference or 0.0 for r in rows), default=0.0)


def _lasting(monday: ArmPart, settled: ArmPart, money: Money) -> str:
    if settled.verdict == NO_DIFFERENCE:
        return "Once settled, every structure comes out the same."
    row = settled.row(settled.leader)
    same = "the same is ahead" if monday.leader == settled.leader else "the answer is another one"
    if settled.leader == TODAY:
        return f"Once settled, {same}: {lower_first(_verdict(settled))}."
    close = "; it is too close to call there" if _is_close(settled) else ""
    return f"Once settled, {same}: {_name(row)} gives {_sum(row, money)}{close}."
