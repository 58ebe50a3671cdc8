"""Writing files so that a crash leaves the old content or the new, never half of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

UNFINISHED = ".unfinished-"
"""Files whose names begin so were left by a process that was killed; they mean nothing."""


@contextmanager
def replacing(path: Path, private: bool = False) -> Iterator[IO[bytes]]:
    """A file to write into that takes the place of `path` at the end, unless the block raises."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{UNFINISHED}{secrets.token_hex(4)}-{path.name}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, content: bytes, private: bool = False) -> None:
    """Write the content as a whole."""
    with replacing(path, private) as file:
        file.write(content)


def remove_unfinished(folder: Path) -> None:
    """Delete what killed processes left behind."""
    if folder.is_dir():
        for path in folder.glob(f"{UNFINISHED}*"):
            path.unlink(missing_ok=True)
