"""`mlorg init`: what it writes, what it tells, and what it never does."""

import json
import shutil
import subprocess

from tests.real_data import real_data


def test_it_writes_a_workspace_and_says_what_it_understood(mlorg, roster, tmp_path):
    ended = mlorg("init", tmp_path / "acme", "--roster", roster)
    assert (ended.code, ended.err) == (0, "")
    written = {path.relative_to(tmp_path / "acme").as_posix() for path in (tmp_path / "acme").rglob("*")}
    assert {"mlorg.yaml", "org.yaml", "people.csv", ".gitignore", ".mlorg/names.csv"} <= written
    assert "10 people in 10 posts, from 10 rows" in ended.out
    assert "2 people in machine learning" in ended.out
    assert f"mlorg show tree {tmp_path / 'acme'}" in " ".join(ended.out.split())


def test_names_and_addresses_stand_in_the_key_file_alone(mlorg, roster, tmp_path):
    folder = tmp_path / "acme"
    ended = mlorg("init", folder, "--roster", roster, "--explain")
    texts = {path.name: path.read_text() for path in folder.rglob("*") if path.is_file()}
    with_names = [name for name, text in texts.items() if "Example" in text or "@example" in text]
    assert with_names == ["names.csv"]
    assert "Ada" not in ended.out


def test_git_sees_neither_people_nor_key_nor_the_roster_inside(mlorg, roster, tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    shutil.move(roster, folder / "export.csv")
    assert mlorg("init", folder, "--roster", folder / "export.csv").code == 0
    subprocess.run(["git", "init", "-q", folder], check=True)
    seen = subprocess.run(
        ["git", "-C", folder, "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True
    ).stdout
    assert "org.yaml" in seen
    assert not any(name in seen for name in ("people.csv", "names.csv", "export.csv"))


def test_it_overwrites_nothing_unless_forced(mlorg, acme, roster):
    (acme / "org.yaml").write_text("units: {}\n")
    ended = mlorg("init", acme, "--roster", roster)
    assert ended.code == 2
    assert "holds mlorg.yaml, org.yaml, people.csv, … already; nothing was written" in ended.err
    assert (acme / "org.yaml").read_text() == "units: {}\n"
    assert mlorg("init", acme, "--roster", roster, "--force").code == 0
    assert "vp-sales" in (acme / "org.yaml").read_text()


def test_forced_again_people_keep_their_pseudonyms(mlorg, acme, roster):
    before = (acme / "people.csv").read_text()
    assert mlorg("init", acme, "--roster", roster, "--force").code == 0
    assert (acme / "people.csv").read_text() == before


def test_explain_tells_what_each_column_became_and_map_overrides(mlorg, roster, tmp_path):
    explained = mlorg("init", tmp_path / "a", "--roster", roster, "--explain").out
    assert "Department" in explained
    assert "because" in explained
    mapped = mlorg("init", tmp_path / "b", "--roster", roster, "--explain", "--map", "Department=team").out
    assert "--map Department=team" in mapped
    assert "because" not in mlorg("init", tmp_path / "c", "--roster", roster).out


def test_units_may_come_from_departments(mlorg, roster, tmp_path):
    assert mlorg("init", tmp_path / "a", "--roster", roster, "--units", "department").code == 0
    units = mlorg("show", "--stats", "-w", tmp_path / "a", "--format", "json").data()["units"]
    assert units >= 3


def test_a_blank_manager_is_unknown_unless_told_otherwise(mlorg, roster, tmp_path):
    roster.write_text(roster.read_text().replace(",none", ","))
    for name, option, roots in (("a", [], 0), ("b", ["--blank-is-root"], 1)):
        assert mlorg("init", tmp_path / name, "--roster", roster, *option).code == 0
        data = mlorg("show", "--stats", "-w", tmp_path / name, "--format", "json").data()
        assert (data["roots"], data["reports_unresolved"]) == (roots, 1 - roots)


def test_rows_that_are_not_understood_are_listed_and_the_rest_is_there(mlorg, roster, tmp_path):
    roster.write_text(roster.read_text() + "11,Kay Example,kay@example.com,Clerk,Sales,6,too,many,cells\n")
    ended = mlorg("init", tmp_path / "a", "--roster", roster)
    assert ended.code == 3
    assert "Not understood  1" in ended.out
    assert f"{roster.name}:12" in "".join(ended.out.split())
    assert "Kay" not in ended.out
    data = mlorg("show", "--stats", "-w", tmp_path / "a", "--format", "json").data()
    assert data["people"] >= 10


def test_json_holds_the_same_and_nothing_else_on_stdout(mlorg, roster, tmp_path):
    ended = mlorg("init", tmp_path / "a", "--roster", roster, "--format", "json", "--name", "Acme")
    document = json.loads(ended.out)
    assert document["schema"] == "mlorg.init/1"
    assert document["data"]["organization"] == "Acme"
    assert document["data"]["rows"] == 10
    assert document["data"]["statistics"]["people"] == 10


def test_a_file_that_is_no_roster_is_told_where_and_what_next(mlorg, roster, tmp_path):
    roster.write_text("nothing,here\n1,2\n")
    ended = mlorg("init", tmp_path / "a", "--roster", roster)
    assert ended.code == 2
    assert "--map" in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "a").exists()


def test_a_roster_that_is_not_there_is_named(mlorg, tmp_path):
    ended = mlorg("init", tmp_path / "a", "--roster", tmp_path / "gone.csv")
    assert ended.code == 2
    assert "gone.csv" in ended.err


def test_all_snapshots_of_a_real_roster_become_workspaces(mlorg, tmp_path):
    """Head counts of the eleven quarters stand in the description of the data."""
    files = sorted(real_data("sourcegraph-roster").glob("*.csv"))
    people = []
    for file in files:
        folder = tmp_path / file.stem
        assert mlorg("init", folder, "--roster", file).code == 0
        people.append(mlorg("show", "--stats", "-f", "json", "-w", folder).data()["people"])
    assert people == [230, 271, 244, 229, 203, 192, 187, 170, 164, 165, 167]


def test_figures_of_a_real_roster(mlorg, tmp_path):
    folder = tmp_path / "real"
    assert mlorg("init", folder, "--roster", real_data("sourcegraph-roster/roster-2024-06-30.csv")).code == 0
    data = mlorg("show", "--stats", "--format", "json", "-w", folder).data()
    assert (data["entries"], data["people"], data["depth"], data["roots"]) == (175, 167, 5, 1)
    assert (data["span_median"], data["span_max"]) == (4, 16)
    assert (data["seats"], data["seats_with_reports"]) == (43, 39)
    assert data["levels"] == [1, 13, 66, 81, 14]


def test_a_real_roster_that_names_few_managers_loads_and_says_so(mlorg, tmp_path):
    folder = tmp_path / "real"
    ended = mlorg("init", folder, "--roster", real_data("sourcegraph-roster/roster-2021-12-31.csv"))
    assert ended.code == 0
    assert "213 of 232 rows name no manager" in " ".join(ended.out.split())
    shown = mlorg("show", "--stats", "--format", "json", "-w", folder)
    assert shown.data()["reports_unresolved"] == 213
    assert "213 of 232 posts name no manager" in shown.err
