"""A real server on a free port, in a thread of the test or in a process of its own, and a browser's manners."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import httpx
import pytest

pytest.importorskip("fastapi", reason="the extra web is not installed")
pytest.importorskip("uvicorn", reason="the extra web is not installed")

import uvicorn

from mlorg.web.application import ServerOptions, application, open_server
from mlorg.web.server import Server

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

Browser = httpx.Client


@contextmanager
def serving(folder: Path, show_names: bool = False) -> Iterator[Server]:
    """A server of a folder that answers until the block ends."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = open_server(ServerOptions(folder, listening.getsockname()[1], show_names))
        config = uvicorn.Config(application(server), log_level="critical", timeout_graceful_shutdown=1)
        running = uvicorn.Server(config)
        thread = Thread(target=running.run, args=([listening],))
        thread.start()
        try:
            while not running.started:
                sleep(0.01)
            yield server
        finally:
            running.should_exit = True
            thread.join()


def stranger(server: Server) -> Browser:
    """A client that knows the address only."""
    return httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30, trust_env=False)


@contextmanager
def visiting(server: Server) -> Iterator[Browser]:
    """A browser that was let in; like one, it says where its requests come from."""
    with stranger(server) as client:
        client.get("/", params={"token": server.sessions.new_token()})
        client.headers["Origin"] = str(client.base_url).rstrip("/")
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small workspace of its own."""
    return Path(shutil.copytree(EXAMPLES / "minimal", tmp_path / "acme"))


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as running:
        yield running


@pytest.fixture
def browser(server: Server) -> Iterator[Browser]:
    with visiting(server) as client:
        yield client


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests of a module that change nothing."""
    folder = tmp_path_factory.mktemp("shared") / "acme"
    shutil.copytree(EXAMPLES / "scaleup", folder)
    with serving(folder) as running:
        yield running


@pytest.fixture(scope="module")
def reader(shared: Server) -> Iterator[Browser]:
    with visiting(shared) as client:
        yield client


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait until something holds, at most 30 s."""

    def wait(holds: Callable[[], bool]) -> None:
        for _ in range(600):
            if holds():
                return
            sleep(0.05)
        pytest.fail("it did not come to hold within 30 s")

    return wait
