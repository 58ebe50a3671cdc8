"""`mlorg init`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .arguments import AsFormat, Everything, iso_date, pair
from .command import command
from .failures import CLEAN, PARTIAL
from .screen import Format, Screen

if TYPE_CHECKING:
    from ..api import ImportOptions


class Units(StrEnum):
    """Where units come from."""

    MANAGER = "manager"
    DEPARTMENT = "department"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitOptions:
    """What `mlorg init` is asked."""

    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the new workspace.")]
    roster: Annotated[
        Path, typer.Option("--roster", "-r", metavar="FILE", help="HR export: CSV, or XLSX with mlorg[excel].")
    ]
    explain: Annotated[bool, typer.Option("--explain", help="Tell what each column became, and why.")] = False
    map: Annotated[
        list[Any] | None,
        typer.Option("--map", "-m", parser=pair, metavar="COLUMN=FIELD", help="Read a column as a field."),
    ] = None
    units: Annotated[Units, typer.Option("--units", help="A unit is a manager's subtree, a department, or a team.")] = (
        Units.MANAGER
    )
    blank_is_root: Annotated[
        bool, typer.Option("--blank-is-root", help="No manager means the top, not 'not known'.")
    ] = False
    as_of: Annotated[
        Any,
        typer.Option("--as-of", parser=iso_date, metavar="DATE", help="Day of the export: leavers are left out."),
    ] = None
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="Sheet of an XLSX file; else the first.")] = ""
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="Name of the organisation; else the folder.")] = ""
    force: Annotated[bool, typer.Option("--force", help="Overwrite what stands in DIR.")] = False
    everything: Everything = False
    format: AsFormat = Format.TEXT

    @property
    def options(self) -> ImportOptions:
        """The same, as the library takes it."""
        from ..api import ImportOptions

        return ImportOptions(
            mapping=dict(self.map or ()),
            units=self.units,
            blank_is_root=self.blank_is_root,
            as_of=self.as_of,
            sheet=self.sheet,
            name=self.name,
            force=self.force,
            explain=self.explain,
        )


@command(
    InitOptions,
    "mlorg init acme --roster people.csv",
    "mlorg init acme --roster export.xlsx --sheet Staff --as-of 2024-06-30",
    'mlorg init acme --roster people.csv --explain --map "Reports To=manager"',
    "mlorg init acme --roster people.csv --units department --force",
)
def init(asked: InitOptions, screen: Screen) -> int:
    """Make a workspace from an HR export.

    Columns are recognised by their headings and values, whatever system the file comes from; --explain tells how.
    Pay, addresses, health and leave are never read. People get pseudonyms; who is who stays in a key file on this
    machine, which git does not see. Rows that are not understood are listed with their line, and the exit code is 3.
    """
    from .. import api

    page = api.create_workspace(asked.folder, asked.roster, asked.options)
    screen.page(page, asked.format, asked.everything)
    return PARTIAL if any(not problem.warning for problem in page.problems) else CLEAN
