"""HR exports: any CSV or XLSX with one row per person or post becomes an Organization without names.

Start at `reader.py`, which shows the steps; `headings.csv` holds what columns may be called.
"""

from .explain import column_lines, count_lines, explain
from .headings import IGNORE, IMPORTED
from .identities import Identity
from .layout import Column
from .names import Names
from .reader import read_roster
from .result import Explanation, Roster, RosterCounts, RosterOptions, UnitSource

__all__ = [
    "IGNORE",
    "IMPORTED",
    "Column",
    "Explanation",
    "Identity",
    "Names",
    "Roster",
    "RosterCounts",
    "RosterOptions",
    "UnitSource",
    "column_lines",
    "count_lines",
    "explain",
    "read_roster",
]
