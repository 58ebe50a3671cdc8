"""Each rule on an organisation that breaks it, and on one that does not."""

from dataclasses import replace
from datetime import date

import pytest

from mlorg.assess.checks import Checked, Choice, Rule, Severity, built_in_rules, check
from mlorg.assess.checks.running import CheckResult
from mlorg.errors import Place
from mlorg.evidence.reconciling.reconcile import Grounds, reconcile
from mlorg.org import Ref, Source, Statement

DAY = date(2026, 1, 31)
PLACE = Place("x.yaml", 7)


def said(subject: str, attribute: str, value: object, source: str = "a", **more: object) -> Statement:
    """`said("model:m", "owner", "unit:u")`; a value with a colon and a known kind is a reference."""
    kinds = ("unit", "post", "person", "alias", "dataset", "model", "nobody", "component", "path", "repository")
    text = str(value)
    ref = Ref(*text.split(":", 1)) if text.split(":")[0] in kinds and ":" in text else value
    return Statement(Ref(*subject.split(":", 1)), attribute, ref, source, PLACE, **more)  # type: ignore[arg-type]


def checked(*statements: Statement) -> Checked:
    kinds = {"a": "backstage", "b": "codeowners"}
    grounds = Grounds(sources={name: Source(name, kind, name) for name, kind in kinds.items()}, today=DAY)
    found, _ = reconcile(statements, grounds)
    return Checked(found, found.organization.at(DAY), DAY)


def result(*statements: Statement, choice: Choice | None = None) -> CheckResult:
    return check(checked(*statements), built_in_rules(), choice or Choice())


def rules_broken(*statements: Statement) -> set[str]:
    found = result(*statements)
    assert not found.problems
    return {finding.rule for finding in found.findings}


U = [said(f"unit:{name}", "exists", True) for name in ("u", "v", "w")]
M = [said("model:m", "exists", True), said("model:m", "stage", "production")]

BROKEN = {
    "no-owner": [*U, *M, said("model:m", "owner.build", "unit:u")],
    "no-owner-in-catalog": [said("component:c", "exists", True), said("component:c", "owner", "unit:unspecified")],
    "unknown-unit": [*U, *M, said("model:m", "owner", "unit:U")],
    "owner-left": [
        *M,
        said("person:p", "exists", True, until=date(2025, 12, 31)),
        said("model:m", "owner.maintain", "person:p"),
    ],
    "owner-not-recognised": [said("person:p", "exists", True), *M, said("model:m", "owner", "alias:a-1", "b")],
    "two-accountable": [
        *U,
        *M,
        said("model:m", "owner.maintain", "unit:u"),
        said("model:m", "owner.maintain", "unit:v"),
    ],
    "owner-does-not-work": [
        *U,
        *M,
        said("model:m", "owner", "unit:u"),
        *(said(f"person:p{n}", "exists", True) for n in range(5)),
        *(said(f"person:p{n}", "member_of", "unit:v") for n in range(5)),
        *(said("model:m", "author", f"person:p{n}", amount=9) for n in range(5)),
    ],
    "one-owner-for-all": [*U, *(said(f"component:c{n}", "owner", "unit:u") for n in range(12))],
    "three-units": [
        *U,
        *M,
        said("model:m", "owner.build", "unit:u"),
        said("model:m", "owner.deploy", "unit:v"),
        said("model:m", "owner.maintain", "unit:w"),
    ],
    "production-without-maintainer": M,
    "production-without-monitoring": [*M, said("model:m", "monitored", False)],
    "old-model": [*M, said("model:m", "version_on", date(2024, 1, 1))],
    "bus-factor-one": [
        *M,
        said("model:m", "author", "alias:a-1", amount=30, until=date(2026, 1, 1)),
        said("model:m", "author", "alias:a-2", amount=5, until=date(2026, 1, 1)),
    ],
    "production-data-without-owner": [*M, said("model:m", "uses", "dataset:d")],
    "data-outside-division": [
        *U,
        *M,
        said("dataset:d", "exists", True),
        said("model:m", "uses", "dataset:d"),
        said("dataset:d", "owner", "unit:u"),
        said("model:m", "owner", "unit:v"),
    ],
    "dead-rule": [said("path:r/x", "rule.matches", False)],
    "uncovered-files": [said("repository:r", "files", 10), said("repository:r", "files_without_owner", 2)],
    "owner-without-rights": [
        *U,
        said("unit:u", "rights.write", "repository:r"),
        said("path:r/x", "owner", "unit:v", "b"),
    ],
    "wide-span": [
        said("post:top", "exists", True),
        *(said(f"post:p{n}", "reports_to", "post:top") for n in range(16)),
    ],
    "narrow-span": [said(f"post:p{n}", "reports_to", f"post:p{n + 1}") for n in range(12)],
    "many-layers": [said(f"post:p{n}", "reports_to", f"post:p{n + 1}") for n in range(12)],
    "lost-lines": [said("post:p", "title", "Engineer")],
    "contradiction": [*U, *M, said("model:m", "owner", "unit:u"), said("model:m", "owner", "unit:v", "b")],
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_finds_what_breaks_it(rule):
    assert rule in rules_broken(*BROKEN[rule])


def test_every_rule_is_broken_by_a_test():
    off = {"owner-is-person"}
    assert {rule.id for rule in built_in_rules()} == set(BROKEN) | off


GOOD = [
    *U,
    *M,
    *(said("model:m", f"owner.{r}", "unit:u") for r in ("build", "deploy", "maintain")),
    said("model:m", "version_on", date(2026, 1, 1)),
    said("model:m", "monitored", True),
    said("model:m", "uses", "dataset:d"),
    said("dataset:d", "exists", True),
    *(said("dataset:d", f"owner.{r}", "unit:u") for r in ("collect", "warehouse", "label", "pipeline")),
    said("path:r/x", "rule.matches", True),
    said("repository:r", "files", 10),
    said("repository:r", "files_without_owner", 0),
]


def test_nothing_is_found_where_all_is_well():
    assert rules_broken(*GOOD) == set()


def test_a_policy_may_want_units():
    person = [*M, said("person:p", "exists", True), said("model:m", "owner.maintain", "person:p")]
    choice = Choice(settings={"owner-is-person": {"kinds": ("model",)}})
    assert "owner-is-person" in {f.rule for f in result(*person, choice=choice).findings}


@pytest.mark.parametrize("rule", built_in_rules(), ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_whence(rule: type[Rule]):
    assert rule.message().endswith(".")
    assert rule.explanation()
    assert rule.fix
    assert rule.source.endswith(".")
    assert isinstance(rule.severity, Severity)


def test_no_finding_tells_who_it_is():
    people = [*M, said("person:p-77", "exists", True, until=date(2025, 1, 1)), said("model:m", "owner", "person:p-77")]
    assert all("p-77" not in f.message + f.fix for f in result(*people).findings)


def test_fingerprints_stay_when_lines_move():
    moved = [replace(s, place=Place("x.yaml", 99)) for s in BROKEN["contradiction"]]
    before, after = result(*BROKEN["contradiction"]), result(*moved)
    assert [f.fingerprint for f in before.findings] == [f.fingerprint for f in after.findings]
    assert len({f.fingerprint for f in before.findings}) == len(before.findings)
