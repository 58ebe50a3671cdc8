"""The demo: the real command, in an empty folder; and the fictional company it writes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mlorg import api
from mlorg.api.demo import DEMO_DAY, DEMO_NAME, demo_texts
from mlorg.cli.application import COMMANDS
from mlorg.cli.demo import NEXT
from mlorg.org import ModelStage

ROOT = Path(__file__).resolve().parents[2]
STEPS = ["demo", "write", "read", "scan", "show", "propose", "simulate", "compare", "answer", "report", "next"]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """The workspace of the fictional company."""
    folder = tmp_path_factory.mktemp("demo") / "company"
    api.write_demo(folder)
    return api.load(folder)


def test_the_demo_runs_from_the_export_to_the_report(mlorg, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = mlorg("demo", "--quick")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines() if line[:1].strip()] == STEPS
    assert "line 65: Hire Date: '31/02/2023' is not a date" in " ".join(ended.out.split())
    report = (tmp_path / "mlorg-demo" / "report.html").read_text(encoding="utf-8")
    assert "Fogwhistle" in report
    assert "(fictional)" in report


def test_it_ends_with_what_to_do_next():
    """Each of the commands exists, those that lead to a decision first."""
    words = [command.split()[0] for command, _ in NEXT]
    assert words[:3] == ["assess", "compare", "plan"]
    assert set(words) <= {command.name for command in COMMANDS}


def test_as_json_the_comparison_alone_is_on_stdout(mlorg, tmp_path):
    ended = mlorg("demo", tmp_path / "there", "--quick", "--format", "json")
    assert ended.code == 0
    assert json.loads(ended.out)["schema"] == "mlorg.compare/1"
    assert ended.data()["organization"] == DEMO_NAME
    assert "does not exist" in ended.err


def test_a_folder_with_files_is_refused(mlorg, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    ended = mlorg("demo", tmp_path)
    assert ended.code == 2
    assert "is not empty" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_force_leaves_foreign_files_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    api.write_demo(tmp_path, force=True)
    api.write_demo(tmp_path, force=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert api.load(tmp_path).organization.name == DEMO_NAME


def test_a_file_is_no_folder(mlorg, tmp_path):
    (tmp_path / "file").write_text("")
    ended = mlorg("demo", tmp_path / "file")
    assert ended.code == 2
    assert "is a file, not a folder" in ended.err


def test_the_company_is_as_large_and_mixed_as_promised(company):
    org, _ = api.organization(company)
    figures = api.statistics(company).statistics
    assert (figures.people, figures.posts, figures.vacancies, figures.ml_people) == (294, 300, 4, 20)
    assert sum(unit.business_line is True for unit in org.units) == 5
    in_use = [model for model in org.models if model.stage is ModelStage.PRODUCTION]
    assert (len(org.datasets), len(org.models), len(in_use), len(org.use_cases)) == (18, 14, 10, 8)
    assert [model.id for model in org.models if model.bought] == ["answer-drafts"]
    assert len(company.scenarios) == len(company.assumptions) == 2


def test_the_files_agree_with_what_is_imported(company):
    assert (company.settings.name, company.settings.as_of) == (DEMO_NAME, DEMO_DAY)
    roster = company.folder / "hr-export.csv"
    page = api.create_workspace(company.folder.parent / "again", roster, api.ImportOptions(as_of=DEMO_DAY))
    assert page.statistics.units == len(company.organization.units)
    assert len(page.problems) == 5


def test_the_import_names_the_small_flaws(company):
    warnings = " ".join(str(problem) for problem in company.warnings)
    assert "1 manager is named but stands in no row" in warnings
    assert sum(bool(post.dotted_to) for post in company.organization.posts) == 6
    seats = company.organization.seats
    assert sum(len(of_person) == 2 for of_person in seats.values()) == 2


@pytest.mark.parametrize("name", sorted(demo_texts()))
def test_every_file_says_that_the_company_is_invented(name):
    text = demo_texts()[name].lower()
    if "/tags/" in name or "/aliases/" in name:
        text = demo_texts()[f"{name.rpartition('/')[0].rpartition('/')[0]}/meta.yaml"]  # a value of it, without room
    assert any(word in text for word in ("fictional", "invented", "does not exist"))


def test_nobody_in_the_export_could_be_taken_for_real():
    rows = demo_texts()["hr-export.csv"].splitlines()[2:]
    people = [row for row in rows if not row.startswith(",Open,")]
    assert all("@fogwhistle.example," in row for row in people)
    assert len({tuple(row.split(",")[1:3]) for row in people}) == len({row.split(",")[0] for row in people})


def test_the_generator_and_its_files_have_not_drifted():
    check = [sys.executable, str(ROOT / "scripts" / "make_demo.py"), "--check"]
    drift = subprocess.run(check, capture_output=True, text=True, check=False)
    assert drift.returncode == 0, f"run: python scripts/make_demo.py\n{drift.stdout}{drift.stderr}"


@pytest.mark.slow
def test_the_picture_in_the_readme_is_a_real_answer():
    check = [sys.executable, str(ROOT / "scripts" / "answer_picture.py"), "--check"]
    drift = subprocess.run(check, capture_output=True, text=True, check=False)
    assert drift.returncode == 0, f"run: python scripts/answer_picture.py\n{drift.stdout}{drift.stderr}"


@pytest.mark.slow
def test_interpreted_it_simulates_less_and_says_so(tmp_path, capfd):
    call = [sys.executable, "-m", "mlorg", "demo", str(tmp_path / "demo")]
    environment = os.environ | {"MLORG_ENGINE": "interpreted"}
    assert subprocess.run(call, env=environment, check=False, timeout=180).returncode == 0
    assert "less than a hundredth" in capfd.readouterr().out
