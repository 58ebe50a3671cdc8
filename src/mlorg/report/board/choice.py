"""Sections of a comparison: ranking, sooner and later, other outcomes, what flips it, what would change."""

from __future__ import annotations

from collections.abc import Iterator

from ..charts import differences_chart, differences_domain, stages_chart
from ..comparison.charts import chances_chart, flips_chart, horizons_chart, waterfall_chart
from ..comparison.page import ArmPart, ComparisonPage, StageRow, StandingRow
from ..comparison.verdicts import NO_DIFFERENCE, TODAY, named
from ..comparison.words import (
    RANKING_COLUMNS,
    best_said,
    days_changed,
    days_in_all,
    flip_said,
    flips_said,
    how_to_read,
    in_unit,
    ranking_cells,
    standing_out,
    step_title,
)
from ..forms.document import Bars, Block, Chart, Number, Prose, Row, Section, Table
from ..rounding import Money, tenths, two_digits

COLOURS_SAID = "Dots are averages, bars their 95 % intervals. Green: all above today; brown: all below; grey: neither."


def ranking_section(page: ComparisonPage) -> Section:
    """How the alternatives stand, for both questions."""
    domain = differences_domain(page.arms, page.money)
    told = [part for part in page.arms if part.verdict != NO_DIFFERENCE]
    charts: list[Block] = [_differences(part, page, domain) for part in told]
    charts += [Prose((COLOURS_SAID,), "note")] if charts else []
    chances = [_chances(part) for part in told]
    reading = Prose(how_to_read(page.arms), "note", "How to read the table")
    return Section(
        "ranking",
        "How the alternatives stand",
        (
            *charts,
            *_ranking_tables(page, told),
            reading,
            *chances,
        ),
        ("Intervals are those of the average, not of what one company will see.", how_to_read(page.arms)[1]),
    )


def _ranking_tables(page: ComparisonPage, told: list[ArmPart]) -> Iterator[Table]:
    """Tables of the arms that have no chart to stand beside."""
    yield from (ranking_table(part, page) for part in page.arms if part not in told)


def ranking_table(part: ArmPart, page: ComparisonPage) -> Table:
    """One question: every alternative against today, best first."""
    title = f"{part.title}: {part.meaning}. In {page.money.unit}, over {page.quarters} quarters."
    rows = [_ranking_row(row, part, page.money) for row in part.rows]
    rows += [_ranking_row(row, part, page.money, "reference") for row in part.reference]
    return Table(title, ("Alternative", *RANKING_COLUMNS), tuple(rows), part.arm)


def _ranking_row(row: StandingRow, part: ArmPart, money: Money, style: str = "") -> Row:
    values = (row.difference, row.difference, row.p_best, row.if_wrong, row.worst)
    cells = (Number(text, value) for text, value in zip(ranking_cells(row, money), values, strict=True))
    notes = [f"= {other}" for other in row.same_as]
    notes += ["for reference only"] if row.p_best is None and len(part.rows) > 1 else []
    leader = "leader" if row.alternative in standing_out(part) else ""
    return Row((row.label, *cells), style or leader, tuple(notes))


def _differences(part: ArmPart, page: ComparisonPage, domain: tuple[float, float]) -> Chart:
    rows = [row for row in part.rows if row.alternative != TODAY and row.difference is not None]
    scale = page.money.scale
    bars = Bars(
        "bars",
        tuple(row.label for row in rows),
        (("against today", tuple((row.difference or 0.0) / scale for row in rows)),),
        page.money.unit,
        tuple(((row.least or 0.0) / scale, (row.most or 0.0) / scale) for row in rows),
    )
    return Chart(
        f"differences-{part.arm}",
        f"{part.title}: difference to today",
        _best_and_worst(part, page.money),
        differences_chart(part, page.money, domain),
        ranking_table(part, page),
        part.arm,
        table_shown=True,
        native=bars,
    )


