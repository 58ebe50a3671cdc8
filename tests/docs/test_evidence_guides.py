"""The guides to sources and rules are not stale, and what they show is accepted."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mlorg.assess.checks import built_in_rules, read_choice
from mlorg.cli import main
from mlorg.evidence import SourceList, reader_entries
from mlorg.workspace.sources import read_sections

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "how-to"


def blocks(guide: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (GUIDES / guide).read_text(encoding="utf-8"), re.DOTALL)


def test_tables_of_readers_and_rules_are_fresh():
    check = [sys.executable, str(ROOT / "scripts" / "evidence_pages.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_settings_of_the_guide_to_sources_are_accepted(tmp_path):
    text = "".join(blocks("read-your-systems.md", "yaml"))
    (tmp_path / "mlorg.yaml").write_text(text, encoding="utf-8")
    sections = read_sections(tmp_path)
    listed = SourceList(tmp_path, reader_entries())
    listed.take(sections["sources"].value, sections["sources"].place)
    assert listed.problems == []
    assert len(listed.sources) == 5


def test_the_settings_of_the_guide_to_checks_are_accepted(tmp_path):
    text = next(block for block in blocks("check-ownership.md", "yaml") if "select" in block)
    (tmp_path / "mlorg.yaml").write_text(text, encoding="utf-8")
    section, problems = read_sections(tmp_path)["checks"], []
    choice = read_choice(section.value, section.place, built_in_rules(), problems)
    assert problems == []
    assert not choice.wants("wide-span")
    assert choice.ignore[0].until


def test_the_rule_of_the_guide_is_followed(tmp_path, capsys):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "ours.py").write_text(blocks("check-ownership.md", "python")[0], encoding="utf-8")
    settings = next(block for block in blocks("check-ownership.md", "yaml") if "rules: [" in block)
    (tmp_path / "mlorg.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "org.yaml").write_text("models: {fraud: {name: Fraud}}\n", encoding="utf-8")
    main(["check", "-w", str(tmp_path), "--select", "ours-*"])
    assert "model:fraud has no model card." in capsys.readouterr().out


@pytest.mark.parametrize("entry", reader_entries().values(), ids=lambda entry: entry.name)
def test_every_reader_has_a_test(entry):
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "evidence").rglob("test_*.py"))
    assert f"kind: {entry.name}" in tests
