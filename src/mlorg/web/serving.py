"""Starting the server: on this machine only, with an address that is good for one visit."""

from __future__ import annotations

import ctypes
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from ..errors import MlorgError
from .application import ServerOptions, application, open_server
from .server import Server

_ARENA_MAX = -8
"""Number of that setting in the malloc.h of glibc."""
_ARENAS = 2
HOST = "127.0.0.1"
"""The only address that is listened on: sign-in for anything wider does not exist yet."""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What is served. `port` 0 = any that is free; `opened` is told the address once the server answers."""

    folder: Path
    port: int = 0
    show_names: bool = False


def serve(options: ServeOptions, opened: Callable[[str], None]) -> None:
    """Serve a workspace until Ctrl-C; an empty folder asks for a roster first.

    WorkspaceError if the workspace cannot be read, OSError if the port is taken.
    """
    _refuse_other_folders(options.folder)
    _share_memory_between_threads()
    with listening_socket(options.port) as listening:
        port = listening.getsockname()[1]
        server = open_server(ServerOptions(options.folder, port, options.show_names))
        _read(server)
        config = uvicorn.Config(
            application(server), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
        )
        listening.listen(128)
        opened(f"http://{HOST}:{port}/?token={server.sessions.new_token()}")
        uvicorn.Server(config).run([listening])


def listening_socket(port: int) -> socket.socket:
    """A socket bound to a port of this machine, 0 = any. OSError if it is taken.

    It names its protocol: asyncio turns Nagle's algorithm off only where it does, and else every answer on a connection
    that is kept waits 40 ms for the reader to acknowledge its head.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    return listening


def _share_memory_between_threads() -> None:
    """Let threads take memory from few places: glibc gives each its own and hardly ever returns what it held."""
    with suppress(AttributeError, OSError):  # another C library
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def _refuse_other_folders(folder: Path) -> None:
    """A folder that holds something else is no place for a workspace; `load` says so."""
    from .. import api

    is_empty = folder.is_dir() and all(entry.name.startswith(".") for entry in folder.iterdir())
    if not is_empty and not api.is_workspace(folder):
        api.load(folder)


def _read(server: Server) -> None:
    """Read the workspace before anybody asks; what is wrong with it is told now."""
    try:
        if server.current.is_there():
            server.current.load()
    except MlorgError:
        server.close()
        raise
