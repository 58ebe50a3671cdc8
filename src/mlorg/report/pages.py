"""What all pages are: one frozen dataclass each, with everything it says and nothing of how it looks.

`schema` names the shape of a page's JSON; its number grows when a field goes or changes its meaning, not when one is
added. Lists stand in a stable order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

BASELINE = "baseline"
"""Name of the organisation as it is."""


@dataclass(frozen=True, slots=True)
class About:
    """What a page speaks of. `inputs_hash` is the SHA-256 of everything the page was computed from."""

    organization: str = ""
    scenario: str = BASELINE
    as_of: date | None = None
    inputs_hash: str = ""
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What all pages share."""

    schema: ClassVar[str]
    about: About

    def _repr_html_(self) -> str:
        """What the terminal shows, for notebooks."""
        from .terminal.notebook import as_html

        return as_html(self)
