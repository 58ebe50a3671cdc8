"""A split difference as a waterfall, and the map of the answer as a heat map, as Vega-Lite specifications."""

from __future__ import annotations

from collections.abc import Iterator

from ..charts import GAIN, INK, LOSS, TIP, UNSURE, WIDTH, Spec, chart, labels, short_label
from ..comparison.verdicts import TODAY
from ..rounding import Money, tenths
from .page import MapCell, MapPart, SplitPart
from .words import cell_said, map_title, split_title

CELL_HEIGHT = 96
LETTERS_IN_A_CELL = 17
THIRDS = ["low", "middle", "high"]
PALE, STRONG = "#e3ece8", "#8fc0ac"
ON_CELLS = "#1d2730"
"""Cells too close to call, cells where something is ahead, and words on both: the same on a dark screen."""


def split_chart(part: SplitPart, money: Money) -> Spec:
    """A waterfall: each bar starts where the one above it ends, the last is the whole."""
    axis = {"title": f"against {part.before.lower()}, {money.unit}", "tickCount": 5, "grid": True, "titleLimit": WIDTH}
    colour = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    bars = {
        "mark": {"type": "bar", "height": 16},
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "axis": axis},
            "x2": {"field": "to"},
            "color": colour,
            "description": TIP,
        },
    }
    return chart(f"{split_title(part)}.", [bars, *labels(-18)], list(_steps(part, money)), step=44)


def _steps(part: SplitPart, money: Money) -> Iterator[Spec]:
    reached = 0.0
    for row in part.rows:
        amount = (row.amount or 0.0) / money.scale
        unsure = abs(row.amount or 0.0) < 1.96 * (row.error or 0.0)
        colour = UNSURE if unsure else GAIN if amount > 0 else LOSS
        error = f", give or take {money.in_table(1.96 * row.error)}" if row.error else ""
        tip = f"{row.label}: {money.in_table(row.amount, True)}{error} {money.unit}"
        yield _bar(row.label, money.in_table(row.amount, True), (reached, reached + amount), (colour, tip))
        reached += amount
    total = money.in_table(part.total, True)
    whole = (0.0, (part.total or 0.0) / money.scale)
    yield _bar("in all", total, whole, (INK["text"], f"in all: {total} {money.unit}"))


def _bar(label: str, amount: str, ends: tuple[float, float], look: tuple[str, str]) -> Spec:
    """A bar from end to end; `look` is its colour and what is said of it when it is pointed at."""
    name = short_label(f"{label}: {amount}")
    return {"label": label, "name": name, "from": ends[0], "to": ends[1], "colour": look[0], "tip": look[1]}


def map_chart(part: MapPart) -> Spec:
    """Three by three cells; the darker, the surer that what stands there is ahead of the next best."""
    axes = {
        "x": _axis("hand_offs", "hand-offs sent back", THIRDS),
        "y": _axis("peers", "what people learn from peers", THIRDS[::-1]),
    }
    ahead = {
        "field": "ahead",
        "type": "quantitative",
        "scale": {"domain": [0.5, 1.0], "range": [PALE, STRONG], "clamp": True},
        "legend": None,
    }
    text = {"type": "text", "lineBreak": "\n", "fontSize": 11, "color": ON_CELLS, "baseline": "middle", "dy": -22}
    rect = {"type": "rect", "stroke": INK["paper"], "strokeWidth": 2}
    cells: Spec = {"mark": rect, "encoding": {"color": ahead, "description": TIP}}
    words: Spec = {"mark": text, "encoding": {"text": {"field": "said"}, "description": TIP}}
    made = chart(f"{map_title(part)}.", [cells, words], [_cell(cell) for cell in part.cells], step=CELL_HEIGHT)
    return {**made, "encoding": axes}


def _axis(field: str, title: str, order: list[str]) -> Spec:
    axis = {"title": title, "labelAngle": 0, "grid": False}
    return {"field": field, "type": "ordinal", "sort": order, "axis": axis, "scale": {"paddingInner": 0}}


def _cell(cell: MapCell) -> Spec:
    return {
        "label": f"{cell.hand_offs} {cell.peers}",
        "hand_offs": cell.hand_offs,
        "peers": cell.peers,
        "ahead": cell.p_ahead or 0.0,
        "said": "\n".join(_wrapped(cell_said(cell).replace("Changing nothing", TODAY.capitalize()))),
        "tip": f"Hand-off loss {cell.hand_offs}, learning from peers {cell.peers}: {cell_said(cell)}; ahead of the "
        f"next best: {tenths(cell.p_ahead)}",
    }


def _wrapped(text: str) -> Iterator[str]:
    """Lines short enough for a cell."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > LETTERS_IN_A_CELL:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line
