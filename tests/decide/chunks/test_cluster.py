"""Real schedulers and workers on this machine, each a process of its own; two are killed while they work."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from mlorg.decide.chunks import Cluster, MemoryStore
from mlorg.decide.comparing.comparison import Computing
from mlorg.errors import ClusterError

from .small import compared, digits
from .test_folder import path

pytest.importorskip("distributed", reason="the extra cluster is not installed")

DRAWS = 100


@contextmanager
def process(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, which is gone at the end of the block."""
    known = os.environ | {"PYTHONPATH": path()} | environment
    silent = subprocess.DEVNULL
    run = [sys.executable, "-m", *command]
    with subprocess.Popen(run, stdout=silent, stderr=silent, env=known, start_new_session=True) as started:
        try:
            yield started
        finally:
            if started.poll() is None:
                os.killpg(started.pid, signal.SIGKILL)


def worker(address: str, **environment: str):
    """A worker with one thread."""
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "30"]
    return process("distributed.cli.dask_worker", address, *options, **environment)


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    with process("distributed.cli.dask_scheduler", *where) as started:
        for _ in range(300):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert started.poll() is None
            time.sleep(0.1)
        yield f"tcp://127.0.0.1:{port}"


class Counting(MemoryStore):
    """Does something once so many chunks are kept."""

    def __init__(self, after: int, what) -> None:
        super().__init__()
        self.left, self.what = after, what

    def keep(self, chunk, sums) -> None:
        super().keep(chunk, sums)
        self.left -= 1
        if self.left == 0:
            self.what()


@pytest.mark.slow
def test_workers_that_are_killed_or_added_under_way_change_no_digit(scheduler):
    with ExitStack() as open_things:
        workers = [open_things.enter_context(worker(scheduler)) for _ in range(3)]

        def disturb():
            for lost in workers[:2]:
                os.killpg(lost.pid, signal.SIGKILL)
            open_things.enter_context(worker(scheduler))

        found = compared(Computing(Cluster(scheduler), store := Counting(5, disturb)), DRAWS)
        assert store.left < 0
        assert [w.wait(5) for w in workers[:2]] == [-signal.SIGKILL] * 2
        assert workers[2].poll() is None
    assert digits(found) == digits(compared(draws=DRAWS))


@pytest.mark.slow
def test_a_worker_that_rounds_otherwise_or_is_another_mlorg_is_named(scheduler, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import mlorg\nmlorg.__version__ = '0.0.1'\n")
    other, said = os.pathsep.join([str(tmp_path), path()]), "has mlorg 0.0.1 .*: install the same version on both"
    with worker(scheduler, PYTHONPATH=other), pytest.raises(ClusterError, match=said):
        compared(Computing(Cluster(scheduler)))


@pytest.mark.slow
def test_a_cluster_that_loses_all_its_workers_is_given_up(scheduler, monkeypatch):
    monkeypatch.setattr("mlorg.decide.chunks.cluster.SECONDS_WITHOUT_WORKERS", 6)
    with worker(scheduler) as only:
        store = Counting(3, lambda: os.killpg(only.pid, signal.SIGKILL))
        with pytest.raises(ClusterError, match="has had no worker for 6 s"):
            compared(Computing(Cluster(scheduler), store), DRAWS)


@pytest.mark.slow
def test_a_scheduler_without_workers_says_how_to_start_some(scheduler, monkeypatch):
    monkeypatch.setattr("mlorg.decide.chunks.cluster.SECONDS_WITHOUT_WORKERS", 1)
    with pytest.raises(ClusterError, match=f"has no workers. Start some: dask worker {scheduler}"):
        compared(Computing(Cluster(scheduler)))


@pytest.mark.slow
def test_a_cluster_of_this_machine_has_the_same_digits_and_leaves_no_process():
    assert digits(compared(Computing(Cluster("local:2")))) == digits(compared())
    left = subprocess.run(["ps", "-o", "args", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True)
    assert "dask_worker" not in left.stdout


def test_what_listens_but_is_no_scheduler_is_told():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        start = time.monotonic()
        with pytest.raises(ClusterError, match="no cluster answers at"):
            compared(Computing(Cluster(address)))
        assert time.monotonic() - start < 20
