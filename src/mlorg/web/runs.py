"""Comparisons that run in the background: a bounded number of threads, events to listen to, and an end on request.

A run looks three times: roughly first, so that intervals are there within seconds, then closer, then as asked. Every
look gives the page of a comparison; the last is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import MlorgError
from .store import KeptRun, Store

if TYPE_CHECKING:
    from ..api import ComparisonOptions, Workspace
    from ..report.comparison import ComparisonPage

AT_ONCE = 2
"""Comparisons computed at the same time; each keeps two cores busy."""
MOST_WAITING = 16
LOOKS = ((6, 2), (24, 4))
"""Draws and replications of the looks before the one that was asked for."""
Compute = Callable[[Callable[[int, int], None], "ComparisonOptions"], "ComparisonPage"]


class Cancelled(Exception):
    """Somebody asked for the end of a run."""


class TooManyRuns(MlorgError):
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


class Runs:
    """All runs of a server. `close` ends those under way."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(AT_ONCE, "run")
        self._lock = Lock()
        self._live: dict[tuple[str, str], LiveRun] = {}

    def start(
        self, identity: str, workspace: Workspace, options: ComparisonOptions, asked: Mapping[str, Any]
    ) -> KeptRun:
        """Begin a comparison. TooManyRuns if too many are waiting already."""
        kept = KeptRun(secrets.token_hex(8), "waiting", datetime.now(UTC), asked)
        with self._lock:
            if len(self._live) >= AT_ONCE + MOST_WAITING:
                raise TooManyRuns(f"{len(self._live)} comparisons are under way; wait for one to end, or cancel one.")
            self._live[identity, kept.id] = live = LiveRun(kept)
        self._store.add_run(identity, kept)
        self._threads.submit(self._compute, identity, live, workspace, options)
        return kept

    def live(self, identity: str, id: str) -> LiveRun | None:
        """A run of this server that is under way, or was lately."""
        return self._live.get((identity, id))

    def cancel(self, identity: str, id: str) -> None:
        """Ask a run to end; it does within a second. One that is over stays as it is."""
        live = self.live(identity, id)
        if live is not None:
            live.stop.set()

    def close(self) -> None:
        """End all runs and wait for their threads."""
        for live in list(self._live.values()):
            live.stop.set()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _compute(self, identity: str, live: LiveRun, workspace: Workspace, options: ComparisonOptions) -> None:
        from .. import __version__
        from ..report.json import envelope

        try:
            self._change(live, state="running")
            page = _looked(live, workspace, options)
            self._change(live, state="done", result=envelope(page, __version__))
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


def _looked(live: LiveRun, workspace: Workspace, options: ComparisonOptions) -> ComparisonPage:
    """The page as asked for, after rougher ones that are told as they come."""
    from .. import api

    sizes = [s for s in LOOKS if s[0] < options.draws] + [(options.draws, options.per_draw)]
    whole, before, page = sum(draws * each for draws, each in sizes), 0, None
    started = monotonic()
    for draws, each in sizes:

        def progress(done: int, total: int, before: int = before, share: int = draws * each) -> None:
            if live.stop.is_set():
                raise Cancelled
            reached = (before + share * done / total) / whole
            left = (monotonic() - started) * (1 - reached) / reached if reached else None
            live.told.append(Told("progress", {"share": round(reached, 3), "seconds_left": left and round(left, 1)}))

        page = api.compare(workspace, replace(options, draws=draws, per_draw=each), progress)
        before += draws * each
        live.told.append(Told("intervals", {"replications": draws * each, **_intervals(page)}))
    assert page is not None
    return page


def _intervals(page: ComparisonPage) -> dict[str, Any]:
    """What a chart of intervals needs, by arm; money in the page's unit."""
    from ..report.json import plain

    arms = [{"arm": a.arm, "title": a.title, "rows": plain((*a.rows, *a.reference))} for a in page.arms]
    return {"headline": page.headline, "unit": page.money.unit, "scale": page.money.scale, "arms": arms}
