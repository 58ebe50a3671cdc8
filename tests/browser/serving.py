"""A server of ours, as a user starts it: its own process, an address that is good for one visit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from mlorg import __file__ as package


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers at `root`; a browser that has the cookie is known to it."""

    root: str
    cookie: dict[str, str]


def known(address: str) -> Served:
    """The server that printed this address, visited once."""
    root = address.partition("/?")[0]
    ((name, value),) = httpx.get(address).cookies.items()
    return Served(root, {"name": name, "value": value, "url": root})


def environment() -> dict[str, str]:
    """What a process of ours needs to find the package that is being tested."""
    return os.environ | {"PYTHONPATH": str(Path(package).parents[1])}


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """`mlorg serve` for a folder, in a process group of its own that is gone at the end."""
    command = [sys.executable, "-u", "-m", "mlorg", "serve", str(folder), "--port", "0", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(), start_new_session=True)
    assert process.stdout is not None
    try:
        address = next((line.strip() for line in process.stdout if line.startswith("http://")), "")
        assert address, f"mlorg serve ended with {process.wait()}"
        yield known(address)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.stdout.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