def _best_and_worst(part: ArmPart, money: Money) -> str:
    rows = sorted((r for r in part.rows if r.difference is not None), key=lambda r: r.difference or 0.0)
    best, worst = rows[-1], rows[0]
    most, least = (money.said(row.difference or 0.0) for row in (best, worst))
    return (
        f"{part.title}, {named(part, best.alternative)} gains most against today, {most}; "
        f"{named(part, worst.alternative)} gains least, {least}."
    )


def _chances(part: ArmPart) -> Chart:
    rows = [row for row in part.rows if row.p_best is not None]
    table = Table(
        f"{part.title}: in how many of ten cases each is best of all.",
        ("Alternative", "best in"),
        tuple(Row((row.label, Number(tenths(row.p_best), row.p_best))) for row in rows),
        part.arm,
    )
    best = max(rows, key=lambda row: row.p_best or 0.0, default=None)
    says = f"{part.title}, {named(part, best.alternative)} is best most often: {tenths(best.p_best)}." if best else ""
    shares = tuple(row.p_best and round(10 * row.p_best) for row in rows)
    bars = Bars("bars", tuple(row.label for row in rows), (("cases of ten", shares),), "cases of ten")
    title = f"{part.title}: best in how many of ten cases"
    return Chart(f"chances-{part.arm}", title, says, chances_chart(part), table, part.arm, native=bars)


def horizons_section(page: ComparisonPage) -> Section:
    """What comes sooner and what later."""
    charts = tuple(_over_time(part, page.money) for part in page.arms if part.horizons)
    return Section("horizons", "Sooner and later", charts)


def _over_time(part: ArmPart, money: Money) -> Chart:
    ends = [quarters for quarters, _ in part.horizons[0].differences]
    rows = tuple(
        Row((row.label, *(Number(money.in_table(amount, True), amount) for _, amount in row.differences)))
        for row in part.horizons
    )
    title = f"{part.title}: difference to today after so many quarters, in {money.unit}."
    table = Table(title, ("Alternative", *(f"{q} quarters" for q in ends)), rows, part.arm)
    series = tuple(
        (row.label, tuple(None if a is None else a / money.scale for _, a in row.differences)) for row in part.horizons
    )
    return Chart(
        f"horizons-{part.arm}",
        f"{part.title}: gain against today over time",
        _dip_said(part),
        horizons_chart(part, money),
        table,
        part.arm,
        table_shown=True,
        native=Bars("lines", tuple(f"{q} quarters" for q in ends), series[:5], money.unit),
    )


def _dip_said(part: ArmPart) -> str:
    first = part.horizons[0].differences[0][0]
    below = [row.label for row in part.horizons if (row.differences[0][1] or 0.0) < 0]
    if not below:
        return f"{part.title}, none of these stands below today after {first} quarters."
    return f"{part.title}, {len(below)} of {len(part.horizons)} stand below today after {first} quarters."


def outcomes_section(page: ComparisonPage) -> Section:
    """What else would be different, and where the days go."""
    most = max(sum(days or 0.0 for _, days in row.stages) for part in page.arms for row in part.stages)
    blocks: list[Block] = [_outcome_table(part, page.quarters) for part in page.arms]
    blocks.append(
        Prose(
            (
                "Work days of the use cases that reached a user, from the idea to the first user. The time from idea "
                "to first user above is longer: it counts all ideas, also those that have reached nobody so far.",
            ),
            heading="Where the days go",
        )
    )
    blocks += [_stages(part, most) for part in page.arms]
    blocks += [chart for part in page.arms for chart in _waterfall(part)]
    return Section("outcomes", "What else would be different", tuple(blocks))


def _outcome_table(part: ArmPart, quarters: int) -> Table:
    rows = tuple(Row((row.label, *(Number(in_unit(v, row), v) for v in row.values))) for row in part.outcomes)
    title = f"{part.title}: averages over {quarters} quarters. Days are work days, 63 to a quarter."
    return Table(title, ("Outcome", *part.columns), rows, part.arm)


