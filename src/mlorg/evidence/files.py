"""Finding and opening the files of a source; what cannot be opened is a problem, not an end."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from ..errors import Place, Problem

LARGEST = 1 << 30
"""Bytes of one file that is opened at all."""

_NEVER = frozenset({".git", "__pycache__", "node_modules"})
_MAGIC = re.compile(r"[*?\[]")


def found_files(root: Path, path: str, patterns: Iterable[str]) -> Sequence[Path]:
    """Files that `path` means, in order of name: itself, what it matches as a pattern, or the matches in its folder."""
    start = root / path
    if start.is_file():
        return [start]
    if start.is_dir():
        return sorted(_matching(start, tuple(patterns)))
    if not _MAGIC.search(path):
        return []
    fixed = Path(*_fixed_parts(path))
    base, rest = root / fixed, Path(path).relative_to(fixed).as_posix()
    return sorted(_matching(base, (rest,)))


def _fixed_parts(path: str) -> Iterator[str]:
    for part in Path(path).parts:
        if _MAGIC.search(part):
            return
        yield part


def _matching(folder: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    """Files below a folder that match; links to folders are not followed, caches and .git not entered."""
    wanted = [_compiled(pattern) for pattern in patterns]
    for above, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name not in _NEVER)
        inner = os.path.relpath(above, folder).replace(os.sep, "/")
        for file in files:
            name = file if inner == "." else f"{inner}/{file}"
            if any(pattern.fullmatch(name) for pattern in wanted):
                yield Path(above) / file


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A glob pattern over `/` paths: `**/` is any folders, `*` anything but `/`, `{a,b}` one of several."""
    tokens = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]+\]|\{[^}]*\})", pattern)
    return re.compile("".join(map(_token, tokens)))


def _token(token: str) -> str:
    fixed = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if token in fixed:
        return fixed[token]
    if token[:1] == "[" and token[-1:] == "]":
        return token
    if token[:1] == "{":
        return "(?:" + "|".join(re.escape(word) for word in token[1:-1].split(",")) + ")"
    return re.escape(token)


def relative_to(root: Path, file: Path) -> str:
    """The file's name seen from the workspace, with `..` where it lies elsewhere."""
    return os.path.relpath(file, root).replace(os.sep, "/")


def read_bytes_of(file: Path, place: Place, problems: list[Problem]) -> bytes | None:
    """The content, None after adding to `problems` why it cannot be had."""
    try:
        if file.stat().st_size > LARGEST:
            problems.append(Problem(place, f"is larger than {LARGEST >> 20} MB: it is not read.", "Split it."))
            return None
        return file.read_bytes()
    except OSError as error:
        problems.append(Problem(place, f"cannot be read: {error.strerror}.", "Check that it is yours to read."))
    return None


def read_text_of(file: Path, place: Place, problems: list[Problem]) -> str | None:
    """The text with `\\n` line ends: UTF-8 with or without mark, UTF-16 with one, else cp1252 with a warning."""
    content = read_bytes_of(file, place, problems)
    if content is None:
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = f"byte 0x{content[error.start]:02x} is not UTF-8: the file is read as cp1252."
            problems.append(Problem(Place(place.file, line), message, "Save it as UTF-8.", warning=True))
            text = content.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
