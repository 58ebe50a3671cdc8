"""From simulated alternatives to a decision. Called by `mlorg.api`, shown by `mlorg.report`.

`comparing` simulates alternatives side by side, in `chunks` that one machine or many compute; `choosing` ranks them,
`robustness` says what would flip the answer, `worth` what to measure first. `structures` takes structures apart and
mixes them, `plan` finds the way to one. The model is tested on sentences about the archetypes by `claims`, on published
figures by `validation`, on the user's own past by `history`, on mathematics by `oracles`; `again` lets others compute
the same numbers.
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
