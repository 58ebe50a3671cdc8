"""An upload of a roster: kept in a file that only the owner can read, for as long as it is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import Place, Problem, RosterError

KINDS = (".csv", ".xlsx", ".tsv", ".txt")
"""Ends of names of rosters that can be read."""
_PIECE = 1 << 20


@contextmanager
def roster_on_disk(name: str, body: BinaryIO) -> Iterator[Path]:
    """A path to the uploaded content, with a name of ours; removed afterwards, with the folder it stands in.

    Of the name only its end is used. RosterError for an end that no reader knows.
    """
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        hint = f"Give a file that ends in {', '.join(KINDS)}."
        raise RosterError([Problem(Place("roster"), f"a file that ends in {kind!r} cannot be read.", hint)])
    with tempfile.TemporaryDirectory(prefix="mlorg-") as folder:
        path = Path(folder) / f"roster{kind}"
        with path.open("wb") as file:
            while piece := body.read(_PIECE):
                file.write(piece)
        yield path
