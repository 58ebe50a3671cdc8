"""No name, address, login or token that was planted in any source appears in any output or stored file."""

import itertools
import re
from pathlib import Path

import pytest

from mlorg.cli import main

from .everything import PLANTED, write_everything

KEY_FILES = {"handles.csv", "people-review.csv", "names.csv", "key"}
CALLS = [
    ["scan", "--again"],
    ["scan", "--again", "--all"],
    ["scan", "--again", "--format", "json"],
    *(["check", "--all", "--format", form] for form in ("text", "json", "sarif", "junit", "github")),
    ["explain", "model:fraud", "--all"],
    ["explain", "model:fraud", "--format", "json"],
    ["show", "ownership"],
    ["show", "ownership", "--format", "json"],
    ["show", "tree", "--format", "json"],
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Path:
    """The workspace, scanned once."""
    folder = write_everything(tmp_path_factory.mktemp("planted"))
    assert main(["scan", "-w", str(folder), "-q"]) == 3
    return folder


def told(text: str) -> list[str]:
    return [word for word in PLANTED if re.search(re.escape(word), text, re.IGNORECASE)]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_output_tells(planted, call, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("REGISTRY_TOKEN", "s3cr3t-t0ken")
    capsys.readouterr()
    main([*call, "-w", str(planted)])
    out, err = capsys.readouterr()
    assert len(out) > 100
    assert told(out + err) == []


def test_no_stored_file_tells(planted):
    inside = (p for p in (planted / ".mlorg").rglob("*") if p.is_file() and p.name not in KEY_FILES)
    found = {path.name: told(path.read_text(encoding="utf-8")) for path in inside}
    assert "git-history.jsonl" in found
    assert list(itertools.chain(*found.values())) == []


def test_the_key_files_are_private_and_out_of_git(planted):
    kept = [p for p in (planted / ".mlorg").rglob("*") if p.name in KEY_FILES]
    assert {"handles.csv", "key"} <= {p.name for p in kept}
    assert all(p.stat().st_mode & 0o077 == 0 for p in kept)
    assert (planted / ".mlorg/evidence/.gitignore").read_text() == "*\n"


def test_the_two_are_recognised_across_all_sources(planted):
    """Roster, catalogue, commits, registry, tracker and the rest speak of the same few people."""
    from mlorg.api import evidence

    found = evidence(planted)
    owners = {f.value for f in found.all_of("owner.maintain", "model")}
    assert len(owners) <= 3
    assert found.people.handles > 10
    assert found.people.persons <= 6
