"""Charts of a plan as Vega-Lite specifications: when each step takes place, and what is gained by when."""

from __future__ import annotations

from ..charts import GAIN, INK, LOSS, STAGE_COLOURS, UNSURE, Spec, chart, labels, short_label
from ..rounding import Money
from .page import PlanPage


def gantt_chart(page: PlanPage) -> Spec:
    """One bar for each step from the day it takes effect until its people have settled in."""
    x = {"type": "temporal", "scale": {"domain": [page.start.isoformat(), page.end.isoformat()], "nice": True}}
    axis = {
        "title": "from the day it takes effect until it is settled",
        "tickCount": 5,
        "grid": True,
        "format": "%b %Y",
        "labelOverlap": True,
    }
    bars = {
        "mark": {"type": "bar", "height": 14, "stroke": INK["paper"]},
        "encoding": {
            "x": {"field": "start", **x, "axis": axis},
            "x2": {"field": "settled"},
            "color": {
                "field": "undone",
                "type": "nominal",
                "scale": {"domain": ["can be undone", "cannot be undone"], "range": [STAGE_COLOURS[2], LOSS]},
                "legend": {"orient": "bottom", "title": None, "symbolType": "square"},
            },
        },
    }
    values: list[Spec] = [
        {
            "label": f"{number:04}",
            "name": short_label(step.title),
            "start": step.start.isoformat(),
            "settled": step.settled.isoformat(),
            "undone": "can be undone" if step.reversible else "cannot be undone",
        }
        for number, step in enumerate(page.steps)
    ]
    return chart("When each step takes place.", [bars, *labels(-16)], values, step=44)


def curve_chart(page: PlanPage) -> Spec:
    """What has been gained against staying by each quarter: the mean and the middle 90 % of draws; staying is 0."""
    money: Money = page.money
    values: list[Spec] = [
        {
            "label": "",
            "week": p.week,
            "mean": p.mean / money.scale,
            "low": p.low / money.scale,
            "high": p.high / money.scale,
        }
        for p in page.chosen.curve
    ]
    x = {"field": "week", "type": "quantitative", "axis": {"title": "weeks since the first wave", "grid": False}}
    y = {"type": "quantitative", "axis": {"title": f"gained, {money.unit}", "tickCount": 5, "grid": True}}
    band = {"mark": {"type": "area", "color": UNSURE, "opacity": 0.25}}
    line = {
        "mark": {"type": "line", "color": GAIN, "strokeWidth": 2.5},
        "encoding": {"x": x, "y": {"field": "mean", **y}},
    }
    zero = {"mark": {"type": "rule", "color": INK["quiet"]}, "encoding": {"y": {"datum": 0}}}
    made = chart("What is gained against staying, by week.", [], values, step=0)
    layers = [{**band, "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}}}, zero, line]
    return {**made, "height": 200, "encoding": {}, "layer": layers}
