"""A reader of another package, built and installed as in the guide, takes part like mlorg's own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mlorg
from mlorg.errors import Place, WorkspaceError
from mlorg.evidence import GROUP, SourceList, reader_entries
from mlorg.evidence.registry import load_reader

from .sources import scanned, workspace

GUIDE = (Path(__file__).parents[2] / "docs" / "how-to" / "write-a-reader.md").read_text(encoding="utf-8")
SOURCE = Path(mlorg.__file__).parents[1]


def write_files_of_the_guide(folder: Path) -> None:
    for name, text in re.findall(r"```\w+ file=(\S+)\n(.*?)```", GUIDE, re.DOTALL):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def with_the_package(tmp_path):
    """Files of the guide, and a function that calls mlorg where the guide's package is installed."""
    write_files_of_the_guide(tmp_path)
    install = [
        "install",
        "--quiet",
        "--no-index",
        "--no-build-isolation",
        "--no-deps",
        "--target",
        tmp_path / "site",
        ".",
    ]
    subprocess.run([sys.executable, "-m", "pip", *install], cwd=tmp_path, check=True, capture_output=True)

    def call(*arguments):
        paths = os.pathsep.join([str(tmp_path / "site"), str(SOURCE)])
        command = [sys.executable, "-m", "mlorg", *arguments]
        environment = {**os.environ, "PYTHONPATH": paths}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return call


def test_an_installed_package_brings_a_reader(with_the_package):
    scan = with_the_package("scan", "--format", "json")
    assert scan.returncode == 0, scan.stderr
    source = json.loads(scan.stdout)["data"]["sources"][0]
    assert (source["source"], source["outcome"], source["statements"]) == ("services", "read", 3)
    explained = json.loads(with_the_package("explain", "model:fraud", "--format", "json").stdout)["data"]
    facts = {fact["attribute"]: fact for fact in explained["facts"]}
    assert facts["stage"]["value"] == "production"
    assert facts["owner.maintain"]["statements"][0]["place"] == "services/SERVICES.toml:1"
    assert "ada" not in scan.stdout + json.dumps(explained)


def test_the_reader_of_the_guide_is_short():
    text = re.search(r"```python file=\S+\n(.*?)```", GUIDE, re.DOTALL)[1]
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("entry", reader_entries().values(), ids=lambda entry: entry.name)
def test_every_reader_says_what_it_reads_and_takes(entry):
    reader = load_reader(entry)
    assert reader.kind == entry.name
    assert len(reader.reads) > 20
    assert all(option.description.endswith((".", "}")) for option in reader.options)
    assert entry.group == GROUP


def test_settings_are_checked_with_their_place(tmp_path):
    listed = SourceList(tmp_path, reader_entries())
    entries = [{"kind": "codeownes", "path": "x"}, {"kind": "roster", "path": "a", "pth": "b"}, {"kind": "roster"}]
    listed.take(entries, lambda path: Place("mlorg.yaml", 1 + int(path[0]) if path else 1))
    lines = [str(problem) for problem in listed.problems]
    assert "mlorg.yaml:1" in lines[0]
    assert "Did you mean 'codeowners'" in lines[0]
    assert "mlorg.yaml:2" in lines[1]
    assert "'pth'" in lines[1]
    assert "names neither path nor url" in lines[2]
    assert not listed.sources


def test_a_url_with_a_password_is_refused_without_showing_it(tmp_path):
    listed = SourceList(tmp_path, reader_entries())
    listed.take([{"kind": "roster", "url": "https://u:hunter2@host/x"}], lambda path: Place())
    assert "hunter2" not in str(listed.problems)
    assert listed.problems


def test_sources_order_and_aliases_are_faulted_together(tmp_path):
    text = "name: T\nsources: [{kind: dbtt, path: x}, {kind: roster, path: a}, {kind: roster, path: b}]\n"
    text += "precedence: {default: [roster-2, rooster]}\naliases: {'modle:a': 'model:b'}\n"
    with pytest.raises(WorkspaceError) as raised:
        scanned(workspace(tmp_path, text))
    assert [problem.place.line for problem in raised.value.problems] == [2, 3, 4]


def test_two_repositories_of_one_name_are_told_apart(tmp_path):
    """Folders of the same name would otherwise be one repository with the commits of either."""
    entries = [{"kind": "git-history", "path": f"{team}/service"} for team in ("fraud", "search")]
    for entry in entries:
        (tmp_path / entry["path"]).mkdir(parents=True)
    listed = SourceList(tmp_path, reader_entries())
    listed.take(entries, lambda path: Place("mlorg.yaml", 1))
    assert [str(problem) for problem in listed.problems if "two repositories called 'service'" in str(problem)]
    named = SourceList(tmp_path, reader_entries())
    named.take([entries[0], entries[1] | {"repository": "search"}], lambda path: Place("mlorg.yaml", 1))
    assert not named.problems
