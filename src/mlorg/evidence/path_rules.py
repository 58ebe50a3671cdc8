"""Which of many ordered path patterns is the last to match each of very many files.

A pattern is cut at its slashes, and directories are walked with all patterns at once: below a directory only those
are looked at that can still match there. Directories in which the same patterns are left share one table, so a
million files against a hundred patterns cost a few dictionary look-ups each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

NONE = -1
"""Number of the rule of a file that no pattern matches."""


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A pattern as segments. `**` stands for any directories, also none; `subtree` matches also all below a match.

    `files` is False for a pattern that matches directories only.
    """

    segments: tuple[str, ...]
    subtree: bool
    files: bool = True


def github_pattern(text: str) -> PathPattern:
    """As GitHub reads it: like .gitignore, but `dir/*` is not recursive and a slash within anchors it."""
    body = text.strip("/")
    anchored = "/" in text.rstrip("/")
    segments = tuple(_segments(body))
    if not anchored:
        segments = ("**", *segments)
    if text.endswith("**/"):
        segments = (*segments, "*")  # directories only: so at least one
    return PathPattern(segments, subtree=not text.endswith("/*"), files=not text.endswith("/"))


def gitlab_pattern(text: str) -> PathPattern:
    """As GitLab reads it: without a leading slash it matches at any depth, and only `dir/` or `**` is recursive."""
    if text == "*":
        return PathPattern(("**",), subtree=False)
    segments = tuple(_segments(text.strip("/")))
    if not text.startswith("/"):
        segments = ("**", *segments)
    if text.endswith("/"):
        segments = (*segments, "**")
    return PathPattern(segments, subtree=False)


def _segments(text: str) -> Iterable[str]:
    return text.split("/") if text else ["**"]


State = tuple[int, int]
"""(number of the pattern, how many of its segments are matched)."""


@dataclass(slots=True)
class _Table:
    """What decides about files directly below a directory: names and endings looked up, the rest tried."""

    states: tuple[State, ...]
    names: dict[str, int] = field(default_factory=dict)
    endings: dict[str, int] = field(default_factory=dict)
    tried: list[tuple[int, re.Pattern[str]]] = field(default_factory=list)
    always: int = NONE
    named: dict[str, list[State]] = field(default_factory=dict)
    wild: list[tuple[re.Pattern[str], State]] = field(default_factory=list)
    staying: tuple[int, _Table] | None = None
    """What holds below a directory whose name fits nothing; None until it is asked for."""

    def best(self, name: str) -> int:
        """The highest pattern that matches a file of this name."""
        found = self.names.get(name, self.always)
        if found < self.always:
            found = self.always
        if self.endings:
            at = name.find(".")
            while at >= 0:
                found = max(found, self.endings.get(name[at:], NONE))
                at = name.find(".", at + 1)
        for number, pattern in self.tried:
            if number <= found:
                break
            if pattern.fullmatch(name):
                return number
        return found


class LastMatch:
    """Finds the last pattern that matches a path."""

    def __init__(self, patterns: Sequence[PathPattern]) -> None:
        self.patterns = patterns
        self._tables: dict[tuple[State, ...], _Table] = {}
        self._matchers: dict[str, re.Pattern[str]] = {}
        start = self._closed({(n, 0) for n, p in enumerate(patterns) if p.segments})
        self._below: dict[str, tuple[int, _Table]] = {"": (self._whole(start), self._table(start))}

    def rule(self, path: str) -> int:
        """Number of the last pattern that matches the file, `NONE` if none does."""
        folder, _, name = path.rpartition("/")
        whole, table = self._below.get(folder) or self._folder(folder)
        best = table.best(name)
        return best if best > whole else whole

    def _folder(self, folder: str) -> tuple[int, _Table]:
        known = self._below.get(folder)
        if known is None:
            above, _, name = folder.rpartition("/")
            whole, table = self._below.get(above) or self._folder(above)
            matched, below = self._step(table, name)
            known = self._below[folder] = (max(whole, matched), below)
        return known

    def _step(self, table: _Table, name: str) -> tuple[int, _Table]:
        """The highest pattern that matches a directory of this name as a whole, and the table of what is below it."""
        if table.staying is None:
            self._prepare(table)
        fitting = table.named.get(name, ())
        if table.wild:
            fitting = (*fitting, *(state for pattern, state in table.wild if pattern.fullmatch(name)))
        if not fitting:
            assert table.staying is not None
            return table.staying
        states = {state for state in table.states if self._segment(state) == "**"}
        matched = NONE
        for number, at in fitting:
            if at + 1 < len(self.patterns[number].segments):
                states.add((number, at + 1))
            elif self.patterns[number].subtree:
                matched = max(matched, number)
        closed = self._closed(states)
        return max(matched, self._whole(closed)), self._table(closed)

    def _prepare(self, table: _Table) -> None:
        """Sort what is left by how it goes on below: at any name, at one name, or at names of some form."""
        for state in table.states:
            segment = self._segment(state)
            if segment == "**":
                continue
            if _WILD.search(segment):
                table.wild.append((self._matcher(segment), state))
            else:
                table.named.setdefault(segment, []).append(state)
        stays = self._closed({state for state in table.states if self._segment(state) == "**"})
        table.staying = (self._whole(stays), self._table(stays))

    def _segment(self, state: State) -> str:
        return self.patterns[state[0]].segments[state[1]]

    def _closed(self, states: set[State]) -> tuple[State, ...]:
        """With what follows a `**` too, since that may stand for nothing."""
        left = list(states)
        while left:
            number, at = left.pop()
            segments = self.patterns[number].segments
            if segments[at] == "**" and at + 1 < len(segments) and (number, at + 1) not in states:
                states.add((number, at + 1))
                left.append((number, at + 1))
        return tuple(sorted(states))

    def _whole(self, states: tuple[State, ...]) -> int:
        """The highest pattern that ends in `**` here and so matches everything below."""
        ends = (
            n for n, at in states if at == len(self.patterns[n].segments) - 1 and self.patterns[n].segments[at] == "**"
        )
        return max(ends, default=NONE)

    def _table(self, states: tuple[State, ...]) -> _Table:
        known = self._tables.get(states)
        if known is None:
            known = self._tables[states] = _Table(states)
            for number, at in sorted(states, reverse=True):
                pattern = self.patterns[number]
                if at == len(pattern.segments) - 1 and pattern.files:
                    self._enter(known, pattern.segments[at], number)
        return known

    def _enter(self, table: _Table, segment: str, number: int) -> None:
        if segment == "**":
            return
        if segment == "*":
            table.always = max(table.always, number)
        elif not _WILD.search(segment):
            table.names.setdefault(segment, number)
        elif segment.startswith("*.") and not _WILD.search(segment[1:]):
            table.endings.setdefault(segment[1:], number)
        else:
            table.tried.append((number, self._matcher(segment)))

    def _matcher(self, segment: str) -> re.Pattern[str]:
        known = self._matchers.get(segment)
        if known is None:
            known = self._matchers[segment] = re.compile(_regex(segment), re.DOTALL)
        return known


_WILD = re.compile(r"[*?]")


def _regex(segment: str) -> str:
    return "".join(
        ".*" if part[0] == "*" else "." if part == "?" else re.escape(part)
        for part in re.split(r"(\*+|\?)", segment)
        if part
    )
