"""All signals of an organisation or of one part of it."""

from __future__ import annotations

from collections.abc import Mapping

from .activity import ACTIVITY_SIGNALS
from .observing import Observation, by_signal
from .ownership import OWNERSHIP_SIGNALS
from .people import PEOPLE_SIGNALS
from .places import PLACE_SIGNALS
from .view import View

SIGNALS = (*PLACE_SIGNALS, *PEOPLE_SIGNALS, *OWNERSHIP_SIGNALS, *ACTIVITY_SIGNALS)
"""Functions of a view, one for each signal that evidence can tell."""


def seen(view: View) -> Mapping[str, Observation]:
    """Every signal by id, in the order of the table; those that no system records are unknown."""
    return by_signal(signal(view) for signal in SIGNALS)
