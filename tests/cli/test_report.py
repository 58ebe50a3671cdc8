"""`mlorg report`: where files go, in which forms, and what it says when it cannot."""

import json

import pytest

SMALL = ("--draws", 3, "--per-draw", 1, "--no-progress")


def test_it_says_the_answer_and_writes_the_report_beside_the_workspace(mlorg, acme):
    ended = mlorg("report", acme, *SMALL)
    assert ended.code == 0
    assert ended.out.startswith("From Monday")
    assert f"Report: {acme / 'report.html'}" in ended.err
    assert "What to do on Monday" in (acme / "report.html").read_text(encoding="utf-8")


def test_several_forms_at_once_by_their_suffix(mlorg, acme, tmp_path):
    folder = tmp_path / "new"
    paths = [folder / f"board.{form}" for form in ("html", "pdf", "pptx", "json", "csv", "zip")]
    ended = mlorg("report", acme, *SMALL, *(word for path in paths for word in ("-o", path)))
    assert ended.code == 0
    starts = [path.read_bytes()[:4] for path in paths]
    assert starts[1:3] == [b"%PDF", b"PK\x03\x04"]
    assert json.loads(paths[3].read_text(encoding="utf-8"))["schema"] == "mlorg.report/1"
    assert starts[5] == b"PK\x03\x04"


def test_the_form_may_be_said(mlorg, acme, tmp_path):
    path = tmp_path / "tables.txt"
    assert mlorg("report", acme, *SMALL, "-o", path, "--format", "csv").code == 0
    assert "Alternative" not in path.read_text(encoding="utf-8-sig").splitlines()[0]


def test_an_unknown_form_is_told_before_anything_is_simulated(mlorg, acme, tmp_path):
    ended = mlorg("report", acme, "-o", tmp_path / "board.docx")
    assert ended.code == 2
    assert ended.out == ""
    assert "html, pdf, pptx, json, csv, zip" in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ("report", "-o", "{folder}"),
        ("report", "--bundle", "{folder}"),
        ("compare", "--html", "{folder}"),
        ("plan", "--to", "embedded", "--csv", "{folder}"),
        ("assess", "--html", "{folder}"),
    ],
    ids=lambda words: " ".join(words[:-1]),
)
def test_a_path_that_cannot_be_written_is_told_before_anything_is_computed(mlorg, acme, tmp_path, words):
    command, *options = (word.format(folder=tmp_path) for word in words)
    ended = mlorg(command, acme, *options)
    assert (ended.code, ended.out) == (2, "")
    assert f"{tmp_path}: this is a folder, and a file is to be written." in ended.err


def test_every_path_that_cannot_be_written_is_told_at_once(mlorg, acme, roster):
    ended = mlorg("report", acme, "-o", roster / "board.pdf", "-o", acme)
    assert ended.err.splitlines() == [
        f"{roster / 'board.pdf'}: nothing can be written there: {roster} is a file. Choose another folder.",
        f"{acme}: this is a folder, and a file is to be written. Add the name of a file to it.",
    ]


def test_a_package_that_a_form_needs_is_asked_for_first(mlorg, acme, monkeypatch):
    monkeypatch.setattr("mlorg.report.forms.files.find_spec", lambda name: None)
    ended = mlorg("report", acme, "-o", "board.pdf")
    assert (ended.code, ended.out) == (2, "")
    assert "pip install 'mlorg[report]'" in ended.err


def test_a_bundle_is_written_and_gives_the_same_digits(mlorg, acme, tmp_path):
    bundle = tmp_path / "again.zip"
    mlorg("report", acme, *SMALL, "-o", tmp_path / "r.json", "--bundle", bundle)
    ended = mlorg("reproduce", bundle, "--no-progress")
    assert ended.code == 0
    assert ended.out.startswith("The same to the last digit")
    assert mlorg("reproduce", bundle, "--no-progress", "-f", "json").data()["differences"] == []


def test_a_bundle_that_is_none_is_one_clear_message(mlorg, tmp_path):
    (tmp_path / "b.zip").write_text("no", encoding="utf-8")
    ended = mlorg("reproduce", tmp_path / "b.zip")
    assert (ended.code, ended.out) == (2, "")
    assert "this bundle cannot be used" in ended.err
    assert mlorg("reproduce", tmp_path / "absent.zip").code == 2


def test_nothing_is_told_of_how_fewer_than_five_people_would_fare(mlorg, acme):
    """acme has two ML people."""
    text = mlorg("compare", acme, *SMALL, "-f", "json").out
    assert "net_value" in text
    assert "resigned" not in text


def test_a_plan_is_part_of_the_report_if_it_is_asked_for(mlorg, acme, tmp_path):
    paths = tmp_path / "r.html", tmp_path / "r.json"
    ended = mlorg("report", acme, *SMALL, "--plan", "embedded", "-o", paths[0], "-o", paths[1])
    assert ended.code == 0
    assert "When to stop and go back" in paths[0].read_text(encoding="utf-8")
    assert json.loads(paths[1].read_text(encoding="utf-8"))["data"]["plan"]["to"] == "embedded"
