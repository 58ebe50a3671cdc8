"""The structures of the library carried out on this organisation: what each would change, and keeping it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Response

from .. import api
from .answers import page_as_html, see
from .api_structures import keep_structure, proposal
from .requests import Arm
from .server import ServerHere

router = APIRouter(prefix="/structures")


@router.get("/{structure}")
def structure(server: ServerHere, structure: str, arm: Arm = "restructured") -> Response:
    """What a structure would change, with the reason for each change."""
    page = proposal(server, structure, arm)
    free = api.free_name(server.current.load(), structure)
    return page_as_html("structure.html.j2", page=page, structures=api.structures(), free_name=free)


@router.post("/{structure}")
def keep(
    server: ServerHere,
    structure: str,
    name: Annotated[str, Form(min_length=1, max_length=80)],
    arm: Annotated[Arm, Form()] = "restructured",
) -> Response:
    """Keep it as a scenario, and look at that."""
    return see(f"/scenarios/{quote(keep_structure(server, structure, name, arm).name, safe='')}")
