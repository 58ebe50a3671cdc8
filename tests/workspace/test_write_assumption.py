"""An assumption is put into the file, and nothing else changes."""

import pytest

from mlorg.errors import WorkspaceError
from mlorg.workspace import Assumption, write_assumption
from mlorg.workspace.assumptions import read_assumptions
from mlorg.workspace.yaml_tree import parse_yaml

ASKED = Assumption("load", "asked head of ML on 2026-01-31: 0.9", distribution="lognormal(0.9, 0.19)")
BEFORE = """\
# What we know better
- name: worth_scale   # the first thing to ask
  value: 0.5
  source: finance
- {name: load, value: 1, source: guess}  # to be asked
"""


def read(path):
    problems = []
    found = read_assumptions(parse_yaml(path.read_text(encoding="utf-8"), path.name, problems), problems)
    assert problems == []
    return found


def test_one_of_the_same_name_is_replaced_and_comments_stay(tmp_path):
    path = tmp_path / "assumptions.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    write_assumption(path, ASKED)
    assert read(path) == (Assumption("worth_scale", "finance", 0.5), ASKED)
    text = path.read_text(encoding="utf-8")
    assert all(comment in text for comment in ("# What we know better", "# the first thing to ask", "# to be asked"))


@pytest.mark.parametrize("before", [None, "", "# nothing yet\n", "[]\n", BEFORE.rpartition("- ")[0]])
def test_a_new_one_stands_at_the_end(tmp_path, before):
    path = tmp_path / "assumptions.yaml"
    if before is not None:
        path.write_text(before, encoding="utf-8")
    write_assumption(path, ASKED)
    assert read(path)[-1] == ASKED
    assert path.read_text(encoding="utf-8").startswith((before or "").partition("\n")[0].strip("[]"))


def test_a_block_entry_is_replaced_value_by_value(tmp_path):
    path = tmp_path / "assumptions.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    write_assumption(path, Assumption("worth_scale", "asked", distribution="lognormal(1, 0.2)"))
    assert read(path)[0] == Assumption("worth_scale", "asked", distribution="lognormal(1, 0.2)")
    assert "# the first thing to ask" in path.read_text(encoding="utf-8")


def test_a_file_that_is_no_yaml_is_left_as_it_is(tmp_path):
    path = tmp_path / "assumptions.yaml"
    path.write_text("- {name: load", encoding="utf-8")
    with pytest.raises(WorkspaceError):
        write_assumption(path, ASKED)
    assert path.read_text(encoding="utf-8") == "- {name: load"
