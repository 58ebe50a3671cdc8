"""Which engine is used: the compiled one, the same sources interpreted, or the checked build for tests.

Environment variable MLORG_ENGINE = compiled | interpreted | checked overrides the choice.
"""

from __future__ import annotations

import os
import warnings
from functools import cache
from importlib import import_module
from types import ModuleType

from mlorg.errors import UnsupportedError

_MODULES = {"compiled": "_engine", "checked": "_checked", "interpreted": "replicate"}


class SlowEngineWarning(RuntimeWarning):
    """The engine runs interpreted: right, but about a hundred times slower."""


@cache
def engine(kind: str | None = None) -> ModuleType:
    """The module with `open_world`, `replicate`, `little` and `events`."""
    wanted = kind or os.environ.get("MLORG_ENGINE", "")
    if wanted and wanted not in _MODULES:
        raise UnsupportedError(f"MLORG_ENGINE={wanted!r} is not one of {', '.join(_MODULES)}.")
    if wanted:
        return _load(wanted)
    try:
        return _load("compiled")
    except UnsupportedError:
        warnings.warn(
            "the compiled engine is not there (no C compiler at installation?): simulating with the interpreted one, "
            "which gives the same digits about a hundred times slower. Install gcc and python3-dev, then mlorg again.",
            SlowEngineWarning,
            stacklevel=2,
        )
        return _load("interpreted")


def _load(kind: str) -> ModuleType:
    try:
        return import_module(f"mlorg.sim.{_MODULES[kind]}")
    except ImportError as error:
        raise UnsupportedError(f"the {kind} engine is not installed: {error}") from error
