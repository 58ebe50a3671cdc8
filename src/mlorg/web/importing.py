"""An upload of a roster: kept in a file that only the owner can read, for as long as it is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError, Place, Problem, RosterError

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
        try:
            yield path
        except InputError as error:
            raise RosterError([_without_folder(problem, folder) for problem in error.problems]) from error


def _without_folder(problem: Problem, folder: str) -> Problem:
    """The problem without the place of a file that is gone when it is read."""
    place = replace(problem.place, file=problem.place.file.removeprefix(f"{folder}/"))
    return replace(problem, place=place)
