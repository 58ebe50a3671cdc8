"""Every command is described, shown by example, documented and covered by a test; the page of commands is not stale."""

import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from mlorg.cli import main
from mlorg.cli.application import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "commands.md"
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "cli").glob("test_*.py"))
each_command = pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])


@each_command
def test_help_has_a_sentence_and_an_example(command, capsys):
    assert main([command.name, "--help"]) == 0
    text = capsys.readouterr().out
    first = (command.body.__doc__ or "").strip().splitlines()[0]
    assert first.endswith(".")
    assert len(first) > 15
    assert f"mlorg {command.name}" in text.split("Examples:")[1]


@each_command
def test_every_option_has_help(command, capsys):
    hints = runpy.run_path(str(ROOT / "scripts" / "commands_page.py"))["parameters"](command)
    assert all(len(field.type.__metadata__[0].help) > 5 for field in hints)


@each_command
def test_examples_are_accepted_by_the_parser(command):
    """Every option and argument of an example exists."""
    from typer.main import get_command

    from mlorg.cli.application import application

    for example in command.examples:
        words = shlex.split(example.split(" > ")[0])
        assert words[:2] == ["mlorg", command.name]
        parser = get_command(application()).commands[command.name]
        parser.make_context(command.name, words[2:])


@each_command
def test_the_page_describes_it(command):
    page = PAGE.read_text(encoding="utf-8")
    assert f"\n## {command.name}\n" in page
    assert all(f"$ {example}\n" in page for example in command.examples)


@each_command
def test_a_test_calls_it(command):
    assert re.search(rf'mlorg\(\s*"{command.name}"', TESTS)


def test_the_page_is_not_stale():
    check = [sys.executable, str(ROOT / "scripts" / "commands_page.py"), "--check"]
    drift = subprocess.run(check, capture_output=True, text=True, check=False)
    assert drift.returncode == 0, f"run: python scripts/commands_page.py\n{drift.stdout}{drift.stderr}"


def test_schemas_of_pages_are_distinct_and_numbered():
    schemas = re.findall(r"^### (mlorg\..+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {"mlorg.show.tree/1", "mlorg.compare/1", "mlorg.run/1"} < set(schemas)
    assert len(set(schemas)) == len(schemas)
    assert all(schema.rpartition("/")[2].isdecimal() for schema in schemas)
