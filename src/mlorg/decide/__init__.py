"""From simulated alternatives to a decision: what to choose, how sure, what would flip it (`robustness`), what to
measure first (`worth`).
"""

from .choosing.aims import AIMED, DIP, Aims
from .choosing.limits import BrokenLimit
from .choosing.outlook import Outlook, Verdict
from .choosing.pareto import TradeOff, trade_offs
from .choosing.ranking import Ranking, Standing, rank
from .choosing.stated_aims import aims_of
from .comparing.alternatives import TODAY, Alternative, library_alternatives
from .comparing.comparison import Comparison, compare_alternatives
from .comparing.until_decided import Decided, Left, compare_until_decided
from .progress import Progress

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
    "Progress",
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
