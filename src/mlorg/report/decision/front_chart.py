"""Trade-offs as a chart: the first two chosen outcomes, one numbered dot for each alternative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..charts import GAIN, INK, TIP, UNSURE, WIDTH, Spec, plain_chart
from ..rounding import Money
from .page import ArmDecision, FrontColumn, FrontRow
from .words import front_cell, front_heading, front_mark

HEIGHT = 260
CORNERS = ((9, -9), (-9, 10), (9, 10), (-9, -9))
"""Where the number of a dot stands beside it, in pixels: the second and further where dots lie close together."""
CLOSE = 0.08
"""Share of both axes within which two dots lie close together."""


def front_chart(arm: ArmDecision, columns: tuple[FrontColumn, ...], money: Money) -> Spec:
    """Dots filled where nobody beats the alternative; numbers are those of the rows."""
    x, y = (_axis(column, money, field) for column, field in zip(columns[:2], ("x", "y"), strict=True))
    dots = {
        "mark": {"type": "point", "size": 110, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y,
            "fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None},
            "stroke": {"field": "stroke", "type": "nominal", "scale": None, "legend": None},
            "description": TIP,
        },
    }
    numbers = [
        {
            "transform": [{"filter": f"datum.corner == {corner}"}],
            "mark": {"type": "text", "dx": dx, "dy": dy, "fontSize": 12, "color": INK["text"]},
            "encoding": {"x": x, "y": y, "text": {"field": "number"}},
        }
        for corner, (dx, dy) in enumerate(CORNERS)
    ]
    made = plain_chart(
        f"{arm.title}: {columns[0].label} against {columns[1].label}.", [dots, *numbers], _dots(arm, columns, money)
    )
    return {**made, "height": HEIGHT, "width": WIDTH}


def _axis(column: FrontColumn, money: Money, field: str) -> Spec:
    axis = {"title": front_heading(column, money), "tickCount": 5, "grid": True, "gridColor": INK["grid"]}
    return {"field": field, "type": "quantitative", "scale": {"zero": False, "nice": True}, "axis": axis}


def _dots(arm: ArmDecision, columns: tuple[FrontColumn, ...], money: Money) -> list[dict[str, Any]]:
    scales = [money.scale if c.unit == "money" else 0.01 if c.unit == "share" else 1.0 for c in columns[:2]]
    return [
        {
            "number": str(number),
            "x": (row.values[0] or 0.0) / scales[0],
            "y": (row.values[1] or 0.0) / scales[1],
            "fill": GAIN if row.on_front else INK["paper"],
            "stroke": GAIN if row.on_front else UNSURE,
            "corner": corner,
            "tip": f"{number}. {row.label}: {_said(row, columns, money)}; {front_mark(row)}",
        }
        for number, (row, corner) in enumerate(zip(arm.front, _corners(arm.front), strict=True), start=1)
    ]


def _corners(rows: Sequence[FrontRow]) -> Iterator[int]:
    """For each dot a corner that no dot close by has taken, as far as there are corners."""
    ends = [(min(values), max(values)) for values in zip(*(_place(row) for row in rows), strict=True)]
    spans = [(high - low) or 1.0 for low, high in ends]
    placed: list[tuple[tuple[float, ...], int]] = []
    for row in rows:
        at = tuple(value / span for value, span in zip(_place(row), spans, strict=True))
        near = {corner for other, corner in placed if max(abs(a - b) for a, b in zip(at, other, strict=True)) < CLOSE}
        placed.append((at, next((n for n in range(len(CORNERS)) if n not in near), 0)))
        yield placed[-1][1]


def _place(row: FrontRow) -> tuple[float, float]:
    return row.values[0] or 0.0, row.values[1] or 0.0


def _said(row: FrontRow, columns: tuple[FrontColumn, ...], money: Money) -> str:
    """The values that are drawn, each with its heading."""
    pairs = zip(columns[:2], row.values[:2], strict=True)
    return "; ".join(f"{front_heading(column, money)} {front_cell(value, column, money)}" for column, value in pairs)
