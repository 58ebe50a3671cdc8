"""What the command line, the web page and notebooks call: plain functions that take values and return pages.

A page is a value (`mlorg.report.pages`); `mlorg.report` shows it as text, JSON or Markdown. One module for each thing
that can be asked, named after it: `scanning.py` for `mlorg scan`. What several need is in `selecting.py` (which
organisation is meant), `computing.py` (where it is simulated) and `structuring.py` (whether there is anything to
structure). Readers of files are imported where they are needed, so that importing this package is cheap.
"""

from typing import TYPE_CHECKING

from .asking import DecisionInterview, answer_questions, decision_interview, interview_after
from .assessing import (
    AssessRequest,
    Interview,
    assess,
    interview,
    keep_answer,
    questions,
    write_assessment,
)
from .assumptions import assumptions
from .backtesting import BacktestOptions, backtest
from .bundling import reproduce, write_bundle
from .changing import ProposalOptions, delta, proposal_text, propose, structures
from .checking import CheckRequest, check, rules
from .claims import ClaimsOptions, claims
from .comparing import NO_STRUCTURE, QUICK_LOOK, REPORT, ComparisonOptions, check_comparison, compare, write_report
from .computing import KEPT
from .demo import demo_size, introduce_demo, write_demo
from .drafting import Draft, choices, draft_as_told, draft_chart, draft_delta, org_chart, scenario_delta, with_draft
from .importing import ImportOptions, create_workspace
from .oracles import OracleOptions, oracles
from .planning import PlanOptions, plan, write_plan
from .purging import KEPT_BY_SERVER, kept_by_server, purge
from .reporting import check_forms, report, write_files
from .scanning import ScanRequest, evidence, explain, explain_from, scan, things
from .scenarios import ConflictError, add_scenario, change_scenario, free_name, scenario_list, scenario_page
from .searching import SearchOptions, check_search, save_mixture, search, search_outcomes
from .selecting import Selection, inputs_of, is_workspace, load, organization, scenario, state_of_files
from .showing import VIEWS, has_names, ownership, schema, show, spans, statistics, tree, unit_names
from .simulating import Histories, simulate
from .validating import ValidationOptions, calibrate, validate

if TYPE_CHECKING:
    from ..decide import Progress as Progress
    from ..org.facts import Evidence as Evidence
    from ..workspace import Workspace as Workspace
    from ..workspace.watching import FilesState as FilesState

__all__ = [
    "KEPT",
    "KEPT_BY_SERVER",
    "NO_STRUCTURE",
    "QUICK_LOOK",
    "REPORT",
    "VIEWS",
    "AssessRequest",
    "BacktestOptions",
    "CheckRequest",
    "ClaimsOptions",
    "ComparisonOptions",
    "ConflictError",
    "DecisionInterview",
    "Draft",
    "Histories",
    "ImportOptions",
    "Interview",
    "OracleOptions",
    "PlanOptions",
    "ProposalOptions",
    "ScanRequest",
    "SearchOptions",
    "Selection",
    "ValidationOptions",
    "add_scenario",
    "answer_questions",
    "assess",
    "assumptions",
    "backtest",
    "calibrate",
    "change_scenario",
    "check",
    "check_comparison",
    "check_forms",
    "check_search",
    "choices",
    "claims",
    "compare",
    "create_workspace",
    "decision_interview",
    "delta",
    "demo_size",
    "draft_as_told",
    "draft_chart",
    "draft_delta",
    "evidence",
    "explain",
    "explain_from",
    "free_name",
    "has_names",
    "inputs_of",
    "interview",
    "interview_after",
    "introduce_demo",
    "is_workspace",
    "keep_answer",
    "kept_by_server",
    "load",
    "oracles",
    "org_chart",
    "organization",
    "ownership",
    "plan",
    "proposal_text",
    "propose",
    "purge",
    "questions",
    "report",
    "reproduce",
    "rules",
    "save_mixture",
    "scan",
    "scenario",
    "scenario_delta",
    "scenario_list",
    "scenario_page",
    "schema",
    "search",
    "search_outcomes",
    "show",
    "simulate",
    "spans",
    "state_of_files",
    "statistics",
    "structures",
    "things",
    "tree",
    "unit_names",
    "validate",
    "with_draft",
    "write_assessment",
    "write_bundle",
    "write_demo",
    "write_files",
    "write_plan",
    "write_report",
]
