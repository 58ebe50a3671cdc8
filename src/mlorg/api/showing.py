"""What a workspace holds, as pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..report.organisation.ownership import ownership_page
from ..report.organisation.page import OwnershipPage, SpansPage, StatisticsPage, TreePage
from ..report.organisation.spans import spans_page, statistics_page
from ..report.organisation.tree import TreeView, tree_page
from ..report.pages import Page
from .selecting import AS_IT_IS, Selection, organization

if TYPE_CHECKING:
    from ..workspace import Workspace


def statistics(workspace: Workspace, selection: Selection = AS_IT_IS) -> StatisticsPage:
    """The organisation in figures."""
    return statistics_page(*organization(workspace, selection))


def spans(workspace: Workspace, selection: Selection = AS_IT_IS) -> SpansPage:
    """Spans of managers, and layers."""
    return spans_page(*organization(workspace, selection))


def ownership(workspace: Workspace, selection: Selection = AS_IT_IS) -> OwnershipPage:
    """Who is accountable for which asset."""
    return ownership_page(*organization(workspace, selection))


def tree(workspace: Workspace, selection: Selection = AS_IT_IS) -> TreePage:
    """Who reports to whom. UnknownNameError for a unit that does not exist."""
    names = _names(workspace) if selection.show_names else None
    shown = TreeView(selection.depth, selection.unit or None, names)
    return tree_page(*organization(workspace, selection), shown)


def unit_names(workspace: Workspace, selection: Selection = AS_IT_IS) -> Mapping[str, str]:
    """What every unit is called, by id."""
    from ..org.naming import unit_name

    org, _ = organization(workspace, selection)
    return {unit.id: unit_name(org, unit.id) for unit in org.units}


def has_names(folder: Path | str) -> bool:
    """True if this machine holds the key from pseudonyms to names."""
    from ..workspace import NAMES

    return (Path(folder) / NAMES).is_file()


def _names(workspace: Workspace) -> Mapping[str, str]:
    from ..workspace import read_names

    return {key: who.name or who.email or who.original_id or key for key, who in read_names(workspace.folder).items()}


VIEWS: Mapping[str, Callable[[Workspace, Selection], Page]] = {
    "tree": tree,
    "ownership": ownership,
    "spans": spans,
    "statistics": statistics,
}
"""What `show` can show."""


def show(workspace: Workspace, name: str, selection: Selection = AS_IT_IS) -> Page:
    """One of the `VIEWS` by its name."""
    return VIEWS[name](workspace, selection)


def schema(which: str) -> str:
    """The JSON Schema of `mlorg` (mlorg.yaml), `org`, `scenario` or `assumptions`, as text."""
    from ..workspace import json_schema

    return json.dumps(json_schema(which), indent=2, ensure_ascii=False) + "\n"
