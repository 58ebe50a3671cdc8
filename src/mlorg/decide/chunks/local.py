"""A cluster on this machine alone: a scheduler and workers that end with this process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ...errors import ClusterError

SECONDS_TO_START, SECONDS_TO_END = 30.0, 5.0


@contextmanager
def local_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler on 127.0.0.1 with so many workers of one thread each; all end with the block.

    They are processes of their own sessions, so that Ctrl-C reaches this process only. Workers also end when they find
    no scheduler for half a minute, as after a crash.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_things:
        found = Path(folder) / "scheduler.json"
        nowhere = "--host 127.0.0.1 --port 0 --dashboard-address 127.0.0.1:0 --no-dashboard --idle-timeout 600s"
        scheduler = _process("scheduler", *nowhere.split(), "--scheduler-file", str(found))
        started = open_things.enter_context(scheduler)
        address = _address(found, started)
        for _ in range(workers):
            alone = "--nthreads 1 --no-nanny --no-dashboard --death-timeout 30"
            open_things.enter_context(_process("worker", address, *alone.split()))
        yield address


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    """What the scheduler writes into its file once it listens."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and scheduler.poll() is None:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise ClusterError(f"the scheduler of a local cluster did not start within {SECONDS_TO_START:.0f} s.")


@contextmanager
def _process(kind: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
