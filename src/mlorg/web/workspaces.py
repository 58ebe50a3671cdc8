"""The workspace as its files are now: read again when one of them has changed, and not before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..api import Evidence, Workspace

Made = TypeVar("Made")

MOST_KEPT = 64
"""Pages kept for one state of the files."""


class CurrentWorkspace:
    """One folder, and what was computed from the state of its files. Safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.saving = Lock()
        """Held while files of the workspace are written."""
        self._lock = Lock()
        self._state: Hashable = None
        self._workspace: Workspace | None = None
        self._made: OrderedDict[Hashable, object] = OrderedDict()

    def is_there(self) -> bool:
        """False while the folder is no workspace yet."""
        from .. import api

        return api.is_workspace(self.folder)

    def load(self) -> Workspace:
        """The workspace. WorkspaceError with every fault if its files cannot be read."""
        from .. import api

        with self._lock:
            state = api.state_of_files(self.folder, self._workspace)
            if self._workspace is None or state != self._state:
                self._workspace = None
                self._workspace = api.load(self.folder)
                self._state = api.state_of_files(self.folder, self._workspace)
                self._made.clear()
            return self._workspace

    def evidence(self) -> Evidence:
        """Every fact of the workspace, with what stands behind it."""
        from .. import api

        return self.made("evidence", lambda _: api.evidence(self.folder))

    def inputs(self) -> str:
        """Hash of all that a comparison rests on: another organisation, scenario or assumption gives another."""
        from ..report.digest import digest

        return self.made(
            "inputs", lambda w: digest(w.organization, w.settings, tuple(w.scenarios.items()), w.assumptions)
        )

    def made(self, key: Hashable, make: Callable[[Workspace], Made]) -> Made:
        """What `make` makes of the workspace; the same again under the same key while no file changes."""
        workspace = self.load()
        with self._lock:
            if self._workspace is workspace and key in self._made:
                self._made.move_to_end(key)
                return self._made[key]  # type: ignore[return-value]
        found = make(workspace)
        with self._lock:
            if self._workspace is workspace:
                self._made[key] = found
                if len(self._made) > MOST_KEPT:
                    self._made.popitem(last=False)
        return found
