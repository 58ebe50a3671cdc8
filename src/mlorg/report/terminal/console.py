"""Which page is shown by what, and on which console."""

from __future__ import annotations

import os
import re
from functools import singledispatch
from typing import Any, TextIO, cast

from rich.console import Console

from ..asking import AnswersPage, DecisionQuestionsPage
from ..assessment.bank import BankPage
from ..assessment.page import AssessmentPage
from ..backtest import BacktestPage
from ..bundle import ReproducePage
from ..checks.page import CheckPage
from ..claims import ClaimsPage
from ..comparison.page import ComparisonPage
from ..evidence import ExplainPage, ScanPage
from ..imported import ImportPage
from ..oracles import OraclesPage
from ..organisation.page import DeltaPage, OwnershipPage, ProposalPage, SpansPage, StatisticsPage, TreePage
from ..pages import Page
from ..plan.page import PlanPage
from ..search.page import SearchPage
from ..validation import CalibrationPage, ValidationPage
from . import (
    asking,
    assessment,
    backtest,
    changes,
    checks,
    claims,
    comparison,
    evidence,
    figures,
    imported,
    oracles,
    ownership,
    plan,
    reproducing,
    search,
    tree,
    validation,
)

PIPE_WIDTH = 120
"""Columns where the output is no terminal and COLUMNS is not set."""


def open_console(stream: TextIO, color: bool = True) -> Console:
    """A console on the stream: no markup and no highlighting of its own, so that titles appear as they are."""
    piped = not stream.isatty()
    return Console(
        file=cast(TextIO, _Trimmed(stream)) if piped else stream,
        width=PIPE_WIDTH if piped and "COLUMNS" not in os.environ else None,
        no_color=True if not color else None,
        markup=False,
        highlight=False,
        emoji=False,
    )


class _Trimmed:
    """A stream whose lines end with their last letter: rich fills them up with blanks."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(_BLANKS_AT_END.sub("", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


_BLANKS_AT_END = re.compile(r" +$", re.MULTILINE)


@singledispatch
def show_page(page: Page, console: Console, everything: bool = False) -> None:
    """Print a page. Long lists are cut, and say so, unless `everything` is asked for."""
    raise TypeError(f"no way to show a {type(page).__name__} on a terminal")


show_page.register(ReproducePage, reproducing.show_reproduced)
show_page.register(TreePage, tree.show_tree)
show_page.register(OwnershipPage, ownership.show_ownership)
show_page.register(SpansPage, figures.show_spans)
show_page.register(StatisticsPage, figures.show_statistics)
show_page.register(DeltaPage, changes.show_delta)
show_page.register(ProposalPage, changes.show_proposal)
show_page.register(ImportPage, imported.show_import)
show_page.register(AssessmentPage, assessment.show_assessment)
show_page.register(BankPage, assessment.show_bank)
show_page.register(CheckPage, checks.show_check)
show_page.register(ScanPage, evidence.show_scan)
show_page.register(ExplainPage, evidence.show_explanation)
show_page.register(OraclesPage, oracles.show_oracles)
show_page.register(ValidationPage, validation.show_validation)
show_page.register(CalibrationPage, validation.show_calibration)
show_page.register(ClaimsPage, claims.show_claims)
show_page.register(DecisionQuestionsPage, asking.show_decision_questions)
show_page.register(AnswersPage, asking.show_answers)
show_page.register(SearchPage, search.show_search)
show_page.register(PlanPage, plan.show_plan)
show_page.register(BacktestPage, backtest.show_backtest)


@show_page.register
def _(page: ComparisonPage, console: Console, everything: bool = False) -> None:
    comparison.show_comparison(page, console, everything)
