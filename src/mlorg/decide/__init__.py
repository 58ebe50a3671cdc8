"""From simulated alternatives to a decision: what to choose, how sure, what would flip it (`robustness`), what to
measure first (`worth`).
"""

from .alternatives import TODAY, Alternative, library_alternatives
from .comparison import Comparison, compare_alternatives
from .ranking import Ranking, Standing, Verdict, rank

__all__ = [
    "TODAY",
    "Alternative",
    "Comparison",
    "Ranking",
    "Standing",
    "Verdict",
    "compare_alternatives",
    "library_alternatives",
    "rank",
]
