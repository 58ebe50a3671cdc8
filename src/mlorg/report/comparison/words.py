"""What the terminal and the web page say of a comparison in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from ..rounding import NONE, Money, tenths, two_digits, with_unit
from .page import ArmPart, Basis, ComparisonPage, FlipRow, OutcomeRow, StageRow, StandingRow, StepRow
from .verdicts import TODAY, named

WEAKEST = (
    "There are no good outside data that compare structures of ML organisations: "
    "what separates them here follows from the assumptions, not from studies."
)
SAME = "=: the same to the last digit; what would set it apart is not simulated, or cannot be done here."


def money_said(money: Money) -> str:
    """What amounts mean, and how to see them in a currency."""
    if money.per_year is None:
        return (
            "Money is counted in years of one ML person's pay. Set cost_of_ml_person_year and currency in mlorg.yaml "
            "to see it in your currency."
        )
    return f"A year of one ML person is taken to cost {money.said(money.per_year)}, as mlorg.yaml says."


def how_to_read(arms: tuple[ArmPart, ...]) -> tuple[str, ...]:
    """What the columns of the ranking mean."""
    alike = any(row.same_as for arm in arms for row in arm.rows)
    return (
        "against today: the average difference to changing nothing. The interval is that of the average: more draws "
        "narrow it.",
        "best in: in how many of ten cases drawn from all we do not know it is the best of all.",
        "if wrong: what is lost on average against always knowing the best.",
        "worst tenth: the average difference in the worst tenth of the cases.",
        *([SAME] if alike else []),
        *(said for arm in arms if (said := oftener_best(arm))),
    )


def oftener_best(part: ArmPart) -> str:
    """How another alternative can be best in more cases than the one with the best average; empty if none is."""
    open_to = [row for row in part.rows if row.p_best is not None and not row.breaks_limits]
    if part.p_leader is None or not open_to:
        return ""
    leader, oftener = part.row(part.leader), max(open_to, key=lambda row: row.p_best or 0.0)
    if (oftener.p_best or 0.0) <= (leader.p_best or 0.0) or tenths(oftener.p_best) == tenths(leader.p_best):
        return ""
    return (
        f"{part.title}, {named(part, part.leader)} has the best average, though {named(part, oftener.alternative)} is "
        f"best of all in more cases ({tenths(oftener.p_best)} against {tenths(leader.p_best)}): the average counts by "
        "how much, the chance only how often. The ranking goes by the average."
    )


def ranking_cells(row: StandingRow, money: Money) -> tuple[str, str, str, str, str]:
    """Against today, interval, best in, if wrong, worst tenth."""
    is_today = row.alternative == TODAY
    return (
        money.in_table(row.difference, True),
        "" if is_today else money.between(row.least, row.most),
        tenths(row.p_best),
        money.in_table(row.if_wrong),
        "" if is_today else money.in_table(row.worst, True),
    )


def in_unit(value: float | None, row: OutcomeRow) -> str:
    """An outcome with its unit."""
    if value is None:
        return "none handed over" if row.outcome == "sent_back" else NONE
    return with_unit(value, row.unit)


def standing_out(part: ArmPart) -> tuple[str, ...]:
    """The alternatives that a ranking sets in bold: the leader, and the next best where it is too close to call."""
    if part.verdict == "too close to call":
        return part.leader, part.next_best
    return (part.leader,) if part.p_leader is not None else ()


RANKING_COLUMNS = ("against today", "95 % interval", "best in", "if wrong", "worst tenth")


def days_in_all(row: StageRow) -> str:
    """All days of a use case together, in whole days: two structures may differ by a few."""
    return f"{sum(days or 0.0 for _, days in row.stages):,.0f}"


def days_changed(days: float) -> str:
    """Days won or lost: what is less than a tenth of a day is none."""
    return two_digits(days, sign=True, most_places=1)


def flips_said(page: ComparisonPage) -> str:
    """How many assumptions stand out, and how many would by luck alone."""
    single = page.measures.looked_at if page.measures else page.looked_at
    each = f": {single}, each from Monday and once settled" if page.looked_at > single else ""
    if not page.flips_stand_out:
        return f"Nothing we looked at stands out from chance ({page.looked_at} looks at single assumptions{each})."
    text = (
        f"{page.flips_stand_out} of {page.looked_at} looks at single assumptions{each and f' ({each[2:]})'} stand out, "
        f"by a measure that luck alone reaches in about one comparison of ten."
    )
    if not page.flips:
        return f"{text} None of them favours one alternative where it is low and another where it is high."
    return text


def flip_said(flip: FlipRow, money: Money) -> tuple[str, ...]:
    """What an assumption decides, and how to know it."""
    when = "From Monday" if flip.arm == "restructured" else "Once settled"
    return (
        f"{when}, {_best(flip)}.",
        f"Knowing it would be worth about {money.said(flip.worth)}.",
        f"Whom to ask: {flip.whom}. Takes about {flip.days} day{'' if flip.days == '1' else 's'} (assumed)."
        if flip.whom
        else "Nobody can be asked this; it stays a range.",
    )


def _best(flip: FlipRow) -> str:
    low, middle, high = (_quoted(label) for label in (flip.best_low, flip.best_middle, flip.best_high))
    below, above = f"{low} is best below", f"{high} above"
    if flip.best_middle == flip.best_low:
        return f"{below} {flip.high}, {above} that"
    if flip.best_middle == flip.best_high:
        return f"{below} {flip.low}, {above} that"
    return f"{below} {flip.low}, {middle} between, {above} {flip.high}"


def best_said(label: str) -> str:
    """What is best, as it is said where nothing else stands beside it."""
    return "changing nothing" if label.lower() == TODAY else label


def _quoted(label: str) -> str:
    said = best_said(label)
    return said if said != label else f"“{label}”"


def step_title(step: StepRow) -> str:
    """The name of a wave."""
    return f"Wave {step.wave}" if step.wave[:1].isdigit() else step.wave or "From the start"


def trust_said(basis: Basis) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Titles with what there is to know under each."""
    inputs = basis.assumed + basis.sourced + basis.given
    yield (
        "What goes in",
        (
            f"Of {inputs} inputs, {basis.assumed} are assumed, {basis.sourced} have a published source, "
            f"and {basis.given or 'none'} {'are' if basis.given > 1 else 'is'} given by this workspace.",
        ),
    )
    yield "What is not simulated in this version", basis.missing
    if basis.guessed:
        yield "What was guessed or left out for this organisation", basis.guessed
    yield (
        "How to get the same digits again",
        (
            basis.command,
            f"{basis.replications:,} simulated histories for each alternative and question: {basis.draws} cases drawn "
            f"from all we do not know, {basis.per_draw} courses of luck in each; seed {basis.seed}.",
            f"Fingerprint of the inputs {basis.inputs_hash}, of the assumptions {basis.priors_hash}.",
        ),
    )
