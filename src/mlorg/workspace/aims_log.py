"""`.mlorg/aims.jsonl`: which aims held from which day on, so that a later change is seen beside the results.

One JSON object a line, oldest first; keep it in git. Nothing is ever taken out by mlorg.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..errors import Place, Problem, WorkspaceError
from .text_files import write_text_file

LOG = ".mlorg/aims.jsonl"
"""The log, relative to the workspace."""


@dataclass(frozen=True, slots=True)
class LoggedAims:
    """Aims as they were on a day: flat, from a name such as `weights.lead_time` to what it said.

    `kept` is False where the log could not be written, as in a folder that is only to be read.
    """

    since: date
    hash: str
    aims: Mapping[str, Any]
    kept: bool = True


def log_aims(folder: Path, aims: Mapping[str, Any], today: date) -> tuple[LoggedAims, ...]:
    """All aims ever logged, oldest first, these last; written only if they differ from the ones before.

    WorkspaceError if the log cannot be read; it then stays as it is.
    """
    logged = read_aims_log(folder)
    text = json.dumps(dict(aims), sort_keys=True)
    now = LoggedAims(today, sha256(text.encode()).hexdigest()[:12], aims)
    if logged and logged[-1].hash == now.hash:
        return logged
    lines = (json.dumps({"since": str(a.since), "hash": a.hash, "aims": dict(a.aims)}) + "\n" for a in (*logged, now))
    try:
        write_text_file(folder / LOG, "".join(lines))
    except WorkspaceError:
        now = replace(now, kept=False)
    return (*logged, now)


def read_aims_log(folder: Path) -> tuple[LoggedAims, ...]:
    """The log of a workspace, empty where there is none; WorkspaceError with every line that cannot be read."""
    path = folder / LOG
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WorkspaceError([Problem(Place(str(path)), f"cannot be read: {reason}.")]) from None
    found, problems = [], []
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            found.append(LoggedAims(date.fromisoformat(entry["since"]), str(entry["hash"]), dict(entry["aims"])))
        except (ValueError, KeyError, TypeError):
            hint = "Take the line from git, or delete it; nothing was changed."
            problems.append(Problem(Place(str(path), number), "is not an entry of the log of aims.", hint))
    if problems:
        raise WorkspaceError(problems)
    return tuple(found)
