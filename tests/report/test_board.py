"""The report that a board reads: answer first, plain words, the same numbers in every form, forms that open again."""

import csv
import io
import json
import re
import zipfile

import pytest
from tests.report.comparisons import NASTY, of_values
from tests.report.test_comparison import CLEAR, Text

from mlorg.errors import UnsupportedError
from mlorg.report.board import comparison_document, report_document
from mlorg.report.forms.document import Document, Number, Prose, Row, Section, Table
from mlorg.report.forms.files import FORMS, form_of, report_bytes
from mlorg.report.forms.pdf import document_pdf
from mlorg.report.forms.slides import document_pptx
from mlorg.report.forms.tables import document_csv, document_zip, safe
from mlorg.report.html import document_html

JARGON = re.compile(
    r"(?i:\bEVP?PI|\bEVSI\b|posterior|\bBass\b|\bprior|prior draw|replication|bounce|quantile|\bnats\b|stochastic|"
    r"\bSobol|Shapley|epistemic|aleatory|\bnan\b|restructured\b|settled arm|bandit|heteroscedast)|\bNone\b(?! of)|[{}]"
)
"""Words that nobody on a board should have to look up; braces would be a text that nobody filled in."""


def words_of(document: Document) -> list[str]:
    """Everything a reader of the document reads."""
    found = [document.title, document.kicker, *document.lead]
    for section in document.sections:
        found += [section.title, *section.caveats]
        for block in section.blocks:
            found += [*block.lines, block.heading] if isinstance(block, Prose) else [block.title]
    for chart in document.charts():
        found += [chart.title, chart.says]
    for _, table in document.tables():
        found += [table.title, *table.columns, *(str(c) for row in table.rows for c in (*row.cells, *row.notes))]
    return found


def numbers_of(document: Document) -> list[str]:
    """Every number of every table, as it is shown."""
    cells = (cell for _, table in document.tables() for row in table.rows for cell in row.cells)
    return [cell.text for cell in cells if isinstance(cell, Number)]


@pytest.fixture(scope="module")
def pdf(board) -> list[str]:
    """The text of every page of the PDF, as an independent reader finds it."""
    from pypdf import PdfReader

    return [flat(page.extract_text()) for page in PdfReader(io.BytesIO(document_pdf(report_document(board)))).pages]


@pytest.fixture(scope="module")
def deck(board) -> bytes:
    """The slides."""
    return document_pptx(report_document(board))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_answer_comes_first_then_why_what_would_change_it_and_monday(board):
    document = report_document(board)
    assert len(document.lead) == 3
    assert "95 % interval" in document.lead[1]
    titles = [section.title for section in document.sections]
    assert titles[:3] == ["Why", "What would change the answer", "What to do on Monday"]
    assert {"How the alternatives stand", "What could flip it", "Assumptions and their sources"} <= set(titles)


def test_every_page_of_the_report_is_plain_language(board):
    for document in (report_document(board), comparison_document(of_values(CLEAR, moves=("move",)))):
        assert not [line for line in words_of(document) if JARGON.search(line)]


def test_jargon_would_be_noticed():
    assert all(JARGON.search(text) for text in ("EVPPI of x", "the posterior", "a Bass curve", "prior draws", "{why}"))


def test_a_clear_lead_is_three_sentences_and_something_to_do():
    document = comparison_document(of_values(CLEAR, moves=("move",)))
    assert document.title == "From Monday and once settled: “move” leads clearly"


def test_every_chart_has_words_and_a_table_and_its_own_id(board):
    charts = list(report_document(board).charts())
    assert {"units", "ownership", "flow", "archetypes", "chances-restructured", "waterfall-settled"} <= {
        c.id for c in charts
    }
    assert len({chart.id for chart in charts}) == len(charts)
    assert all(len(chart.says) > 20 and chart.table.rows for chart in charts)


def test_all_forms_show_the_same_numbers(board, pdf, deck):
    """PDF and slides are read again by programs that did not write them."""
    from pptx import Presentation

    document = report_document(board)
    web, paper = Text(document_html(document, lambda spec: "<svg></svg>")).text, " ".join(pdf)
    shapes = [shape for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes]
    cells = {cell.text for shape in shapes if shape.has_table for cell in shape.table.iter_cells()}
    sheet = {row["shown"] for row in csv.DictReader(io.StringIO(document_csv(document).decode("utf-8-sig")))}
    inside = {chart.table for chart in document.charts() if chart.native and not chart.table_shown}  # of the chart
    tables = [table for _, table in document.tables() if table.arm and table not in inside]
    ranking = [str(cell) for table in tables for row in table.rows for cell in row.cells[1:]]
    assert len(ranking) > 100
    for number in ranking:
        assert number in web
        assert flat(number) in paper
        assert number in cells
        assert number in sheet or f"'{number}" in sheet


