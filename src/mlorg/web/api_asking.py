"""What to find out before deciding, and the answers, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, HTTPException, Response

from .. import api
from ..api import DecisionInterview
from ..report.asking import AnswersPage
from ..report.comparison.page import ComparisonPage
from ..report.stored import page_from
from .answers import page_as_json
from .requests import DecisionAnswer, DecisionAnswersBody
from .server import Identity, Server, ServerHere
from .store import KeptRun

router = APIRouter(prefix="/decision", tags=["judgement"])


@router.get("/questions")
def questions(server: ServerHere, identity: Identity) -> Response:
    """What to ask, in order of worth per day, by the last comparison. 404 before there is one."""
    run = server.store.latest(identity, "compare")
    if run is None:
        raise HTTPException(404, "nothing has been compared yet: POST /api/runs begins a comparison.")
    return page_as_json(decision_interview(server, run).page)


@router.post("/answers")
def answer(server: ServerHere, body: DecisionAnswersBody) -> Response:
    """What answers change; all are kept in the assumptions of the workspace, or none if one is wrong."""
    return page_as_json(take_answers(server, body.answers, body.keep))


def decision_interview(server: Server, comparison: KeptRun) -> DecisionInterview:
    """What to ask by a comparison that is done. UnsupportedError for one that another version kept."""
    return api.interview_after(server.current.load(), page_from(comparison.result or {}, ComparisonPage))


def take_answers(server: Server, answers: Iterable[DecisionAnswer], keep: bool) -> AnswersPage:
    """What they change, kept if so wanted. InputError with every one that is wrong; then none is kept."""
    given = [f"{one.assumption}={one.answer}" for one in answers]
    with server.current.saving:
        return api.answer_questions(server.current.load(), given, keep=keep)
