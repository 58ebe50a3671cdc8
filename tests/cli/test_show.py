"""`mlorg show`: every view, in words and in JSON, of the baseline, of a scenario, and of another day."""

import json
import os
import subprocess
import sys

import pytest

from .conftest import ASSETS

VIEWS = ("tree", "ownership", "spans", "statistics")
SCENARIO = """\
changes:
  - move: {post: data-scientist, to: engineering}
    on: 2030-01-01
    reason: Closer to the engineers.
  - retitle: {post: software-engineer-1, title: Principal Engineer}
    on: 2031-01-01
"""


@pytest.fixture
def staffed(acme):
    """The workspace with assets, their owners, and a scenario."""
    with (acme / "org.yaml").open("a") as org:
        org.write(ASSETS)
        org.write("ownership:\n  - {asset: 'model:forecast', responsibility: build, owner: 'post:data-scientist'}\n")
    (acme / "scenarios").mkdir(exist_ok=True)
    (acme / "scenarios" / "nearer.yaml").write_text(SCENARIO)
    return acme


def test_views_and_folders_may_stand_in_any_order(mlorg, acme, monkeypatch):
    monkeypatch.chdir(acme)
    here = mlorg("show", "--stats").out
    assert here.startswith("acme · in figures")
    for words in (
        ["statistics", acme],
        [acme, "statistics"],
        [acme, "--stats"],
        ["--stats", "-w", acme],
        ["statistics", "--workspace", acme],
    ):
        assert mlorg("show", *words).out == here


def test_the_tree_is_what_is_shown_if_nothing_is_said(mlorg, acme):
    assert mlorg("show", acme).out == mlorg("show", "tree", acme).out


@pytest.mark.parametrize("view", VIEWS)
def test_json_is_one_envelope_with_sorted_keys_and_the_same_bytes_each_time(mlorg, staffed, view):
    ended = mlorg("show", view, staffed, "--format", "json")
    document = json.loads(ended.out)
    assert ended.code == 0
    assert set(document) == {"schema", "version", "seed", "inputs_hash", "data"}
    assert document["schema"] == f"mlorg.show.{view}/1"
    assert len(document["inputs_hash"]) == 64
    assert ended.out == json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert mlorg("show", view, staffed, "--format", "json").out == ended.out


def test_the_hash_of_the_inputs_changes_with_them(mlorg, acme):
    before = json.loads(mlorg("show", "--stats", "-w", acme, "-f", "json").out)["inputs_hash"]
    org = acme / "org.yaml"
    org.write_text(org.read_text().replace("name: Sales", "name: Selling"))
    assert json.loads(mlorg("show", "--stats", "-w", acme, "-f", "json").out)["inputs_hash"] != before


def test_text_and_json_tell_the_same_figures(mlorg, staffed):
    data = mlorg("show", "--stats", "-w", staffed, "-f", "json").data()
    text = " ".join(mlorg("show", "--stats", "-w", staffed).out.split())
    for name, key in (("people", "people"), ("assets", "assets"), ("assets unowned", "assets_unowned")):
        assert f"{name} {data[key]} " in text
    assert (data["people"], data["assets"], data["assets_unowned"]) == (10, 2, 1)


def test_tree_of_one_unit_to_a_depth(mlorg, acme):
    ended = mlorg("show", "tree", acme, "--unit", "engineering", "--depth", "1")
    assert "who reports to whom in Engineering (4 posts)" in ended.out
    assert "VP Engineering · reports to Chief Executive Officer, outside · … 3 reports" in " ".join(ended.out.split())
    assert "Account" not in ended.out


def test_a_unit_that_is_not_there_is_told_with_the_nearest(mlorg, acme):
    ended = mlorg("show", "tree", acme, "--unit", "enginering")
    assert ended.code == 2
    assert "'enginering'" in ended.err
    assert "'engineering'" in ended.err


def test_names_are_shown_on_request_only(mlorg, acme):
    assert "Ada Example" not in mlorg("show", "tree", acme).out
    assert "Ada Example" in mlorg("show", "tree", acme, "--show-names").out


def test_ownership_of_a_workspace(mlorg, staffed):
    cells = {
        (row["label"], cell["responsibility"]): cell
        for row in mlorg("show", "ownership", staffed, "-f", "json").data()["assets"]
        for cell in row["cells"]
    }
    assert cells["Forecast", "build"]["owner"] == "Data Scientist, Sales"
    assert cells["Forecast", "deploy"]["state"] == "unknown"
    assert cells["Orders", "collect"]["state"] == "unknown"


