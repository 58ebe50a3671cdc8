"""A workspace from an uploaded roster."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Response, UploadFile
from pydantic import BeforeValidator

from .. import api
from ..api import ImportOptions
from ..report.imported import ImportPage
from .answers import page_as_json
from .importing import roster_on_disk
from .server import Server, ServerHere

router = APIRouter(tags=["import"])

Roster = Annotated[UploadFile, File(description="An HR export: CSV or XLSX.")]
Name = Annotated[str, Form(max_length=200, description="Name of the organisation.")]
ExportDay = Annotated[date | None, BeforeValidator(lambda given: given or None), Form(description="Day of the export.")]
Replace = Annotated[bool, Form(description="Overwrite the workspace that is there.")]


@router.post("/import", status_code=201)
def import_roster(
    server: ServerHere, roster: Roster, name: Name = "", as_of: ExportDay = None, replace: Replace = False
) -> Response:
    """Make the workspace from a roster, which is read and not kept; people get pseudonyms."""
    return page_as_json(imported(server, roster, ImportOptions(name=name, as_of=as_of, force=replace)), 201)


def imported(server: Server, roster: UploadFile, options: ImportOptions) -> ImportPage:
    """The page of the import. 409 if there is a workspace that is not to be overwritten."""
    with server.current.saving:
        if server.current.is_there() and not options.force:
            raise HTTPException(409, "there is a workspace here already; say that it is to be replaced.")
        with roster_on_disk(roster.filename or "", roster.file) as path:
            return api.create_workspace(server.folder, path, options)
