"""Asking what is worth most to the decision, and keeping the answers where the comparison finds them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem
from ..report.asking import AnsweredRow, AnswersPage, DecisionQuestionsPage
from ..report.measures.page import MeasureRow
from .comparing import STANDARD, ComparisonOptions, compare

if TYPE_CHECKING:
    from ..decide import Progress
    from ..report.comparison.page import ComparisonPage
    from ..sim import Prior
    from ..workspace import Assumption, Workspace


ASKED = "asked"
"""How the source of an assumption begins that an answer gave."""


@dataclass(frozen=True)
class DecisionInterview:
    """What to ask before deciding, in order, and how to answer it."""

    page: DecisionQuestionsPage
    _workspace: Workspace

    @property
    def file(self) -> str:
        """Where answers are kept, relative to the workspace."""
        return self._workspace.settings.files.assumptions

    @property
    def to_ask(self) -> tuple[MeasureRow, ...]:
        """What to ask, in order, without what was asked before."""
        asked = {row.assumption for row in self.answered}
        rows = self.page.measures.rows if self.page.measures else ()
        return tuple(row for row in rows if row.assumption not in asked)

    @property
    def answered(self) -> tuple[AnsweredRow, ...]:
        """What the workspace assumes because somebody was asked, in the order of its file."""
        given = (one for one in self._workspace.assumptions if one.source.startswith(ASKED))
        return tuple(_as_answered(self._workspace, one) for one in given)

    def counted(self, assumption: str) -> str:
        """In what an answer is counted, e.g. `a share: 20 %, or 2 of 10`."""
        return _counted(self._workspace, assumption)

    def understand(self, assumption: str, answer: str, today: date | None = None) -> AnsweredRow:
        """What an answer would change; nothing is written. InputError for an answer that is none.

        An answer is the middle and how sure it is: `3`, `3 roughly`, `3 measured`, `3 from 10` (cases), `20 %`,
        `2 of 10`, or `don't know`. Money is in the currency of the workspace where it knows what an ML person costs.
        """
        return _understood(self._workspace, assumption, answer, today)

    def keep(self, row: AnsweredRow) -> None:
        """Write an answer into the assumptions of the workspace. WorkspaceError if that cannot be done."""
        write_answer(self._workspace, row)

    def kept(self, rows: Sequence[AnsweredRow]) -> AnswersPage:
        """What was changed so far, and what to type to compare again."""
        return _answers_page(self._workspace, rows)


def decision_interview(
    workspace: Workspace, options: ComparisonOptions = STANDARD, progress: Progress | None = None
) -> DecisionInterview:
    """Find out what is worth most to the decision per day that it takes to ask: compares, as `compare` does."""
    return interview_after(workspace, compare(workspace, options, progress))


def interview_after(workspace: Workspace, page: ComparisonPage) -> DecisionInterview:
    """The same from a comparison that was made before."""
    return DecisionInterview(DecisionQuestionsPage(page.about, page.quarters, page.money, page.measures), workspace)


def answer_questions(
    workspace: Workspace, given: Sequence[str], today: date | None = None, keep: bool = True
) -> AnswersPage:
    """Understand answers such as `access_days=3 from 10` and keep them all, or none if one of them is wrong.

    Without `keep` nothing is written: the page tells what they would change.
    """
    rows: list[AnsweredRow] = []
    problems: list[Problem] = []
    for text in given:
        name, sign, answer = text.partition("=")
        try:
            if not sign:
                raise InputError([Problem(Place(), f"{text!r} is no answer.", "Write NAME=ANSWER.")])
            rows.append(_understood(workspace, name.strip(), answer, today))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    for row in rows if keep else ():
        write_answer(workspace, row)
    return _answers_page(workspace, rows)


def _understood(workspace: Workspace, assumption: str, answer: str, today: date | None) -> AnsweredRow:
    from ..decide.answers import believed
    from ..decide.assumptions import priors_with
    from ..report.measures.questions import question_of

    belief = believed(assumption, answer, workspace.settings.cost_of_ml_person_year)
    prior = priors_with(workspace.assumptions)[assumption]
    asked = question_of(prior)
    day = today or workspace.settings.as_of or date.today()
    role = asked.whom.partition(":")[0].partition(", for ")[0] or "nobody in particular"
    source = f"{ASKED} {role} on {day.isoformat()}: {' '.join(answer.split())}" if belief else ""
    return answered_row(workspace, prior, belief.distribution if belief else "", source)


def answered_row(workspace: Workspace, prior: Prior, after: str, source: str) -> AnsweredRow:
    """What becomes of a prior that a distribution (empty: none) from a source replaces, as it is told."""
    from ..decide.assumptions import priors_with
    from ..report.board.grounds import sources_named
    from ..report.measures.questions import believed_said, question_of
    from ..report.rounding import Money
    from ..workspace import Assumption

    money = Money(workspace.settings.currency, workspace.settings.cost_of_ml_person_year)
    now = priors_with([Assumption(prior.name, source, distribution=after)])[prior.name] if after else prior
    before, meant = believed_said(prior, money), believed_said(now, money) if after else ""
    titles = "; ".join(", ".join(filter(None, (one.title, one.year))) for one in sources_named([prior.source]))
    source_before = f"{prior.source} ({titles})" if titles else prior.source
    question = question_of(prior).question
    return AnsweredRow(prior.name, question, notation(prior), source_before, after, source, before, meant)


def _as_answered(workspace: Workspace, one: Assumption) -> AnsweredRow:
    from ..sim import priors

    return answered_row(workspace, priors()[one.name], one.distribution or f"fixed({one.value:g})", one.source)


def write_answer(workspace: Workspace, row: AnsweredRow) -> None:
    """Put what an answer says into the assumptions of a workspace; nothing if it is not known."""
    from ..workspace import Assumption, write_assumption

    if row.after:
        file = workspace.folder / workspace.settings.files.assumptions
        write_assumption(file, Assumption(row.assumption, row.source, distribution=row.after))


def _answers_page(workspace: Workspace, rows: Sequence[AnsweredRow]) -> AnswersPage:
    from .selecting import organization

    about, file = organization(workspace)[1], workspace.settings.files.assumptions
    return AnswersPage(about, tuple(rows), file, update_command(workspace))


def update_command(workspace: Workspace) -> str:
    """What to type to compare again with what was answered."""
    return shlex.join(["mlorg", "compare", str(workspace.folder)])


def _counted(workspace: Workspace, assumption: str) -> str:
    from ..decide.answers import is_share
    from ..sim import priors

    prior, settings = priors()[assumption], workspace.settings
    if is_share(prior):
        return "a share: 20 %, or 2 of 10"
    if prior.unit == "years of ML pay":
        return settings.currency or "money" if settings.cost_of_ml_person_year else "years of one ML person's pay"
    return {"days": "work days", "count": "a number"}.get(prior.unit, prior.unit)


def notation(prior: Prior) -> str:
    """A prior as it is written in files, e.g. `lognormal(5, 0.4)`."""
    from ..sim.environment import DISTRIBUTIONS

    numbers = (prior.p1, prior.p2)[: len([p for p in DISTRIBUTIONS[prior.distribution] if p])]
    return f"{prior.distribution}({', '.join(f'{n:g}' for n in numbers)})"
