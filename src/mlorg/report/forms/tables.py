"""The tables of a document as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable

from .document import Cell, Document, Number, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet takes for the beginning of a formula or a command."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; numbers stay."""
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}\ufeff").startswith(FORMULA) and not _is_number(text) else text


def document_csv(document: Document) -> bytes:
    """All tables in one file: one row for each cell, with section, table, row and column; values are not rounded."""
    rows = [("section", "table", "row", "column", "shown", "value")]
    for section, table in document.tables():
        for row in table.rows:
            name = str(row.cells[0]).strip()
            for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
                rows.append((section.title, table.title, name, column, str(cell), _value(cell)))
    return _written(rows)


def document_zip(document: Document) -> bytes:
    """A CSV file for each table, numbered in the order of the report."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, (section, table) in enumerate(document.tables(), start=1):
            entry = zipfile.ZipInfo(f"{n:02}-{section.id}-{_slug(table.title)}.csv", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, table_csv(table))
    return content.getvalue()


def table_csv(table: Table) -> bytes:
    """One table as it is shown."""
    return _written([table.columns, *([str(cell) for cell in row.cells] for row in table.rows)])


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _value(cell: Cell) -> str:
    return repr(cell.value) if isinstance(cell, Number) and cell.value is not None else ""


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d[\d,]*(\.\d+)?(e[+-]?\d+)?", text) is not None


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].rstrip("-")
