"""An uploaded roster: read, not kept, and refused where it is too much or not what it says."""

import io
import zipfile

import pytest

from .conftest import serving, visiting

ROSTER = "\n".join(
    [
        "Employee ID,Name,Job Title,Team,Manager",
        "1,Ada Invented,Head of Data,Data,",
        "2,Bo Invented,Data Scientist,Data,Ada Invented",
        "3,Cy Invented,ML Engineer,Data,Ada Invented",
        "4,Di Invented,Baker,Ovens,Ada Invented",
    ]
)


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    with serving(folder) as server, visiting(server) as browser:
        yield folder, browser


def upload(browser, content, name="people.csv", **fields):
    return browser.post("/api/import", files={"roster": (name, content)}, data=fields)


def workbook(sheet):
    """The bytes of a workbook with this XML as its only sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Employee ID", "Job Title", "Team"])
    made, changed = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            is_sheet = item.filename == "xl/worksheets/sheet1.xml"
            new.writestr(item.filename, sheet if is_sheet else old.read(item))
    return changed.getvalue()


def test_an_empty_folder_asks_for_a_roster_and_becomes_a_workspace(empty):
    _, browser = empty
    assert browser.get("/").headers["location"] == "/import"
    answer = browser.post("/import", files={"roster": ("people.csv", ROSTER)}, data={"name": "Acme"})
    assert answer.status_code == 201
    assert "4 people" in answer.text
    assert "Head of Data" in browser.get("/organisation").text
    assert browser.get("/").status_code == 200


def test_the_roster_is_not_kept_and_names_stay_in_the_key_file(empty):
    folder, browser = empty
    assert upload(browser, ROSTER).status_code == 201
    holding = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and b"Ada" in p.read_bytes()]
    assert holding == [".mlorg/names.csv"]
    assert "Invented" not in browser.get("/organisation").text


def test_a_workspace_is_not_overwritten_in_silence(server, browser):
    before = (server.folder / "org.yaml").read_bytes()
    assert upload(browser, ROSTER).status_code == 409
    assert (server.folder / "org.yaml").read_bytes() == before
    assert upload(browser, ROSTER, replace="true").status_code == 201


def test_what_cannot_be_read_is_told_without_places_of_this_machine(empty):
    _, browser = empty
    answer = upload(browser, "nothing\n", name="../../x.csv")
    assert answer.status_code == 422
    assert "/tmp" not in answer.text
    assert upload(browser, "x", name="roster.exe").status_code == 422


def test_a_workbook_cannot_read_files_of_this_machine(empty, tmp_path):
    """XXE: an entity that stands for a file."""
    (tmp_path / "secret").write_text("top-secret-title", encoding="utf-8")
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    cells = [("A1", "Employee ID"), ("B1", "Job Title"), ("A2", "1"), ("B2", "&x;")]
    heading, row = ("".join(cell.format(*c) for c in cells if c[0].endswith(end)) for end in "12")
    xml = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1">{heading}</row><row r="2">{row}</row></sheetData></worksheet>"""
    folder, browser = empty
    answer = upload(browser, workbook(xml), name="people.xlsx")
    assert "top-secret-title" not in answer.text
    assert not any(b"top-secret-title" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_workbook_that_unpacks_to_too_much_is_refused(empty):
    """A zip bomb: half a megabyte that becomes 500."""
    _, browser = empty
    bomb = workbook(b" " * (500 << 20))
    assert len(bomb) < 2 << 20
    answer = upload(browser, bomb, name="people.xlsx")
    assert answer.status_code == 422
    assert "unpacks to more than" in answer.text


def test_a_workbook_that_lies_about_its_size_is_refused(empty):
    _, browser = empty
    bomb = workbook(b" " * (500 << 20))
    lying = bomb.replace((500 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != bomb
    assert upload(browser, lying, name="people.xlsx").status_code == 422
