"""AI inventories: a real one with its stages and waits, and dirty dates."""

from datetime import date

from mlorg.org import Ref

from ..sources import known, scanned, workspace


def test_the_facts_of_the_federal_inventory_of_2024(tmp_path, real_data):
    """Stages, waiting for tools, central intake and quartiles of time, as counted when the data were taken."""
    file = real_data / "us-federal-ai-inventory/2024_consolidated_ai_inventory_raw_v2.csv"
    found = known(workspace(tmp_path, f"name: US\nsources: [{{id: us, kind: ai-inventory, path: {file}}}]\n"))
    whole = {name: facts[0].value for name, facts in found.facts[Ref("tracker", "us")].items()}
    assert whole["use_cases"] == 2133
    assert (whole["phase.development"], whole["phase.implementation"], whole["phase.retired"]) == (404, 287, 142)
    assert (whole["phase.operation"], whole["phase.initiated"], whole["phase.Ideation"]) == (874, 370, 9)
    assert whole["waited.Less than 6 months"] == 798
    assert whole["waited.6-12 months"] == 137
    assert whole["waited.More than 12 months"] == 70
    span = "initiated_to_implemented"
    assert [round(whole[f"{span}.{key}"]) for key in ("q1", "median", "q3", "p90")] == [35, 247, 620, 1361]
    assert whole[f"{span}.count"] == 614
    assert whole["implemented_before_initiated"] == 17
    assert [whole[f"{span}.{who}.median"] for who in ("in-house", "contract", "both")] == [304, 253, 215]


def test_the_inventory_of_2023_is_read_too(tmp_path, real_data):
    file = real_data / "us-federal-ai-inventory/2023_consolidated_ai_inventory_raw.csv"
    page = scanned(workspace(tmp_path, f"name: US\nsources: [{{id: us, kind: ai-inventory, path: {file}}}]\n"))
    assert page.sources[0].outcome == "read"
    assert dict(page.entities)["use_case"] > 700


def test_own_columns_and_dirty_dates(tmp_path):
    text = "Case;State;Began;Done\nLetters;Operation;13.01.2024;01.03.2024\nForms;Ideation;7/16/1905;N/A\n"
    columns = "{name: Case, phase: State, initiated: Began, implemented: Done}"
    settings = f"name: T\nsources: [{{kind: ai-inventory, path: cases.csv, columns: {columns}}}]\n"
    found = known(workspace(tmp_path, settings, cases_dot_csv=text))
    assert found.of(Ref("use_case", "Letters"), "initiated").value == date(2024, 1, 13)
    assert found.of(Ref("use_case", "Forms"), "initiated") is None
    assert found.of(Ref("use_case", "Forms"), "phase").value == "Ideation"


def test_a_column_that_is_not_there_is_named(tmp_path):
    settings = "name: T\nsources: [{kind: ai-inventory, path: c.csv, columns: {name: Titel}}]\n"
    page = scanned(workspace(tmp_path, settings, c_dot_csv="Title\nx\n"))
    assert page.sources[0].outcome == "partial"
    assert "'Titel'" in str(page.sources[0].problems[0])


def test_cp1252_is_read_with_a_warning(tmp_path):
    folder = workspace(tmp_path, "name: T\nsources: [{kind: ai-inventory, path: c.csv}]\n")
    (folder / "c.csv").write_bytes("Title\nCafé\x92s letters\x9d\n".encode("latin-1"))
    page = scanned(folder)
    assert page.sources[0].outcome == "read"
    assert "cp1252" in page.sources[0].problems[0].message
