"""Charts of a comparison as Vega-Lite specifications: plain dicts, narrow enough for a phone, legible without colour.

Labels stand above what they name, so that no chart needs a margin for them. Colours are those of `INK`, which the style
sheet of the page exchanges for others on a dark screen.
"""

from __future__ import annotations

from typing import Any

from .comparison.page import ArmPart, StageRow, StandingRow
from .comparison.verdicts import TODAY
from .rounding import Money, two_digits

Spec = dict[str, Any]

WIDTH = 330
LONGEST_LABEL = 46
"""Letters that fit into the width."""
INK = {"text": "#1f2933", "quiet": "#52606d", "grid": "#d9dee4", "paper": "#ffffff"}
GAIN, LOSS, UNSURE = "#1b6e53", "#a8481f", "#66717e"
STAGE_COLOURS = ("#8d97a3", "#c07f1f", "#2f6aa3", "#3f9183", "#8a4f93", "#b9504a")
FONT = "Helvetica, Arial, sans-serif"
TIP: Spec = {"field": "tip", "type": "nominal"}
"""What is said of one mark when it is pointed at."""
SHARE_AXIS: Spec = {"labelExpr": "format(100 * datum.value, 'd') + ' %'", "tickCount": 5}
"""An axis of shares, in percent as it is written everywhere."""


def differences_chart(part: ArmPart, money: Money, domain: tuple[float, float]) -> Spec:
    """Difference to today with its 95 % interval, one line for each alternative; today is the line at 0."""
    rows = [row for row in part.rows if row.alternative != TODAY and row.difference is not None]
    description = f"{part.title}: difference to today by alternative, with 95 % intervals."
    return intervals_chart(description, [_bar(row, money) for row in rows], money.unit, domain)


def intervals_chart(description: str, rows: list[Spec], unit: str, domain: tuple[float, float]) -> Spec:
    """Differences to today with their 95 % intervals, as `interval` makes the rows; today is the line at 0."""
    x = {"type": "quantitative", "scale": {"domain": list(domain), "nice": True}}
    axis = {"title": f"against today, {unit}", "tickCount": 5, "grid": True, **_MARKED_ZERO}
    rule = _marks({"type": "rule", "strokeWidth": 4, "opacity": 0.55}, {"x2": {"field": "most"}}, "least", x, axis)
    point = _marks({"type": "point", "filled": True, "size": 90, "opacity": 1}, {}, "difference", x, axis)
    return chart(description, [rule, point, *labels(-16)], rows, step=46)


_AT_ZERO = "datum.value === 0"
_MARKED_ZERO: Spec = {
    "gridColor": {"condition": {"test": _AT_ZERO, "value": INK["quiet"]}, "value": INK["grid"]},
    "gridWidth": {"condition": {"test": _AT_ZERO, "value": 1.5}, "value": 1},
}


def _marks(mark: Spec, more: Spec, field: str, x: Spec, axis: Spec) -> Spec:
    colour = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    encoding = {"x": {"field": field, **x, "axis": axis}, "color": colour, "description": TIP, **more}
    return {"mark": mark, "encoding": encoding}


def _bar(row: StandingRow, money: Money) -> Spec:
    said = [money.in_table(value, True) for value in (row.difference, row.least, row.most)]
    tip = f"{row.label}: {said[0]}, {said[1]} to {said[2]} {money.unit}"
    difference, least, most = ((value or 0.0) / money.scale for value in (row.difference, row.least, row.most))
    return interval(row.label, tip, difference, (least, most))


def interval(label: str, tip: str, difference: float, ends: tuple[float, float]) -> Spec:
    """One row of `intervals_chart`: green where all of it is above today, brown where all is below."""
    least, most = ends
    colour = GAIN if least > 0 else LOSS if most < 0 else UNSURE
    drawn = {"difference": difference, "least": least, "most": most}
    return {"label": label, "name": short_label(label), "colour": colour, "tip": tip, **drawn}


