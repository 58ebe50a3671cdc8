"""Chunks on many machines, with dask.distributed (extra `cluster`).

Workers may come and go: a chunk whose worker is lost is given to another, and because results depend on nothing but
the content of a chunk, that changes no digit.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ...errors import ClusterError, UnsupportedError
from .local import local_cluster
from .machine import this_machine
from .mapping import Keep
from .threads import processors
from .values import Chunk, check_machine, simulate_packed

AHEAD = 3
"""Chunks per thread of the cluster that are under way: enough that no worker waits, few enough for its memory."""

SECONDS_TO_CONNECT = 5
SECONDS_WITHOUT_WORKERS = 20
_LOOK_EVERY = 2
_ADDRESS = re.compile(r"local(:[1-9]\d*)?|[a-z]+://\S+")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a scheduler at `tcp://HOST:PORT`, or `local[:N]` = N processes started for this work alone.

    ClusterError if the address makes no sense.
    """

    address: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address):
            raise ClusterError(
                f"{self.address!r} is no address of a cluster. Give tcp://HOST:8786, or local, or local:4 for 4 "
                "processes on this machine."
            )

    def finish(self, chunks: Iterable[Chunk], keep: Keep) -> Iterator[Chunk]:
        """See `Executor`. ClusterError if no worker can be had, UnsupportedError if dask is not installed."""
        with ExitStack() as open_things:
            client = self._client(open_things)
            _check_workers(client, self.address)
            waiting: dict[Any, Chunk] = {}
            for chunk in chunks:
                future = client.submit(simulate_packed, chunk.packed(), key=f"mlorg-{chunk.key}", pure=False)
                waiting[future] = chunk
                if len(waiting) >= AHEAD * max(1, _threads(client)):
                    yield from self._finished(client, waiting, keep)
            while waiting:
                yield from self._finished(client, waiting, keep)

    def _client(self, open_things: ExitStack) -> Any:
        try:
            distributed = import_module("distributed")
        except ImportError as error:
            raise UnsupportedError(
                "--cluster needs dask.distributed, which is not installed: pip install 'mlorg[cluster]'"
            ) from error
        address = self.address
        if address.startswith("local"):
            number = int(address.partition(":")[2] or processors())
            address = open_things.enter_context(local_cluster(number))
        else:
            _knock(address)
        try:
            client = distributed.Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except Exception as error:  # whatever it was that answered: what is no scheduler can fail in any way
            raise ClusterError(_no_answer(address, error)) from error
        return open_things.enter_context(closing(client))

    def _finished(self, client: Any, waiting: dict[Any, Chunk], keep: Keep) -> Iterator[Chunk]:
        """Wait until some are done, keep them and take them out of `waiting`."""
        for future in _done(client, waiting, self.address):
            chunk = waiting.pop(future)
            keep(chunk, _result(future, self.address))
            yield chunk


def _knock(address: str) -> None:
    """ClusterError if no scheduler listens there; dask itself would wait long, or for ever if something else does.

    A scheduler speaks first, unless the connection is encrypted.
    """
    addressing = import_module("distributed.comm.addressing")
    try:
        where = addressing.get_address_host_port(address)
        with socket.create_connection(where, SECONDS_TO_CONNECT) as connection:
            if address.startswith("tcp:") and not connection.recv(1):
                raise OSError("what listens there is no scheduler")
    except (OSError, ValueError) as error:
        raise ClusterError(_no_answer(address, error)) from error


def _no_answer(address: str, error: Exception) -> str:
    return (
        f"no cluster answers at {address} ({str(error) or 'timed out'}). Is its scheduler running and the port open? "
        "Without --cluster everything is computed on this machine."
    )


def _done(client: Any, waiting: dict[Any, Chunk], address: str) -> list[Any]:
    """Futures that are done, at least one. ClusterError once nobody has been working for a while."""
    wait = import_module("distributed").wait
    lost = 0
    while lost < SECONDS_WITHOUT_WORKERS:
        try:
            with client.as_current():
                return list(wait(list(waiting), timeout=_LOOK_EVERY, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            lost = 0 if _threads(client) else lost + _LOOK_EVERY
    raise ClusterError(f"the cluster at {address} has had no worker for {SECONDS_WITHOUT_WORKERS} s: no use waiting.")


def _threads(client: Any) -> int:
    """Threads of all workers; 0 if the scheduler does not answer."""
    try:
        return sum(client.nthreads().values()) if client.status == "running" else 0
    except OSError:
        return 0


def _result(future: Any, address: str) -> Any:
    try:
        return future.result()
    except import_module("distributed").KilledWorker as error:
        raise ClusterError(f"the cluster at {address} lost several workers over the same chunk: {error}") from error
    except (CancelledError, OSError) as error:
        raise ClusterError(f"the cluster at {address} went away in the middle of the work ({error}).") from error
    except ImportError as error:
        raise ClusterError(_not_there(str(error))) from error


def _check_workers(client: Any, address: str) -> None:
    """ClusterError if there is no worker, or one that computes something else."""
    try:
        client.wait_for_workers(1, timeout=SECONDS_WITHOUT_WORKERS)
    except TimeoutError as error:
        raise ClusterError(
            f"the scheduler at {address} has no workers. Start some: dask worker {address} --nthreads 1"
        ) from error
    for worker, found in client.run(this_machine, on_error="return").items():
        if isinstance(found, OSError):
            continue  # it has just gone
        if isinstance(found, BaseException):
            raise ClusterError(f"{worker}: {_not_there(str(found))}")
        check_machine(found, this_machine())


def _not_there(reason: str) -> str:
    return f"a worker cannot load {this_machine()} ({reason}): install the same version there."
