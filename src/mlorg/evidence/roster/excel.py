"""XLSX: the size is checked before the reader, which is written in Rust, sees the file.

A few hundred bytes can unpack to terabytes, and one stray cell far down and far right makes the reader ask for a grid
as large as all between. Both end a process, so both are refused here.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ...errors import Place, Problem, RosterError, UnsupportedError, did_you_mean

LARGEST_CONTENT = 400 << 20
"""Bytes that a workbook may unpack to."""
MOST_CELLS = 20_000_000
"""Cells of the rectangle from A1 to the last filled cell of a sheet."""

_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_CHUNK = 1 << 22
_OVERLAP = 64
_CELL = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{1,3})?\$?([0-9]{1,9})["']""")
_HIDDEN_CELL = re.compile(rb"""\sr\s*=\s*["'][^"']*&""")


def read_sheet(path: Path, sheet: str) -> tuple[str, list[tuple[int, tuple[str, ...]]]]:
    """The sheet in words, and its rows as text with their numbers. `sheet` is a name, or empty for the first.

    Raises RosterError for a damaged, oversized or unknown sheet, UnsupportedError without python-calamine.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        message = f'{path}: XLSX files need one more package. Install it: pip install "mlorg[excel]", or save as CSV.'
        raise UnsupportedError(message) from error
    _refuse_bombs(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
        name = _sheet_name(path, workbook.sheet_names, sheet)
        rows: list[list[Any]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    except BaseException as error:
        # A panic of the reader derives from BaseException, as an interrupt does, which must pass.
        if type(error).__name__ == "PanicException":
            raise _damaged(path) from error
        raise
    return f"sheet {name!r}", [(number, tuple(map(_as_text, row))) for number, row in enumerate(rows, 1)]


def _sheet_name(path: Path, names: list[str], wanted: str) -> str:
    if not names:
        raise _refused(path, "the workbook holds no sheet.", "Give a workbook with a table in it.")
    if wanted and wanted not in names:
        hint = did_you_mean(wanted, names) or f"Sheets: {', '.join(names[:20])}."
        raise _refused(path, f"there is no sheet {wanted!r}.", hint)
    return wanted or names[0]


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)


def _refuse_bombs(path: Path) -> None:
    unpacked = 0
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise _damaged(path)
            if sum(member.file_size for member in archive.infolist()) > LARGEST_CONTENT:
                raise _too_large(path)
            for member in archive.infolist():
                last_row = last_column = loose = 0
                for chunk in _chunks(archive, member):
                    unpacked += len(chunk)
                    if unpacked > LARGEST_CONTENT:
                        raise _too_large(path)
                    if _is_sheet(member):
                        rows, columns, unnumbered = _extent(path, chunk)
                        last_row, last_column = max(last_row, rows), max(last_column, columns)
                        loose += unnumbered
                _refuse_spread(path, last_row, max(last_column, min(loose, 16_384)))
    except _ZIP_ERRORS as error:
        raise _damaged(path) from error


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pieces that overlap a little, so that no cell is cut in two."""
    with archive.open(member) as stream:
        tail = b""
        while piece := stream.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _is_sheet(member: zipfile.ZipInfo) -> bool:
    return "sheet" in member.filename.lower() and member.filename.lower().endswith(".xml")


def _extent(path: Path, xml: bytes) -> tuple[int, int, int]:
    """Last row and column of the cells in a piece of a sheet, and how many cells do not say where they are."""
    if b"\0" in xml or _HIDDEN_CELL.search(xml):
        raise _damaged(path)
    found = _CELL.findall(xml)
    rows = max((int(row) for _, row in found), default=0)
    columns = max((_column_number(letters) for letters in {letters for letters, _ in found}), default=0)
    placed = sum(1 for letters, _ in found if letters)
    return rows, columns, max(0, xml.count(b"<c ") + xml.count(b"<c>") - placed)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refuse_spread(path: Path, rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        message = f"a sheet spans {rows:,} rows and {columns:,} columns."
        raise _refused(path, message, "Delete stray cells below and beside the table, or save it as CSV.")


def _too_large(path: Path) -> RosterError:
    size = f"more than {LARGEST_CONTENT >> 20} MB"
    return _refused(path, f"the workbook unpacks to {size}.", "Save the table as CSV.")


def _damaged(path: Path) -> RosterError:
    return _refused(path, "the workbook is damaged or not an XLSX file.", "Save it again as .xlsx, or as CSV.")


def _refused(path: Path, message: str, hint: str) -> RosterError:
    return RosterError([Problem(Place(str(path)), message, hint)])
