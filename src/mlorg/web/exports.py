"""Tables as CSV that a spreadsheet may open: a cell is never a formula, whatever somebody has called a unit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from fastapi.responses import Response

from ..report.forms.tables import safe


def csv_response(name: str, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> Response:
    """A table to be saved under a name of ours."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows([safe(str(cell)) for cell in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue().encode("utf-8-sig"), headers=headers, media_type="text/csv; charset=utf-8")
