"""One value changes, every other character stays."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import texts

from mlorg.errors import WorkspaceError
from mlorg.workspace import remove_value, set_value
from mlorg.workspace.yaml_text import yaml_text
from mlorg.workspace.yaml_tree import parse_yaml

TEXT = """# Our company

units:
  # the whole
  acme: {name: Acme,   kind: organization}  # root
  payments:
    name: "Payments"   # quoted
    head:              # nobody yet
    code: 007

  risk: {part_of: acme,
         name: x}
ownership:
- {asset: dataset:orders, pipeline: unit:data}
- asset: model:fraud
  build: 'data'   # c
list:
  - a
  -   b
text: |
  hello
  world
# end
"""


@pytest.fixture
def changed(tmp_path):
    """The lines that an edit takes away and puts in."""
    file = tmp_path / "org.yaml"

    def lines(edit, *arguments, text=TEXT):
        file.write_text(text)
        edit(file, *arguments)
        before, after = text.splitlines(), file.read_text().splitlines()
        return [line for line in before if line not in after], [line for line in after if line not in before]

    return lines


@pytest.mark.parametrize(
    ("path", "value", "gone", "new"),
    [
        (
            ("units", "payments", "name"),
            "Pay: all",
            '    name: "Payments"   # quoted',
            '    name: "Pay: all"   # quoted',
        ),
        (
            ("units", "payments", "head"),
            "p-1",
            "    head:              # nobody yet",
            "    head: p-1              # nobody yet",
        ),
        (("units", "payments", "code"), "no", "    code: 007", '    code: "no"'),
        (("units", "risk", "name"), True, "         name: x}", "         name: true}"),
        (
            ("ownership", 0, "label"),
            "unit:x",
            "- {asset: dataset:orders, pipeline: unit:data}",
            "- {asset: dataset:orders, pipeline: unit:data, label: unit:x}",
        ),
        (("ownership", 1, "start"), date(2026, 1, 1), None, "  start: 2026-01-01"),
        (("units", "new"), {"part_of": "acme"}, None, "  new: {part_of: acme}"),
        (("units", "new", "head"), "x", None, "  new: {head: x}"),
        (("list", 2), 3, None, "  - 3"),
        (("list", 1), None, "  -   b", "  -   null"),
        (("models", "m", "datasets"), ["a", "b"], None, "models: {m: {datasets: [a, b]}}"),
    ],
)
def test_one_value_changes(changed, path, value, gone, new):
    assert changed(set_value, path, value) == ([gone] if gone else [], [new])


@pytest.mark.parametrize(
    ("path", "gone", "new"),
    [
        (("units", "payments", "head"), ["    head:              # nobody yet"], []),
        (("list", 0), ["  - a"], []),
        (("text",), ["text: |", "  hello", "  world"], []),
        (
            ("units", "acme", "name"),
            ["  acme: {name: Acme,   kind: organization}  # root"],
            ["  acme: {kind: organization}  # root"],
        ),
        (
            ("ownership", 0, "pipeline"),
            ["- {asset: dataset:orders, pipeline: unit:data}"],
            ["- {asset: dataset:orders}"],
        ),
        (("ownership", 1, "asset"), ["- asset: model:fraud", "  build: 'data'   # c"], ["- build: 'data'   # c"]),
    ],
)
def test_one_value_goes(changed, path, gone, new):
    assert changed(remove_value, path) == (gone, new)


def test_the_last_item_leaves_an_empty_list(changed):
    assert changed(remove_value, ("a", 0), text="a:\n  - b\n") == (["  - b"], ["  []"])


def test_line_ends_of_windows_stay(tmp_path):
    (tmp_path / "x.yaml").write_bytes(b"a: 1\r\nb: 2\r\n")
    set_value(tmp_path / "x.yaml", ("a",), 3)
    assert (tmp_path / "x.yaml").read_bytes() == b"a: 3\r\nb: 2\r\n"


@pytest.mark.parametrize("path", [("units", "acme", "name", "x"), ("list", 5), ("list", "x", "y")])
def test_what_leads_nowhere_changes_nothing(changed, path):
    with pytest.raises(WorkspaceError, match=r"leads nowhere|cannot be changed"):
        changed(set_value, path, 1)


def test_what_is_not_there_cannot_go(changed):
    with pytest.raises(WorkspaceError, match=r"'units\.x' is not there"):
        changed(remove_value, ("units", "x"))


def test_a_file_that_cannot_be_read_is_not_touched(tmp_path):
    (tmp_path / "x.yaml").write_text("a: [\n")
    with pytest.raises(WorkspaceError, match=r"x\.yaml:2:1: is not YAML"):
        set_value(tmp_path / "x.yaml", ("a",), 1)
    assert (tmp_path / "x.yaml").read_text() == "a: [\n"


_NESTED = st.recursive(
    texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(min_size=1), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(texts(min_size=1), _NESTED, min_size=1, max_size=3))
def test_all_data_is_written_so_that_it_reads_back(data):
    problems = []
    tree = parse_yaml(yaml_text(data), "x.yaml", problems)
    assert not problems
    assert tree.value == data


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(texts(min_size=1), _NESTED, min_size=1, max_size=3), _NESTED, st.data())
def test_any_value_of_any_file_can_be_changed(tmp_path_factory, data, value, chosen):
    file = tmp_path_factory.mktemp("edit") / "x.yaml"
    file.write_text(yaml_text(data), encoding="utf-8")
    tree = parse_yaml(yaml_text(data), "x.yaml", [])
    path = chosen.draw(st.sampled_from([path for path in tree.values_at if path]))
    set_value(file, path, value)
    again = parse_yaml(file.read_text(encoding="utf-8"), "x.yaml", []).value
    for step in path:
        again = again[step]
    assert again == value
