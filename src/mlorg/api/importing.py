"""A workspace made from an HR export."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Place, Problem, WorkspaceError
from ..org.statistics import statistics
from ..report.digest import digest
from ..report.imported import ColumnRow, ImportPage
from ..report.pages import About

if TYPE_CHECKING:
    from ..evidence.roster import Names, Roster, RosterOptions
    from ..workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to read a roster and what to do with it.

    `mapping` says which heading is which field, `units` is manager, department or team, `as_of` the day of the export
    (None = today), `sheet` that of a workbook, `name` the organisation's (empty = that of the folder). `force`
    overwrites files that are there, `explain` asks for what each column became.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    units: str = "manager"
    blank_is_root: bool = False
    as_of: date | None = None
    sheet: str = ""
    name: str = ""
    force: bool = False
    explain: bool = False


AS_IT_COMES = ImportOptions()


def create_workspace(folder: Path | str, roster: Path | str, options: ImportOptions = AS_IT_COMES) -> ImportPage:
    """A workspace from an HR export: reads it, writes the files, and returns what was understood and what was not.

    People get pseudonyms; who stands behind them goes into a key file that git does not see. With `force` they keep
    the pseudonyms they have, and the workspace its `stream_secret`. Raises RosterError if the file as a whole cannot be
    used, and WorkspaceError if files would be overwritten without `force`.
    """
    from ..evidence.roster import read_roster
    from ..workspace import Settings, Workspace

    folder, roster = Path(folder), Path(roster)
    options = options if options.name else replace(options, name=folder.resolve().name)
    read = read_roster(roster, _asked(options, folder))
    settings = Settings(
        options.name, as_of=options.as_of, blank_is_root=options.blank_is_root, stream_secret=_stream_secret(folder)
    )
    files = _write(Workspace(read.organization, settings), read.names, folder, options.force)
    _ignore(folder, roster)
    return _page(read, options, roster, folder, files)


def _stream_secret(folder: Path) -> str:
    """That of the workspace that is there, so that an import made again has the same luck; else a new one."""
    from ..workspace.settings import NAME, read_settings
    from ..workspace.yaml_tree import parse_yaml

    path = folder / NAME
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    tree = parse_yaml(text, NAME, [])
    kept = read_settings(tree, []).stream_secret if tree is not None else ""
    return kept or secrets.token_hex(16)


def _asked(options: ImportOptions, folder: Path) -> RosterOptions:
    from ..evidence.roster import Identity, Names, RosterOptions
    from ..workspace import read_names

    known = {key: Identity(who.original_id, who.name, who.email) for key, who in read_names(folder).items()}
    return RosterOptions(
        mapping=options.mapping,
        units=options.units,
        blank_is_root=options.blank_is_root,
        as_of=options.as_of,
        sheet=options.sheet,
        earlier=Names(known),
        name=options.name,
    )


def _write(workspace: Workspace, names: Names, folder: Path, force: bool) -> tuple[str, ...]:
    """Write all files; their names relative to the folder. WorkspaceError, before any is written, if one is there."""
    from ..workspace import LocalName, write_names
    from ..workspace.local_files import NAMES
    from ..workspace.saving import workspace_texts
    from ..workspace.text_files import write_text_file

    texts = workspace_texts(workspace)
    there = [name for name in (*texts, NAMES) if os.path.lexists(folder / name)]
    if there and not force:
        raise WorkspaceError([_is_there(folder, there)])
    for name, text in texts.items():
        write_text_file(folder / name, text)
    write_names((LocalName(p, who.name, who.email, who.id) for p, who in names.identities.items()), folder)
    return (*texts, NAMES)


def _is_there(folder: Path, names: Sequence[str]) -> Problem:
    first = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    hint = "Choose another folder, or overwrite them with --force."
    return Problem(Place(folder.as_posix()), f"holds {first} already; nothing was written.", hint)


def _ignore(folder: Path, roster: Path) -> None:
    """Keep people, names and the roster itself, where it lies in the workspace, out of git."""
    from ..workspace import write_git_ignore

    inside = roster.resolve().is_relative_to(folder.resolve())
    write_git_ignore(folder, roster.resolve().relative_to(folder.resolve()).as_posix() if inside else "")


def _page(read: Roster, options: ImportOptions, roster: Path, folder: Path, files: Iterable[str]) -> ImportPage:
    org, counts = read.organization, read.counts
    columns = read.explanation.columns if options.explain else ()
    return ImportPage(
        About(org.name, as_of=options.as_of, inputs_hash=digest(org)),
        roster=roster.name,
        rows=counts.rows,
        left_out=counts.left_out,
        roles_unknown=counts.untold_roles,
        statistics=statistics(org),
        columns=tuple(ColumnRow(c.heading, c.field or "", c.rule, c.evidence) for c in columns),
        problems=read.problems,
        folder=str(folder),
        files=tuple(files),
    )
