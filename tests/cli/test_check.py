"""`mlorg check`: forms, exit codes, what is chosen and ignored."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

SETTINGS = "name: Quillfeather (invented)\nas_of: 2026-01-31\n"
ORG = """\
units:
  payments: {name: Payments}
models:
  fraud: {name: Fraud, line: payments, stage: production}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with a model in production that nobody maintains."""
    (tmp_path / "mlorg.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "org.yaml").write_text(ORG, encoding="utf-8")
    return tmp_path


def add(folder: Path, text: str) -> None:
    (folder / "mlorg.yaml").write_text(SETTINGS + text, encoding="utf-8")


def test_findings_have_place_fix_and_exit_code(mlorg, shop):
    ended = mlorg("check", "-w", shop)
    assert ended.code == 1
    text = " ".join(ended.out.split())
    assert "error model:fraud is in production and nobody is known to maintain it." in text
    assert "org.yaml:4" in text


def test_nothing_is_written_by_looking(mlorg, shop):
    mlorg("check", "-w", shop)
    assert not (shop / ".mlorg").exists()


def test_json_has_rules_with_their_sources(mlorg, shop):
    data = mlorg("check", "-w", shop, "--format", "json").data()
    assert {row["rule"] for row in data["findings"]} == {"no-owner", "production-without-maintainer"}
    assert all(row["source"] for row in data["rules"])


def test_sarif_has_what_code_scanning_needs(mlorg, shop):
    log = json.loads(mlorg("check", "-w", shop, "--format", "sarif").out)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0"
    for found in run["results"]:
        assert rules[found["ruleIndex"]] == found["ruleId"]
        assert found["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
        assert found["partialFingerprints"]["mlorg/v1"]


def test_junit_counts_failures(mlorg, shop):
    suite = ElementTree.fromstring(mlorg("check", "-w", shop, "--format", "junit").out)[0]
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) == 4


def test_github_gets_one_command_a_finding(mlorg, shop, monkeypatch):
    monkeypatch.chdir(shop.parent)
    lines = mlorg("check", "-w", shop, "--format", "github").out.splitlines()
    start = f"::error file={shop.name}/org.yaml,line=4,title=mlorg production-without-maintainer::model:fraud"
    assert lines[0].startswith(start)


def test_ignoring_wants_a_reason_and_expires(mlorg, shop):
    add(shop, "checks: {ignore: [{rule: 'no-*', subject: 'model:*'}]}\n")
    refused = mlorg("check", "-w", shop)
    assert refused.code == 2
    assert "mlorg.yaml:3" in refused.err
    ignore = "- {rule: '*', subject: 'model:*', reason: being retired, until: %s}"
    add(shop, f"checks:\n  ignore:\n    {ignore % '2026-06-30'}\n")
    assert mlorg("check", "-w", shop).code == 0
    add(shop, f"checks:\n  ignore:\n    {ignore % '2026-01-30'}\n")
    late = mlorg("check", "-w", shop)
    assert late.code == 1
    assert "has expired" in late.out


def test_rules_are_selected_and_weighed(mlorg, shop):
    add(shop, "checks: {select: [all, -production-*], severity: {no-owner: note}}\n")
    ended = mlorg("check", "-w", shop, "--format", "json")
    assert ended.code == 0
    assert {row["severity"] for row in ended.data()["findings"]} == {"note"}
    assert mlorg("check", "-w", shop, "--select", "no-ownr").code == 2


def test_settings_of_rules_are_checked(mlorg, shop):
    add(shop, "checks:\n  settings:\n    old-model: {dayz: 3}\n    wide-span: {most: many}\n")
    ended = mlorg("check", "-w", shop)
    assert ended.code == 2
    assert "mlorg.yaml:5" in ended.err
    assert "'dayz'" in ended.err
    assert "'many' is not a number" in ended.err


OWN = '''\
from mlorg.assess.checks import Rule


class ModelsHaveLines(Rule):
    """{subject} has a name of five letters."""

    id = "ours-five-letters"
    fix = "Choose another."
    source = "Our own rule."

    def findings(self, checked):
        for model in checked.organization.models:
            if len(model.name) == 5:
                yield self.finding(model.ref)
'''


def test_a_workspace_has_rules_of_its_own(mlorg, shop):
    (shop / "ours.py").write_text(OWN)
    add(shop, "checks: {rules: [ours.py], select: [ours-*]}\n")
    data = mlorg("check", "-w", shop, "--format", "json").data()
    assert [row["message"] for row in data["findings"]] == ["model:fraud has a name of five letters."]


def test_a_rule_that_fails_costs_the_others_nothing(mlorg, shop):
    (shop / "ours.py").write_text(OWN.replace("len(model.name)", "1 / 0"))
    add(shop, "checks: {rules: [ours.py]}\n")
    ended = mlorg("check", "-w", shop)
    assert ended.code == 1
    assert "'ours-five-letters' failed with ZeroDivisionError" in ended.out


def test_the_rules_are_listed(mlorg, shop):
    ended = mlorg("check", "--rules", "-w", shop)
    assert ended.code == 0
    assert "owner-left (error)" in ended.out


def test_the_workspace_may_be_named_with_or_without_the_option(mlorg, shop):
    by_option, by_place = mlorg("check", "-w", shop), mlorg("check", shop)
    assert by_place == by_option
    both = mlorg("check", shop, "-w", shop)
    assert both.code == 2
    assert "both name a workspace: give one" in " ".join(both.err.split())
