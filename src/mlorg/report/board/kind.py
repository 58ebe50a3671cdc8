"""The section on which kind of organisation it is: archetype, axes, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from ..assessment.charts import archetypes_chart, series_chart
from ..assessment.page import AssessmentPage, CaseFor, OwnerRow
from ..forms.document import Bars, Block, Chart, Number, Prose, Row, Section, Table
from ..rounding import two_digits, whole_percent

MOST_ARGUMENTS = 4


def kind_section(page: AssessmentPage) -> Section:
    """Which archetype, on what evidence, where on the three axes."""
    blocks: list[Block] = [Prose(tuple(filter(None, (page.verdict, page.unseen)))), _likely(page)]
    if page.overall.signals_known:
        blocks += [block for case in page.evidence[:2] for block in _arguments(case)]
    blocks.append(_axes(page))
    if len(page.series) > 1:
        blocks.append(_over_time(page))
    blocks += [_units(page)] if page.units else []
    blocks += [Prose(tuple(_misfits(page)), "list", "What does not fit")] if page.findings else []
    asked = tuple(f"{q.text} To know it: {q.to_know}." for q in page.next_questions)
    blocks += [Prose(asked, "list", "What would tell most, if it were known")] if asked else []
    caveat = "How usual each sign is in each archetype is assumed: no published data set tells it."
    return Section("kind", "Which kind of organisation it is", tuple(blocks), (caveat,))


def _likely(page: AssessmentPage) -> Chart:
    rows = tuple(Row((case.label, Number(whole_percent(case.probability), case.probability))) for case in page.evidence)
    table = Table("How likely each archetype is.", ("Archetype", "how likely"), rows)
    shares = tuple(100 * case.probability for case in page.evidence)
    bars = Bars("bars", tuple(case.label for case in page.evidence), (("how likely", shares),), "%")
    title = "How likely each archetype is"
    says = f"Most likely: {rows[0].cells[0]}, {rows[0].cells[1]}."
    return Chart("archetypes", title, says, archetypes_chart(page), table, native=bars)


def _arguments(case: CaseFor) -> Iterator[Prose]:
    for arguments, heading in (
        (case.arguments_for, f"What speaks for {case.label}"),
        (case.arguments_against, f"What speaks against {case.label}"),
    ):
        lines = tuple(f"{one.label}: {one.says}" for one in arguments[:MOST_ARGUMENTS])
        if lines:
            yield Prose(lines, "list", heading)


def _axes(page: AssessmentPage) -> Table:
    place = page.axes.software_vs_research
    where = "not known" if place.value is None else f"{two_digits(place.value)} (0 software, 1 research)"
    rows = [Row(("software or research", where, "", Number(whole_percent(place.confidence), place.confidence)))]
    rows += [_owner(f"data: {name}", row) for name, row in page.axes.data.items()]
    rows += [_owner(f"models: {name}", row) for name, row in page.axes.model.items()]
    return Table("The three axes.", ("Axis", "who", "known", "how sure"), tuple(rows))


def _owner(name: str, row: OwnerRow) -> Row:
    known = 1 - row.unknown
    return Row(
        (
            name,
            row.who_label or "not known",
            Number(whole_percent(known), known),
            Number(whole_percent(row.confidence), row.confidence),
        )
    )


def _units(page: AssessmentPage) -> Table:
    labels = {case.archetype: case.label for case in page.evidence}
    rows = tuple(
        Row(
            (
                part.name,
                Number(f"{part.ml_posts}", part.ml_posts),
                *(
                    Number(whole_percent(part.posterior[a]), part.posterior[a]) if part.signals_known else Number("–")
                    for a in labels
                ),
            )
        )
        for part in page.units
    )
    return Table("Unit by unit, from evidence alone.", ("Unit", "ML posts", *labels.values()), rows)


def _over_time(page: AssessmentPage) -> Chart:
    labels = {case.archetype: case.label for case in page.evidence}
    rows = tuple(
        Row(
            (
                row.label,
                Number(f"{row.ml_posts}", row.ml_posts),
                *(Number(whole_percent(row.posterior[a]), row.posterior[a]) for a in labels),
            )
        )
        for row in page.series
    )
    table = Table("How likely each archetype was.", ("Day", "ML posts", *labels.values()), rows)
    tops = [labels[max(labels, key=lambda a: row.posterior[a])] for row in (page.series[0], page.series[-1])]
    says = f"Most likely on {page.series[0].label}: {tops[0]}; on {page.series[-1].label}: {tops[1]}."
    series = tuple((label, tuple(100 * row.posterior[a] for row in page.series)) for a, label in labels.items())
    bars = Bars("stacked", tuple(row.label for row in page.series), series, "%")
    return Chart("series", "How likely each archetype was over time", says, series_chart(page), table, native=bars)


def unknown_sections(page: AssessmentPage) -> Iterator[Section]:
    """What no source tells, with what would; and where other models of maturity speak of the same."""
    unknown = [row for row in page.signals if row.unknown and row.basis == "evidence"]
    if unknown:
        rows = tuple(Row((row.label, row.why_unknown, row.to_know)) for row in unknown)
        columns = ("Sign", "why it is not known", "what would make it known")
        table = Table(f"Signs of which nothing is known: {len(rows)} of {len(page.signals)}.", columns, rows)
        yield Section("unknown", "What is not known", (table,))
    others = tuple(f"{one.framework}, {one.part}: {one.says} ({one.source})." for one in page.cross_references)
    if others:
        yield Section("others", "Where other models of maturity speak of this", (Prose(others, "list"),))


def _misfits(page: AssessmentPage) -> Iterator[str]:
    for said in page.contradictions:
        yield f"{said.label}: answered “{said.answered}”, but the evidence says “{said.evidence}”."
    for one in page.misfits:
        yield f"{one.label} would want {one.axis} otherwise: {one.wants}; seen: {one.seen}."
