"""What the rules found, as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ...assess.checks.rule import Finding, Rule
from ...assess.checks.running import CheckResult
from ...errors import Place, Problem
from ...org import Ref
from ...org.statements import Statement, Value
from ..evidence import text_of
from ..pages import About, Page


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A statement a finding rests on; people are shown as "a person"."""

    source: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding. `fingerprint` stays the same from run to run, also when lines move."""

    rule: str
    severity: str
    subject: str
    message: str
    fix: str
    place: Place
    evidence: tuple[EvidenceRow, ...]
    fingerprint: str
    uncertain: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule that was followed: what it means, where it comes from, and how often it was broken."""

    rule: str
    severity: str
    message: str
    explanation: str
    fix: str
    source: str
    found: int


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A finding that is accepted, why, and until when."""

    rule: str
    subject: str
    reason: str
    until: date | None
    place: str


@dataclass(frozen=True, slots=True)
class CheckPage(Page):
    """Findings of the rules, gravest first.

    `incomplete` names sources of which the last scan could not read all: what rests on them may be missing here.
    """

    schema: ClassVar[str] = "mlorg.check/1"
    findings: tuple[FindingRow, ...]
    rules: tuple[RuleRow, ...]
    ignored: tuple[IgnoredRow, ...] = ()
    expired: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    folder: str = ""
    """Where the workspace lies; places are relative to it."""
    assets: int = 0
    """Models, data sets, platforms and use cases that are known: what most rules judge."""

    @property
    def failing(self) -> int:
        """Findings that are errors or warnings."""
        return sum(row.severity != "note" for row in self.findings)


def check_page(
    result: CheckResult, rules: Iterable[Rule], incomplete: Iterable[str], about: About, folder: str = ""
) -> CheckPage:
    """The page of a check."""
    counts = Counter(finding.rule for finding in result.findings)
    return CheckPage(
        about,
        tuple(_row(finding) for finding in result.findings),
        tuple(rule_row(rule, counts[rule.id]) for rule in rules),
        tuple(IgnoredRow(f.rule, f.subject, by.reason, by.until, str(by.place)) for f, by in result.ignored),
        tuple(f"{one.rule} {one.subject} ({one.reason}) until {one.until}, {one.place}" for one in result.expired),
        tuple(incomplete),
        result.problems,
        folder,
        result.assets,
    )


def _row(finding: Finding) -> FindingRow:
    return FindingRow(
        finding.rule,
        finding.severity.value,
        finding.subject,
        finding.message,
        finding.fix,
        finding.place,
        tuple(_said(statement) for statement in finding.statements[:10]),
        finding.fingerprint,
        finding.uncertain,
    )


def _said(statement: Statement) -> EvidenceRow:
    return EvidenceRow(statement.source, str(statement.place), f"{statement.attribute} is {_value(statement.value)}")


def _value(value: Value) -> str:
    return "a person" if isinstance(value, Ref) and value.kind in ("alias", "person") else text_of(value)


def rule_row(rule: Rule, found: int = 0) -> RuleRow:
    """A rule with its own words."""
    return RuleRow(rule.id, rule.level.value, rule.message(), rule.explanation(), rule.fix, rule.source, found)
