"""A cluster on this machine alone: a scheduler in this process and workers that end with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib import import_module

SECONDS_TO_END = 5


@contextmanager
def local_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler on 127.0.0.1 with so many workers of one thread each; all end with the block.

    Workers are processes of their own session, so that Ctrl-C reaches this process only. They also end when this
    process is killed, since they have no scheduler then.
    """
    distributed = import_module("distributed")
    with ExitStack() as open_things:
        scheduler = distributed.LocalCluster(n_workers=0, processes=True, dashboard_address=None, silence_logs=50)
        open_things.enter_context(closing(scheduler))
        for _ in range(workers):
            open_things.enter_context(_worker(scheduler.scheduler_address))
        yield str(scheduler.scheduler_address)


@contextmanager
def _worker(scheduler: str) -> Iterator[None]:
    command = [sys.executable, "-m", "distributed.cli.dask_worker", scheduler, "--nthreads", "1", "--no-nanny"]
    silent = subprocess.DEVNULL
    options = ["--no-dashboard", "--death-timeout", "30"]
    process = subprocess.Popen([*command, *options], stdout=silent, stderr=silent, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
