"""A workspace: a folder that describes an organisation, as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..errors import Place, Problem
from ..org import Organization, Overlay, Ref
from .assumptions import Assumption
from .places import Places
from .recent import Recent
from .settings import Settings

MOST_RECENT = 4


@dataclass(frozen=True)
class Workspace:
    """What the files of a folder say. `scenarios` are overlays by name, in order of name.

    Two workspaces are equal if they say the same, wherever they lie.
    """

    organization: Organization = field(default_factory=Organization)
    settings: Settings = field(default_factory=Settings)
    scenarios: Mapping[str, Overlay] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()
    folder: Path = field(default=Path("."), compare=False)
    warnings: tuple[Problem, ...] = field(default=(), compare=False)
    places: Places = field(default_factory=Places, compare=False, repr=False)

    @cached_property
    def recent(self) -> Recent:
        """What was made of this workspace last, so that the views of one organisation make it once."""
        return Recent(MOST_RECENT)

    def place_of(self, ref: Ref, attribute: str = "") -> Place:
        """File, line and column of an entity or of one of its attributes; an empty place if it stands in no file."""
        return self.places.of_ref(ref, attribute)
