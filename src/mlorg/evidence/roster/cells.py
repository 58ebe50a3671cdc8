"""A file as rows of text cells with their line numbers, whatever its form: the only place that opens files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...errors import Place, Problem, RosterError
from .delimited import read_delimited
from .text import decode

LARGEST_FILE = 1 << 30
"""Bytes of a file that is opened at all."""


class Row(NamedTuple):
    """Cells of one record and the line (row of the sheet) where it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]

    @property
    def filled_width(self) -> int:
        """Number of the last cell that is not blank."""
        return next((number for number in range(len(self.cells), 0, -1) if self.cells[number - 1].strip()), 0)


@dataclass(frozen=True, slots=True)
class Cells:
    """All rows of a file. `form` says in words how the file was read."""

    file: str
    form: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def read_cells(path: Path, sheet: str, mapped: frozenset[str]) -> Cells:
    """The rows of a text table or an XLSX sheet.

    `mapped` holds the keys of headings the user has mapped, which help to find the separator. Raises RosterError for
    a file that cannot be opened or is no table, UnsupportedError if the reader of XLSX is not installed.
    """
    data = _bytes_of(path)
    if data.startswith(b"PK\x03\x04"):
        from .excel import read_sheet

        form, rows = read_sheet(path, sheet)
        return Cells(str(path), form, tuple(Row(line, cells) for line, cells in rows))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        hint = "Save it as .xlsx (without a password) or as CSV."
        raise unusable(path, "is an old or password-protected Office file.", hint)
    text, encoding = decode(data)
    if text is None:
        raise unusable(path, "is not a table: it holds bytes that no text has.", "Give a CSV, TSV or XLSX file.")
    form, found, problems = read_delimited(text, str(path), mapped)
    return Cells(str(path), f"{form}, {encoding}", tuple(Row(line, cells) for line, cells in found), problems)


def unusable(path: Path | str, what: str, hint: str) -> RosterError:
    """The error of a file that cannot be used at all."""
    return RosterError([Problem(Place(str(path)), f"the file {what}", hint)])


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise unusable(path, f"is larger than {LARGEST_FILE >> 20} MB.", "Split it, or leave columns out.")
        return path.read_bytes()
    except OSError as error:
        raise unusable(path, f"cannot be opened: {error.strerror}.", "Check the path.") from error
    except ValueError as error:
        raise unusable("", "name holds a character that no path has.", "Check the path.") from error
