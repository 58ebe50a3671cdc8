"""A document as slides: native tables and charts that can be edited, the text beside them, caveats in the notes.

What is told comes first. What is for reference stands behind a list of it, on slides that a presentation skips unless
somebody asks: each entry of the list leads to its slides.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .document import Block, Chart, Document, Prose, Row, Section, Table
from .pictures import lacking, png
from .slide_charts import add_native, rgb

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
"""Inches: the usual wide slide."""
MOST_LINES = 14
"""Lines of text on one slide."""
TABLE_TOP, TABLE_FOOT, ROW, LINE_OF_ROW = 1.65, 6.95, 0.3, 0.185
"""Inches: where a table begins and must have ended, the height of its rows and of each further line in one."""
LETTERS_IN_AN_INCH = 12.5
"""Of the type that tables are set in, on average and a little less, so that nothing runs over."""
MOST_SLIDES_OF_A_TABLE = 2
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
    _told(deck, [section for section in document.sections if not section.reference])
    _looked_up(deck, [section for section in document.sections if section.reference])
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _told(deck: Presentation, sections: Sequence[Section]) -> list[Any]:
    """The slides of these sections, and the first of each."""
    firsts = []
    for section in sections:
        made = [_slide(deck, title, blocks, section) for title, blocks in _slides(section)]
        firsts += made[:1]
    return firsts


def _looked_up(deck: Presentation, sections: Sequence[Section]) -> None:
    """A list of these sections, and their slides, which are there when asked for."""
    sections = [section for section in sections if section.blocks]
    if not sections:
        return
    contents = _blank(deck)
    _text(contents, (MARGIN, 0.35, WIDTH - 2 * MARGIN, 0.7), [("For reference", 22, True, TEXT)])
    before = len(deck.slides)
    firsts = _told(deck, sections)
    for slide in list(deck.slides)[before:]:
        slide._element.set("show", "0")
    half = (len(sections) + 1) // 2
    for column, part in enumerate((sections[:half], sections[half:])):
        left = MARGIN + column * (WIDTH / 2 - MARGIN)
        entries = [(section.title, 15, False, TEXT) for section in part]
        if not entries:
            continue
        box = _text(contents, (left, 1.2, WIDTH / 2 - 2 * MARGIN, HEIGHT - 1.7), entries)
        for paragraph, slide in zip(box.paragraphs, firsts[column * half :], strict=False):
            _lead_to(contents, paragraph.runs[0], slide)
    _notes(contents, ["The slides behind this one are skipped; a click on an entry shows them."])


def _lead_to(slide: Any, run: Any, target: Any) -> None:
    """Make some words a link to another slide, which python-pptx offers for shapes only."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    link = run._r.get_or_add_rPr().add_hlinkClick(slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))
    link.set("action", "ppaction://hlinksldjump")


def _slides(section: Section) -> Iterator[tuple[str, Sequence[Block]]]:
    """Texts share a slide while they fit; every chart and every table has its own, with the note that follows it."""
    waiting: list[Block] = []
    for block, after in zip(section.blocks, (*section.blocks[1:], None), strict=True):
        if _is_footnote(block) and not waiting and block is not section.blocks[0]:
            continue  # it stands on the slide of what it follows
        if isinstance(block, Prose):
            if waiting and _lines([*waiting, block]) > MOST_LINES:
                yield section.title, waiting
                waiting = []
            waiting.append(block)
            continue
        if waiting:
            yield section.title, waiting
            waiting = []
        *most, (title, blocks) = _own_slides(section.title, block)
        yield from most
        yield title, [*blocks, after] if after and _is_footnote(after) else blocks
    if waiting:
        yield section.title, waiting


def _is_footnote(block: Block) -> bool:
    return isinstance(block, Prose) and block.kind == "note" and not block.heading and _lines([block]) <= 2


def _own_slides(title: str, block: Table | Chart) -> Iterator[tuple[str, Sequence[Block]]]:
    """A chart, and the table where it is no chart of PowerPoint's own, which has its numbers inside."""
    if isinstance(block, Chart):
        yield f"{title}: {block.title}", [block]
        if block.native is not None and not block.table_shown:
            return
    table = block.table if isinstance(block, Chart) else block
    parts = list(_parts(table))
    shown = parts[:MOST_SLIDES_OF_A_TABLE]
    left_out = len(table.rows) - sum(map(len, shown))
    more = f" {left_out} more rows stand in the HTML report and in its tables as CSV." if left_out else ""
    for n, rows in enumerate(shown, start=1):
        of = f" ({n} of {len(shown)})" if len(shown) > 1 else ""
        yield f"{title}{of}", [Table(table.title + more, table.columns, rows, table.arm)]


def _parts(table: Table) -> Iterator[tuple[Row, ...]]:
    """Rows by slide: as many as have room, each with the lines that its longest cell is wrapped into."""
    inches = [share * (WIDTH - 2 * MARGIN) for share in table.shares()]
    head = _height(table.columns, inches)
    rows: list[Row] = []
    used = head
    for row in table.rows:
        height = _height((_named(row), *map(str, row.cells[1:])), inches)
        if rows and used + height > TABLE_FOOT - TABLE_TOP:
            yield tuple(rows)
            rows, used = [], head
        rows.append(row)
        used += height
    yield tuple(rows)


