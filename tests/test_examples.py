"""The examples of the repository load, show and compare, and say that they are invented."""

import shutil
from pathlib import Path

import pytest

from mlorg import api
from mlorg.cli import main
from mlorg.org import is_ml

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NAMES = ("minimal", "scaleup")
each = pytest.mark.parametrize("name", NAMES)


def test_these_are_all():
    assert tuple(sorted(path.name for path in EXAMPLES.iterdir())) == NAMES


@each
def test_it_loads_without_a_warning(name):
    workspace = api.load(EXAMPLES / name)
    assert workspace.warnings == ()
    assert sum(map(is_ml, workspace.organization.posts)) == 5


@each
def test_every_file_says_that_it_is_invented(name):
    assert "(fictional)" in api.load(EXAMPLES / name).organization.name
    assert "does not exist" in (EXAMPLES / name / "README.md").read_text(encoding="utf-8")


@each
@pytest.mark.parametrize("view", ["tree", "ownership", "spans", "statistics"])
def test_it_can_be_shown(name, view, capsys):
    assert main(["show", view, str(EXAMPLES / name)]) == 0
    assert "(fictional)" in capsys.readouterr().out


@each
def test_it_can_be_compared(name, tmp_path, capsys):
    """In a copy, since a comparison logs the aims and keeps its results in the workspace."""
    copy = shutil.copytree(EXAMPLES / name, tmp_path / name)
    assert main(["compare", str(copy), "--draws", "3", "--per-draw", "1"]) == 0
    assert "From Monday" in capsys.readouterr().out
