"""A document as slides: native tables and charts that can be edited, the text beside them, caveats in the notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .document import Block, Chart, Document, Prose, Row, Section, Table
from .pictures import lacking, png
from .slide_charts import add_native, rgb

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
"""Inches: the usual wide slide."""
MOST_ROWS, MOST_LINES = 14, 9
"""Rows of a table, and lines of text, on one slide."""
MOST_SLIDES_OF_A_TABLE = 4
TEXT, QUIET, SOFT, LINE = "1F2933", "52606D", "F4F6F8", "D9DEE4"


def document_pptx(document: Document) -> bytes:
    """The document as PowerPoint. UnsupportedError where python-pptx or vl-convert is not installed."""
    try:
        from pptx import Presentation as new_presentation
        from pptx.util import Inches
    except ImportError:
        raise lacking("PowerPoint reports") from None
    deck = new_presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _first_slide(deck, document)
    for section in document.sections:
        for title, blocks in _slides(section):
            _slide(deck, title, blocks, section)
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _slides(section: Section) -> Iterator[tuple[str, Sequence[Block]]]:
    """Texts share a slide while they fit; every chart and every table has its own."""
    waiting: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Prose):
            if waiting and _lines([*waiting, block]) > MOST_LINES:
                yield section.title, waiting
                waiting = []
            waiting.append(block)
            continue
        if waiting:
            yield section.title, waiting
            waiting = []
        yield from _own_slides(section.title, block)
    if waiting:
        yield section.title, waiting


def _own_slides(title: str, block: Table | Chart) -> Iterator[tuple[str, Sequence[Block]]]:
    if isinstance(block, Chart):
        yield f"{title}: {block.title}", [block]
    table = block.table if isinstance(block, Chart) else block
    parts = [table.rows[n : n + MOST_ROWS] for n in range(0, len(table.rows), MOST_ROWS)]
    for n, rows in enumerate(parts[:MOST_SLIDES_OF_A_TABLE], start=1):
        of = f" ({n} of {len(parts)})" if len(parts) > 1 else ""
        yield f"{title}{of}", [Table(table.title, table.columns, rows, table.arm)]
    if len(parts) > MOST_SLIDES_OF_A_TABLE:
        left_out = len(table.rows) - MOST_SLIDES_OF_A_TABLE * MOST_ROWS
        yield title, [Prose((f"{left_out} more rows stand in the HTML report and in its tables as CSV.",), "note")]


def _lines(blocks: Sequence[Block]) -> int:
    """How many lines of a slide these texts take, about."""
    texts = [block for block in blocks if isinstance(block, Prose)]
    return sum(bool(t.heading) + sum(1 + len(line) // 105 for line in t.lines) for t in texts)


def _first_slide(deck: Presentation, document: Document) -> None:
    slide = _blank(deck)
    _text(slide, (MARGIN, 0.45, WIDTH - 2 * MARGIN, 0.4), [(document.kicker, 14, False, QUIET)])
    _text(slide, (MARGIN, 0.95, WIDTH - 2 * MARGIN, 1.2), [(document.title, 30, True, TEXT)])
    body = [(sentence, 18, False, TEXT) for sentence in document.lead]
    _text(slide, (MARGIN, 2.4, WIDTH - 2 * MARGIN, 4.4), body)
    caveats = [caveat for section in document.sections for caveat in section.caveats]
    _notes(slide, dict.fromkeys(caveats))


def _slide(deck: Presentation, title: str, blocks: Sequence[Block], section: Section) -> None:
    slide = _blank(deck)
    _text(slide, (MARGIN, 0.35, WIDTH - 2 * MARGIN, 0.7), [(title, 22, True, TEXT)])
    place = (MARGIN, 1.2, WIDTH - 2 * MARGIN, HEIGHT - 1.7)
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            _table(slide, block, place)
            said.append(block.title)
        elif isinstance(block, Chart):
            _chart(slide, block, place)
            said.append(block.says)
    texts = [line for block in blocks if isinstance(block, Prose) for line in _said(block)]
    if texts:
        _text(slide, place, texts)
    _notes(slide, [*said, *section.caveats])


def _said(block: Prose) -> Iterator[tuple[str, int, bool, str]]:
    if block.heading:
        yield block.heading, 16, True, TEXT
    for n, line in enumerate(block.lines, start=1):
        mark = {"list": "•  ", "numbered": f"{n}.  "}.get(block.kind, "")
        yield mark + line, 13 if block.kind == "note" else 15, False, QUIET if block.kind == "note" else TEXT


def _blank(deck: Presentation) -> Any:
    return deck.slides.add_slide(deck.slide_layouts[6])


def _text(slide: Any, place: tuple[float, ...], lines: Sequence[tuple[str, int, bool, str]]) -> None:
    """A box of paragraphs, each (text, size, bold, colour)."""
    from pptx.util import Inches, Pt

    frame = slide.shapes.add_textbox(*map(Inches, place)).text_frame
    frame.word_wrap = True
    for n, (text, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(size), bold
        run.font.color.rgb = rgb(colour)


def _notes(slide: Any, lines: Sequence[str] | dict[str, None]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(lines)


def _table(slide: Any, table: Table, place: tuple[float, ...]) -> None:
    from pptx.util import Inches

    left, top, width, _ = place
    _text(slide, (left, top - 0.15, width, 0.4), [(table.title, 12, False, QUIET)])
    rows, columns = len(table.rows) + 1, len(table.columns)
    shape = slide.shapes.add_table(rows, columns, *map(Inches, (left, top + 0.35, width, 0.34 * rows)))
    grid = shape.table
    for column, share in enumerate(_shares(table)):
        grid.columns[column].width = Inches(width * share)
    for column, name in enumerate(table.columns):
        _cell(grid.cell(0, column), name, table, column, Row((), "head"))
    for n, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row.cells):
            note = f" ({', '.join(row.notes)})" if column == 0 and row.notes and len(row.notes[0]) < 60 else ""
            _cell(grid.cell(n, column), f"{cell}{note}", table, column, row)


def _shares(table: Table) -> list[float]:
    """Widths of the columns: by their longest cell, none below a fifteenth."""
    longest = [
        min(60, max(len(name), *(len(str(row.cells[n])) for row in table.rows), 6))
        for n, name in enumerate(table.columns)
    ]
    return [length / sum(longest) for length in longest]


def _cell(cell: Any, text: str, table: Table, column: int, row: Row) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    cell.text = text
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.font.size = Pt(11 if len(table.columns) <= 6 else 10)
    paragraph.font.bold = row.style in ("head", "leader", "total")
    paragraph.font.italic = row.style == "reference"
    paragraph.font.color.rgb = rgb(QUIET if row.style in ("head", "reference") else TEXT)
    paragraph.alignment = PP_ALIGN.RIGHT if table.is_number(column) else PP_ALIGN.LEFT
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.fill.solid()
    shade = {"head": LINE, "leader": SOFT}.get(row.style, "FFFFFF")
    cell.fill.fore_color.rgb = rgb(shade)


def _chart(slide: Any, chart: Chart, place: tuple[float, ...]) -> None:
    """The chart as PowerPoint's own where there is one, else as a picture; what it says stands below."""
    left, top, width, height = place
    if chart.native is not None:
        add_native(slide, chart.native, (left, top, width, height - 0.6))
    else:
        _picture(slide, chart, (left, top, width, height - 0.6))
    _text(slide, (left, top + height - 0.5, width, 0.5), [(chart.says, 12, False, QUIET)])


def _picture(slide: Any, chart: Chart, place: tuple[float, ...]) -> None:
    from pptx.util import Inches

    left, top, width, height = map(Inches, place)
    picture = slide.shapes.add_picture(io.BytesIO(png(dict(chart.spec), 3.0)), left, top)
    factor = min(width / picture.width, height / picture.height)
    picture.width, picture.height = int(picture.width * factor), int(picture.height * factor)
    picture._element.nvPicPr.cNvPr.set("descr", f"{chart.title}. {chart.says}")
