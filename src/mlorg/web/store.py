"""What the server keeps that is no workspace file: sessions and runs.

`Store` is the small interface; `sql_store.open_store` gives the one in SQLite. Everything that is somebody's takes the
identity as an argument, so that a shared server can put a real one there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

LOCAL = "local"
"""The one identity of a server on this machine: whoever has its token."""


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as the store has it: `state` is waiting, running, done, failed, cancelled or lost (the server ended).

    `asked` is the body of the request, `inputs` the hash of the workspace then, `result` the envelope of its page.
    """

    id: str
    kind: str
    state: str
    created: datetime
    asked: Mapping[str, Any] = field(default_factory=dict)
    inputs: str = ""
    result: Mapping[str, Any] | None = None
    problem: str = ""


class Store(Protocol):
    """Sessions and runs, by identity. Safe to use from many threads."""

    def add_session(self, key: str, identity: str) -> None:
        """Remember a session; those that have ended are forgotten."""

    def session(self, key: str) -> str | None:
        """Whose session it is; None if there is none or it has ended."""

    def add_run(self, identity: str, run: KeptRun) -> None:
        """Keep a new run."""

    def change_run(self, run: KeptRun) -> None:
        """Keep what has become of a run."""

    def run(self, identity: str, id: str) -> KeptRun | None:
        """One run with its result; None if this identity has none of this id."""

    def runs(self, identity: str) -> list[KeptRun]:
        """All runs, latest first, without their results."""

    def latest(self, identity: str, kind: str) -> KeptRun | None:
        """The last run of a kind that was carried out, with its result; None if there is none."""

    def purge(self, identity: str) -> int:
        """Remove all runs and sessions of an identity; how many runs they were."""

    def close(self) -> None:
        """Let the database go."""
