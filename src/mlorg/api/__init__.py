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
from .bundling import reproduce, write_bundle
from .changing import ProposalOptions, delta, proposal_text, propose
from .checking import CheckRequest, check, rules
from .claims import ClaimsOptions, claims
from .comparing import REPORT, ComparisonOptions, compare, write_report
from .computing import KEPT
from .demo import demo_size, introduce_demo, write_demo
from .importing import ImportOptions, create_workspace
from .oracles import OracleOptions, oracles
from .planning import PlanOptions, plan, write_plan
from .reporting import check_forms, report, write_files
from .scanning import ScanRequest, evidence, explain, scan
from .searching import SearchOptions, search
from .selecting import Selection, load, organization, scenario
from .showing import VIEWS, ownership, schema, show, spans, statistics, tree
from .validating import ValidationOptions, calibrate, validate

__all__ = [
    "KEPT",
    "REPORT",
    "VIEWS",
    "AssessRequest",
    "CheckRequest",
    "ClaimsOptions",
    "ComparisonOptions",
    "DecisionInterview",
    "ImportOptions",
    "Interview",
    "OracleOptions",
    "PlanOptions",
    "ProposalOptions",
    "ScanRequest",
    "SearchOptions",
    "Selection",
    "ValidationOptions",
    "answer_questions",
    "assess",
    "calibrate",
    "check",
    "check_forms",
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
    "plan",
    "proposal_text",
    "propose",
    "questions",
    "report",
    "reproduce",
    "rules",
    "scan",
    "scenario",
    "schema",
    "search",
    "show",
    "spans",
    "statistics",
    "tree",
    "validate",
    "write_assessment",
    "write_bundle",
    "write_demo",
    "write_files",
    "write_plan",
    "write_report",
]
