"""YAML of other people's making: many documents in a file, each read on its own, with the line of every key.

Scalars stay the text that they are written as, `null` apart. Tags are ignored, aliases share one value; a document
that is no YAML is reported and the next one read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from ..errors import Place, Problem

DEEPEST = 60
PLACEHOLDERS = ("{{", "{%")
"""What blanks of templates begin with; a file that is still to be filled in need not be YAML."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BEGIN = re.compile(r"^---(?=\s|$)", re.MULTILINE)


class Lined(dict[str, Any]):
    """A mapping that knows its line, and the line of each of its keys."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, *path: str) -> int:
        """The line of what stands at a path of keys, or of what stands around it."""
        here: Any = self
        line = self.line
        for key in path:
            if not isinstance(here, Lined) or key not in here:
                return line
            line, here = here.lines[key], here[key]
        return line

    def at(self, *path: str) -> Any:
        """The value at a path of keys, None if there is none."""
        here: Any = self
        for key in path:
            here = here.get(key) if isinstance(here, dict) else None
        return here


def documents(text: str, place: Place, problems: list[Problem], wanted: Callable[[str], bool] = bool) -> Iterator[Any]:
    """The value of each document: `Lined` mappings, lists, texts and None. What is no YAML goes to `problems`.

    Only documents whose text is `wanted` are parsed: one of a megabyte takes many seconds.
    """
    starts = [0, *(found.start() for found in _BEGIN.finditer(text)), len(text)]
    line = 0
    for start, end in pairwise(starts):
        part = text[start:end]
        if part.strip() and part.strip() != "---" and wanted(part):
            value = _value_of(part, line, place, problems)
            if value is not None:
                yield value
        line += part.count("\n")


def _value_of(text: str, line: int, place: Place, problems: list[Problem]) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        node = YAML(typ="safe", pure=True).compose(text)
        return _plain(node, line, {}, 0) if node is not None else None
    except (MarkedYAMLError, YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = Place(place.file, line + 1 + (mark.line if mark else 0), (mark.column + 1) if mark else 0)
        # What the parser found may be quoted in its words, so only the kind of fault is told.
        reason = re.sub(r"'[^']{12,}'", "'…'", str(getattr(error, "problem", None) or error)).split("\n")[0]
        blank = any(mark in text for mark in PLACEHOLDERS)
        what = "is a template with blanks to be filled in, and not YAML" if blank else "is not YAML"
        hint = "This document is left out; the others are read."
        problems.append(Problem(at, f"{what}: {reason}.", hint, warning=blank))
    return None


def _plain(node: Any, above: int, known: dict[int, Any], depth: int) -> Any:
    """Plain values of a parser's node; each node is made into a value once, however often it is referred to."""
    if id(node) in known:
        return known[id(node)]
    if depth > DEEPEST:
        raise ValueError(f"it is nested deeper than {DEEPEST} levels")
    kind = type(node).__name__
    if kind == "ScalarNode":
        return None if node.style is None and node.value in _NULLS else str(node.value)
    if kind == "SequenceNode":
        items = known[id(node)] = []
        items.extend(_plain(item, above, known, depth + 1) for item in node.value)
        return items
    found = known[id(node)] = Lined(above + node.start_mark.line + 1)
    for key, value in node.value:
        if type(key).__name__ == "ScalarNode":
            found.lines[key.value] = above + key.start_mark.line + 1
            found[key.value] = _plain(value, above, known, depth + 1)
    return found
