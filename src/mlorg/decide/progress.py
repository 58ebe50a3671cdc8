"""How far a long computation has come."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, in all) of what is counted: simulated histories, draws, or cases."""
