"""From simulated alternatives to a decision: what to choose, how sure, what would flip it."""

from .alternatives import TODAY, Alternative, library_alternatives
from .comparison import Comparison, compare_alternatives
from .flips import Flip, flipping_assumptions
from .ranking import Ranking, Standing, Verdict, rank

__all__ = [
    "TODAY",
    "Alternative",
    "Comparison",
    "Flip",
    "Ranking",
    "Standing",
    "Verdict",
    "compare_alternatives",
    "flipping_assumptions",
    "library_alternatives",
    "rank",
]
