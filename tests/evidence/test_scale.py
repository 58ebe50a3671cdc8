"""Large repositories: 200,000 commits in flat memory, and a million files against a hundred rules."""

import random
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from mlorg.evidence import Reading, SourceSettings
from mlorg.evidence.path_rules import LastMatch, github_pattern
from mlorg.evidence.readers import codeowners, git_history

pytestmark = pytest.mark.slow


def generate(folder: Path, commits: int) -> None:
    """A repository of this many commits by 300 people under 900 addresses, through git fast-import."""
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    chance = random.Random(1)
    with subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
        assert process.stdin
        for number in range(commits):
            who, when = chance.randrange(300), 1_500_000_000 + number * 1000
            name = f"Dev N{who} <dev{who}.{chance.randrange(3)}@example.com> {when} +0000"
            lines = [f"commit refs/heads/main\nmark :{number + 1}\nauthor {name}\ncommitter {name}\ndata 1\nx\n"]
            lines += [f"from :{number}\n"] if number else []
            for _ in range(chance.randrange(1, 5)):
                folder = chance.randrange(60)
                path = f"top{folder % 10}/dir{folder}/file{chance.randrange(30)}.py"
                text = "\n".join(str(chance.randrange(10**6)) for _ in range(20))
                lines.append(f"M 644 inline {path}\ndata {len(text)}\n{text}\n")
            process.stdin.write("".join(lines).encode())


MEASURE = """\
import sys, time
from datetime import date
from pathlib import Path
from mlorg.evidence import Reading, SourceSettings
from mlorg.evidence.readers.git_history import READER
began = time.monotonic()
reading = Reading(SourceSettings("g", "git-history", sys.argv[1], root=Path("/")), READER, date(2026, 1, 31))
count = sum(1 for _ in READER.read(reading))
lines = Path("/proc/self/status").read_text().splitlines()
print(time.monotonic() - began, next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), count)
"""


def measured(folder: Path) -> tuple[float, int]:
    """Seconds, and the largest memory in MB, of reading a repository in a process of its own.

    The kernel's own figure for the process counts what its parent held when it was started, hence /proc.
    """
    source = Path(git_history.__file__).parents[3]
    command = [sys.executable, "-c", MEASURE, str(folder)]
    out = subprocess.run(
        command, env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin"}, capture_output=True, check=True
    )
    seconds, memory, _ = out.stdout.split()
    return float(seconds), int(memory)


def test_history_streams_faster_than_half_of_git_itself_in_flat_memory(tmp_path):
    if not sys.platform.startswith("linux"):
        pytest.skip("memory is measured through /proc")
    generate(tmp_path / "large", 200_000)
    generate(tmp_path / "small", 20_000)
    began = time.monotonic()
    subprocess.run(["git", "-C", tmp_path / "large", "log", "--numstat"], stdout=subprocess.DEVNULL, check=True)
    alone = time.monotonic() - began
    seconds, memory = measured(tmp_path / "large")
    _, small = measured(tmp_path / "small")
    assert seconds <= 2 * alone
    assert memory <= small * 1.3 + 5


def patterns() -> list[str]:
    found = ["*", "docs/", "/x/y/*", "**/test_?.py", "Makefile", "src/**/gen", "*.lock", "ci/", "/a1/", "build/*.sh"]
    found += [f"/top{n % 10}/dir{n}/" for n in range(40)] + [f"*.ext{n}" for n in range(20)]
    return found + [f"/a{n}/**/x_*.py" for n in range(10)] + [f"dir{n}/*.md" for n in range(20)]


def a_million_files() -> list[str]:
    chance = random.Random(1)
    ends = ("py", "md", "ext3", "lock", "sh")
    place = (
        f"top{chance.randrange(10)}/dir{chance.randrange(100)}/sub{chance.randrange(100)}" for _ in range(1_000_000)
    )
    return [f"{folder}/file{n}.{ends[n % 5]}" for n, folder in enumerate(place)]


def test_a_million_files_against_a_hundred_rules(tmp_path):
    """The whole reader, from the list of files to its statements, in 10 s of CPU."""
    (tmp_path / "files.txt").write_text("\n".join(a_million_files()))
    (tmp_path / "CODEOWNERS").write_text("".join(f"{pattern} @org/t{n}\n" for n, pattern in enumerate(patterns())))
    settings = SourceSettings("c", "codeowners", "CODEOWNERS", options={"files": "files.txt"}, root=tmp_path)
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    statements = list(codeowners.read(Reading(settings, codeowners.READER, date(2026, 1, 31))))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - began <= 10
    assert len(statements) > 300


def test_the_matcher_agrees_with_the_codeowners_package():
    """120,000 random paths against random patterns."""
    package = pytest.importorskip("codeowners", reason="the package codeowners is not installed")
    chance = random.Random(5)
    parts = ["a", "b", "docs", "src", "*", "**", "*.py", "a*", "?", "x_*.py", "*b*", "c"]
    for _ in range(4000):
        made = []
        for _ in range(chance.randrange(1, 6)):
            pattern = "/".join(chance.choice(parts) for _ in range(chance.randrange(1, 4)))
            made.append(f"{'/' if chance.random() < 0.4 else ''}{pattern}{'/' if chance.random() < 0.3 else ''}")
        other = package.CodeOwners("\n".join(f"{pattern} @o{n}" for n, pattern in enumerate(made)))
        ours = LastMatch([github_pattern(pattern) for pattern in made])
        for _ in range(30):
            words = ["a", "b", "docs", "src", "c", "ab", "x_1.py", "z.py"]
            path = "/".join(chance.choice(words) for _ in range(chance.randrange(1, 5)))
            owners = other.of(path)
            assert ours.rule(path) == (int(owners[0][1][2:]) if owners else -1), (made, path)
