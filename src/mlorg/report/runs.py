"""What runs in the background, as pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from .pages import Page


@dataclass(frozen=True, slots=True)
class RunPage(Page):
    """One run of a `kind`: compare, plan, search, backtest, claims, validate or oracles.

    `asked` is what was to be computed, `created` when (ISO 8601), `problem` why it failed, if it did. `state` is
    waiting, running, done, failed, cancelled or lost; `result` the envelope of its page once done.
    """

    schema: ClassVar[str] = "mlorg.run/1"
    id: str
    kind: str
    state: str
    created: str
    asked: Mapping[str, Any]
    problem: str = ""
    result: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RunListPage(Page):
    """All runs, latest first, without their results."""

    schema: ClassVar[str] = "mlorg.runs/1"
    runs: tuple[RunPage, ...]
