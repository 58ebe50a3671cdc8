"""The scenarios of a workspace as pages: a list, one of them in its own words, and two versions that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..pages import Page


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario of a list; `file` is relative to the workspace, `etag` the SHA-256 of its content."""

    name: str
    description: str
    changes: int
    file: str
    etag: str


@dataclass(frozen=True, slots=True)
class ScenarioListPage(Page):
    """All scenarios, by name."""

    schema: ClassVar[str] = "mlorg.scenarios/1"
    scenarios: tuple[ScenarioRow, ...]


@dataclass(frozen=True, slots=True)
class ScenarioPage(Page):
    """One scenario: `changes` are the entries of its file, in order, as plain values."""

    schema: ClassVar[str] = "mlorg.scenario/1"
    name: str
    description: str
    changes: tuple[Mapping[str, Any], ...]
    file: str
    etag: str


@dataclass(frozen=True, slots=True)
class ConflictPage(Page):
    """A scenario was changed elsewhere meanwhile: what stands in the file, and what was to be written."""

    schema: ClassVar[str] = "mlorg.conflict/1"
    theirs: ScenarioPage | None
    """None = the file is gone."""
    ours: ScenarioPage
