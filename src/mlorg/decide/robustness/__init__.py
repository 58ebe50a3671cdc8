"""How robust an answer is: what moves it, what turns it, and which assumptions favour which alternative."""

from .boxes import Box, find_box
from .influence import Influence, TurningPoint, explained, influences, share_of_luck, turning_points
from .rules import Condition, Rule, favouring_rules

__all__ = [
    "Box",
    "Condition",
    "Influence",
    "Rule",
    "TurningPoint",
    "explained",
    "favouring_rules",
    "find_box",
    "influences",
    "share_of_luck",
    "turning_points",
]
