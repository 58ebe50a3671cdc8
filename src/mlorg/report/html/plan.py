"""The page of a plan as one HTML file with its style and charts inside."""

from __future__ import annotations

from markupsafe import Markup

from .. import plan_words
from ..pictures import Render, svg_renderer
from ..plan import PlanPage
from ..plan_charts import curve_chart, gantt_chart
from .document import environment, template_text

NO_CHARTS = "This page has no charts: they need an extra package. Install mlorg[report] and plan again."


def plan_html(page: PlanPage, render: Render | None = None) -> str:
    """The page as HTML. `render` makes SVG of a Vega-Lite chart; by default vl-convert does, if it is installed."""
    render = render or svg_renderer()
    charts = {"gantt": gantt_chart(page), "curve": curve_chart(page)} if render else {}
    template = environment().get_template("plan.html.j2")
    return template.render(
        page=page,
        charts={name: Markup(render(spec)) for name, spec in charts.items()} if render else {},
        no_charts="" if render else NO_CHARTS,
        style=Markup(template_text("style.css")),
        words=plan_words,
    )
