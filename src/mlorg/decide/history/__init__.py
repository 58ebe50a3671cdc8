"""The user's own history: what it says of the model, and what the model learns from it."""

from .backtest import Backtest, Draws, Predicted, backtest, judged_by
from .evidence import history_of
from .fitting import Moved, Posterior, contradictions, fit, moved
from .half_years import HalfYears, observed_half_years, simulated_half_years
from .keeping import learned

__all__ = [
    "Backtest",
    "Draws",
    "HalfYears",
    "Moved",
    "Posterior",
    "Predicted",
    "backtest",
    "contradictions",
    "fit",
    "history_of",
    "judged_by",
    "learned",
    "moved",
    "observed_half_years",
    "simulated_half_years",
]
