"""Changing one value in a YAML file and nothing else: every other character stays as it is.

The parser tells where each value begins and ends; only that stretch of the text is replaced. What comes out is read
again and must differ from what was there in that one value, so a change that cannot be made this way is refused.
"""

from __future__ import annotations

import copy
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

from ..errors import Place, Problem, WorkspaceError
from .text_files import read_text_file, write_text_file
from .values import shown
from .yaml_text import inline_yaml
from .yaml_tree import Path, Tree, parse_yaml, value_at


def set_value(file: FilePath | str, path: Path, value: Any) -> None:
    """Set the value at `path`, e.g. `("units", "payments", "head")`, adding keys that are missing.

    A list index equal to the length of the list appends. `value` is text, a number, a date, a boolean, None, a list
    or a mapping. WorkspaceError if the file cannot be read or changed; it is then left as it was.
    """
    text, tree = _read(FilePath(file))
    _write(FilePath(file), with_value(text, tree, path, value), _expected(tree, path, value))


def remove_value(file: FilePath | str, path: Path) -> None:
    """Remove the key or list item at `path`. WorkspaceError if it is not there."""
    text, tree = _read(FilePath(file))
    if path not in tree.values_at or not path:
        raise _refusal(tree.file, path, "is not there")
    parent = value_at(tree.value, path[:-1])
    if len(parent) == 1:
        _write(FilePath(file), with_value(text, tree, path[:-1], type(parent)()), _without(tree, path))
    else:
        _write(FilePath(file), _cut(text, tree, path), _without(tree, path))


def read_tree(file: FilePath | str) -> Tree:
    """What stands in the file. WorkspaceError if it cannot be read."""
    return _read(FilePath(file))[1]


def _read(file: FilePath) -> tuple[str, Tree]:
    problems: list[Problem] = []
    text = read_text_file(file, "yaml", problems)
    tree = None if text is None else parse_yaml(text, file.as_posix(), problems)
    if text is None or tree is None or any(not problem.warning for problem in problems):
        raise WorkspaceError(problems)
    return text, tree


def _write(file: FilePath, text: str, expected: Any) -> None:
    tree = parse_yaml(text, file.as_posix(), [])
    if tree is None or tree.value != expected:
        raise _refusal(file.as_posix(), (), "cannot be changed in place")
    line_end = "\r\n" if b"\r\n" in file.read_bytes() else "\n"
    write_text_file(file, text.replace("\n", line_end))


def _refusal(file: str, path: Path, reason: str) -> WorkspaceError:
    name = ".".join(map(str, path))
    return WorkspaceError(
        [Problem(Place(file), f"{shown(name) if name else 'it'} {reason}.", "Edit the file by hand.")]
    )


def _plain(value: Any) -> Any:
    """The value as this package reads it back."""
    tree = parse_yaml(inline_yaml(value), "", [])
    return tree.value if tree else None


def _expected(tree: Tree, path: Path, value: Any) -> Any:
    root = copy.deepcopy(tree.value)
    if not path:
        return _plain(value)
    node = root = ([] if path[0] == 0 else {}) if root is None else root
    for step, following in pairwise(path):
        if isinstance(node, dict) and node.get(str(step)) is None:
            node[str(step)] = [] if following == 0 else {}
        node = _child(tree, node, step)
    if isinstance(node, list) and path[-1] == len(node):
        node.append(_plain(value))
    elif isinstance(node, dict) or (isinstance(node, list) and path[-1] in range(len(node))):
        node[path[-1]] = _plain(value)  # type: ignore[index]
    else:
        raise _refusal(tree.file, path, "leads nowhere")
    return root


def _child(tree: Tree, node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        raise _refusal(tree.file, (step,), "leads nowhere") from None


def _without(tree: Tree, path: Path) -> Any:
    root = copy.deepcopy(tree.value)
    del value_at(root, path[:-1])[path[-1]]
    return root


def with_value(text: str, tree: Tree, path: Path, value: Any) -> str:
    """The text of a tree with one value set or added; what comes of it must be read again and checked."""
    span = tree.values_at.get(path)
    if span is None:
        return _with_child(text, tree, path[:-1], path[-1], value) if path else inline_yaml(value) + "\n"
    end = span.start + len(text[span.start : span.end].rstrip())
    new = inline_yaml(value)
    glue = " " if end == span.start and text[span.start - 1 : span.start] not in ("", " ", "\n") else ""
    return text[: span.start] + glue + new + text[end:]


def _with_child(text: str, tree: Tree, path: Path, step: str | int, value: Any) -> str:
    """The text with one more key or item in the mapping or list at `path`, which is made if there is none."""
    parent = value_at(tree.value, path)
    if isinstance(parent, str):
        raise _refusal(tree.file, (*path, step), "leads nowhere")
    if not parent:
        made = [value] if step == 0 else {step: value}
        return _block_root(text, made) if not path else with_value(text, tree, path, made)
    span = tree.values_at[path]
    entry = inline_yaml(value) if isinstance(parent, list) else f"{inline_yaml(step)}: {inline_yaml(value)}"
    if text[span.start] in "{[":
        close = span.end - 1
        return text[:close].rstrip() + f", {entry}" + text[close:]
    column = span.column if isinstance(parent, list) else tree.keys_at[(*path, next(iter(parent)))].column
    line_end = text.find("\n", span.start + len(text[span.start : span.end].rstrip()))
    at = len(text) if line_end < 0 else line_end
    dash = "- " if isinstance(parent, list) else ""
    return f"{text[:at]}\n{' ' * (column - 1)}{dash}{entry}{text[at:]}"


def _block_root(text: str, made: Any) -> str:
    """An empty document gets its first key or item; comments stay above it."""
    start = text if not text or text.endswith("\n") else f"{text}\n"
    if isinstance(made, list):
        return f"{start}- {inline_yaml(made[0])}\n"
    key, value = next(iter(made.items()))
    return f"{start}{inline_yaml(key)}: {inline_yaml(value)}\n"


def _cut(text: str, tree: Tree, path: Path) -> str:
    """The text without the key or item at `path`, which has siblings."""
    parent = tree.values_at[path[:-1]]
    span = tree.values_at[path]
    start = tree.keys_at[path].start if path in tree.keys_at else span.start
    end = span.start + len(text[span.start : span.end].rstrip())
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    alone_before = text[line_start:start].strip() == ("" if isinstance(path[-1], str) else "-")
    if alone_before and text[parent.start] not in "{[":
        return text[:line_start] + (text[line_end + 1 :] if line_end >= 0 else "")
    following = [other for other in _siblings(tree, path[:-1]) if other > start]
    if following:
        return text[:start] + text[following[0] :]
    return text[: text.rfind(",", 0, start)] + text[end:]


def _siblings(tree: Tree, path: Path) -> list[int]:
    """Where each key or item of the mapping or list at `path` begins."""
    spans = tree.keys_at if isinstance(value_at(tree.value, path), dict) else tree.values_at
    return sorted(span.start for other, span in spans.items() if other[:-1] == path and other)
