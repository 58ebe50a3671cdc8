"""`mlorg show`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import did_you_mean
from .arguments import HERE, AsFormat, AsOf, Everything, Scenario, Workspace
from .command import command
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..api import Selection


class View(StrEnum):
    """What can be shown."""

    TREE = "tree"
    OWNERSHIP = "ownership"
    SPANS = "spans"
    STATISTICS = "statistics"


_VIEWS_ARE = f"The views are {', '.join(View)}."
First = Annotated[str, typer.Argument(metavar="VIEW", help=f"One of {', '.join(View)}.", show_default="tree")]
Second = Annotated[str, typer.Argument(metavar="WORKSPACE", help="Folder of the workspace.", show_default="here")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOptions:
    """What `mlorg show` is asked."""

    first: First = ""
    second: Second = ""
    workspace: Workspace = HERE
    stats: Annotated[bool, typer.Option("--stats", help="Short for the view statistics.")] = False
    as_of: AsOf = None
    scenario: Scenario = ""
    unit: Annotated[str, typer.Option("--unit", "-u", metavar="ID", help="tree: only this unit and its parts.")] = ""
    depth: Annotated[
        int | None,
        typer.Option("--depth", "-d", min=1, metavar="N", help="tree: so many levels from the top."),
    ] = None
    everything: Everything = False
    show_names: Annotated[
        bool, typer.Option("--show-names", help="tree: who fills a post, by the key file of this machine.")
    ] = False
    format: AsFormat = Format.TEXT

    @property
    def view(self) -> View:
        """The view that is named, or meant."""
        named = {View(word) for word in (self.first, self.second) if word in list(View)}
        named |= {View.STATISTICS} if self.stats else set()
        if len(named) > 1:
            raise typer.BadParameter(f"{' and '.join(sorted(named))} are two views; give one.")
        return named.pop() if named else View.TREE

    @property
    def folder(self) -> Path:
        """The workspace: a word that is no view, or what -w says."""
        words = [word for word in (self.first, self.second) if word and word not in list(View)]
        several = len(words) + (self.workspace != HERE) > 1
        for word in words:
            near = did_you_mean(word, map(str, View))
            if not Path(word).exists() and (several or near):
                raise typer.BadParameter(f"{word!r} is neither a view nor a folder. {near or _VIEWS_ARE}")
        if several:
            named = " and ".join(map(repr, [*words, *([str(self.workspace)] if self.workspace != HERE else [])]))
            raise typer.BadParameter(f"{named} are two workspaces; give one view and one workspace. {_VIEWS_ARE}")
        return Path(words[0]) if words else self.workspace

    @property
    def selection(self) -> Selection:
        """The same, as the library takes it."""
        from ..api import Selection

        return Selection(self.scenario, self.as_of, self.unit, self.depth, self.show_names)


@command(
    ShowOptions,
    "mlorg show tree acme",
    "mlorg show tree acme --unit engineering --depth 3",
    "mlorg show ownership -w acme",
    "mlorg show spans acme --as-of 2024-06-30",
    "mlorg show --stats --format json -w acme",
    "mlorg show tree acme --scenario embedded",
)
def show(asked: ShowOptions, screen: Screen) -> None:
    """Show the organisation: tree, ownership, spans or statistics.

    tree: who reports to whom. ownership: who is accountable for which asset. spans: how many report to each
    manager, and the layers. statistics: the organisation in figures.

    VIEW and WORKSPACE may stand in either order; a folder that is called like a view is written ./tree.
    """
    from .. import api

    view, workspace = asked.view, api.load(asked.folder)
    screen.warn(workspace.warnings)
    screen.page(api.show(workspace, view, asked.selection), asked.format, asked.everything)
