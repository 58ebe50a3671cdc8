"""`mlorg scan` and `mlorg explain` on sources that a test writes."""

import json
from pathlib import Path

import pytest

RULES = "/models/fraud/ @org/payments\n/models/churn/ @org/growth @org/payments\n"
FILES = "models/fraud/a.py\nmodels/churn/b.py\nREADME.md\n"
SETTINGS = """\
name: Quillfeather (invented)
sources:
  - kind: codeowners
    path: CODEOWNERS
    files: files.txt
    repository: shop
    assets: {models/fraud: "model:fraud"}
"""
ORG = """\
units:
  payments: {name: Payments}
  risk: {name: Risk}
models:
  fraud: {name: Fraud, line: payments}
ownership:
  - {asset: model:fraud, maintain: risk}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace whose org.yaml and CODEOWNERS disagree about a model."""
    for name, text in {"mlorg.yaml": SETTINGS, "org.yaml": ORG, "CODEOWNERS": RULES, "files.txt": FILES}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_scan_names_what_the_sources_do_not_agree_on(mlorg, shop):
    ended = mlorg("scan", "-w", shop, "--format", "json")
    assert ended.code == 0
    (found,) = ended.data()["contradictions"]
    assert (found["subject"], found["attribute"]) == ("model:fraud", "owner.maintain")
    assert found["believed"]["value"] == "unit:risk"
    assert found["against"][0]["value"] == "unit:payments"
    assert found["against"][0]["place"] == "CODEOWNERS:1"


def test_explain_shows_every_statement_and_why(mlorg, shop):
    mlorg("scan", "-w", shop)
    ended = mlorg("explain", "fraud", "-w", shop)
    assert ended.code == 0
    assert "workspace is believed before codeowners by the built-in table" in " ".join(ended.out.split())
    assert "CODEOWNERS:1" in ended.out


def test_the_order_of_sources_may_be_changed(mlorg, shop):
    with (shop / "mlorg.yaml").open("a") as settings:
        settings.write("precedence: {owner: [codeowners]}\n")
    mlorg("scan", "-w", shop)
    assert (
        mlorg("scan", "-w", shop, "--format", "json").data()["contradictions"][0]["believed"]["value"]
        == "unit:payments"
    )
    rows = mlorg("show", "ownership", "-w", shop, "--format", "json").data()["assets"]
    assert [cell["owner"] for cell in rows[0]["cells"] if cell["responsibility"] == "maintain"] == ["Payments"]


def test_scanning_again_reads_nothing_and_says_the_same(mlorg, shop):
    first = mlorg("scan", "-w", shop, "--format", "json").data()
    again = mlorg("scan", "-w", shop, "--format", "json").data()
    assert again["sources"][0]["outcome"] == "unchanged"
    assert {**again, "sources": 0} == {**first, "sources": 0}


def test_a_source_that_is_removed_is_forgotten(mlorg, shop):
    mlorg("scan", "-w", shop)
    (shop / "mlorg.yaml").write_text("sources: [{kind: codeowners, id: other, path: CODEOWNERS}]\n")
    mlorg("scan", "-w", shop)
    assert [path.name for path in (shop / ".mlorg/evidence/statements").iterdir()] == ["other.jsonl"]


def test_a_broken_source_costs_the_others_nothing(mlorg, shop):
    mlorg("scan", "-w", shop)
    with (shop / "mlorg.yaml").open("a") as settings:
        settings.write("  - {kind: roster, path: nowhere.csv}\n")
    ended = mlorg("scan", "-w", shop, "--format", "json")
    assert ended.code == 3
    outcomes = {row["source"]: row["outcome"] for row in ended.data()["sources"]}
    assert outcomes == {"codeowners": "unchanged", "roster": "failed"}
    assert "nowhere.csv" in json.dumps(ended.data()["sources"][1]["problems"])
    assert len(ended.data()["contradictions"]) == 1


def test_without_sources_it_says_what_to_write(mlorg, tmp_path):
    (tmp_path / "mlorg.yaml").write_text("name: x\n")
    ended = mlorg("scan", "-w", tmp_path)
    assert ended.code == 2
    assert "sources:" in ended.err


def test_explaining_what_is_not_there_suggests(mlorg, shop):
    mlorg("scan", "-w", shop)
    ended = mlorg("explain", "model:fruad", "-w", shop)
    assert ended.code == 2
    assert "model:fraud" in ended.err


def test_a_scenario_may_change_what_only_a_source_says(mlorg, shop):
    """Every command loads the workspace, whichever of files and sources the scenario rests on."""
    with (shop / "mlorg.yaml").open("a") as settings:
        settings.write("precedence: {owner: [codeowners]}\n")
    mlorg("scan", "-w", shop)
    (shop / "scenarios").mkdir()
    change = "changes:\n  - disown: {asset: model:fraud, responsibility: maintain, owner: payments}\n"
    (shop / "scenarios" / "free.yaml").write_text(change, encoding="utf-8")
    assert mlorg("diff", "baseline", "free", "-w", shop).code == 0
    assert [mlorg(name, "-w", shop).code for name in ("scan", "check")] == [0, 1]
    (shop / "scenarios" / "free.yaml").write_text(change.replace("payments", "risk"), encoding="utf-8")
    ended = mlorg("diff", "baseline", "free", "-w", shop)
    assert (ended.code, "there is no ownership" in ended.err) == (2, True)
