"""What is said of the organisation: findings of the rules, which kind it is, and what to ask about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from .. import api
from ..errors import InputError
from ..report.checks.page import FindingRow
from .answers import page_as_html, see
from .listing import Part, cut
from .server import Server, ServerHere

router = APIRouter()


@router.get("/findings")
def findings(server: ServerHere, part: Part) -> Response:
    """What the rules found."""
    page = server.current.findings()
    return page_as_html("findings.html.j2", page=page, listing=cut(page.findings, part, _finding_text))


def _finding_text(row: FindingRow) -> str:
    return " ".join((row.rule, row.severity, row.subject, row.message, str(row.place)))


@router.get("/kind")
def kind(server: ServerHere) -> Response:
    """Which kind of machine-learning organisation it is."""
    return page_as_html("kind.html.j2", **server.current.kind())


@router.get("/interview")
def interview(server: ServerHere) -> Response:
    """The question that tells most, and all answers so far."""
    return _interview(server)


@router.post("/interview")
def answer(
    server: ServerHere,
    question: Annotated[str, Form(max_length=200)],
    answer: Annotated[list[str], Form(max_length=50)],
) -> Response:
    """Keep an answer, and go on."""
    try:
        with server.current.saving:
            api.keep_answer(server.folder, question, answer)
    except InputError as error:
        return _interview(server, str(error))
    return see("/interview")


def _interview(server: Server, problem: str = "") -> Response:
    page, question = api.questions(server.folder), server.current.question()
    status = 422 if problem else 200
    return page_as_html("interview.html.j2", status, page=page, question=question, problem=problem)
