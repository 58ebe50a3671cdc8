"""How far a long piece of work has come, on stderr: a bar on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rich.progress

    from ..api import Progress
    from ..report.comparison.interim import Interim

Look = Callable[["Interim"], None]

SECONDS_TO_FIRST_LINE, SECONDS_BETWEEN_LINES = 1.0, 5.0


@contextmanager
def progress_on_stderr(what: str, shown: bool) -> Iterator[Progress]:
    """A function to call with (done, in all). Nothing is shown if `shown` is False."""
    if not shown:
        yield lambda done, total: None
    elif sys.stderr.isatty():
        with _bar(what) as progress:
            yield progress
    else:
        yield lines(what)


@contextmanager
def narrowing_on_stderr(what: str, shown: bool) -> Iterator[tuple[Progress, Look | None]]:
    """Progress, and on a terminal also a table to call with how the alternatives stand by now."""
    if not shown or not sys.stderr.isatty():
        with progress_on_stderr(what, shown) as progress:
            yield progress, None
        return
    from rich.console import Console, Group
    from rich.live import Live

    from ..report.terminal.interim import interim_table

    bar = _columns()
    task = bar.add_task(what, total=None)
    with Live(bar, console=Console(stderr=True), transient=True, refresh_per_second=8) as live:
        yield (
            lambda done, total: bar.update(task, completed=done, total=total),
            lambda interim: live.update(Group(interim_table(interim), bar), refresh=True),
        )


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    from rich.console import Console

    with _columns(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _columns(**settings: Any) -> rich.progress.Progress:
    """A bar with the share that is done and the time that is left."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    return Progress(*columns, TextColumn("left"), **settings)


def lines(what: str, now: Callable[[], float] = time.monotonic) -> Progress:
    """Progress as plain lines: how much is done and how long the rest will take; begins anew where it goes back."""
    start = now()
    due, reached = start + SECONDS_TO_FIRST_LINE, 0

    def tell(done: int, total: int) -> None:
        nonlocal start, due, reached
        start, reached = (now() if done < reached else start), done
        if (last := now()) < due or not done:
            return
        first, due = due == start + SECONDS_TO_FIRST_LINE, last + SECONDS_BETWEEN_LINES
        left = "" if first else f", about {(last - start) * (total - done) / done:.0f} s left"
        print(f"{what}: {done:,} of {total:,} ({100 * done // total} %){left}", file=sys.stderr)

    return tell


@contextmanager
def source_progress(shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A function to call with (source or empty, done, in all or 0): a bar for the sources, and how far one has come."""
    if not shown:
        yield lambda source, done, total: None
    elif sys.stderr.isatty():
        with _bars() as tell:
            yield tell
    else:
        whole = lines("Reading sources")
        yield lambda source, done, total: None if source else whole(done, total)


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        whole, inner = bars.add_task("Reading sources", total=None), bars.add_task("", total=None, visible=False)

        def tell(source: str, done: int, total: int) -> None:
            if source:
                bars.update(inner, description=f"  {source}", completed=done, total=total or None, visible=True)
            else:
                bars.update(whole, completed=done, total=total)
                bars.update(inner, visible=False)

        yield tell
