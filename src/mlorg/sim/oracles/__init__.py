"""The shipped engine against mathematics: configured into cases that have a closed form, it must reach it.

`closed/` holds the closed forms, computed from the parameters; `toys.py` configures the engine; `sampling.py` says how
much is simulated and `cases.py` what counts as reached; the files `g1_…` to `g8_…` are the gates. Those that need whole
organisations (G9 to G12) are in `mlorg.decide.oracles`.
"""

from .cases import FAIL, PASS, UNSTABLE, Case, GateRow
from .gates import GATES, Gate, check_gates
from .sampling import Effort
from .settings import Setting, read_settings

__all__ = [
    "FAIL",
    "GATES",
    "PASS",
    "UNSTABLE",
    "Case",
    "Effort",
    "Gate",
    "GateRow",
    "Setting",
    "check_gates",
    "read_settings",
]
