"""The model against published figures."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from ..report.pages import About
from ..report.validation import CalibrationPage, ValidationPage, calibration_page, validation_page

if TYPE_CHECKING:
    from ..decide import Progress


@dataclass(frozen=True, slots=True)
class ValidationOptions:
    """Seed, and whether a first look is enough."""

    seed: int = 1
    quick: bool = False


def validate(options: ValidationOptions | None = None, progress: Progress | None = None) -> ValidationPage:
    """Simulate the default population and set every published figure beside its simulated one."""
    from ..decide.validation import Effort
    from ..decide.validation import validate as compared
    from ..sim import priors_hash

    asked = options or ValidationOptions()
    effort = Effort.quick(asked.seed) if asked.quick else Effort(seed=asked.seed)
    rows = compared(effort, progress)
    return validation_page(
        _about(effort, asked.seed), rows, priors_hash(), (effort.draws, effort.replications, asked.quick)
    )


def calibrate(options: ValidationOptions | None = None, progress: Progress | None = None) -> CalibrationPage:
    """Weigh draws of the priors by how near they come to the published figures; nothing is written."""
    from ..decide.validation import CalibrationEffort
    from ..decide.validation import calibrate as weighed
    from ..sim import priors_hash

    asked = options or ValidationOptions()
    effort = CalibrationEffort.quick(asked.seed) if asked.quick else CalibrationEffort(seed=asked.seed)
    return calibration_page(_about(effort, asked.seed), weighed(effort, progress), priors_hash(), asked.quick)


def _about(effort: object, seed: int) -> About:
    from ..decide.validation import targets
    from ..sim import priors_hash

    text = repr((effort, priors_hash(), tuple(targets().values())))
    return About(inputs_hash=sha256(text.encode()).hexdigest(), seed=seed)
