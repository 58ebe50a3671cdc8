"""Work that runs in the background: a bounded number of threads, events to listen to, and an end on request."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Event, Lock, get_native_id
from time import monotonic, sleep
from typing import Any

from .. import __version__
from ..errors import MlorgError
from ..report.json import envelope
from .computing import Work
from .store import KeptRun, Store

AT_ONCE = 5
"""Runs computed at the same time; each keeps up to two cores busy, so that more would only wait for each other."""
MOST_WAITING = 16


class Cancelled(Exception):
    """Somebody asked for the end of a run."""


class TooManyRunsError(MlorgError):
    """As many runs are waiting as may wait."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a run: what kind, and its data as plain values."""

    kind: str
    data: Mapping[str, Any]


@dataclass
class LiveRun:
    """A run under way. `told` only grows, so that every listener can go on from where it was."""

    kept: KeptRun
    told: list[Told] = field(default_factory=list)
    stop: Event = field(default_factory=Event)
    over: bool = False
    """True once the last event has been told."""
    started: float = field(default_factory=monotonic)

    def tell(self, kind: str, data: Mapping[str, Any]) -> None:
        """Tell listeners; Cancelled if the run is to end. Progress is told with the seconds that are left."""
        if self.stop.is_set():
            raise Cancelled
        if kind == "progress":
            done = float(data["share"])
            left = (monotonic() - self.started) * (1 - done) / done if done else None
            data = {**data, "seconds_left": left and round(left, 1)}
        self.told.append(Told(kind, data))


class Runs:
    """All runs of a server; `draw` is called with each that is done, before anybody is told. `close` ends them."""

    def __init__(self, store: Store, draw: Callable[[KeptRun], None]) -> None:
        self._store, self._draw = store, draw
        self._threads = ThreadPoolExecutor(AT_ONCE, "run", _step_back)
        self._lock = Lock()
        self._live: dict[tuple[str, str], LiveRun] = {}

    def start(self, identity: str, work: Work, asked: Mapping[str, Any], inputs: str) -> KeptRun:
        """Begin. TooManyRunsError if too many are waiting already. `inputs` is the hash of what it is computed from."""
        kept = KeptRun(secrets.token_hex(8), work.kind, "waiting", datetime.now(UTC), asked, inputs)
        with self._lock:
            if len(self._live) >= AT_ONCE + MOST_WAITING:
                raise TooManyRunsError(f"{len(self._live)} runs are under way; wait for one to end, or cancel one.")
            self._store.add_run(identity, kept)
            self._live[identity, kept.id] = live = LiveRun(kept)
        self._threads.submit(self._compute, identity, live, work)
        return kept

    def live(self, identity: str, id: str) -> LiveRun | None:
        """A run that is under way."""
        return self._live.get((identity, id))

    def cancel(self, identity: str, id: str) -> None:
        """Ask a run to end; it does within a second. One that is over stays as it is."""
        live = self.live(identity, id)
        if live is not None:
            live.stop.set()

    def cancel_all(self, identity: str) -> None:
        """Ask all runs of an identity to end, and wait until they have."""
        for (whose, _), live in list(self._live.items()):
            if whose == identity:
                live.stop.set()
        while any(whose == identity for whose, _ in list(self._live)):
            sleep(0.05)

    def close(self) -> None:
        """End all runs and wait for their threads."""
        for live in list(self._live.values()):
            live.stop.set()
        self._threads.shutdown(wait=True)

    def _compute(self, identity: str, live: LiveRun, work: Work) -> None:
        try:
            live.tell("running", {})
            live.started = monotonic()
            self._change(live, state="running")
            result = envelope(work.carry_out(live.tell), __version__)
            self._draw(replace(live.kept, result=result))
            self._change(live, state="done", result=result)
        except Cancelled:
            self._change(live, state="cancelled")
        except MlorgError as error:
            self._change(live, state="failed", problem=str(error))
        except Exception as error:
            self._change(live, state="failed", problem=f"a fault in mlorg: {type(error).__name__}: {error}")
        finally:
            live.told.append(Told(live.kept.state, {"problem": live.kept.problem}))
            live.over = True
            with self._lock:
                del self._live[identity, live.kept.id]

    def _change(self, live: LiveRun, **values: Any) -> None:
        live.kept = replace(live.kept, **values)
        self._store.change_run(live.kept)


def _step_back() -> None:
    """Let readers of pages go first, where the system can tell threads apart."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), 10)
