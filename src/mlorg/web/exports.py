"""Tables as CSV that a spreadsheet may open: a cell is never a formula, whatever somebody has called a unit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from fastapi.responses import Response

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take a cell for a formula by, full-width letters included."""


def csv_response(name: str, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> Response:
    """A table to be saved under a name of ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(csv_text(heading, rows), media_type="text/csv; charset=utf-8", headers=headers)


def csv_text(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The table as text; a cell that would be a formula gets an apostrophe before it, which spreadsheets hide."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS_FORMULA) else cell
