"""Charts of the assessment: how likely each archetype is, and how that changed."""

from __future__ import annotations

from ..charts import GAIN, INK, SHARE_AXIS, STAGE_COLOURS, TIP, Spec, chart, labels, plain_chart
from ..rounding import whole_percent
from .page import AssessmentPage


def archetypes_chart(page: AssessmentPage) -> Spec:
    """A bar for each archetype, most likely first."""
    values = [
        {
            "label": case.label,
            "name": f"{case.label}: {whole_percent(case.probability)}",
            "share": case.probability,
            "tip": f"{case.label}: {whole_percent(case.probability)}",
        }
        for case in page.evidence
    ]
    x = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": SHARE_AXIS}
    encoding = {"x": {**x, "title": "how likely"}, "description": TIP}
    bar = {"type": "bar", "height": 14, "color": GAIN}
    return chart(
        "How likely each archetype is, on the evidence there is.",
        [{"mark": bar, "encoding": encoding}, *labels(-17)],
        values,
        step=42,
    )


_WHOLE: Spec = {"scale": {"domain": [0, 1]}}


def series_chart(page: AssessmentPage) -> Spec:
    """How likely each archetype was on each day, stacked to a whole; a reorganisation shows as a jump."""
    names = {case.archetype: case.label for case in page.evidence}
    values = [
        {
            "day": row.label,
            "label": names[archetype],
            "share": share,
            "rank": rank,
            "tip": f"{row.label}, {names[archetype]}: {whole_percent(share)}",
        }
        for row in page.series
        for rank, archetype in enumerate(names)
        for share in (row.posterior[archetype],)
    ]
    days = [row.label for row in page.series]
    scale = {"domain": list(names.values()), "range": list(STAGE_COLOURS[1:])}
    legend = {"orient": "bottom", "columns": 1, "title": None, "labelLimit": 0}
    encoding = {
        "x": {"field": "day", "type": "ordinal", "sort": days, "title": "day", "axis": {"labelAngle": -45}},
        "y": {"field": "share", "type": "quantitative", "title": "how likely", "axis": SHARE_AXIS, **_WHOLE},
        "color": {"field": "label", "type": "nominal", "scale": scale, "legend": legend},
        "order": {"field": "rank", "type": "quantitative", "sort": "descending"},
        "description": TIP,
    }
    mark = {"type": "bar", "stroke": INK["paper"], "strokeWidth": 1}
    return plain_chart(
        "How likely each archetype was over time.", [{"mark": mark, "encoding": encoding}], values, height=230
    )
