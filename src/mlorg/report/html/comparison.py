"""The page of a comparison as one HTML file with its style and charts inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from .. import comparison_words, rounding
from ..charts import Spec, differences_chart, differences_domain, stages_chart
from ..comparison import ComparisonPage
from ..verdicts import NO_DIFFERENCE

Render = Callable[[Spec], str]

NO_CHARTS = "This page has no charts: they need an extra package. Install mlorg[report] and compare again."


def comparison_html(page: ComparisonPage, render: Render | None = None) -> str:
    """The page as HTML. `render` makes SVG of a Vega-Lite chart; by default vl-convert does, if it is installed."""
    render = render or renderer()
    charts = _charts(page, render) if render else {}
    template = environment().get_template("comparison.html.j2")
    return template.render(
        page=page,
        charts=charts,
        no_charts="" if render else NO_CHARTS,
        style=Markup(template_text("style.css")),
        words=comparison_words,
        said=rounding,
    )


def _charts(page: ComparisonPage, render: Render) -> Mapping[str, Markup]:
    """SVG by `<kind>-<arm>`. What vl-convert makes is trusted: it escapes the texts it is given."""
    domain = differences_domain(page.arms, page.money)
    totals = [sum(days or 0.0 for _, days in row.stages) for part in page.arms for row in part.stages]
    found: dict[str, Markup] = {}
    for part in page.arms:
        if part.verdict != NO_DIFFERENCE:
            found[f"differences-{part.arm}"] = Markup(render(differences_chart(part, page.money, domain)))
        found[f"stages-{part.arm}"] = Markup(render(stages_chart(part, max(totals))))
    return found


def renderer() -> Render | None:
    """What makes SVG of a Vega-Lite chart; None where vl-convert is not installed."""
    try:
        import vl_convert
    except ImportError:
        return None

    def svg(spec: Spec) -> str:
        made: str = vl_convert.vegalite_to_svg(spec, vl_version="5.21", allowed_base_urls=[])
        return made

    return svg


def environment() -> Environment:
    """Templates of this folder: everything is escaped, and what is undefined is an error."""
    return Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template_text(name: str) -> str:
    """A file of this folder."""
    return files("mlorg.report.html").joinpath(name).read_text(encoding="utf-8")