def test_a_scenario_is_shown_after_all_its_changes_or_as_of_a_day(mlorg, staffed):
    def titles(*options):
        rows = mlorg("show", "tree", staffed, "-f", "json", *options).data()["rows"]
        return {row["post"]: (row["title"], row["unit"]) for row in rows}

    moved, titled = ("Data Scientist", "engineering"), ("Principal Engineer", "engineering")
    assert titles()["data-scientist"] == ("Data Scientist", "sales")
    between = titles("--scenario", "nearer", "--as-of", "2030-06-30")
    assert (between["data-scientist"], between["software-engineer-1"][0]) == (moved, "Software Engineer")
    after = titles("--scenario", "nearer")
    assert (after["data-scientist"], after["software-engineer-1"]) == (moved, titled)


def test_the_date_and_the_scenario_stand_in_the_heading(mlorg, staffed):
    out = mlorg("show", "tree", staffed, "--scenario", "nearer", "--as-of", "2030-06-30").out
    assert out.splitlines()[0] == "acme · who reports to whom (10 posts) · scenario nearer · as of 2030-06-30"


def test_a_scenario_that_is_not_there_is_told_with_those_that_are(mlorg, staffed):
    ended = mlorg("show", "tree", staffed, "--scenario", "other")
    assert ended.code == 2
    assert "There are: baseline, nearer." in ended.err


def test_a_folder_without_a_workspace_is_told_what_to_do(mlorg, tmp_path):
    ended = mlorg("show", "tree", tmp_path)
    assert ended.code == 2
    assert "mlorg init" in ended.err


def test_every_fault_of_a_workspace_is_told_with_its_line(mlorg, acme):
    org = acme / "org.yaml"
    text = org.read_text().replace("part_of: acme, head: vp-sales", "part_of: acm, head: vp-sale")
    org.write_text(text)
    ended = mlorg("show", acme)
    assert ended.code == 2
    assert ended.out == ""
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "acm," in row)
    assert ended.err.count(f"org.yaml:{line}:") == 2
    assert "'acme'" in ended.err
    assert "'vp-sales'" in ended.err


def test_warnings_go_to_stderr_and_quiet_drops_them(mlorg, acme):
    people = acme / "people.csv"
    people.write_text(people.read_text().replace(",none", ","))
    assert "warning: " in mlorg("show", acme).err
    assert mlorg("show", acme, "--quiet").err == ""
    assert mlorg("--quiet", "show", acme).err == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tre", "."), "'tre' is neither a view nor a folder. Did you mean 'tree'?"),
        (("tre",), "'tre' is neither a view nor a folder. Did you mean 'tree'?"),
        (("people", "."), "'people' is neither a view nor a folder. The views are tree, ownership, spans, statistics."),
        ((".", "."), "'.' and '.' are two workspaces; give one view and one workspace."),
    ],
)
def test_the_word_that_is_wrong_is_named(mlorg, words, told):
    ended = mlorg("show", *words)
    assert ended.code == 2
    assert told in ended.err


def test_a_unit_that_is_not_there_is_told_with_the_nearest_or_with_all(mlorg, staffed):
    assert "Did you mean 'engineering'?" in mlorg("show", "tree", staffed, "--unit", "enginering").err
    assert (
        "there is no unit 'nope'. There are: acme, engineering, sales."
        in mlorg("show", "tree", staffed, "--unit", "nope").err
    )


def test_warnings_about_files_are_listed_where_they_matter_and_counted_elsewhere(mlorg, acme):
    people = acme / "people.csv"
    people.write_text(people.read_text().replace(",none", ","))
    assert mlorg("show", acme).err.count(": warning: ") == mlorg("check", acme).err.count(": warning: ") == 1
    told = mlorg("compare", acme, "--quarters", 7).err
    assert told.startswith(f"{acme}: 1 warning about its files; 'mlorg show {acme}' lists them.\n")
    assert ": warning: " not in told


def test_no_escape_codes_without_a_terminal_or_with_no_color(mlorg, acme):
    assert "\x1b" not in mlorg("show", "tree", acme).out
    assert "\x1b" not in mlorg("--no-color", "show", "spans", acme).out


def test_a_terminal_that_knows_few_letters_gets_question_marks(acme):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "mlorg", "show", "spans", str(acme)]
    ended = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert ended.returncode == 0
    assert b"acme ? spans and layers" in ended.stdout
    assert ended.stderr == b""
