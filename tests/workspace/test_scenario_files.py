"""Scenarios as files that are edited: what stays keeps every character, etags tell content, the state tells changes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import overlays

from mlorg.errors import WorkspaceError
from mlorg.org import Organization, Overlay, Post, Ref, Set, Unit
from mlorg.workspace import Workspace, load, save, save_scenario, scenario_text
from mlorg.workspace.scenarios.edits import edited_text
from mlorg.workspace.scenarios.files import find_scenarios, read_scenario_file, written_overlay
from mlorg.workspace.scenarios.reading import read_scenario
from mlorg.workspace.watching import file_states
from mlorg.workspace.yaml_tree import parse_yaml

FEW = settings(max_examples=40, deadline=None)
FILE = "scenarios/x.yaml"
BY_HAND = """\
# what we talked about in May
name: x
changes:
  # the easy one first
  - {move: {post: a, to: b}}  # agreed
  - move:
      post: b
      to: a

# to be talked about: everything else
"""
ORGANIZATION = Organization.of(
    "x", units=[Unit("a"), Unit("b")], posts=[Post("a", sits_in="a"), Post("b", sits_in="b")]
)


def read(text):
    return read_scenario(parse_yaml(text, FILE, []), "x", []).overlay


def move(post, unit):
    return Set(Ref("post", post), (("sits_in", unit),))


@FEW
@given(overlays(), overlays())
def test_an_edited_file_says_what_it_is_to_say(before, after):
    edited = edited_text(scenario_text(before), FILE, after)
    assert read(edited) == replace(after, name=after.name or "x")


@FEW
@given(overlays())
def test_a_file_that_says_it_already_stays_as_it_is(overlay):
    text = scenario_text(overlay)
    assert edited_text(text, FILE, read(text)) == text


@FEW
@given(st.integers(0, 2), st.booleans())
def test_remarks_beside_entries_that_stay_are_kept(kept, one_more):
    old = read(BY_HAND)
    changes = old.changes[:kept] + ((move("a", "a"),) if one_more else ())
    edited = edited_text(BY_HAND, FILE, replace(old, changes=changes))
    assert read(edited).changes == changes
    assert edited.startswith("# what we talked about in May\n")
    assert edited.endswith("# to be talked about: everything else\n")
    assert ("# agreed" in edited) == (kept > 0)


def test_an_etag_is_that_of_the_content(tmp_path):
    save(Workspace(ORGANIZATION), tmp_path)
    path = save_scenario(Overlay("x", (move("a", "b"),)), load(tmp_path))
    first = read_scenario_file(path)
    path.touch()
    assert read_scenario_file(path) == first
    path.write_text(path.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    assert read_scenario_file(path).etag != first.etag
    assert [found.overlay.name for found in find_scenarios(load(tmp_path))] == ["x"]


def test_values_are_read_as_a_file_would_be():
    changes = [{"move": {"post": "a", "to": "b"}, "on": "2026-01-31", "wave": "1"}]
    overlay = written_overlay("x", "no: yes", changes, ORGANIZATION)
    assert overlay.description == "no: yes"
    assert str(overlay.changes[0].effective) == "2026-01-31"


@pytest.mark.parametrize(
    "wrong", [3, None, [], {"move": {"post": "a", "to": ["b"] * 3}}, {"close_unit": "c"}, {"a": {}}]
)
def test_what_is_wrong_is_told_with_the_number_of_the_change(wrong):
    fine = {"move": {"post": "a", "to": "b"}}
    with pytest.raises(WorkspaceError) as caught:
        written_overlay("x", "", [fine, wrong], ORGANIZATION)
    assert {(problem.place.file, problem.place.line) for problem in caught.value.problems} == {("changes", 2)}


def test_the_state_of_files_tells_scenarios_from_the_rest(tmp_path):
    save(Workspace(ORGANIZATION), tmp_path)
    before = file_states(tmp_path)
    save_scenario(Overlay("x", (move("a", "b"),)), load(tmp_path))
    between = file_states(tmp_path)
    (tmp_path / "answers.yaml").write_text("answers: {}\n", encoding="utf-8")
    after = file_states(tmp_path)
    assert before.baseline == between.baseline != after.baseline
    assert before.scenarios != between.scenarios == after.scenarios
