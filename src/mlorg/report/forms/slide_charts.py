"""Charts that PowerPoint draws itself, so that their data can be edited there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .document import Bars

COLOURS = ("1B6E53", "C07F1F", "2F6AA3", "3F9183", "8A4F93", "B9504A", "8D97A3")


def add_native(slide: Any, bars: Bars, place: tuple[float, ...]) -> None:
    """Put the chart on the slide, at (left, top, width, height) in inches."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    kinds = {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED,
        "lines": XL_CHART_TYPE.LINE_MARKERS,
    }
    data: Any = CategoryChartData(number_format="#,##0.0")  # type: ignore[no-untyped-call]  # it has no annotations
    data.categories = bars.categories
    for name, values in bars.series:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(kinds[bars.kind], *map(Inches, place), data)
    _dress(frame.chart, bars)
    if bars.errors:
        _add_errors(frame.chart, bars)


def _dress(chart: Any, bars: Bars) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    chart.font.size = Pt(12)
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.reverse_order = bars.kind != "lines"
    axis = chart.value_axis
    axis.has_title, axis.major_gridlines.format.line.color.rgb = True, rgb("D9DEE4")
    axis.axis_title.text_frame.text = bars.unit
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(12)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0.##", False
    for series, colour in zip(chart.plots[0].series, COLOURS, strict=False):
        fill = series.format.line.color if bars.kind == "lines" else _solid(series)
        fill.rgb = rgb(colour)


def _solid(series: Any) -> Any:
    series.invert_if_negative = False
    series.format.fill.solid()
    return series.format.fill.fore_color


def _add_errors(chart: Any, bars: Bars) -> None:
    """Bars of the interval, which python-pptx has no word for: XML of the chart, in the place the schema wants."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    means = [mean or 0.0 for mean in bars.series[0][1]]
    plus = _numbers("plus", [high - mean for mean, (_, high) in zip(means, bars.errors, strict=True)])
    minus = _numbers("minus", [mean - low for mean, (low, _) in zip(means, bars.errors, strict=True)])
    kind = '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
    errors = parse_xml(f"<c:errBars {nsdecls('c')}>{kind}{plus}{minus}</c:errBars>")
    chart.plots[0].series[0]._element.find(qn("c:cat")).addprevious(errors)


def _numbers(tag: str, values: Sequence[float]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{max(0.0, value)!r}</c:v></c:pt>' for n, value in enumerate(values))
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:{tag}><c:numLit><c:formatCode>General</c:formatCode>{count}{points}</c:numLit></c:{tag}>"


def rgb(colour: str) -> Any:
    """A colour from six hexadecimal digits."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call]  # python-pptx has no annotations there
