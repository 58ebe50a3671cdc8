"""What every request needs: the workspace, the store, the runs, and who is asking."""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Annotated

from fastapi import Depends, Request

from ..errors import MlorgError, UnsupportedError
from .runs import Runs
from .sessions import Sessions
from .sheets import DOCUMENTS, Sheets
from .store import LOCAL, Store
from .workspaces import CurrentWorkspace


@dataclass(frozen=True)
class Server:
    """One workspace being served. `port` is the one it answers on, `show_names` whether a tree may name people."""

    current: CurrentWorkspace
    store: Store
    sessions: Sessions
    sheets: Sheets
    runs: Runs
    port: int
    show_names: bool = False
    closing: Event = field(default_factory=Event)

    @property
    def folder(self) -> Path:
        """The folder of the workspace."""
        return self.current.folder

    def warm_up(self) -> Thread:
        """Begin to compute what takes long, before anybody asks for it."""
        thread = Thread(target=self._compute_ahead, name="warm-up", daemon=True)
        thread.start()
        return thread

    def _compute_ahead(self) -> None:
        with suppress(MlorgError):  # kept by another version: whoever asks for the page is told
            for kept in filter(None, (self.store.latest(LOCAL, kind) for kind in DOCUMENTS)):
                self.sheets.draw(kept)
        self.current.compute_ahead()
        gc.collect()
        gc.freeze()  # what is kept for long is not searched for garbage again, at the cost of whoever asks for a page

    def close(self) -> None:
        """End what is under way and let the store go."""
        self.closing.set()
        self.runs.close()
        self.store.close()


def server_of(request: Request) -> Server:
    """The server that a request has come to."""
    server: Server = request.app.state.server
    return server


def identity_of(request: Request) -> str:
    """Who is asking, as the guard has found out."""
    identity: str | None = request.scope.get("identity")
    if identity is None:
        raise UnsupportedError("a page was reached past the guard of the server.")
    return identity


ServerHere = Annotated[Server, Depends(server_of)]
Identity = Annotated[str, Depends(identity_of)]