def differences_domain(parts: tuple[ArmPart, ...], money: Money) -> tuple[float, float]:
    """The same scale for both questions: from the lowest to the highest end of an interval, and 0."""
    ends = [end for part in parts for row in part.rows for end in (row.least, row.most) if end is not None]
    return min([0.0, *ends]) / money.scale, max([0.0, *ends]) / money.scale


def stages_chart(part: ArmPart, most_days: float) -> Spec:
    """Where the days go: one bar for each alternative, stages in the order in which they pass."""
    names = [name for name, _ in part.stages[0].stages]
    days = {"field": "from", "type": "quantitative", "scale": {"domain": [0, most_days], "nice": True}}
    axis = {"title": "work days", "tickCount": 5, "grid": True}
    colour = {
        "field": "stage",
        "type": "nominal",
        "scale": {"domain": names, "range": list(STAGE_COLOURS)},
        "legend": {"orient": "bottom", "columns": 2, "title": None, "symbolType": "square", "labelLimit": 0},
    }
    bars = {
        "mark": {"type": "bar", "height": 18, "stroke": INK["paper"], "strokeWidth": 1},
        "encoding": {"x": {**days, "axis": axis}, "x2": {"field": "to"}, "color": colour, "description": TIP},
    }
    return chart(
        f"{part.title}: where the days of a use case go until its first user.",
        [bars, *labels(-19)],
        [segment for row in part.stages for segment in _segments(row)],
        step=48,
    )


def _segments(row: StageRow) -> list[Spec]:
    found: list[Spec] = []
    start = 0.0
    for stage, days in row.stages:
        end = start + (days or 0.0)
        name = "" if found else short_label(row.label)
        tip = f"{row.label}, {stage}: {two_digits(days)} days"
        found.append({"label": row.label, "name": name, "stage": stage, "from": start, "to": end, "tip": tip})
        start = end
    return found


def short_label(label: str, most: int = LONGEST_LABEL) -> str:
    """What fits above a mark; the table beside the chart has the whole."""
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def labels(above: int) -> list[Spec]:
    """Names at the left edge, above their marks, with a rim that keeps grid lines out of the letters."""
    mark = {"type": "text", "align": "left", "baseline": "middle", "dy": above, "fontSize": 13}
    encoding = {"x": {"value": 0}, "text": {"field": "name"}}
    rim = {"color": INK["paper"], "stroke": INK["paper"], "strokeWidth": 5, "strokeJoin": "round"}
    return [{"mark": {**mark, **look}, "encoding": encoding} for look in (rim, {"color": INK["text"]})]


def chart(description: str, layers: list[Spec], values: list[Spec], step: int) -> Spec:
    """A chart with one line for each distinct `label` of the values, in their order."""
    order = list(dict.fromkeys(value["label"] for value in values))
    y = {"field": "label", "type": "ordinal", "sort": order, "axis": None}
    return plain_chart(description, layers, values, height={"step": step}, encoding={"y": y})


def plain_chart(description: str, layers: list[Spec], values: list[Spec], **more: Any) -> Spec:
    """A chart on nothing, in the fonts and colours of all charts; `more` are further keys of the specification."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": description,
        "width": WIDTH,
        "padding": {"left": 4, "right": 14, "top": 6, "bottom": 4},
        "autosize": {"type": "pad", "contains": "content"},
        "background": None,
        "data": {"values": values},
        "layer": [_speaking(layer) for layer in layers],
        "config": _CONFIG,
        **more,
    }


def _speaking(layer: Spec) -> Spec:
    """A layer whose marks say what they are, if there is something to say; all others stay silent."""
    if "description" not in layer.get("encoding", {}):
        return layer
    mark = layer["mark"] if isinstance(layer["mark"], dict) else {"type": layer["mark"]}
    return {**layer, "mark": {**mark, "aria": True}}


_CONFIG: Spec = {
    "font": FONT,
    "mark": {"aria": False},
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": INK["quiet"],
        "titleColor": INK["quiet"],
        "gridColor": INK["grid"],
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "titlePadding": 8,
    },
    "legend": {"aria": False, "labelFontSize": 13, "labelColor": INK["text"], "symbolSize": 140, "columnPadding": 18},
}
