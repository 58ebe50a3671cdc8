"""One invented company whose systems contradict each other in known ways: exactly these contradictions are found.

HR, code host, catalogue, registry, warehouse and serving speak of the same two models. What is wrong with each is said
beside it.
"""

import json
from pathlib import Path

import pytest

from mlorg.api import CheckRequest, check, evidence
from mlorg.org.facts import Evidence

from .sources import scanned, workspace

SETTINGS = """\
name: Lanternfish & Co (invented)
as_of: 2026-01-31
sources:
  - {id: hr, kind: roster, path: hr, units: department}
  - {kind: backstage, path: catalog}
  - {kind: codeowners, path: CODEOWNERS, files: files.txt, repository: shop, assets: {ml/fraud: "model:fraud"}}
  - {kind: mlflow, path: registry}
  - {kind: dbt, path: target}
  - {kind: kserve, path: deploy}
"""
HEAD = "Employee ID,Name,Work Email,Job Title,Department,Manager\n"
STAFF = (
    HEAD
    + "1,Ada Vex,ada@lantern.example,CEO,Board,none\n"
    + "2,Bo Quill,bo@lantern.example,Head of Risk,Risk,1\n"
    + "3,Cy Rand,cy@lantern.example,Data Scientist,Risk,2\n"
    + "4,Di Sorrel,di@lantern.example,Head of Platform,Platform,1\n"
    + "5,Ed Tam,ed@lantern.example,Head of Data,Data,1\n"
)
WITHOUT_CY = "".join(line for line in STAFF.splitlines(keepends=True) if not line.startswith("3,"))

CATALOG = """\
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: fraud}
spec: {type: ml-model, lifecycle: production, owner: risk}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: churn}
spec: {type: ml-model, lifecycle: experimental, owner: Growth}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: risk}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: growth}
spec: {type: team, children: []}
"""


def registered(name: str, stage: str, tags: dict[str, str]) -> str:
    version = {"version": "1", "current_stage": stage, "creation_timestamp": 1_672_531_200_000}
    return json.dumps({"mlflow": {"registered_model": {"name": name, "tags": tags, "versions": [version]}}})


FILES = {
    "hr__staff-2025-09-30_dot_csv": STAFF,
    "hr__staff-2025-12-31_dot_csv": WITHOUT_CY,  # the data scientist of Risk has left
    "catalog__all_dot_yaml": CATALOG,
    "CODEOWNERS": "/ml/fraud/ @lantern/platform\n/ml/churn/ cy@lantern.example\n/ml/gone/ @lantern/risk\n",
    "files_dot_txt": "ml/fraud/train.py\nml/churn/train.py\nREADME.md\n",
    "registry__fraud__model_dot_json": registered("fraud", "Production", {"team": "risk"}),
    "registry__churn__model_dot_json": registered("churn", "Production", {}),  # the catalogue calls it experimental
    "target__manifest_dot_json": json.dumps(
        {
            "nodes": {"model.s.tx": {"resource_type": "model", "name": "tx", "unique_id": "model.s.tx"}},  # no owner
            "exposures": {
                "e": {
                    "name": "fraud",
                    "type": "ml",
                    "owner": {"email": "bo@lantern.example"},
                    "depends_on": {"nodes": ["model.s.tx"]},
                }
            },
        }
    ),
    "deploy__s_dot_yaml": "kind: InferenceService\nmetadata: {name: fraud, labels: {team: platform}}\n",
}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The workspace, scanned."""
    workspace(tmp_path, SETTINGS, **FILES)
    assert [row.outcome for row in scanned(tmp_path).sources] == ["read"] * 6
    return tmp_path


def test_exactly_these_contradictions_are_found(company):
    found: Evidence = evidence(company)
    told = {
        (str(c.subject), c.attribute, c.winner.source, tuple(sorted(s.source for _, s in c.others)))
        for c in found.contradictions
    }
    assert told == {
        (
            "model:fraud",
            "owner.maintain",
            "dbt",
            ("backstage", "codeowners", "mlflow"),
        ),  # a person, Risk twice, Platform
        ("model:churn", "stage", "mlflow", ("backstage",)),
    }


def test_exactly_these_findings_follow(company):
    page = check(company, CheckRequest(("all", "-contradiction", "-no-owner", "-lost-lines")))
    assert {(row.rule, row.subject) for row in page.findings} == {
        ("old-model", "model:fraud"),
        ("old-model", "model:churn"),
        ("unknown-unit", "model:churn"),  # 'Growth' for growth
        ("production-data-without-owner", "dataset:tx"),
        ("owner-left", "path:shop/ml/churn/"),
        ("dead-rule", "path:shop/ml/gone/"),
        ("uncovered-files", "repository:shop"),
    }


def test_the_reader_of_the_finding_learns_that_nobody_is_there_and_not_who_left(company):
    (row,) = check(company, CheckRequest(("owner-left",))).findings
    assert "no active owner" in row.message
    assert "a person" in row.evidence[0].says
    assert row.place.line == 2
