"""A search as a document: the mixture against the best structures, where it departs, who moves, how it was found."""

from __future__ import annotations

from collections.abc import Iterator

from ..charts import Spec, interval, intervals_chart
from ..comparison.words import money_said, step_title
from ..forms.document import Bars, Block, Chart, Document, Number, Prose, Row, Section, Table
from ..search.page import FinalistRow, SearchPage
from ..search.words import FINALIST_COLUMNS, finalist_cells, gain_said, how_searched, move_said, unit_said
from ..sentences import lower_first


def search_document(page: SearchPage) -> Document:
    """The whole page."""
    name = page.about.organization or "This organisation"
    day = f" · as of {page.about.as_of}" if page.about.as_of else ""
    kicker = f"{name} · mixtures searched, {lower_first(page.title)}, over {page.quarters} quarters{day}"
    lead = (gain_said(page), *([money_said(page.money)] if page.unit == "money" else []))
    return Document(page.headline, kicker, name, tuple(_sections(page)), lead)


def _sections(page: SearchPage) -> Iterator[Section]:
    yield Section("finalists", "Against today", (_finalists(page),))
    if page.found:
        yield Section("mixture", "The mixture", (_dials(page),))
        who = Prose(tuple(map(move_said, page.moves)) or ("Nobody.",), "list")
        yield Section("moves", "Who moves", (who, Prose(("Which persons is for people to say.",), "note")))
        yield Section("steps", "What would have to change", tuple(_steps(page)))
    yield Section("how", "How it was found", (Prose(how_searched(page)),))


def _finalists(page: SearchPage) -> Chart:
    title, unit = f"Against today: {page.outcome_label}", unit_said(page)
    rows = tuple(_finalist(row, page) for row in page.finalists)
    table = Table(f"{title}. Better is +; in {unit}.", ("", *FINALIST_COLUMNS), rows)
    drawn = [_drawn(row, page) for row in page.finalists if row.name != "today"]
    ends = [0.0, *(row[end] for row in drawn for end in ("least", "most"))]
    spec = intervals_chart(f"{title}, with 95 % intervals.", drawn, unit, (min(ends), max(ends)))
    bars = Bars(
        "bars",
        tuple(row["label"] for row in drawn),
        (("fresh cases", tuple(row["difference"] for row in drawn)),),
        unit,
        tuple((row["least"], row["most"]) for row in drawn),
    )
    says = "Dots are averages of fresh cases, bars their 95 % intervals; the line at 0 is today."
    return Chart("finalists", title, says, spec, table, table_shown=True, native=bars)


def _finalist(row: FinalistRow, page: SearchPage) -> Row:
    values = (row.fresh, row.fresh, row.searched)
    cells = (Number(text, value) for text, value in zip(finalist_cells(page, row), values, strict=True))
    return Row((row.label, *cells), "leader" if row.name == "mixture" and (page.least or 0.0) > 0 else "")


def _drawn(row: FinalistRow, page: SearchPage) -> Spec:
    fresh, between, _ = finalist_cells(page, row)
    scale = page.money.scale if page.unit == "money" else 1.0
    mean, least, most = ((value or 0.0) / scale for value in (row.fresh, row.least, row.most))
    return interval(row.label, f"{row.label}: {fresh}, {between} {unit_said(page)}", mean, (least, most))


def _dials(page: SearchPage) -> Table:
    rows = tuple(Row((row.element, row.where, f"as in {' / '.join(row.taken_from[:2])}")) for row in page.dials)
    return Table(f"As {page.base}, but for:", ("what", "where", "taken from"), rows)


def _steps(page: SearchPage) -> Iterator[Block]:
    for step in page.steps:
        yield Prose(step.lines, "list", step_title(step))
    if not page.steps:
        yield Prose(("Nothing.",))
