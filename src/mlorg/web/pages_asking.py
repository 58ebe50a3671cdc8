"""What to find out before deciding: one question at a time, its answer looked at before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Response

from ..api import DecisionInterview
from ..errors import InputError, UnknownNameError, did_you_mean
from ..report.asking import AnsweredRow
from ..report.measures.page import MeasureRow
from ..report.measures.words import MEASURE_COLUMNS, ask_said, introduced, measure_cells, told_in
from .answers import page_as_html, see
from .api_asking import decision_interview, take_answers
from .api_runs import inputs_now
from .requests import DecisionAnswer
from .server import Identity, Server, ServerHere

router = APIRouter()

Name = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed about an assumption: what it would change, or why it is no answer; `kept` = what was kept last."""

    assumption: str = ""
    answer: str = ""
    change: AnsweredRow | None = None
    problem: str = ""
    kept: str = ""


@router.get("/ask")
def ask(server: ServerHere, identity: Identity, about: Name = "", kept: Name = "") -> Response:
    """What is worth most to the decision per day it takes to find out, or the question about one assumption."""
    return _page(server, identity, Said(about, kept=kept))


@router.post("/ask")
def answer(
    server: ServerHere,
    identity: Identity,
    assumption: Annotated[str, Form(min_length=1, max_length=100)],
    answer: Annotated[str, Form(max_length=100)] = "",
    keep: Annotated[bool, Form()] = False,
) -> Response:
    """What an answer changes; kept only if that is asked for."""
    try:
        (row,) = take_answers(server, [DecisionAnswer(assumption=assumption, answer=answer)], keep).answers
    except InputError as error:
        return _page(server, identity, Said(assumption, answer, problem=str(error)))
    return see(f"/ask?kept={quote(assumption)}") if keep else _page(server, identity, Said(assumption, answer, row))


def _page(server: Server, identity: str, said: Said) -> Response:
    run = server.store.latest(identity, "compare")
    scenarios = list(server.current.load().scenarios)
    if run is None:
        return page_as_html("no_questions.html.j2", scenarios=scenarios)
    talk, stale = decision_interview(server, run), run.inputs != inputs_now(server, "compare")
    status = 422 if said.problem else 200
    return page_as_html("ask.html.j2", status, said=said, stale=stale, scenarios=scenarios, **_told(talk, said))


def _told(talk: DecisionInterview, said: Said) -> dict[str, Any]:
    """The question that is asked now, all of them with what they are worth, and what was answered."""
    page, part = talk.page, talk.page.measures
    rows: tuple[MeasureRow, ...] = part.rows if part else ()
    money = told_in(part, page.money) if part else page.money
    asked = _about(rows, said.assumption) if said.assumption else next(iter(talk.to_ask), None)
    return {
        "page": page,
        "introduced": introduced(page),
        "asked": asked,
        "asked_said": ask_said(asked, page.money, talk.counted(asked.assumption)) if asked else (),
        "rows": [(row, measure_cells(row, money)) for row in rows],
        "columns": MEASURE_COLUMNS,
        "unit": money.unit,
        "answered": talk.answered,
        "asked_of": {row.assumption for row in rows},
        "file": talk.file,
    }


def _about(rows: tuple[MeasureRow, ...], assumption: str) -> MeasureRow:
    """The question about an assumption. UnknownNameError where the last comparison has none."""
    found = {row.assumption: row for row in rows}
    if assumption not in found:
        hint = did_you_mean(assumption, found) or "The page 'What to ask' lists those it has."
        raise UnknownNameError(f"the last comparison has no question about {assumption!r}. {hint}")
    return found[assumption]
