"""Reading all sources of a workspace into the store, one after the other; a broken one costs the others nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import MlorgError, Place, Problem
from ..org.statements import Source, Statement
from .contract import Reader, Reading, SourceError, SourceSettings
from .handles import Aliases, load_aliases, save_aliases, without_addresses
from .store import FOLDER, Stored, forget, stored_sources, write_statements
from .writing import remove_unfinished

READ, SAME, PARTIAL, FAILED = "read", "unchanged", "partial", "failed"
"""What became of a source: read, not read because nothing had changed, read but for faults, not read at all."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of one source. `statements` are those now stored, be they new or, after a failure, old."""

    settings: SourceSettings
    outcome: str
    statements: int
    problems: tuple[Problem, ...] = ()
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """`only` names sources (empty = all), `again` reads also what has not changed, `today` is the day of the scan."""

    only: tuple[str, ...] = ()
    again: bool = False
    today: date | None = None


AS_USUAL = ScanOptions()
Tell = Callable[[str, int, int], None]
"""Called with ("", sources done, sources in all), and within a source with (its id, things done, in all or 0)."""


def _say_nothing(source: str, done: int, total: int) -> None:
    pass


def scan_sources(
    folder: Path,
    sources: Sequence[tuple[SourceSettings, Reader]],
    options: ScanOptions = AS_USUAL,
    tell: Tell = _say_nothing,
) -> tuple[Scanned, ...]:
    """Bring the store of a workspace up to date with its sources.

    Statements of sources that are no longer named are removed. A source that fails keeps what is stored of it.
    """
    for inner in (".mlorg/evidence", FOLDER):
        remove_unfinished(folder / inner)
    stored = stored_sources(folder)
    for gone in stored.keys() - {source.id for source, _ in sources}:
        forget(folder, gone)
    scan = _Scan(folder, load_aliases(folder), options.today or date.today(), options.again, tell)
    wanted = [pair for pair in sources if not options.only or pair[0].id in options.only]
    results = []
    for number, (source, reader) in enumerate(wanted):
        tell("", number, len(wanted))
        results.append(scan.source(source, reader, stored.get(source.id)))
    tell("", len(wanted), len(wanted))
    return tuple(results)


@dataclass(slots=True)
class _Scan:
    folder: Path
    aliases: Aliases
    today: date
    again: bool
    tell: Tell

    def source(self, source: SourceSettings, reader: Reader, stored: Stored | None) -> Scanned:
        """Read one source, unless nothing has changed since it was last read without fault."""
        reading = Reading(source, reader, self.today, tell=lambda done, total: self.tell(source.id, done, total))
        try:
            state = _state(reading)
            if stored and state and stored.state == state and not self.again:
                return _outcome(SAME, source, stored)
            stored = self._read(reading, state)
            return _outcome(READ, source, stored)
        except Exception as error:  # whatever a reader does, the other sources are read
            problems = [*reading.problems, *_problems_of(error, source)]
            masked = tuple(without_addresses(problem) for problem in problems)
            kept, day = (stored.statements, stored.source.read_on) if stored else (0, None)
            return Scanned(source, FAILED, kept, masked, day)

    def _read(self, reading: Reading, state: str) -> Stored:
        settings = reading.source
        source = Source(settings.id, settings.kind, settings.uri, state[:16], self.today)
        return write_statements(self.folder, source, state, self._hidden(reading), reading.problems)

    def _hidden(self, reading: Reading) -> Iterator[Statement]:
        empty = True
        for statement in reading.reader.read(reading):
            empty = False
            yield self.aliases.hide(statement)
        if empty and not reading.problems:
            message = "was read, and nothing in it is of the form that is read here."
            reading.warn(Place(reading.source.uri), message, f"Read here: {reading.reader.reads}.")
        # Who is behind the aliases is written before the statements take their place: never the other way round.
        save_aliases(self.aliases, self.folder)


def _outcome(outcome: str, source: SourceSettings, stored: Stored) -> Scanned:
    faults = any(not problem.warning for problem in stored.problems)
    return Scanned(source, PARTIAL if faults else outcome, stored.statements, stored.problems, stored.source.read_on)


def _problems_of(error: Exception, source: SourceSettings) -> tuple[Problem, ...]:
    place = source.place if str(source.place) else Place(source.uri)
    if isinstance(error, SourceError):
        return error.problems
    if isinstance(error, MlorgError):
        return tuple(getattr(error, "problems", ())) or (Problem(place, str(error)),)
    if isinstance(error, OSError):
        return (Problem(place, f"cannot be read: {error.strerror or type(error).__name__}."),)
    # The text of an unexpected error may hold anything the source holds, so only its kind is told.
    where = _last_line_of(error)
    message = f"the reader {source.kind!r} failed with {type(error).__name__}{where}: this is a fault in the reader."
    return (Problem(place, message, "What was stored before is kept."),)


def _last_line_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""


def _state(reading: Reading) -> str:
    """A fingerprint of the source's content and settings; empty where that cannot be told without reading it."""
    source, reader = reading.source, reading.reader
    settings = [FORMAT_OF_STATE, reader.kind, reader.version, source.uri, sorted(source.options.items())]
    settings.append(source.organization)
    digest = hashlib.sha256(json.dumps(settings, default=str).encode())
    if reader.revision is not None:
        revision = reader.revision(reading)
        if not revision:
            return ""
        digest.update(revision.encode())
        return digest.hexdigest()
    if source.url:
        return ""
    for file in reading.files():
        digest.update(f"\0{reading.name(file)}\0".encode("utf-8", "surrogateescape"))
        _add_content(digest, file)
    return digest.hexdigest()


FORMAT_OF_STATE = 1


def _add_content(digest: hashlib._Hash, file: Path) -> None:
    try:
        with file.open("rb") as content:
            while block := content.read(1 << 20):
                digest.update(block)
    except OSError as error:
        digest.update(f"unreadable {error.errno}".encode())
