"""Pages on a terminal, with rich. Importing this package imports rich: do it when something is to be shown."""

from .console import open_console, show_page

__all__ = ["open_console", "show_page"]
