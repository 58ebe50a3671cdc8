"""YAML as plain values with the place of each, and nothing that YAML can do beyond that.

Every scalar is kept as it is written: what `no`, `007` or `2026-01-01` mean is decided by the field they stand in.
Anchors, aliases, tags and several documents are refused, and so is nesting beyond what these files need; that is
all a "YAML bomb" is made of. The parser is ruamel.yaml's; it works event by event, so refusing comes early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import Place, Problem
from .text_files import UNPRINTABLE
from .values import shown

Path = tuple[str | int, ...]

DEEPEST = 12
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: line and column from 1, and its first and last character plus one in the text."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML file: dictionaries, lists, texts and None, and where each value and each key stands."""

    file: str
    value: Any = None
    values_at: dict[Path, Span] = field(default_factory=dict)
    keys_at: dict[Path, Span] = field(default_factory=dict)

    def place(self, path: Path, key: bool = False) -> Place:
        """Where the value at `path` stands, or its key; for what is not there, what stands around it."""
        span = None if key else self.values_at.get(path)
        if span is None and not key and isinstance(value_at(self.value, path[:-1]), str):
            path, span = path[:-1], self.values_at.get(path[:-1])
        while span is None and path:
            span = self.keys_at.get(path) or self.values_at.get(path)
            path = path[:-1]
        return Place(self.file, span.line, span.column) if span else Place(self.file, 1, 1)


class _Refused(Exception):
    """What YAML may hold but a workspace file may not."""

    def __init__(self, mark: Any, message: str, hint: str) -> None:
        self.line, self.column, self.message, self.hint = mark.line + 1, mark.column + 1, message, hint


def parse_yaml(text: str, file: str, problems: list[Problem]) -> Tree | None:
    """The tree of a YAML text; None after adding to `problems` why it cannot be read.

    A key that stands twice is a problem too, but keeps the tree: its first value counts.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    yaml = YAML(typ="safe", pure=True)
    builder = _Builder(text, file, problems)
    try:
        for event in yaml.parse(text):
            builder.take(event)
    except _Refused as refused:
        place = Place(file, refused.line, refused.column)
        problems.append(Problem(place, refused.message, refused.hint))
    except MarkedYAMLError as error:
        problems.append(_syntax_problem(error, text, file))
    except Exception as error:  # the parser stumbles over some broken texts in ways of its own
        problems.append(Problem(Place(file), f"cannot be read as YAML: {error}.", "Check its quotes and escapes."))
    else:
        return Tree(file, builder.root, builder.values_at, builder.keys_at)
    return None


def _syntax_problem(error: Any, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error.problem):
        return Problem(place, "a tab stands where YAML wants blanks.", "Indent with blanks.")
    if "'?'" in str(error.problem):
        return Problem(place, "text that begins with '?' stands here without quotes.", 'Write "?name".')
    start = error.context_mark
    since = f" (what is open began in line {start.line + 1})" if start and start.line != mark.line else ""
    message = re.sub(r"'(\\?.[^']{20})[^']*'", r"'\1…'", str(error.problem or error.context))
    return Problem(place, f"is not YAML: {message}{since}.", "Check indentation, quotes and ': ' after keys.")


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; `key` waits for its value, `end` is that of the last child."""

    value: Any
    path: Path
    end: int
    key: tuple[str, Span] | None = None


