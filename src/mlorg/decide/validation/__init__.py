"""The model against published figures: what is compared, on which organisations, and what follows for the priors.

`targets.csv` holds the published figures with their tolerances, `families/` says how each is measured on simulated
histories or read back from the priors, `populations.py` which organisations are simulated, `checking.py` compares,
`calibration.py` weighs draws of the priors by how near they come.
"""

from .calibration import Calibration, CalibrationEffort, Posterior, calibrate
from .checking import Beside, Effort, Row, validate
from .targets import KINDS, Part, Target, targets

__all__ = [
    "KINDS",
    "Beside",
    "Calibration",
    "CalibrationEffort",
    "Effort",
    "Part",
    "Posterior",
    "Row",
    "Target",
    "calibrate",
    "targets",
    "validate",
]
