"""Ids of posts: the file's own where they are codes, else made from titles. Never from anything personal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ...org.references import Line
from .entries import Entry
from .identities import names_a_holder
from .problems import ProblemList
from .values import are_codes, id_key, slug


def post_ids(entries: Sequence[Entry], problems: ProblemList) -> list[str]:
    """One id for each entry, the same each time the same file is read."""
    codes = _are_fit(entries)
    titles = Counter(_base(entry) for entry in entries if not (codes and entry.entry_id))
    taken: set[str] = set()
    used: Counter[str] = Counter()
    lines: dict[str, int] = {}
    found: list[str] = []
    for entry in entries:
        if entry.entry_id and id_key(entry.entry_id) in lines:
            first = lines[id_key(entry.entry_id)]
            message = f"the entry id is that of line {first}: the post gets an id of its own."
            problems.warn(entry.line, message, f"Who reports to the id reports to line {first}.")
        elif entry.entry_id:
            lines[id_key(entry.entry_id)] = entry.line
        own = codes and bool(entry.entry_id)
        base = _NOT_IN_ID.sub("-", entry.entry_id) if own else _base(entry)
        found.append(_numbered(base, own or titles[base] == 1, taken, used))
    return found


def _are_fit(entries: Sequence[Entry]) -> bool:
    ids = [entry.entry_id for entry in entries if entry.entry_id]
    own = (entry for entry in entries if entry.entry_id)
    return are_codes(ids) and not any(names_a_holder(entry.entry_id, entry.identity) for entry in own)


def _base(entry: Entry) -> str:
    name = slug(entry.title)
    return "post" if name in ("", Line.TOP.value) else name


def _numbered(base: str, bare: bool, taken: set[str], used: Counter[str]) -> str:
    """The base itself if it may stand bare and is free, else the base with the next free number."""
    name = base
    while not bare or name in taken:
        bare = True
        used[base] += 1
        name = f"{base}-{used[base]}"
    taken.add(name)
    return name


_NOT_IN_ID = re.compile(r"[^\w.-]")