def _height(texts: Sequence[str], inches: Sequence[float]) -> float:
    """Inches that a row takes."""
    fitting = [max(1, int((width - 0.2) * LETTERS_IN_AN_INCH)) for width in inches]
    lines = max(len(textwrap.wrap(text, letters)) for text, letters in zip(texts, fitting, strict=True))
    return ROW + LINE_OF_ROW * max(0, lines - 1)


def _named(row: Row) -> str:
    """The first cell, with a short note behind it."""
    note = f" ({', '.join(row.notes)})" if row.notes and len(row.notes[0]) < 60 and len(row.notes) == 1 else ""
    return f"{row.cells[0]}{note}"


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


def _slide(deck: Presentation, title: str, blocks: Sequence[Block], section: Section) -> Any:
    slide = _blank(deck)
    _text(slide, (MARGIN, 0.35, WIDTH - 2 * MARGIN, 0.7), [(title, _size(title, 75, 22), True, TEXT)])
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
    if texts and said:
        words = " ".join(text for text, *_ in texts)
        _text(slide, (MARGIN, 6.95, WIDTH - 2 * MARGIN, 0.45), [(words, _size(words, 165, 11), False, QUIET)])
    elif texts:
        _text(slide, place, texts)
    _notes(slide, [*said, *section.caveats])
    return slide


def _said(block: Prose) -> Iterator[tuple[str, int, bool, str]]:
    if block.heading:
        yield block.heading, 16, True, TEXT
    for n, line in enumerate(block.lines, start=1):
        mark = {"list": "•  ", "numbered": f"{n}.  "}.get(block.kind, "")
        yield mark + line, 13 if block.kind == "note" else 15, False, QUIET if block.kind == "note" else TEXT


def _blank(deck: Presentation) -> Any:
    return deck.slides.add_slide(deck.slide_layouts[6])


def _text(slide: Any, place: tuple[float, ...], lines: Sequence[tuple[str, int, bool, str]]) -> Any:
    """A box of paragraphs, each (text, size, bold, colour); its frame."""
    from pptx.util import Inches, Pt

    frame = slide.shapes.add_textbox(*map(Inches, place)).text_frame
    frame.word_wrap = True
    for n, (text, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(size), bold
        run.font.color.rgb = rgb(colour)
    return frame


def _notes(slide: Any, lines: Sequence[str] | dict[str, None]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(lines)


def _table(slide: Any, table: Table, place: tuple[float, ...]) -> None:
    from pptx.util import Inches

    left, top, width, _ = place
    _text(slide, (left, top - 0.25, width, 0.6), [(table.title, _size(table.title, 130, 12), False, QUIET)])
    rows, columns = len(table.rows) + 1, len(table.columns)
    shape = slide.shapes.add_table(rows, columns, *map(Inches, (left, TABLE_TOP, width, ROW * rows)))
    grid = shape.table
    for column, share in enumerate(table.shares()):
        grid.columns[column].width = Inches(width * share)
    for column, name in enumerate(table.columns):
        _cell(grid.cell(0, column), name, table, column, Row((), "head"))
    for n, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row.cells):
            _cell(grid.cell(n, column), str(cell) if column else _named(row), table, column, row)


def _size(text: str, letters: int, points: int) -> int:
    """Points in which a line has room for the text, two thirds of them at least; `letters` have room in `points`."""
    return max(points * 2 // 3, min(points, points * letters // max(1, len(text))))


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
    cell.margin_left = cell.margin_right = Pt(5)
    cell.fill.solid()
    shade = {"head": LINE, "leader": SOFT}.get(row.style, "FFFFFF")
    cell.fill.fore_color.rgb = rgb(shade)


def _chart(slide: Any, chart: Chart, place: tuple[float, ...]) -> None:
    """The chart as PowerPoint's own where there is one, else as a picture; what it says stands below."""
    left, top, width, height = place
    if chart.native is not None:
        add_native(slide, chart.native, (left, top, width, height - 0.75))
    else:
        _picture(slide, chart, (left, top, width, height - 0.75))
    _text(slide, (left, top + height - 0.65, width, 0.7), [(chart.says, _size(chart.says, 280, 12), False, QUIET)])


def _picture(slide: Any, chart: Chart, place: tuple[float, ...]) -> None:
    from pptx.util import Inches

    left, top, width, height = map(Inches, place)
    picture = slide.shapes.add_picture(io.BytesIO(png(dict(chart.spec), 3.0)), left, top)
    factor = min(width / picture.width, height / picture.height)
    picture.width, picture.height = int(picture.width * factor), int(picture.height * factor)
    picture.left = int(left + (width - picture.width) / 2)
    picture._element.nvPicPr.cNvPr.set("descr", f"{chart.title}. {chart.says}")
