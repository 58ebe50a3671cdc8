"""The tree of posts on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from ..organisation.page import TreePage, TreeRow
from ..organisation.tree import cut
from ..sentences import counted
from .parts import show_heading, show_lines, show_title

LINES = 60
"""Lines a tree may have before it is cut to fewer levels."""
SIBLINGS = 25
"""Lines below one post before the rest is cut."""
GROUPS = (
    (("top", "outside"), ""),
    (("unknown",), "Manager not stated"),
    (("absent",), "Manager named, but in no row"),
)
"""Where the lines of a group of posts lead, and the title of the group."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the picture: a row, and how many alike stand in it."""

    row: TreeRow
    times: int

    @property
    def posts(self) -> int:
        """Posts that this line and all below it stand for."""
        return self.times + self.row.below


def show_tree(page: TreePage, console: Console, everything: bool = False) -> None:
    """Each post below the one it reports to; alike posts without reports share a line; then those without a line."""
    subject = f"who reports to whom in {page.unit}" if page.unit else "who reports to whom"
    show_heading(console, page.about, f"{subject} ({counted(page.posts, 'post')})")
    shown: list[TreeRow] = []
    for lines, title in GROUPS:
        part = _part(page, lines)
        if part.rows:
            shown += _show_part(part, title, console, everything)
    show_lines(console, _legend(shown), indent="")


def _part(page: TreePage, lines: Iterable[str]) -> TreePage:
    """The branches whose top has one of these lines."""
    kept: set[str] = set()
    for row in page.rows:
        if row.line in lines or row.parent in kept:
            kept.add(row.post)
    rows = tuple(row for row in page.rows if row.post in kept)
    return replace(page, rows=rows, levels=max((row.level for row in rows), default=0))


def _show_part(part: TreePage, title: str, console: Console, everything: bool) -> Sequence[TreeRow]:
    """Print the part; the rows that were not cut by level."""
    if title:
        tops = [row for row in part.rows if row.level == 1]
        below = sum(row.below for row in tops)
        show_title(console, title, counted(len(tops), "post") + (f", and {below:,} below them" if below else ""))
    whole = everything or part.depth is not None
    shown = part if whole else cut(part, _fitting_depth(part))
    console.print(_picture(_lines(shown), len(part.rows) if everything else SIBLINGS))
    if shown.depth is not None and any(row.hidden for row in shown.rows):
        deeper = f"--depth {shown.depth + 1} shows one more, --all everything."
        show_lines(console, [f"Cut at level {shown.depth}: {deeper}"], indent="")
    return shown.rows


def _fitting_depth(part: TreePage) -> int:
    levels = Counter(line.row.level for lines in _lines(part).values() for line in lines)
    total = accumulate(min(levels[n], SIBLINGS if n == 1 else LINES + 1) for n in range(1, part.levels + 1))
    return max(2, sum(lines <= LINES for lines in total))


def _lines(page: TreePage) -> Mapping[str | None, list[_Line]]:
    """Lines by the post above them; neighbours without reports that look alike are one."""
    children: dict[str | None, list[TreeRow]] = {}
    for row in page.rows:
        children.setdefault(row.parent, []).append(row)
    return {parent: list(_merged(rows)) for parent, rows in children.items()}


def _merged(rows: list[TreeRow]) -> Iterator[_Line]:
    def look(row: TreeRow) -> tuple[object, ...]:
        alike = "" if row.below or row.names else "leaf"
        return (alike or row.post, row.title, row.vacant, row.ml, row.leads, row.reports_to, row.elsewhere and row.unit)

    for _, alike in groupby(rows, key=look):
        first, *others = alike
        yield _Line(first, 1 + len(others))


def _picture(lines: Mapping[str | None, list[_Line]], most: int) -> Tree:
    picture = Tree("", hide_root=True, guide_style="dim")
    stack: list[tuple[str | None, Tree]] = [(None, picture)]
    while stack:
        parent, branch = stack.pop()
        mine = lines.get(parent, [])
        stack.extend((line.row.post, branch.add(_label(line))) for line in mine[:most])
        rest = sum(line.posts for line in mine[most:])
        if rest:
            branch.add(Text(f"… {rest:,} more (use --all)", style="dim"))
    return picture


def _label(line: _Line) -> Text:
    row = line.row
    text = Text(row.title, style="bold" if row.reports else "")
    if line.times > 1:
        text.append(f" × {line.times}", style="not bold")
    if row.vacant:
        text.append(" (vacant)", style="yellow not bold")
    if row.ml:
        text.append(" [ML]", style="cyan not bold")
    text.append("".join(f" · {note}" for note in _notes(row)), style="dim not bold")
    return text


def _notes(row: TreeRow) -> Iterator[str]:
    if row.names:
        yield ", ".join(row.names)
    led = [unit for unit in row.leads if unit.removesuffix(" team").casefold() not in row.title.casefold()]
    if led:
        yield f"leads {', '.join(led)}"
    if row.reports_to:
        yield f"reports to {row.reports_to}, outside"
    if _differs(row):
        yield f"sits in {row.unit_name or 'no known unit'}"
    if row.hidden and row.hidden == row.reports:
        yield f"… {counted(row.reports, 'report')}"
    elif row.reports:
        rest = f", … {row.hidden:,} more below" if row.hidden else f", {row.below:,} below"
        yield counted(row.reports, "report") + (rest if row.below > row.reports else "")


def _differs(row: TreeRow) -> bool:
    """True if seat and line differ, other than by leading the unit it sits in."""
    return row.elsewhere and row.unit_name not in row.leads


def _legend(rows: Sequence[TreeRow]) -> Iterator[str]:
    if any(row.ml for row in rows):
        yield "[ML] = a machine-learning post."
    if any(map(_differs, rows)):
        yield "“sits in” = in another unit than the post above: seat and reporting line differ."
