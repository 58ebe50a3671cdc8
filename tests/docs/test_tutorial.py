"""Every command in the guides is typed as it stands, in an empty folder, and prints what the guide says.

In a guide, a `console` block holds commands after `$ ` and under each the lines that must appear in that order (`…`
stands for anything); a block with `file=NAME` is written to that file, and a `diff` block changes it.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from mlorg.cli.application import application

ROOT = Path(__file__).resolve().parents[2]
GUIDES = (
    "docs/tutorial.md",
    "docs/how-to/compare-your-own.md",
    "docs/how-to/check-the-engine.md",
    "docs/how-to/say-what-counts.md",
    "docs/how-to/make-a-report.md",
    "docs/how-to/search-for-a-mixture.md",
    "docs/how-to/plan-the-change.md",
    "docs/how-to/use-a-cluster.md",
    "docs/how-to/measure-first.md",
)
FENCE = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit code (\d+)$")


def blocks(guide):
    """(language, file, text) of each fenced block, in order."""
    return FENCE.findall((ROOT / guide).read_text(encoding="utf-8"))


def commands(text):
    """(command, exit code, lines expected) of a console block."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        first, *expected = part.rstrip().splitlines()
        code = EXIT.search(first)
        yield EXIT.sub("", first), int(code[1]) if code else 0, [line for line in expected if line.strip(" …")]


def typed(command, folder):
    """What the command prints, and its exit code."""
    words = shlex.split(command)
    assert words[0] == "mlorg", f"{command}: guides call mlorg only"
    environment = os.environ | {"NO_COLOR": "1"}
    environment.pop("COLUMNS", None)
    call = [sys.executable, "-m", "mlorg", *words[1:]]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.returncode


def missing(expected, printed):
    """The first expected line that does not follow the ones before it; empty if all are there."""
    lines = iter(printed.splitlines())
    for wanted in expected:
        pattern = ".*".join(re.escape(part.strip()) for part in wanted.split("…"))
        if not any(re.fullmatch(pattern, line.strip()) for line in lines):
            return wanted
    return ""


def changed(text, diff):
    """The text after a diff block: each run of `-` lines becomes the `+` lines that follow it."""
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", diff, re.MULTILINE):
        before, after = (re.sub(r"^.", "", part, flags=re.MULTILINE) for part in (old, new))
        assert text.count(before) == 1, f"the file does not hold once:\n{before}"
        text = text.replace(before, after)
    return text


def follow(language, file, text, folder):
    """Do what one block of a guide says."""
    if file:
        path = folder / file
        path.write_text(changed(path.read_text(encoding="utf-8"), text) if language == "diff" else text, "utf-8")
    elif language == "console":
        for command, code, expected in commands(text):
            printed, found = typed(command, folder)
            assert found == code, f"$ {command}\nended with {found}:\n{printed}"
            assert not missing(expected, printed), f"$ {command}\nlacks: {missing(expected, printed)}\nin:\n{printed}"


@pytest.mark.parametrize("guide", [GUIDES[0], *(pytest.param(guide, marks=pytest.mark.slow) for guide in GUIDES[1:])])
def test_the_guide_can_be_followed(guide, tmp_path):
    for language, file, text in blocks(guide):
        follow(language, file, text, tmp_path)


@pytest.mark.parametrize("guide", [*GUIDES, "README.md", "docs/index.md"])
def test_links_lead_somewhere(guide):
    page = ROOT / guide
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert targets
    assert [t for t in targets if not (page.parent / t).exists()] == []


README = (ROOT / "README.md").read_text("utf-8")
README_COMMANDS = re.findall(r"^\.venv/bin/mlorg (.+?)(?: +#.*)?$", README, re.MULTILINE)


@pytest.mark.parametrize("line", README_COMMANDS)
def test_the_commands_of_the_readme_can_be_typed(line):
    """Parsed as the command line parses them, and not run: options and arguments are those that exist."""
    name, *rest = shlex.split(line)
    command = typer.main.get_command(application()).commands[name]
    assert command.make_context(name, rest).params, f"mlorg {line}"


def test_make_targets_named_in_guides_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    texts = "".join((ROOT / guide).read_text(encoding="utf-8") for guide in [*GUIDES, "README.md"])
    assert set(re.findall(r"\bmake ([a-z-]+)`|^make ([a-z-]+)", texts, re.MULTILINE)) != set()
    named = {name for pair in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", texts, re.MULTILINE) for name in pair}
    assert named - {""} <= targets


def test_a_line_that_is_not_printed_is_noticed():
    assert missing(["a … c", "d"], "a b c\nd") == ""
    assert missing(["d", "a"], "a\nd") == "a"
