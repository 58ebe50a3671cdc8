"""From simulated alternatives to a decision: what to choose, how sure, what would flip it (`robustness`), what to
measure first (`worth`).
"""

from .aims import AIMED, DIP, Aims
from .alternatives import TODAY, Alternative, library_alternatives
from .comparison import Comparison, compare_alternatives
from .limits import BrokenLimit
from .outlook import Outlook, Verdict
from .pareto import TradeOff, trade_offs
from .ranking import Ranking, Standing, rank
from .stated_aims import aims_of
from .until_decided import Decided, Left, compare_until_decided

__all__ = [
    "AIMED",
    "DIP",
    "TODAY",
    "Aims",
    "Alternative",
    "BrokenLimit",
    "Comparison",
    "Decided",
    "Left",
    "Outlook",
    "Ranking",
    "Standing",
    "TradeOff",
    "Verdict",
    "aims_of",
    "compare_alternatives",
    "compare_until_decided",
    "library_alternatives",
    "rank",
    "trade_offs",
]
