"""The guide to importing shows what really happens."""

import re
from pathlib import Path

import pytest

from mlorg.evidence.roster import IMPORTED, RosterOptions, column_lines, count_lines, read_roster

GUIDE = (Path(__file__).parents[2] / "docs" / "how-to" / "import-a-roster.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    """The text between the fences below a comment."""
    found = re.search(rf"<!-- {re.escape(name)} -->\n```\w+\n(.*?)```", GUIDE, re.DOTALL)
    assert found, name
    return found[1]


def test_the_example_is_read_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text(block("file: people.csv"), encoding="utf-8")
    roster = read_roster("people.csv", RosterOptions())
    assert column_lines(roster.explanation.columns) == block("columns of people.csv").splitlines()
    assert count_lines(roster) == block("counts of people.csv").splitlines()
    assert [str(problem) for problem in roster.problems] == block("problems of people.csv").splitlines()


def test_every_field_is_described() -> None:
    described = set(re.findall(r"`(\w+)`", "".join(line for line in GUIDE.splitlines() if line.startswith("| `"))))
    assert set(IMPORTED) <= described