def test_the_pdf_has_pages_with_the_answer_on_the_first(board, pdf):
    assert 10 < len(pdf) < 60
    assert all(flat(sentence) in pdf[0] for sentence in report_document(board).lead)
    assert "What to do on Monday" in pdf[0]


def test_slides_have_tables_charts_and_notes_that_can_be_edited(board, deck):
    from pptx import Presentation

    document = report_document(board)
    slides = Presentation(io.BytesIO(deck)).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    assert sum(shape.has_table for shape in shapes) >= len(list(document.tables()))
    assert sum(shape.has_chart for shape in shapes) == sum(chart.native is not None for chart in document.charts())
    assert all(slide.has_notes_slide for slide in slides)
    assert "no good outside data" in slides[0].notes_slide.notes_text_frame.text
    assert document.lead[0] in slides[0].shapes[2].text_frame.text


def test_a_board_is_told_few_slides_and_finds_the_others_from_a_list(board, deck):
    """PowerPoint skips a slide whose attribute `show` is 0, and follows links to it all the same."""
    from pptx import Presentation

    slides = list(Presentation(io.BytesIO(deck)).slides)
    skipped = [slide._element.get("show") == "0" for slide in slides]
    told = skipped.index(True)
    assert told < 25
    assert all(skipped[told:])
    contents = slides[told - 1]
    words = [run for box in list(contents.shapes)[1:] for each in box.text_frame.paragraphs for run in each.runs]
    links = [run._r.find(".//{*}hlinkClick") for run in words]
    targets = [contents.part.related_part(link.get(link.keys()[0])).slide.slide_id for link in links]
    assert [run.text for run in words] == [s.title for s in report_document(board).sections if s.reference and s.blocks]
    assert set(targets) <= {slide.slide_id for slide in slides[told:]}
    assert len(set(targets)) == len(words)


def test_intervals_stand_in_the_charts_of_slides(deck):
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert sum("<c:errBars>" in chart for chart in charts) == 2


def test_json_holds_every_page(board):
    data = json.loads(report_bytes(board, "json"), parse_constant=lambda name: pytest.fail(name))["data"]
    assert {"comparison", "assessment", "ownership", "findings", "units", "statistics", "assumptions"} <= data.keys()


def test_the_html_is_small_and_the_same_every_time(board):
    first = report_bytes(board, "html")
    assert len(first) < 5_000_000
    assert report_bytes(board, "html") == first


@pytest.mark.parametrize("formula", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", " =1", "\N{NO-BREAK SPACE}=1", "|x"])
def test_no_cell_is_a_formula(formula):
    table = Table("t", ("a", formula), (Row((formula, formula)),))
    document = Document("t", "k", "o", (Section("s", "s", (table,)),))
    with zipfile.ZipFile(io.BytesIO(document_zip(document))) as archive:
        (name,) = archive.namelist()
        cells = [cell for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))) for cell in row]
    assert cells == ["a", *[f"'{formula}"] * 3]


def test_numbers_stay_numbers():
    assert [safe(text) for text in ("+1.5", "-3", "1,000")] == ["+1.5", "-3", "1,000"]


def test_names_are_never_markup_in_any_form():
    document = comparison_document(of_values({**CLEAR, NASTY: [1.0] * 20, "#let x = 1 \\ *b* _i_ $y$": [2.0] * 20}))
    assert document_html(document).count("<script") == 1
    from pypdf import PdfReader

    text = flat(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(document_pdf(document))).pages))
    assert "*b* _i_ $y$" in text
    assert document_pptx(document)


@pytest.mark.parametrize(("missing", "form"), [("typst", "pdf"), ("vl_convert", "pdf"), ("pptx", "pptx")])
def test_a_missing_package_is_told_with_the_command_that_installs_it(board, monkeypatch, missing, form):
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(UnsupportedError, match=r"pip install 'mlorg\[report\]'"):
        report_bytes(board, form)


def test_an_unknown_form_is_told_with_those_that_exist(tmp_path):
    with pytest.raises(UnsupportedError, match="html, pdf, pptx, json, csv, zip"):
        form_of(tmp_path / "report.docx")
    assert [form_of(tmp_path / f"x.{form.upper()}") for form in FORMS] == [*FORMS]
