"""Files of every make: encodings, separators, open quotation marks, workbooks, and what is no table at all."""

import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from mlorg.errors import RosterError, UnsupportedError
from mlorg.evidence.roster import Roster, RosterOptions, read_roster
from mlorg.org import Line

from .conftest import Importer

ROWS = [
    ["Employee ID", "Job Title", "Manager ID"],
    ["17", "CEO", "none"],
    ["18", "Geschäftsführer Köln", "17"],
    ["19", "Developer", "18"],
]


def text(separator: str = ",", end: str = "\n") -> str:
    return "".join(separator.join(row) + end for row in ROWS)


def as_expected(roster: Roster) -> bool:
    titles = {post.id: post.title for post in roster.organization.posts}
    lines = {post.title: titles.get(post.manager or "") for post in roster.organization.posts}
    return lines == {"CEO": None, "Geschäftsführer Köln": "CEO", "Developer": "Geschäftsführer Köln"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(text().encode(encoding))
    roster = read_roster(path)
    assert as_expected(roster)
    assert ("cp1252" in roster.explanation.form) is (encoding == "cp1252")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_line_ends(separator: str, end: str, imported: Importer) -> None:
    assert as_expected(imported(text(separator, end)))


def test_lines_above_the_headings_are_skipped_and_listed(imported: Importer) -> None:
    roster = imported("sep=,\nHeadcount report,as of 2024\n\n" + text())
    assert as_expected(roster)
    assert roster.explanation.above == (1, 2)
    assert roster.explanation.headings_line == 4


def test_line_breaks_in_a_cell_keep_the_numbers_of_lines(imported: Importer) -> None:
    roster = imported('Employee ID,Job Title,Manager ID\n1,"Chief\nCook",none\n2,Baker,7\n')
    assert {post.title for post in roster.organization.posts} == {"Chief Cook", "Baker"}
    assert [problem.place.line for problem in roster.problems] == [4]


@pytest.mark.parametrize("many", [3, 400])
def test_an_open_quotation_mark_loses_one_row_at_most(many: int, imported: Importer) -> None:
    rows = "".join(f"{n},Developer,1\n" for n in range(3, many))
    roster = imported(f'Employee ID,Job Title,Manager ID\n1,CEO,none\n2,"Developer,1\n{rows}')
    assert roster.counts.entries >= many - 1
    assert any(problem.place.line == 3 and "quotation mark" in problem.message for problem in roster.problems)


def test_a_cell_of_megabytes_is_listed(imported: Importer) -> None:
    roster = imported(text() + "20," + "x" * 10_000_000 + ",18\n21,Developer,18\n")
    assert roster.counts.entries == 4
    assert any(problem.place.line == 5 for problem in roster.problems)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xef\xbb\xbf",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"%PDF-1.7 \x00\x01\x02\x03" * 50,
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        b"PK\x03\x04 and then nothing",
        b'{"people": [1, 2, 3]}',
        b"one sentence without any table\nand another one\n",
        b"Employee ID,Job Title\n",
        b"a,b,c\n1,2,3\n",
        b"Department,Team\nSales,East\n",
    ],
)
def test_what_is_no_roster_gives_one_clear_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(RosterError) as error:
        read_roster(path)
    assert str(path) in str(error.value)
    assert all(problem.hint for problem in error.value.problems)


@pytest.mark.parametrize("path", ["nowhere/people.csv", ".", "a\0b"])
def test_a_file_that_cannot_be_opened(path: str) -> None:
    with pytest.raises(RosterError, match=r"cannot be opened|no path has"):
        read_roster(path)


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_with_dates_numbers_and_lines_above(tmp_path: Path) -> None:
    rows = [["Export"], [], [*ROWS[0], "Hire Date"], [17, "CEO", "none", date(2020, 2, 3)]]
    rows += [[18, "Geschäftsführer Köln", 17, datetime(2021, 3, 4, 5)], [19, "Developer", 18.0, None]]
    roster = read_roster(workbook(tmp_path / "people.xlsx", rows))
    assert as_expected(roster)
    assert roster.explanation.headings_line == 3
    starts = {member.validity.start for member in roster.organization.memberships}
    assert starts == {date(2020, 2, 3), date(2021, 3, 4), None}


def test_a_sheet_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "people.xlsx", [["Read me"]], [list(row) for row in ROWS])
    assert as_expected(read_roster(path, RosterOptions(sheet="Sheet 2")))
    with pytest.raises(RosterError, match="Did you mean 'Sheet 2'"):
        read_roster(path, RosterOptions(sheet="Shet 2"))


def test_a_missing_reader_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "people.xlsx", [list(row) for row in ROWS])
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(UnsupportedError, match=r'pip install "mlorg\[excel\]"'):
        read_roster(path)


def test_a_stray_cell_far_away_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The reader would ask for a grid of 700 million cells."""
    path = workbook(tmp_path / "people.xlsx", [list(row) for row in ROWS])
    book = Workbook()
    book.active["A1"] = "Employee ID"
    book.active["ZZ1000000"] = "stray"
    book.save(path)
    with pytest.raises(RosterError, match="spans 1,000,000 rows and 702 columns"):
        read_roster(path)


def repacked(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in (parts | {part: content}).items():
            target.writestr(name, data)
    return path


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlorg.evidence.roster.excel.LARGEST_CONTENT", 5 << 20)
    path = repacked(workbook(tmp_path / "people.xlsx", [["a"]]), "xl/sharedStrings.xml", b" " * (6 << 20))
    assert path.stat().st_size < 50_000
    with pytest.raises(RosterError, match="unpacks to more than 5 MB"):
        read_roster(path)


def test_entities_of_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Treasure Keeper")
    xml = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY a "aaaa">
    <!ENTITY b "&a;&a;&a;&a;">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <si><t>Employee ID</t></si><si><t>Job Title</t></si><si><t>&e;&b;</t></si></sst>"""
    sheet = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
    <row r="2"><c r="A2"><v>7</v></c><c r="B2" t="s"><v>2</v></c></row></sheetData></worksheet>"""
    path = repacked(workbook(tmp_path / "people.xlsx", [["a"]]), "xl/sharedStrings.xml", xml.encode())
    path = repacked(path, "xl/worksheets/sheet1.xml", sheet.encode())
    with pytest.raises(RosterError, match="damaged"):
        read_roster(path)


@pytest.mark.parametrize("cut", [30, 200, 0.3, 0.7, 0.95])
def test_a_cut_workbook_is_named_as_damaged(cut: float, tmp_path: Path) -> None:
    path = workbook(tmp_path / "people.xlsx", [list(row) for row in ROWS])
    data = path.read_bytes()
    path.write_bytes(data[: int(cut if cut > 1 else cut * len(data))])
    with pytest.raises(RosterError, match="damaged"):
        read_roster(path)


def test_a_blank_manager_is_unknown_unless_said_otherwise(imported: Importer) -> None:
    table = "Employee ID,Job Title,Manager ID\n1,CEO,\n2,Developer,1\n"
    lines = [[p.reports_to for p in imported(table, blank_is_root=b).organization.posts] for b in (False, True)]
    assert lines[0][0] is Line.UNKNOWN
    assert lines[1][0] is Line.TOP
