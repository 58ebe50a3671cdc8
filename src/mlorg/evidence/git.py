"""Asking `git` about a repository: the program itself, with quoting off and no configuration of the user's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ..errors import Place, Problem
from .contract import SourceError

NOT_INHERITED = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE"),
        *("GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"),
    }
)
"""Set where mlorg is started by a hook of git: they would make every call speak of that one repository."""

_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def git(folder: Path, *arguments: str) -> str:
    """What git prints; SourceError with its own words, without addresses, if it fails."""
    done = subprocess.run(_command(folder, arguments), capture_output=True, env=_environment(), check=False)
    if done.returncode:
        raise git_failure(folder, done.stderr)
    return done.stdout.decode("utf-8", "replace")


def git_lines(folder: Path, *arguments: str, end: bytes = b"\0") -> Iterator[bytes]:
    """What git prints, piece by piece as it comes; memory does not grow with it."""
    with subprocess.Popen(
        _command(folder, arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        rest = b""
        try:
            while block := process.stdout.read(1 << 18):
                *pieces, rest = (rest + block).split(end)
                yield from pieces
        except GeneratorExit:
            process.kill()
            raise
        if rest:
            yield rest
        errors = process.stderr.read()
        if process.wait():
            raise git_failure(folder, errors)


def is_repository(folder: Path) -> bool:
    """True for a work tree or a bare repository."""
    return folder.is_dir() and ((folder / ".git").exists() or (folder / "HEAD").is_file())


def tracked_files(folder: Path) -> list[str]:
    """Paths of all files in the index of a work tree; in HEAD where nothing is checked out; none in an empty one."""
    names = list(git_lines(folder, "ls-files", "-z")) if (folder / ".git").exists() else []
    if not names and head(folder):
        names = list(git_lines(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD"))
    return [name.decode("utf-8", "surrogateescape") for name in names]


def head(folder: Path) -> str:
    """The commit of HEAD, empty in a repository without one."""
    done = subprocess.run(
        _command(folder, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}")),
        capture_output=True,
        env=_environment(),
        check=False,
    )
    return done.stdout.decode().strip()


def _command(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    if shutil.which("git") is None:
        message = "the program git is not installed, so no repository can be read."
        raise SourceError([Problem(Place(folder.name), message, "Install git and scan again.")])
    settings = ("-c", "core.quotePath=false", "-c", "safe.directory=*", "-c", "log.showSignature=false")
    return ["git", "--no-pager", *settings, "-C", str(folder), *arguments]


def _environment() -> dict[str, str]:
    return {**{name: value for name, value in os.environ.items() if name not in NOT_INHERITED}, **_QUIET}


def write_repository(folder: Path, stream: str) -> None:
    """Make a repository with a work tree from the input of `git fast-import`; SourceError if git is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    command = _command(folder, ("fast-import", "--quiet", "--force"))
    done = subprocess.run(command, input=stream.encode(), capture_output=True, env=_environment(), check=False)
    if done.returncode:
        raise git_failure(folder, done.stderr)
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    git(folder, "reset", "--quiet", "--hard", "main")


def git_failure(folder: Path, said: bytes) -> SourceError:
    """git's own first line, as a problem of the repository."""
    words = said.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    message = f"git cannot read it: {words or 'no reason given'}."
    return SourceError([Problem(Place(folder.name), message, "Is it a git repository, and complete?")])
