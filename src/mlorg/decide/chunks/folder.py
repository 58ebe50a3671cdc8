"""A store on disk: one file per chunk, so that an interrupted comparison goes on where it was.

A file is a line of 128 bytes (format, rows, checksum) and then the sums, column by column: all replications of one
measure at one horizon lie side by side, so that a table of millions is read one column at a time.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ...errors import StoreError
from ...sim import HORIZONS, Outcomes
from ...sim.measure_names import MEASURES
from .machine import this_machine
from .values import Chunk

if TYPE_CHECKING:
    import numpy as np

FORMAT = "mlorg-chunk/1"
HEAD = 128
COLUMNS = len(HORIZONS) * len(MEASURES)
MOST_BYTES = 2 * 1024**3
"""What a store keeps beyond what was used within the last hour: some thirty comparisons of usual size."""

FRESH_SECONDS = 3600.0
_UNFINISHED = ".unfinished-"
_WRITTEN_BY = "written-by"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a store that was found whole."""

    path: Path
    rows: int
    checksum: str

    def table(self) -> np.ndarray:
        """All of it, shape (columns, rows)."""
        return self._read(0, COLUMNS).reshape(COLUMNS, self.rows)

    def column(self, number: int) -> np.ndarray:
        """One measure at one horizon, shape (rows,)."""
        return self._read(number, 1)

    def _read(self, first: int, columns: int) -> np.ndarray:
        """StoreError if the file is gone."""
        import numpy as np

        try:
            found: np.ndarray = np.fromfile(self.path, "<f8", columns * self.rows, offset=HEAD + first * self.rows * 8)
        except OSError as error:
            raise StoreError(f"{self.path}: a result was deleted while it was needed. Try again.") from error
        return found


class StoredOutcomes(Outcomes):
    """Outcomes that stay on disk: only what is asked for is read."""

    def __init__(self, kept: tuple[Kept, ...]) -> None:
        object.__setattr__(self, "kept", kept)

    kept: tuple[Kept, ...]

    @property
    def sums(self) -> np.ndarray:
        """Everything, read into memory."""
        import numpy as np

        rows = np.concatenate([kept.table().T for kept in self.kept])
        return rows.reshape(-1, len(HORIZONS), len(MEASURES))

    def measure(self, name: str, quarters: int = 12) -> np.ndarray:
        """One measure at one horizon, shape (replications,)."""
        return self._column(HORIZONS.index(quarters) * len(MEASURES) + MEASURES.index(name))

    def digest(self) -> bytes:
        """Equal for equal results, made from the checksums of the files."""
        return "".join(kept.checksum for kept in self.kept).encode()

    def _column(self, number: int) -> np.ndarray:
        import numpy as np

        return np.concatenate([kept.column(number) for kept in self.kept])


class FolderStore:
    """A folder of results. `say` is told what the user should know: results that are of no use any more.

    Several processes may use it at once. StoreError if nothing can be written there.
    """

    def __init__(self, folder: Path, say: Say = lambda text: None, most_bytes: int = MOST_BYTES) -> None:
        self.folder, self.most_bytes = folder, most_bytes
        self._say = say
        self._found: dict[str, Kept] = {}
        self.damaged = 0
        self._open()

    def holds(self, key: str) -> bool:
        """Whether the sums of a chunk are there. A damaged file is deleted and counted in `damaged`."""
        path = self._path(key)
        try:
            kept = _read(path)
            os.utime(path)
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            self.damaged += 1
            path.unlink(missing_ok=True)
            return False
        self._found[key] = kept
        return True

    def keep(self, chunk: Chunk, sums: np.ndarray) -> None:
        """Write the sums of a chunk: whole or not at all. StoreError if the disk is full."""
        path, rows = self._path(chunk.key), len(sums)
        try:
            with _replacing(path) as file:
                checksum = _write_columns(file, sums.reshape(rows, COLUMNS))
        except OSError as error:
            raise StoreError(self._why(error)) from error
        self._found[chunk.key] = Kept(path, rows, checksum)

    def outcomes(self, keys: Iterable[str]) -> StoredOutcomes:
        """The sums of chunks that are held, one after the other."""
        return StoredOutcomes(tuple(self._found[key] for key in keys))

    def close(self) -> None:
        """Say what was damaged, and delete what was not used for longest until the store is small enough."""
        if self.damaged:
            some = "A kept result was" if self.damaged == 1 else f"{self.damaged} kept results were"
            self._say(f"{some} damaged and computed again.")
        used = []
        for path in self.folder.glob("??/*"):
            try:
                status = path.stat()
            except OSError:
                continue  # another process has just deleted it
            used.append((status.st_mtime, status.st_size, path))
        too_much = sum(size for _, size, _ in used) - self.most_bytes
        old = time.time() - FRESH_SECONDS
        for when, size, path in sorted(used):
            if when < old and (too_much > 0 or path.name.startswith(_UNFINISHED)):
                path.unlink(missing_ok=True)
                too_much -= size

    def _open(self) -> None:
        """Make the folder, hide it from git, and tell if another mlorg wrote what is in it."""
        written_by, here = self.folder / _WRITTEN_BY, f"{FORMAT} {this_machine()}\n"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            before = written_by.read_text(encoding="utf-8", errors="replace") if written_by.exists() else here
            if before != here or not written_by.exists():
                for path, text in ((self.folder / ".gitignore", "*\n"), (written_by, here)):
                    with _replacing(path) as file:
                        file.write(text.encode())
        except OSError as error:
            raise StoreError(self._why(error)) from error
        if before != here:
            self._say("The results kept here were computed by another version of mlorg: they are computed again.")

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _why(self, error: OSError) -> str:
        return (
            f"{self.folder}: results cannot be kept there ({(error.strerror or 'unknown reason').lower()}). "
            "What was kept before is safe: make room and give the same command again, or leave the folder alone "
            "with --no-cache."
        )


def _read(path: Path) -> Kept:
    """ValueError if the file is not whole."""
    content = path.read_bytes()
    name, rows, checksum = content[:HEAD].decode("ascii").split()
    columns, found = memoryview(content)[HEAD:], _checking()
    found.update(columns)
    if (name, len(columns), checksum) != (FORMAT, int(rows) * COLUMNS * 8, found.hexdigest()):
        raise ValueError("damaged")
    return Kept(path, int(rows), checksum)


def _write_columns(file: IO[bytes], table: np.ndarray) -> str:
    """Head and columns of a table; the checksum. One column is in memory at a time."""
    found = _checking()
    file.seek(HEAD)
    for column in table.T:
        content = column.astype("<f8").tobytes()
        found.update(content)
        file.write(content)
    file.seek(0)
    file.write(f"{FORMAT} {len(table)} {found.hexdigest()}".ljust(HEAD - 1).encode("ascii") + b"\n")
    return found.hexdigest()


def _checking() -> blake2b:
    return blake2b(digest_size=16)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` at the end of the block, unless that raises."""
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f"{_UNFINISHED}{secrets.token_hex(4)}")
    try:
        with unfinished.open("wb") as file:
            yield file
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
