"""Pages as HTML: one file that opens anywhere, without a network."""

from .comparison import comparison_html
from .document import document_html
from .plan import plan_html

__all__ = ["comparison_html", "document_html", "plan_html"]
