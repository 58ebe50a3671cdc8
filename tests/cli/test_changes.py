"""`mlorg diff` and `mlorg propose`: what changes, in words, JSON, Markdown and as a scenario file."""

import json

import pytest

from mlorg.archetypes import STRUCTURES
from mlorg.cli import propose as proposing

from .conftest import ASSETS

SCENARIO = """\
changes:
  - move: {post: data-scientist, to: engineering}
    on: 2030-01-01
    wave: first
    reason: Closer to the engineers.
  - report: {post: data-scientist, to: vp-engineering}
    on: 2030-01-01
    wave: first
"""


@pytest.fixture
def staffed(acme):
    """The workspace with a business line, assets and a scenario."""
    org = acme / "org.yaml"
    org.write_text(org.read_text().replace("name: Sales,", "name: Sales, business_line: true,") + ASSETS)
    (acme / "scenarios").mkdir(exist_ok=True)
    (acme / "scenarios" / "nearer.yaml").write_text(SCENARIO)
    return acme


def test_diff_to_a_scenario_tells_its_waves_and_reasons_and_what_moves(mlorg, staffed):
    ended = mlorg("diff", "baseline", "nearer", "-w", staffed)
    text = " ".join(ended.out.split())
    assert ended.code == 0
    assert "from baseline to nearer, 2 changes" in text
    assert "- 1 post sits in another unit - 1 post reports to another post" in text
    assert "first from 2030-01-01, 2 changes" in text
    assert "Closer to the engineers." in text


def test_diff_in_json_counts_by_unit_and_role(mlorg, staffed):
    data = mlorg("diff", "baseline", "nearer", "-w", staffed, "--format", "json").data()
    moves = {(row["unit"], row["role"]): (row["before"], row["after"]) for row in data["moves"]}
    assert moves == {("Engineering", "Data scientist"): (0, 1), ("Sales", "Data scientist"): (1, 0)}
    assert data["shift"]["posts_moved"] == data["shift"]["lines_changed"] == 1
    assert [wave["effective"] for wave in data["waves"]] == ["2030-01-01"]
    assert data["count"] == 2


def test_diff_back_is_found_by_comparing(mlorg, staffed):
    data = mlorg("diff", "nearer", "baseline", "-w", staffed, "--format", "json").data()
    assert data["shift"]["posts_moved"] == 1
    assert data["count"] == 1


def test_diff_before_anything_takes_effect_is_none(mlorg, staffed):
    ended = mlorg("diff", "baseline", "nearer", "-w", staffed, "--as-of", "2029-12-31")
    assert "No difference." in ended.out


def test_diff_of_two_workspaces(mlorg, acme, roster, tmp_path):
    roster.write_text(roster.read_text().replace("Gil Example,gil@example.com,Account Executive", "Gil Example,,Clerk"))
    assert mlorg("init", tmp_path / "later", "--roster", roster, "--name", "acme").code == 0
    ended = mlorg("diff", acme, tmp_path / "later")
    assert ended.code == 0
    assert "Clerk" in ended.out


def test_diff_in_markdown_has_a_list_for_each_wave_and_a_table(mlorg, staffed):
    out = mlorg("diff", "baseline", "nearer", "-w", staffed, "--format", "markdown").out
    assert out.startswith("# acme: baseline → nearer\n")
    assert "\n## first (from 2030-01-01)\n" in out
    assert "| Sales | Data scientist | 1 | 0 |" in out


def test_diff_with_a_name_that_is_not_there(mlorg, staffed):
    ended = mlorg("diff", "baseline", "neare", "-w", staffed)
    assert ended.code == 2
    assert "'nearer'" in ended.err


def test_propose_tells_every_change_with_its_reason(mlorg, staffed):
    ended = mlorg("propose", "--archetype", "embedded", "-w", staffed)
    data = mlorg("propose", "--archetype", "embedded", "-w", staffed, "--format", "json").data()
    assert ended.code == 0
    assert ended.out.startswith("acme · Embedded in business and product, from Monday")
    assert data["structure"] == "embedded"
    changes = [change for wave in data["delta"]["waves"] for change in wave["changes"]]
    assert changes
    assert all(change["sentence"] and change["reason"] for change in changes)


def test_propose_keeps_a_scenario_that_can_be_shown_and_compared(mlorg, staffed):
    ended = mlorg("propose", "--archetype", "independent", "--write", "central", "-w", staffed)
    assert "central.yaml" in "".join(ended.out.split())
    proposed = mlorg("propose", "--archetype", "independent", "-w", staffed, "-f", "json").data()["delta"]
    again = mlorg("diff", "baseline", "central", "-w", staffed, "-f", "json").data()
    assert again["waves"] == proposed["waves"]
    assert again["shift"] == proposed["shift"]
    assert mlorg("propose", "--archetype", "independent", "--write", "central", "-w", staffed).code == 2


def test_propose_as_yaml_is_a_scenario_file(mlorg, staffed):
    ended = mlorg("propose", "--archetype", "embedded", "--format", "yaml", "-w", staffed)
    (staffed / "scenarios" / "embedded.yaml").write_text(ended.out)
    assert mlorg("show", staffed, "--scenario", "embedded").code == 0


def test_coverage_says_how_many_people_a_line_gets(mlorg, staffed):
    arguments = ["propose", "--archetype", "embedded", "-w", staffed, "-f", "json", "--coverage"]
    assert mlorg(*arguments, "sales=2").data()["coverage"] == [{"line": "sales", "name": "Sales", "people": 2}]
    wrong = mlorg(*arguments, "sales=many")
    assert (wrong.code, wrong.out) == (2, "")
    assert "sales=many" in wrong.err
    assert "'nowhere'" in mlorg(*arguments, "nowhere=1").err


def test_a_structure_that_is_not_there_is_told_with_those_that_are(mlorg, staffed):
    ended = mlorg("propose", "--archetype", "embeded", "-w", staffed)
    assert ended.code == 2
    assert "'embedded'" in ended.err


def test_the_help_names_every_structure_there_is():
    assert tuple(structure.id for structure in STRUCTURES) == proposing.STRUCTURES


def test_the_settled_arm_is_another_proposal(mlorg, staffed):
    arguments = ["propose", "--archetype", "independent", "-w", staffed, "-f", "json"]
    document = json.loads(mlorg(*arguments, "--arm", "settled").out)
    assert document["data"]["arm"] == "settled"
    assert document["inputs_hash"] != json.loads(mlorg(*arguments).out)["inputs_hash"]
