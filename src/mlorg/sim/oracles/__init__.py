"""The shipped engine against mathematics: configured into cases that have a closed form, it must reach it.

`closed/` holds the closed forms, computed from the parameters; `toys.py` configures the engine; the files `g1_…` to
`g8_…` and `g11_…` are the gates. What needs whole organisations (G9, G10, G12) is in `mlorg.decide.oracles`.
"""

from .gates import GATES, Gate, GateRow, check_gates, parse_settings

__all__ = ["GATES", "Gate", "GateRow", "check_gates", "parse_settings"]
