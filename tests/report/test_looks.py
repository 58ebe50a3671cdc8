"""What a reader would stumble over: axes without a title, cut numbers, tables that leave their slide, odd forms."""

import io
import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from tests.report.comparisons import TODAY, of_values
from tests.report.test_board import words_of

from mlorg.report.board import report_document
from mlorg.report.comparison.charts import flips_chart, waterfall_chart
from mlorg.report.comparison.page import StageRow
from mlorg.report.decision.front_chart import CORNERS, _corners
from mlorg.report.decision.page import FrontRow
from mlorg.report.forms.document import Number, Row, Table
from mlorg.report.forms.pictures import svg_renderer
from mlorg.report.forms.slides import HEIGHT, document_pptx
from mlorg.report.organisation.charts import Passage, flow_chart
from mlorg.report.rounding import whole_percent

LONG = "Pilot in two lines: Move nobody: ML owns labels and pipelines"


def parts(value: object) -> Iterator[dict]:
    """All objects inside a specification."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(each)


def axes_without_title(spec: dict) -> list[str]:
    """Fields of axes that measure something and do not say what."""
    encodings = [part["encoding"] for part in parts(spec) if "encoding" in part]
    places = [place for one in encodings for key, place in one.items() if key in ("x", "y") and "field" in place]
    measured = [p for p in places if p.get("type") in ("quantitative", "temporal") and p.get("axis", {}) is not None]
    titled = {p["field"] for p in measured if p.get("title") or p.get("axis", {}).get("title")}
    joined = bool(titled)  # layers share an axis: one of them names it
    return [p["field"] for p in measured if not joined]


def texts_of(spec: dict) -> list[str]:
    """What is written in a picture."""
    render = svg_renderer()
    if render is None:
        pytest.skip("Pictures need vl-convert: pip install 'mlorg[report]'.")
    return re.findall(r"<text[^>]*>([^<]*)</text>", render(spec))


def flips() -> tuple:
    line = np.linspace(-1, 1, 60)
    flip = of_values({TODAY: [10.0] * 60, "a": 10 + line}, known={"send_back": line}).flips[0]
    return (replace(flip, best_high=LONG),)


def test_every_axis_that_measures_says_what(board):
    untitled = {chart.id: axes_without_title(chart.spec) for chart in report_document(board).charts()}
    assert not {name: fields for name, fields in untitled.items() if fields}


def test_what_flips_it_shows_words_and_no_bare_axis():
    written = texts_of(flips_chart(flips()))
    assert "changing nothing" in written
    assert len(written) == 8  # the question twice, for its rim; three ranges; three answers
    assert not [text for text in written if text in ("at", "0", "1", "2")]


def test_long_names_never_cut_the_number_behind_them():
    stages = (("data", 60.0), ("experiments", 198.0))
    before, after = StageRow(TODAY, "Today", stages), StageRow("pilot", LONG, stages)
    part = of_values({TODAY: [1.0] * 4, "a": [2.0] * 4}, stages=(("data", 1.0),)).arms[0]
    assert texts_of(waterfall_chart(part, before, after))[-1].endswith("…: 258 days")
    flow = flow_chart((Passage(0, LONG, LONG, 3), Passage(1, LONG, LONG, 3)))
    assert all(text.endswith("… (3)") for text in texts_of(flow) if text.startswith("Pilot"))


def test_dots_that_lie_close_have_their_numbers_in_different_corners():
    places = ((1.0, 1.0), (1.01, 1.0), (9.0, 9.0))
    rows = [FrontRow(f"a{n}", f"a{n}", values, True, (), 1.0) for n, values in enumerate(places)]
    assert list(_corners(rows)) == [0, 1, 0]
    assert len(set(CORNERS)) == 4


def test_percent_has_one_form_and_no_idle_digits(board):
    said = [whole_percent(chance) for chance in (0.0, 0.0072, 0.002, 0.5, None)]
    assert said == ["0 %", "1 %", "under 1 %", "50 %", "–"]
    assert not [line for line in words_of(report_document(board)) if re.search(r"\d%", line)]


def test_money_is_written_one_way_in_sentences(board):
    document = report_document(board)
    says = [chart.says for chart in document.charts()]
    assert not [line for line in says if re.search(r"\d EUR", line)]


def test_columns_are_as_wide_as_what_stands_in_them():
    table = Table("t", ("What", "year", "says"), (Row(("A short one", Number("2021", 2021), "word " * 30)),))
    shares = table.shares()
    assert sum(shares) == pytest.approx(1)
    assert shares[1] < shares[0] < shares[2]
    assert table.is_short(1)
    assert not table.is_short(2)


def test_no_table_leaves_its_slide_and_no_word_its_column(board):
    """About 13 letters of that type fill an inch; a line is 0.19 inches high."""
    from pptx import Presentation

    for slide in Presentation(io.BytesIO(document_pptx(report_document(board)))).slides:
        for shape in (shape for shape in slide.shapes if shape.has_table):
            letters = [int((column.width / 914_400 - 0.14) * 13) for column in shape.table.columns]
            rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
            lines = [max(len(textwrap.wrap(t, n)) or 1 for t, n in zip(row, letters, strict=True)) for row in rows]
            foot = shape.top / 914_400 + sum(0.3 + 0.19 * (n - 1) for n in lines)
            assert foot < HEIGHT, (slide.shapes[0].text_frame.text, foot)
            heads = zip(rows[0], letters, strict=True)
            assert not [head for head, n in heads if max(map(len, head.split() or [""])) > n]


def test_titles_of_slides_take_two_lines_at_most(board):
    from pptx import Presentation

    for slide in list(Presentation(io.BytesIO(document_pptx(report_document(board)))).slides)[1:]:
        run = slide.shapes[0].text_frame.paragraphs[0].runs[0]
        assert len(run.text) * run.font.size.pt * 0.5 < 2 * 12.1 * 72, run.text
