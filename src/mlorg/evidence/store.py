"""What each source said when it was last read: one file of plain lines per source, below `.mlorg/evidence`.

The first line says what was read and in which state, each further line is one statement, the last line how many there
are and what could not be read. A file is replaced as a whole, so that a killed scan leaves the old one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import Place, Problem
from ..org import Ref
from ..org.statements import Source, Statement, Value
from .contract import SourceError
from .handles import without_addresses
from .writing import replacing

FOLDER = ".mlorg/evidence/statements"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of a source without reading its statements."""

    source: Source
    state: str
    statements: int
    problems: tuple[Problem, ...]


def path_of(folder: Path, source: str) -> Path:
    """The file of a source."""
    return folder / FOLDER / f"{source}.jsonl"


def write_statements(
    folder: Path, source: Source, state: str, statements: Iterable[Statement], problems: list[Problem]
) -> Stored:
    """Write what a source says, as it comes; `problems` is looked at when the last statement has come."""
    count = 0
    with replacing(path_of(folder, source.id), private=True) as file:
        file.write(_line({"format": FORMAT, "state": state, **_source_row(source)}))
        for statement in statements:
            file.write(_line(_row(statement)))
            count += 1
        masked = [without_addresses(problem) for problem in problems]
        file.write(_line({"statements": count, "problems": [_problem_row(p) for p in masked]}))
    return Stored(source, state, count, tuple(masked))


def stored_sources(folder: Path) -> dict[str, Stored]:
    """What is stored, by id of the source. A file that cannot be understood counts as not stored."""
    found = {}
    for path in sorted((folder / FOLDER).glob("*.jsonl")):
        stored = _stored(path)
        if stored is not None:
            found[stored.source.id] = stored
    return found


def _stored(path: Path) -> Stored | None:
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            tail = json.loads(_last_line(file))
    except (OSError, ValueError):
        return None
    if head.get("format") != FORMAT or "statements" not in tail:
        return None
    day = date.fromisoformat(head["read_on"]) if head["read_on"] else None
    source = Source(head["id"], head["kind"], head["uri"], head["revision"], day)
    return Stored(source, head["state"], tail["statements"], tuple(map(_problem, tail["problems"])))


def _last_line(file: Any, block: int = 1 << 16) -> bytes:
    end = file.seek(0, 2)
    size = block
    while True:
        start = max(0, end - size)
        file.seek(start)
        content: bytes = file.read().rstrip(b"\n")
        if b"\n" in content or start == 0:
            return content.rpartition(b"\n")[2]
        size *= 4


def read_statements(folder: Path, source: str) -> Iterator[Statement]:
    """What a source says, in the order in which it said it. SourceError if its file is damaged."""
    path = path_of(folder, source)
    with path.open("rb") as file:
        next(file, b"")
        for number, line in enumerate(file, start=2):
            try:
                row = json.loads(line)
                if isinstance(row, list):
                    yield _statement(row, source)
            except (ValueError, IndexError, TypeError) as error:
                message = "what was stored of this source is damaged."
                raise SourceError([Problem(Place(path.name, number), message, "Run mlorg scan --again.")]) from error


def forget(folder: Path, source: str) -> None:
    """Remove what a source said."""
    path_of(folder, source).unlink(missing_ok=True)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _line(value: Any) -> bytes:
    return _encode(value).encode("utf-8", "replace") + b"\n"


def _source_row(source: Source) -> Mapping[str, Any]:
    day = source.read_on.isoformat() if source.read_on else ""
    return {"id": source.id, "kind": source.kind, "uri": source.uri, "revision": source.revision, "read_on": day}


def _row(s: Statement) -> list[Any]:
    row: list[Any] = [s.subject[0], s.subject[1], s.attribute, _written(s.value), s.place.file, s.place.line]
    row += [s.date.isoformat() if s.date else None, s.until.isoformat() if s.until else None]
    row += [s.amount, None if s.confidence == 1 else s.confidence, s.note or None]
    while row[-1] is None:
        row.pop()
    return row


def _written(value: Value) -> Any:
    if isinstance(value, Ref):
        return list(value)
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _statement(row: list[Any], source: str) -> Statement:
    row += [None] * (11 - len(row))
    kind, name, attribute, value, file, line, day, until, amount, confidence, note = row
    if isinstance(value, list):
        value = Ref(*value)
    elif isinstance(value, dict):
        value = date.fromisoformat(value["day"])
    return Statement(
        Ref(kind, name),
        attribute,
        value,
        source,
        Place(file, line),
        date.fromisoformat(day) if day else None,
        1.0 if confidence is None else confidence,
        date.fromisoformat(until) if until else None,
        amount,
        note or "",
    )


def _problem_row(problem: Problem) -> list[Any]:
    place = problem.place
    return [place.file, place.line, place.column, problem.message, problem.hint, problem.warning]


def _problem(row: list[Any]) -> Problem:
    return Problem(Place(*row[:3]), row[3], row[4], row[5])
