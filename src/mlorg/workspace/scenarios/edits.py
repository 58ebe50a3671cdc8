"""A scenario file edited: entries that stay keep every character, with the remarks beside and above them."""

from __future__ import annotations

from itertools import takewhile

from ...org import Overlay
from ..editing import with_value
from ..saving import scenario_text
from ..yaml_text import inline_yaml
from ..yaml_tree import Tree, parse_yaml
from .reading import read_scenario
from .text import change_data


def edited_text(text: str, file: str, overlay: Overlay) -> str:
    """The text of a scenario file such that it says what the overlay says.

    Entries are kept up to the first that is another; what stands below the last entry is kept too. A file that cannot
    be edited so is written anew.
    """
    edited = _edited(text, file, overlay)
    tree = parse_yaml(edited, file, [])
    says = tree and read_scenario(tree, overlay.name, []).overlay
    return edited if says == overlay else scenario_text(overlay, file)


def _edited(text: str, file: str, overlay: Overlay) -> str:
    for key in ("name", "description"):
        tree = parse_yaml(text, file, [])
        value = getattr(overlay, key)
        if tree is None or not isinstance(tree.value, dict):
            return text
        if tree.value.get(key, "") != value:
            text = with_value(text, tree, (key,), value)
    tree = parse_yaml(text, file, [])
    return text if tree is None else _with_changes(text, tree, overlay)


def _with_changes(text: str, tree: Tree, overlay: Overlay) -> str:
    old = read_scenario(tree, overlay.name, []).overlay.changes
    same = zip(old, overlay.changes, strict=False)
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], same))
    ends = [_line_end(text, tree.values_at[path].end) for path in _entries(tree)]
    if not ends or len(ends) != len(old) or text[tree.values_at[("changes",)].start] == "[":
        return with_value(text, tree, ("changes",), [change_data(change) for change in overlay.changes])
    first = tree.values_at[("changes", 0)]
    start = text.rfind("\n", 0, first.start) + 1
    before = text[: ends[kept - 1]] if kept else text[:start]
    dash = text[start : first.start]
    added = "".join(f"{dash}{inline_yaml(change_data(change))}\n" for change in overlay.changes[kept:])
    if not kept and not added:
        return with_value(text, tree, ("changes",), [])
    return before + added + text[ends[-1] :]


def _entries(tree: Tree) -> list[tuple[str | int, ...]]:
    """Paths of the entries, in order."""
    return sorted((p for p in tree.values_at if len(p) == 2 and p[0] == "changes"), key=lambda path: int(path[1]))


def _line_end(text: str, end: int) -> int:
    """Where the next line begins after a value, whose span may reach beyond the blanks that follow it."""
    last = len(text[:end].rstrip())
    found = text.find("\n", last)
    return len(text) if found < 0 else found + 1
