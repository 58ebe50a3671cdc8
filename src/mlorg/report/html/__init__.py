"""Pages as HTML: one file that opens anywhere, without a network, without scripts."""

from .comparison import comparison_html
from .plan import plan_html

__all__ = ["comparison_html", "plan_html"]
