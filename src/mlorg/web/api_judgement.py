"""What is said of the organisation, what stands behind it, and what is assumed, as JSON."""

from __future__ import annotations

from fastapi import APIRouter, Response

from .. import api
from .answers import page_as_json
from .requests import AnswerBody
from .server import ServerHere

router = APIRouter(tags=["judgement"])


@router.get("/findings")
def findings(server: ServerHere) -> Response:
    """What the rules found."""
    return page_as_json(server.current.findings())


@router.get("/assessment")
def assessment(server: ServerHere) -> Response:
    """Which kind of machine-learning organisation it is."""
    return page_as_json(server.current.assessment())


@router.get("/questions")
def questions(server: ServerHere) -> Response:
    """The bank of questions with the answers so far."""
    return page_as_json(api.questions(server.folder))


@router.post("/questions")
def answer(server: ServerHere, body: AnswerBody) -> Response:
    """Keep an answer."""
    with server.current.saving:
        api.keep_answer(server.folder, body.question, body.answer)
    return page_as_json(api.questions(server.folder))


@router.get("/evidence")
def things(server: ServerHere) -> Response:
    """Everything that facts are known of."""
    return page_as_json(server.current.made_of_baseline("things", lambda: api.things(server.current.evidence())))


@router.get("/evidence/{thing:path}")
def evidence(server: ServerHere, thing: str) -> Response:
    """Every statement behind one thing."""
    return page_as_json(
        server.current.made_of_baseline(("explain", thing), lambda: api.explain_from(server.current.evidence(), thing))
    )


@router.get("/assumptions")
def assumptions(server: ServerHere) -> Response:
    """Every quantity that is assumed, with its source."""
    return page_as_json(server.current.made("assumptions", api.assumptions))
