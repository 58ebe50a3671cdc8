"""Pictures of charts by vl-convert, which needs no network and no browser."""

from __future__ import annotations

import json
from collections.abc import Callable

from ...errors import UnsupportedError
from ..charts import Spec

Render = Callable[[Spec], str]
VERSION = "5.21"
"""Of Vega-Lite."""


def svg_renderer() -> Render | None:
    """What makes SVG of a Vega-Lite chart; None where vl-convert is not installed."""
    try:
        import vl_convert
    except ImportError:
        return None

    def svg(spec: Spec) -> str:
        made: str = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VERSION, allowed_base_urls=[])
        return made

    return svg


def png(spec: Spec, scale: float = 2.0) -> bytes:
    """The chart as PNG on white."""
    try:
        import vl_convert
    except ImportError:
        raise lacking("charts") from None
    made: bytes = vl_convert.vegalite_to_png(
        json.dumps({**spec, "background": "#ffffff"}), vl_version=VERSION, scale=scale, allowed_base_urls=[]
    )
    return made


def lacking(what: str) -> UnsupportedError:
    """The error for a form that needs packages which are not installed."""
    return UnsupportedError(f"{what} need extra packages. Install them with: pip install 'mlorg[report]'")
