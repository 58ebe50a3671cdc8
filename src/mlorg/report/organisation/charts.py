"""Charts of the organisation as it is: units as a tree, who owns what, and who hands models on to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..charts import INK, TIP, Spec, plain_chart, short_label
from .page import AssetRow, OwnershipPage
from .units import UnitRow

INDENT, ROW_HEIGHT, NODE = 22, 26, 7
STATES = {
    "owned": ("●", "#1b6e53", "owned"),
    "nobody": ("✕", "#b9504a", "with nobody"),
    "gone": ("✕", "#a8481f", "with an owner who is gone"),
    "unknown": ("?", "#66717e", "not known"),
}
"""Sign, colour and words of each state of ownership; the sign tells them apart without colour."""

MOST_ASSETS = 40
"""Assets in the picture; the table has all of them."""
DUTIES = ("build", "deploy", "maintain")
NOT_KNOWN, NOBODY = "not known", "nobody"
BAND_HEIGHT, NODE_GAP, FLOW_WIDTH = 190, 14, 760
"""Height of all bands together, space between two nodes, and width of the whole, in pixels."""
LONGEST_OWNER = 28
"""Letters of an owner that have room beside a bar."""
MOST_OWNERS = 5
"""Owners of one responsibility that are told apart in the picture; the rest are `others`."""


def units_chart(rows: Sequence[UnitRow]) -> Spec:
    """Units below the unit they are part of, each with its posts; filled where ML people sit."""
    width = 620
    place = {row.unit: n for n, row in enumerate(rows)}
    nodes = [_unit_node(row, n) for n, row in enumerate(rows)]
    lines = [
        {"x": INDENT * (row.level - 2), "y": place[row.parent], "y2": place[row.unit], "x2": INDENT * (row.level - 1)}
        for row in rows
        if row.parent in place
    ]
    x: Spec = {"field": "x", "type": "quantitative", "scale": {"domain": [0, width], "nice": False}, "axis": None}
    y: Spec = {"field": "y", "type": "quantitative", "scale": {"reverse": True, "nice": False}, "axis": None}
    edges = {"data": {"values": lines}}
    rule = {"type": "rule", "color": INK["quiet"], "strokeWidth": 1}
    text: Spec = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13, "color": INK["text"]}
    return plain_chart(
        "Units below the unit they are part of, with the number of posts and of ML posts in each.",
        [
            {**edges, "mark": rule, "encoding": {"x": x, "y": y, "y2": {"field": "y2"}}},
            {**edges, "mark": rule, "encoding": {"x": x, "x2": {"field": "x2"}, "y": {**y, "field": "y2"}}},
            {"mark": {"type": "square", "size": 130, "opacity": 1}, "encoding": {"x": x, "y": y, **_NODE_INK}},
            {"mark": {**text, "dx": NODE + 6}, "encoding": {"x": x, "y": y, "text": {"field": "label"}}},
        ],
        nodes,
        width=width,
        height=ROW_HEIGHT * max(1, len(rows) - 1),
    )


_NODE_INK: Spec = {
    "fill": {"field": "fill", "type": "nominal", "scale": None},
    "stroke": {"value": "#1b6e53"},
    "description": TIP,
}


def _unit_node(row: UnitRow, place: int) -> Spec:
    has_ml = row.ml_posts_below > 0
    said = f"{row.name}  ·  {row.posts}" + (f", {row.ml_posts} ML" if row.ml_posts else "")
    tip = (
        f"{row.name}: {row.posts} posts in it, {row.posts_below} with its parts, {row.ml_posts_below} of them ML posts"
    )
    fill = "#1b6e53" if row.ml_posts else INK["grid"] if has_ml else INK["paper"]
    return {"x": INDENT * (row.level - 1), "y": place, "label": said, "fill": fill, "tip": tip}


def ownership_chart(page: OwnershipPage) -> Spec:
    """Assets by responsibility, coloured by what is known of the owner; those with most gaps first."""
    rows = page.assets[:MOST_ASSETS]
    duties = [r.responsibility for r in page.responsibilities]
    values = [cell for row in rows for cell in _heat_cells(row)]
    x = {"field": "duty", "type": "nominal", "sort": duties, "title": None, "scale": {"paddingInner": 0.08}}
    top = {"orient": "top", "labelAngle": -40, "domain": False, "ticks": False}
    y = {"field": "asset", "type": "nominal", "sort": [row.asset for row in rows], "title": None}
    names = {row.asset: short_label(row.label) for row in rows}
    left = {"domain": False, "ticks": False, "labelExpr": f"({names!r})[datum.value]", "labelLimit": 210}
    place = {"x": {**x, "axis": top}, "y": {**y, "axis": left}}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    sign = {"type": "text", "color": INK["paper"], "fontSize": 12, "fontWeight": "bold"}
    return plain_chart(
        "Assets by responsibility: who has an owner, who has none, and where it is not known.",
        [
            {"mark": {"type": "rect", "cornerRadius": 3}, "encoding": {**place, "color": colour, "description": TIP}},
            {"mark": sign, "encoding": {**place, "text": {"field": "sign"}}},
        ],
        values,
        width={"step": 46},
        height={"step": 24},
    )


def _heat_cells(row: AssetRow) -> Iterator[Spec]:
    for cell in row.cells:
        sign, colour, words = STATES[cell.state]
        owner = cell.owner or words
        tip = f"{row.label}, {cell.responsibility}: {owner}"
        yield {"asset": row.asset, "duty": cell.responsibility, "sign": sign, "colour": colour, "tip": tip}


@dataclass(frozen=True, slots=True)
class Passage:
    """So many models go from one owner to the next; `step` 0 = from who builds to who deploys, 1 = on to upkeep."""

    step: int
    giver: str
    taker: str
    models: int

    @property
    def stays(self) -> bool:
        """True if nobody hands anything over."""
        return self.giver == self.taker and self.giver not in (NOT_KNOWN, NOBODY)


def passages(page: OwnershipPage) -> tuple[Passage, ...]:
    """Who hands how many models on to whom, most first within a step."""
    owners = [_owners_of(row) for row in page.assets if row.kind == "model"]
    counts = Counter((step, who[step], who[step + 1]) for who in owners for step in range(2))
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0]))
    return tuple(Passage(*key, models) for key, models in ordered)


def _owners_of(row: AssetRow) -> tuple[str, ...]:
    cells = {cell.responsibility: cell for cell in row.cells}
    return tuple(_owner(cells[duty].state, cells[duty].owner) if duty in cells else NOT_KNOWN for duty in DUTIES)


def _owner(state: str, owner: str) -> str:
    return owner if state == "owned" else NOT_KNOWN if state == "unknown" else NOBODY


def flow_chart(found: Sequence[Passage]) -> Spec:
    """Bands from who builds over who deploys to who maintains, as wide as models are many."""
    columns = _columns(found)
    models = max(1, sum(p.models for p in found if p.step == 0))
    unit = BAND_HEIGHT / models
    places = [_stacked(column, NODE_GAP / unit) for column in columns]
    height = max((bottom for place in places for _, bottom in place.values()), default=1.0)
    x: Spec = {"type": "quantitative", "scale": {"domain": [0, 2], "nice": False}, "axis": None}
    y: Spec = {"type": "quantitative", "scale": {"domain": [0, height], "reverse": True, "nice": False}, "axis": None}
    bands = list(_bands(found, columns, places))
    nodes = [
        {"x": n, "top": top, "bottom": bottom, "label": short_label(who, LONGEST_OWNER), "models": column[who]}
        for n, (place, column) in enumerate(zip(places, columns, strict=True))
        for who, (top, bottom) in place.items()
    ]
    area = {"type": "area", "opacity": 0.45, "interpolate": "monotone", "orient": "vertical"}
    ends = {"y": {"field": "top", **y}, "y2": {"field": "bottom"}, "detail": {"field": "band"}}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    bar = {"type": "bar", "width": 8, "color": INK["quiet"]}
    node_ends = {"x": {"field": "x", **x}, "y": {"field": "top", **y}, "y2": {"field": "bottom"}}
    return plain_chart(
        "How many models go from who builds them over who deploys them to who maintains them.",
        [
            {
                "data": {"values": bands},
                "mark": area,
                "encoding": {"x": {"field": "x", **x}, **ends, "color": colour, "description": TIP},
            },
            {"mark": bar, "encoding": node_ends},
            *_node_labels(x, y),
            *_headings(x),
        ],
        nodes,
        width=FLOW_WIDTH,
        height=unit * height,
        padding={"left": 10, "right": 10, "top": 28, "bottom": 6},
    )


def _columns(found: Sequence[Passage]) -> list[Counter[str]]:
    """Models by owner in each of the three columns; the rarest owners are taken together."""
    columns: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for p in found:
        if p.step == 0:
            columns[0][p.giver] += p.models
        columns[p.step + 1][p.taker] += p.models
    return [_few(column) for column in columns]


def _few(column: Counter[str]) -> Counter[str]:
    kept = [who for who, _ in sorted(column.items(), key=lambda item: (-item[1], item[0]))[:MOST_OWNERS]]
    few = Counter({who: column[who] for who in kept})
    rest = column.total() - few.total()
    return few + Counter({"others": rest} if rest else {})


def _stacked(column: Counter[str], gap: float) -> dict[str, tuple[float, float]]:
    """Top and bottom of each owner, in models, `gap` apart; those who are no owner stand last."""
    top, found = 0.0, {}
    for who, models in sorted(column.items(), key=lambda item: (item[0] in (NOBODY, NOT_KNOWN), -item[1], item[0])):
        found[who] = (top, top + models)
        top += models + gap
    return found


def _bands(
    found: Sequence[Passage], columns: list[Counter[str]], places: list[dict[str, tuple[float, float]]]
) -> Iterator[Spec]:
    """Each band as five points of an area, so that it leaves and arrives level."""
    used: Counter[tuple[int, str, str]] = Counter()
    merged: Counter[tuple[int, str, str]] = Counter()
    for p in found:
        giver = p.giver if p.giver in columns[p.step] else "others"
        taker = p.taker if p.taker in columns[p.step + 1] else "others"
        merged[p.step, giver, taker] += p.models
    order = sorted(merged, key=lambda k: (k[0], places[k[0]][k[1]], places[k[0] + 1][k[2]]))
    for step, giver, taker in order:
        models = merged[step, giver, taker]
        start = places[step][giver][0] + used[step, giver, "out"]
        end = places[step + 1][taker][0] + used[step, taker, "in"]
        used[step, giver, "out"] += models
        used[step, taker, "in"] += models
        hand_over = giver != taker
        tip = f"{giver} to {taker}: {models} model{'' if models == 1 else 's'}"
        colour = "#8d97a3" if NOT_KNOWN in (giver, taker) else "#a8481f" if hand_over else "#1b6e53"
        for at, share in ((0.02, 0.0), (0.3, 0.06), (0.5, 0.5), (0.7, 0.94), (0.98, 1.0)):
            top = start + (end - start) * share
            band = f"{step}{giver}{taker}"
            yield {"x": step + at, "top": top, "bottom": top + models, "band": band, "colour": colour, "tip": tip}


def _node_labels(x: Spec, y: Spec) -> Iterable[Spec]:
    """Names beside their bars: to the right of the first two columns, to the left of the last."""
    rim = {"color": INK["paper"], "stroke": INK["paper"], "strokeWidth": 4, "strokeJoin": "round"}
    text = {"type": "text", "baseline": "middle", "fontSize": 13}
    middle = {"calculate": "(datum.top + datum.bottom) / 2", "as": "middle"}
    words = {"calculate": "datum.label + ' (' + datum.models + ')'", "as": "words"}
    for align, dx, test in (("left", 9, "datum.x < 2"), ("right", -9, "datum.x == 2")):
        for look in (rim, {"color": INK["text"]}):
            yield {
                "transform": [{"filter": test}, middle, words],
                "mark": {**text, "align": align, "dx": dx, **look},
                "encoding": {
                    "x": {"field": "x", **x},
                    "y": {"field": "middle", **y},
                    "text": {"field": "words", "type": "nominal"},
                },
            }


def _headings(x: Spec) -> Iterable[Spec]:
    """What each column stands for."""
    names = (("left", 0, "who builds"), ("center", 1, "who deploys"), ("right", 2, "who maintains"))
    for align, at, name in names:
        yield {
            "data": {"values": [{"x": at, "name": name}]},
            "mark": {
                "type": "text",
                "align": align,
                "baseline": "bottom",
                "fontSize": 13,
                "fontWeight": "bold",
                "color": INK["quiet"],
            },
            "encoding": {"x": {"field": "x", **x}, "y": {"value": -8}, "text": {"field": "name"}},
        }
