"""Charts of the choice: chances in tenths, gains sooner and later, days won and lost, and what flips the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..charts import GAIN, INK, LONGEST_LABEL, LOSS, STAGE_COLOURS, TIP, Spec, chart, labels, plain_chart, short_label
from ..rounding import Money, tenths
from .page import ArmPart, FlipRow, StageRow
from .words import best_said, days_changed, days_in_all

MOST_LINES = 5
"""Alternatives in the chart over time: more lines cannot be told apart."""
FLIPS_WIDTH = 620


def chances_chart(part: ArmPart) -> Spec:
    """Ten squares for each alternative: in how many of ten cases it is best of all."""
    rows = [row for row in part.rows if row.p_best is not None]
    values = [
        {
            "label": row.label,
            "name": short_label(row.label),
            "n": n,
            "colour": GAIN if n < round(10 * (row.p_best or 0.0)) else INK["grid"],
            "tip": f"{row.label}: best {_in_tenths(row.p_best)}",
        }
        for row in rows
        for n in range(10)
    ]
    x = {"field": "n", "type": "quantitative", "scale": {"domain": [-0.5, 14], "nice": False}, "axis": None}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    return chart(
        f"{part.title}: in how many of ten cases each alternative is best of all.",
        [
            {
                "mark": {"type": "square", "size": 210, "opacity": 1},
                "encoding": {"x": x, "color": colour, "description": TIP},
            },
            *labels(-20),
        ],
        [{**value, "name": value["name"] if value["n"] == 0 else ""} for value in values],
        step=46,
    )


def _in_tenths(chance: float | None) -> str:
    text = tenths(chance)
    return f"in {text}" if text[0].isdigit() else text


def horizons_chart(part: ArmPart, money: Money) -> Spec:
    """Gain against today from the first day on, one line for each of the leading alternatives; a dip lies below 0."""
    rows = part.horizons[:MOST_LINES]
    values = [
        {
            "label": short_label(row.label),
            "quarters": quarters,
            "amount": (amount or 0.0) / money.scale,
            "tip": f"{row.label}, after {quarters} quarters: {money.in_table(amount, True)} {money.unit}",
        }
        for row in rows
        for quarters, amount in ((0, 0.0), *row.differences)
    ]
    return lines_over_time(
        f"{part.title}: gain against today after so many quarters.", values, f"against today, {money.unit}"
    )


def lines_over_time(description: str, values: list[Spec], y_title: str) -> Spec:
    """A line for each `label` of `amount` by `quarters`, told apart by colour and by the shape of its points."""
    names = list(dict.fromkeys(value["label"] for value in values))
    x = {"field": "quarters", "type": "quantitative", "title": "quarters from the first day", "axis": {"tickCount": 5}}
    y = {"field": "amount", "type": "quantitative", "title": y_title, "axis": {"tickCount": 5}}
    scale = {"domain": names, "range": list(_LINE_COLOURS[: len(names)])}
    legend = {"orient": "bottom", "columns": 1, "title": None, "labelLimit": 0}
    colour = {"field": "label", "type": "nominal", "scale": scale, "legend": legend}
    shape = {"field": "label", "type": "nominal", "scale": {"domain": names}, "legend": legend}
    zero = {"mark": {"type": "rule", "color": INK["quiet"]}, "encoding": {"y": {"datum": 0}}}
    return plain_chart(
        description,
        [
            zero,
            {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {"x": x, "y": y, "color": colour}},
            {
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
                "encoding": {"x": x, "y": y, "color": colour, "shape": shape, "description": TIP},
            },
        ],
        values,
        height=230,
    )


_LINE_COLOURS = ("#1b6e53", *STAGE_COLOURS[1:3], *STAGE_COLOURS[4:], STAGE_COLOURS[0])


def waterfall_chart(part: ArmPart, before: StageRow, after: StageRow) -> Spec:
    """From the days of one alternative to those of another: what each stage wins or loses."""
    values = list(_falls(before, after))
    scale = {"zero": False, "padding": 6}
    x = {"field": "from", "type": "quantitative", "scale": scale, "axis": {"title": "work days", "tickCount": 5}}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    bar = {"type": "bar", "height": 16}
    total = {"type": "tick", "height": 20, "thickness": 4, "color": INK["text"]}
    return chart(
        f"{part.title}: days from idea to first user, {before.label} and {after.label}.",
        [
            {"mark": bar, "encoding": {"x": x, "x2": {"field": "to"}, "color": colour, "description": TIP}},
            {
                "transform": [{"filter": "datum.from == datum.to"}],
                "mark": total,
                "encoding": {"x": x, "description": TIP},
            },
            *labels(-18),
        ],
        values,
        step=44,
    )


def _falls(before: StageRow, after: StageRow) -> Iterator[Spec]:
    old, new = (dict(row.stages) for row in (before, after))
    at = sum(days or 0.0 for days in old.values())
    yield _fall(_in_all(before), at, at, INK["text"])
    for stage, days in old.items():
        change = (new[stage] or 0.0) - (days or 0.0)
        colour = GAIN if change < 0 else LOSS
        yield _fall(f"{stage}: {days_changed(change)} days", at, at + change, colour)
        at += change
    yield _fall(_in_all(after), at, at, INK["text"])


def _in_all(row: StageRow) -> str:
    """A structure and its days; the name is cut where it is long, the number never."""
    days = f": {days_in_all(row)} days"
    return f"{short_label(row.label, LONGEST_LABEL - len(days))}{days}"


def _fall(text: str, start: float, end: float, colour: str) -> Spec:
    return {"label": text, "name": short_label(text), "from": start, "to": end, "colour": colour, "tip": text}


def flips_chart(flips: Sequence[FlipRow]) -> Spec:
    """For each assumption that decides: what is best where it is low, in the middle, and high."""
    values = [cell for flip in flips for cell in _thirds(flip)]
    third = {"type": "quantitative", "scale": {"domain": [0, 3], "nice": False}, "axis": None}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    text: Spec = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12}
    return chart(
        "What is best where an assumption is low, in the middle, and high.",
        [
            {
                "mark": {"type": "bar", "height": 40, "cornerRadius": 3, "stroke": INK["paper"]},
                "encoding": {
                    "x": {"field": "at", **third},
                    "x2": {"field": "to"},
                    "color": colour,
                    "description": TIP,
                },
            },
            _in_cell(text, "where", {"dy": -9, "dx": 7, "color": INK["quiet"]}),
            _in_cell(text, "best", {"dy": 8, "dx": 7, "color": INK["text"], "limit": FLIPS_WIDTH / 3 - 12}),
            *labels(-32),
        ],
        values,
        step=84,
    ) | {"width": FLIPS_WIDTH}


def _in_cell(text: Spec, field: str, look: Spec) -> Spec:
    place = {"field": "at", "type": "quantitative"}
    return {"mark": {**text, **look}, "encoding": {"x": place, "text": {"field": field, "type": "nominal"}}}


def _thirds(flip: FlipRow) -> Iterator[Spec]:
    where = (f"below {flip.low}", f"{flip.low} to {flip.high}", f"above {flip.high}")
    best = (flip.best_low, flip.best_middle, flip.best_high)
    others = list(dict.fromkeys(best))
    for n, (place, label) in enumerate(zip(where, best, strict=True)):
        yield {
            "label": flip.question,
            "name": flip.question if n == 0 else "",
            "at": n,
            "to": n + 1,
            "where": place,
            "best": best_said(label),
            "colour": _TINTS[others.index(label)],
            "tip": f"{flip.question} {place}: {best_said(label)} is best",
        }


_TINTS = ("#d5e8e0", "#f3e3cf", "#dbe6f1")