class _Builder:
    """Builds values from parser events, with a stack instead of recursion."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text, self.file, self.problems = text, file, problems
        self.root: Any = None
        self.values_at: dict[Path, Span] = {}
        self.keys_at: dict[Path, Span] = {}
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Add one event; raises _Refused."""
        name = type(event).__name__
        if name == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                raise _Refused(event.start_mark, "a second document begins here.", "Keep one document per file.")
        elif name == "AliasEvent" or getattr(event, "anchor", None):
            raise _Refused(event.start_mark, "anchors (&) and aliases (*) are not read.", "Write the value out.")
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(event)
        elif name in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            self._add(event, name)

    def _add(self, event: Any, name: str) -> None:
        if event.tag is not None:
            raise _Refused(event.start_mark, "tags (!) are not read.", "Delete the tag or quote the text.")
        mark = event.start_mark
        span = Span(mark.line + 1, mark.column + 1, mark.index, event.end_mark.index)
        if self._open and isinstance(self._open[-1].value, dict) and self._open[-1].key is None:
            self._take_key(event, name, span)
        elif name == "ScalarEvent":
            self._put(self._scalar(event), span)
            if self._open:
                self._open[-1].end = span.end
        elif len(self._open) >= DEEPEST:
            raise _Refused(mark, f"is nested deeper than {DEEPEST} levels.", "Flatten it.")
        else:
            value: Any = {} if name == "MappingStartEvent" else []
            self._open.append(_Open(value, self._put(value, span), span.end))

    def _close(self, event: Any) -> None:
        closed = self._open.pop()
        # A block ends where the next thing begins: its own end is that of its last child.
        end = event.end_mark.index if event.start_mark.index < event.end_mark.index else closed.end
        if closed.path in self.values_at:
            self.values_at[closed.path] = replace(self.values_at[closed.path], end=end)
        if self._open:
            self._open[-1].end = end

    def _take_key(self, event: Any, name: str, span: Span) -> None:
        if name != "ScalarEvent":
            raise _Refused(event.start_mark, "a key is a mapping or a list.", "Keys are plain text.")
        key = self._text(event).strip()
        self._open[-1].key = (key, span)
        self.keys_at.setdefault((*self._open[-1].path, key), span)

    def _put(self, value: Any, span: Span) -> Path:
        """Put the value where it belongs; of a key that stands twice the second value goes nowhere."""
        if not self._open:
            self.root = value
            self.values_at[()] = span
            return ()
        parent = self._open[-1]
        step: str | int
        if isinstance(parent.value, list):
            step = len(parent.value)
            parent.value.append(value)
        else:
            assert parent.key is not None
            step, key_span = parent.key
            parent.key = None
            if step in parent.value:
                self._report_twice((*parent.path, step), key_span)
                return (*parent.path, step, "")
            parent.value[step] = value
            if value is None and span.start == span.end:
                span = self._after_colon(key_span) or span
        self.values_at[(*parent.path, step)] = span
        return (*parent.path, step)

    def _after_colon(self, key: Span) -> Span | None:
        """Where a value that is not there would begin: the parser puts it where the next thing stands."""
        colon = self.text.find(":", key.end)
        if colon < 0 or self.text[key.end : colon].strip(" "):
            return None
        return Span(key.line, key.column + colon + 1 - key.start, colon + 1, colon + 1)

    def _report_twice(self, path: Path, span: Span) -> None:
        first = Place(self.file, self.keys_at[path].line, self.keys_at[path].column)
        message = f"key {shown(path[-1])} stands twice: first at {first}."
        self.problems.append(Problem(Place(self.file, span.line, span.column), message, "Join the two or rename one."))

    def _scalar(self, event: Any) -> str | None:
        plain = event.implicit[0]
        return None if plain and event.value in _NULLS else self._text(event)

    def _text(self, event: Any) -> str:
        found = UNPRINTABLE.search(event.value)
        if found:
            raise _Refused(event.start_mark, f"holds the control character U+{ord(found.group()):04X}.", "Delete it.")
        return str(event.value)


def value_at(value: Any, path: Path) -> Any:
    """The value at a path within a value, None if it leads nowhere."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def steps_within(value: Any, location: Iterator[Any] | Any) -> Path:
    """The part of a validator's location that really leads through `value`: it adds steps of its own."""
    path: list[str | int] = []
    for step in location:
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_list or (isinstance(value, dict) and step in value):
            value = value[step]
            path.append(step)
    return tuple(path)
