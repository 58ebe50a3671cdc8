"""Files that stay on this machine: the key from pseudonyms to persons, and what git must not see."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ..errors import Problem, WorkspaceError
from .tables import read_table, table_text
from .text_files import read_text_file, write_text_file

NAMES = ".mlorg/names.csv"
"""The local key, relative to the workspace."""


@dataclass(frozen=True, slots=True)
class LocalName:
    """Who stands behind a pseudonym. Never part of the model, never sent anywhere."""

    pseudonym: str
    name: str = ""
    email: str = ""
    original_id: str = ""


_COLUMNS = tuple(field.name for field in fields(LocalName))


def write_names(names: Iterable[LocalName], folder: Path | str) -> Path:
    """Write the local key of a workspace, readable by its owner only; the path of the file."""
    path = Path(folder) / NAMES
    rows = [asdict(name) for name in sorted(names, key=lambda n: n.pseudonym)]
    write_text_file(path, table_text(_COLUMNS, rows), mode=0o600)
    return path


def read_names(folder: Path | str) -> dict[str, LocalName]:
    """The local key of a workspace by pseudonym, empty where there is none. WorkspaceError if it cannot be read."""
    path = Path(folder) / NAMES
    if not os.path.lexists(path):
        return {}
    problems: list[Problem] = []
    table = read_table(path, _COLUMNS, ("pseudonym",), problems)
    found: dict[str, LocalName] = {}
    if table is not None:
        columns = [table.ids(name) for name in _COLUMNS]
        for row, cells in enumerate(zip(*columns, strict=True)):
            if cells[0] in found:
                problems.append(Problem(table.place(row, "pseudonym"), "this pseudonym stands twice.", "Keep one."))
            found.setdefault(cells[0], LocalName(*cells))
    if any(not problem.warning for problem in problems):
        raise WorkspaceError(problems)
    return found


def write_git_ignore(folder: Path | str, roster: str = "") -> None:
    """Add to `.gitignore` what must not leave this machine: people, the key, the cache, the report, the roster."""
    path = Path(folder) / ".gitignore"
    problems: list[Problem] = []
    text = (read_text_file(path, "yaml", problems) or "") if os.path.lexists(path) else ""
    if problems and not text:
        raise WorkspaceError(problems)
    wanted = [
        "/people.csv",
        f"/{NAMES}",
        "/.mlorg/cache/",
        "/report.html",
        *([f"/{_escaped(roster)}"] if roster else []),
    ]
    missing = [line for line in wanted if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        write_text_file(path, start + "".join(f"{line}\n" for line in missing))


def _escaped(name: str) -> str:
    """A file name as a pattern that means just this file."""
    return re.sub(r"([\\*?\[\]!# ])", r"\\\1", name)
