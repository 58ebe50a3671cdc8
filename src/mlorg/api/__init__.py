"""What the command line, the web page and notebooks call: plain functions that take values and return pages.

A page is a value (`mlorg.report.pages`); `mlorg.report` shows it as text, JSON or Markdown. Readers of files are
imported where they are needed, so that importing this package is cheap.
"""

from .asking import DecisionInterview, answer_questions, decision_interview
from .assessing import (
    AssessRequest,
    Interview,
    assess,
    interview,
    questions,
    write_assessment,
)
from .backtesting import BacktestOptions, backtest
from .changing import ProposalOptions, delta, proposal_text, propose
from .checking import CheckRequest, check, rules
from .claims import ClaimsOptions, claims
from .comparing import REPORT, ComparisonOptions, compare, write_report
from .demo import demo_size, introduce_demo, write_demo
from .importing import ImportOptions, create_workspace
from .oracles import OracleOptions, oracles
from .scanning import ScanRequest, evidence, explain, scan
from .selecting import Selection, load, organization, scenario
from .showing import VIEWS, ownership, schema, show, spans, statistics, tree
from .validating import ValidationOptions, calibrate, validate

__all__ = [
    "REPORT",
    "VIEWS",
    "AssessRequest",
    "BacktestOptions",
    "CheckRequest",
    "ClaimsOptions",
    "ComparisonOptions",
    "DecisionInterview",
    "ImportOptions",
    "Interview",
    "OracleOptions",
    "ProposalOptions",
    "ScanRequest",
    "Selection",
    "ValidationOptions",
    "answer_questions",
    "assess",
    "backtest",
    "calibrate",
    "check",
    "claims",
    "compare",
    "create_workspace",
    "decision_interview",
    "delta",
    "demo_size",
    "evidence",
    "explain",
    "interview",
    "introduce_demo",
    "load",
    "oracles",
    "organization",
    "ownership",
    "proposal_text",
    "propose",
    "questions",
    "rules",
    "scan",
    "scenario",
    "schema",
    "show",
    "spans",
    "statistics",
    "tree",
    "validate",
    "write_assessment",
    "write_demo",
    "write_report",
]
