"""`mlorg assess` and `mlorg ask`."""

import io
import json

import pytest

ANSWERS = "where_they_sit: ml_division\nml_people_report_to: senior_leadership\nwho_maintains: ml\n"


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "given.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_answers_alone_are_enough(mlorg, answers, tmp_path):
    ended = mlorg("assess", tmp_path, "--answers", answers, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    data = ended.data()
    assert max(data["posterior"], key=data["posterior"].get) == "independent"
    assert data["axes"]["model"]["maintain"]["who"] == "ml"
    assert data["axes"]["data"]["labelling"]["unknown"] == 1
    assert data["next_questions"]


def test_the_page_says_what_is_not_seen(mlorg, answers, tmp_path):
    ended = mlorg("assess", tmp_path, "--answers", answers)
    assert "Independent function" in ended.out
    assert "Not seen at all: who owns data." in ended.out
    assert "What would move the answer most" in ended.out


def test_an_example_is_assessed_unit_by_unit(mlorg):
    data = mlorg("assess", "examples/scaleup", "--format", "json").data()
    assert data["units"]
    assert sum(data["posterior"].values()) == pytest.approx(1)
    assert all(s["to_know"] for s in data["signals"] if s["unknown"])


def test_two_days_make_a_series(mlorg):
    ended = mlorg("assess", "examples/scaleup", "--as-of", "2030-01-01", "--as-of", "2031-01-01", "--format", "json")
    assert [row["label"] for row in ended.data()["series"]] == ["2030-01-01", "2031-01-01"]


def test_the_page_as_html(mlorg, answers, tmp_path):
    mlorg("assess", tmp_path, "--answers", answers, "--html", tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Independent function" in text
    assert "What is not known" in text


def test_wrong_answers_are_told(mlorg, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text("who_deploys: martians\n", encoding="utf-8")
    ended = mlorg("assess", tmp_path, "--answers", path)
    assert ended.code == 2
    assert f"{path.as_posix()}:1:14" in ended.err


def test_a_folder_without_anything_is_told(mlorg, tmp_path):
    ended = mlorg("assess", tmp_path)
    assert ended.code == 2
    assert "mlorg init" in ended.err


def test_the_bank(mlorg, tmp_path):
    ended = mlorg("ask", tmp_path, "--list", "--format", "json")
    bank = {q["id"]: q for q in json.loads(ended.out)["data"]["questions"]}
    ids = [a["id"] for a in bank["who_deploys"]["answers"]]
    assert ids[-2:] == ["several", "dont_know"]
    assert "Who brings models into production?" in mlorg("ask", tmp_path, "--list").out


def test_an_interview_is_kept_and_goes_on(mlorg, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("5\nnonsense\n\nq\n"))
    first = mlorg("ask", tmp_path)
    assert "is no answer" in first.out
    assert (tmp_path / "answers.yaml").read_text(encoding="utf-8").count(":") == 3
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    again = mlorg("ask", tmp_path)
    assert first.out.split("\n")[1] not in again.out
    assert "2 answers" in again.err


def test_an_interview_without_a_terminal_ends(mlorg, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert mlorg("ask", tmp_path).code == 0