def _stages(part: ArmPart, most: float) -> Chart:
    names = [name for name, _ in part.stages[0].stages]
    rows = [
        Row((name, *(Number(two_digits(row.stages[n][1]), row.stages[n][1]) for row in part.stages)))
        for n, name in enumerate(names)
    ]
    rows.append(Row(("in all", *(Number(days_in_all(row)) for row in part.stages)), "total"))
    table = Table(f"{part.title}: work days by stage.", ("Stage", *part.columns), tuple(rows), part.arm)
    series = tuple((name, tuple(row.stages[n][1] for row in part.stages)) for n, name in enumerate(names))
    says = ", ".join(f"{_quoted(row)} {days_in_all(row)} days" for row in part.stages)
    return Chart(
        f"stages-{part.arm}",
        f"{part.title}: where the days go",
        f"{part.title}, in all: {says}.",
        stages_chart(part, most),
        table,
        part.arm,
        table_shown=True,
        native=Bars("stacked", part.columns, series, "work days"),
    )


def _quoted(row: StageRow) -> str:
    return "today" if row.alternative == TODAY else f"“{row.label}”"


def _waterfall(part: ArmPart) -> Iterator[Chart]:
    """The days that the leader wins and loses against today, where both are shown."""
    rows = {row.alternative: row for row in part.stages}
    chosen = part.leader if part.leader != TODAY else part.next_best
    if TODAY in rows and chosen in rows and chosen != TODAY:
        yield _days_won(part, rows[TODAY], rows[chosen])


def _days_won(part: ArmPart, before: StageRow, after: StageRow) -> Chart:
    new = dict(after.stages)
    changes = [(name, (new[name] or 0.0) - (days or 0.0)) for name, days in before.stages]
    largest = max(changes, key=lambda change: abs(change[1]))
    rows = [Row((name, Number(days_changed(days), days))) for name, days in changes]
    title = f"{part.title}: days won and lost by stage, from “{before.label}” to “{after.label}”"
    says = (
        f"From {days_in_all(before)} to {days_in_all(after)} days; most changes in: {largest[0]}, "
        f"{days_changed(largest[1])} days."
    )
    table = Table(f"{title}.", ("Stage", "days"), tuple(rows), part.arm)
    bars = Bars("bars", tuple(n for n, _ in changes), (("days", tuple(d for _, d in changes)),), "work days")
    chart = waterfall_chart(part, before, after)
    return Chart(f"waterfall-{part.arm}", title, says, chart, table, part.arm, native=bars)


def flips_section(page: ComparisonPage) -> Section:
    """What could flip the answer."""
    blocks: list[Block] = [Prose((flips_said(page),))]
    if page.flips:
        blocks.append(_flips(page))
    blocks += [Prose(flip_said(flip, page.money), heading=flip.question) for flip in page.flips]
    return Section("flips", "What could flip it", tuple(blocks))


def _flips(page: ComparisonPage) -> Chart:
    rows = tuple(
        Row(
            (
                flip.question,
                f"below {flip.low}: {best_said(flip.best_low)}",
                best_said(flip.best_middle),
                f"above {flip.high}: {best_said(flip.best_high)}",
            )
        )
        for flip in page.flips
    )
    title = "What is best where an assumption is low, in the middle, and high"
    table = Table(f"{title}.", ("Assumption", "low", "middle", "high"), rows)
    says = " ".join(flip_said(flip, page.money)[0] for flip in page.flips)
    return Chart("flips", title, says, flips_chart(page.flips), table, wide=True)


def steps_section(page: ComparisonPage) -> Section:
    """What would have to change."""
    if not page.steps:
        return Section("steps", "What would have to change", (Prose(("Nothing.",)),))
    blocks = [Prose(step.lines, "list", step_title(step)) for step in page.steps]
    more = Prose(("Every single change and its reason: mlorg propose.",), "note")
    return Section("steps", "What would have to change", (Prose((f"For “{page.to_change}”:",)), *blocks, more))
