"""Reading the sources of a workspace, and what follows from all that they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem, UnknownNameError, WorkspaceError, did_you_mean, names_hint
from ..org import Ref
from ..org.facts import Evidence
from ..report.digest import digest
from ..report.evidence import (
    ExplainPage,
    ScanPage,
    SourceRow,
    ThingsPage,
    contradiction_row,
    counted_subjects,
    explain_page,
    mention_row,
    things_page,
)
from ..report.pages import About

if TYPE_CHECKING:
    from ..evidence import Scanned, SourceList
    from ..evidence.reconciling.identities import Identities, Link
    from ..evidence.reconciling.reconcile import Grounds
    from ..org.statements import Source
    from ..workspace import Workspace

Warn = Callable[[Iterable[Problem]], None]
"""Called with warnings about the files of a workspace."""
Tell = Callable[[str, int, int], None]
"""Called with ("", sources done, sources in all), and within a source with (its id, things done, in all or 0)."""


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """Which sources to read (empty = all), whether to read also what has not changed, and the day of the scan."""

    only: tuple[str, ...] = ()
    again: bool = False
    today: date | None = None


ALL = ScanRequest()


def scan(
    folder: Path | str = ".", request: ScanRequest = ALL, tell: Tell | None = None, warn: Warn | None = None
) -> ScanPage:
    """Read the sources that `mlorg.yaml` names and keep what they say in the workspace.

    `warn` is told what is odd in the files of the workspace itself.

    A source that cannot be read leaves the others as they are and is named on the page; what was stored of it stays.
    Raises WorkspaceError for a workspace whose settings cannot be read or name no source.
    """
    from ..evidence import ScanOptions, scan_sources

    folder = Path(folder)
    try:
        workspace = load_files(folder)
    except WorkspaceError as error:
        raise WorkspaceError([*error.problems, *_misnamed_sources(folder)]) from None
    if warn:
        warn(workspace.warnings)
    listed = source_list(folder, workspace.organization.name)
    _decided_by_hand(workspace, {word for s, _ in listed.sources for word in (s.id, s.kind)}, listed.problems)
    if listed.problems:
        raise WorkspaceError(listed.problems)
    _check_names(request.only, listed)
    options = ScanOptions(request.only, request.again, request.today or workspace.settings.as_of)
    scanned = scan_sources(folder, listed.sources, options, tell or (lambda source, done, total: None))
    found, review = _reconciled(workspace, request.today)
    rows = tuple(_row(one) for one in scanned)
    return ScanPage(
        About(found.organization.name, as_of=request.today, inputs_hash=digest(found.organization)),
        rows,
        found.people,
        tuple(counted_subjects(found)),
        tuple(contradiction_row(c) for c in found.contradictions),
        tuple(mention_row(m) for m in found.mentions),
        review,
    )


def source_list(folder: Path, organization: str = "") -> SourceList:
    """The sources of a workspace, each with its reader, and what is wrong with the section."""
    from ..evidence import SourceList, reader_entries
    from ..workspace.sources import read_sections

    section = read_sections(folder)["sources"]
    listed = SourceList(folder, reader_entries(), organization)
    listed.take(section.value, section.place)
    if not section.value and not listed.problems:
        hint = "Add for example 'sources: [{kind: codeowners, path: ../our-repository}]'."
        listed.problems.append(Problem(section.place(()), "no source is named.", hint))
    return listed


def _misnamed_sources(folder: Path) -> list[Problem]:
    """What is wrong with the section of sources, where the file that holds it can be read."""
    try:
        return source_list(folder).problems
    except WorkspaceError:
        return []


def _check_names(names: tuple[str, ...], listed: SourceList) -> None:
    known = [source.id for source, _ in listed.sources]
    for name in names:
        if name not in known:
            hint = names_hint(name, known)
            raise UnknownNameError(f"there is no source {name!r} in this workspace. {hint}")


def _row(one: Scanned) -> SourceRow:
    s = one.settings
    return SourceRow(s.id, s.kind, s.uri, one.outcome, one.statements, one.read_on, one.problems)


def is_scanned(folder: Path | str) -> bool:
    """True if the workspace holds what a scan stored."""
    from ..evidence.store import FOLDER

    return any((Path(folder) / FOLDER).glob("*.jsonl"))


def evidence(folder: Path | str = ".", today: date | None = None) -> Evidence:
    """Every fact of a workspace, from its own files and from what the last scan stored."""
    return evidence_of(load_files(folder), today)


def evidence_of(workspace: Workspace, today: date | None = None) -> Evidence:
    """The same for a workspace as its own files say it (what `load` returns has heard the sources already)."""
    return _heard(workspace, today)[0]


def _reconciled(workspace: Workspace, today: date | None) -> tuple[Evidence, int]:
    from ..evidence.reconciling.review import write_review

    found, identities, grounds = _heard(workspace, today)
    return found, write_review(workspace.folder, identities, grounds)


def _heard(workspace: Workspace, today: date | None) -> tuple[Evidence, Identities, Grounds]:
    from ..evidence.reconciling.reconcile import reconcile
    from ..evidence.store import read_statements, stored_sources
    from ..workspace.loading import collector_at_rest

    folder = workspace.folder
    stored = stored_sources(folder)
    sources = {name: one.source for name, one in stored.items()}
    grounds = _grounds(workspace, sources, today)
    said = (statement for name in sorted(sources) for statement in read_statements(folder, name))
    with collector_at_rest():
        found, identities = reconcile(said, grounds)
    return found, identities, grounds


def _grounds(workspace: Workspace, sources: dict[str, Source], today: date | None) -> Grounds:
    from ..evidence.handles import load_aliases
    from ..evidence.reconciling.precedence import WORKSPACE
    from ..evidence.reconciling.reconcile import Grounds
    from ..evidence.reconciling.review import read_decisions
    from ..evidence.reconciling.written import written_statements
    from ..org.statements import Source

    problems: list[Problem] = []
    known = {word for source in sources.values() for word in (source.id, source.kind)}
    order, called = _decided_by_hand(workspace, known, problems)
    if problems:
        raise InputError(problems)
    aliases = load_aliases(workspace.folder, create=False)
    links = tuple(_known_people(workspace, aliases.of))
    return Grounds(
        sources={WORKSPACE: Source(WORKSPACE, WORKSPACE, str(workspace.folder)), **sources},
        precedence=order,
        aliases=called,
        handles=aliases.handles,
        known=links,
        decisions=read_decisions(workspace.folder),
        base=workspace.organization,
        written=tuple(written_statements(workspace.organization, place_within(workspace))),
        today=today or workspace.settings.as_of or date.today(),
    )


def _decided_by_hand(
    workspace: Workspace, known: set[str], problems: list[Problem]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[Ref, Ref]]:
    """What mlorg.yaml says of which source is believed and of what is called otherwise."""
    from ..evidence.reconciling.precedence import read_precedence
    from ..evidence.reconciling.resolving import read_aliases
    from ..workspace.sources import read_sections

    sections = read_sections(workspace.folder)
    known = known | {str(e.get(k)) for e in workspace.settings.sources if isinstance(e, dict) for k in ("id", "kind")}
    order = read_precedence(sections["precedence"].value, sections["precedence"].place, known, problems)
    return order, read_aliases(sections["aliases"].value, sections["aliases"].place, problems)


def _known_people(workspace: Workspace, alias: Callable[[Ref], Ref]) -> Iterator[Link]:
    """The persons of the imported roster, as its local key file knows them."""
    from ..evidence.reconciling.identities import Link
    from ..workspace import read_names

    for person, who in read_names(workspace.folder).items():
        for kind, text in (("email", who.email), ("name", who.name), ("account", who.original_id)):
            if text:
                handle = Ref(kind, f"roster {text}" if kind == "account" else text)
                yield Link(Ref("person", person), alias(handle), "one row of the roster")


def place_within(workspace: Workspace) -> Callable[[Ref, str], Place]:
    """Places in the workspace's own files, relative to it as those of sources are."""
    folder = workspace.folder

    def place(ref: Ref, attribute: str) -> Place:
        found = workspace.place_of(ref, attribute)
        inside = found.file and Path(found.file).is_relative_to(folder)
        return replace(found, file=Path(found.file).relative_to(folder).as_posix()) if inside else found

    return place


def load_files(folder: Path | str) -> Workspace:
    """The workspace as its own files say it; its scenarios fit what the last scan found as well."""
    from ..workspace import load

    return load(folder, lambda files: with_evidence(files).organization)


def with_evidence(workspace: Workspace) -> Workspace:
    """The workspace with the organisation that follows from its files and its sources."""
    if not is_scanned(workspace.folder):
        return workspace
    return replace(workspace, organization=evidence_of(workspace).organization)


def explain(name: str, folder: Path | str = ".") -> ExplainPage:
    """Every statement behind one thing: who says what, where, and why one of them is believed.

    `name` is `kind:id`, or the id alone where only one thing is called so. UnknownNameError if there is none.
    """
    return explain_from(evidence(folder), name)


def explain_from(found: Evidence, name: str) -> ExplainPage:
    """The same from evidence that is at hand."""
    subject = _subject(name, found)
    about = About(found.organization.name, inputs_hash=digest(found.organization))
    return explain_page(found, subject, about)


def things(found: Evidence) -> ThingsPage:
    """Everything that can be explained, apart from persons."""
    return things_page(found, About(found.organization.name, inputs_hash=digest(found.organization)))


def _subject(name: str, found: Evidence) -> Ref:
    kind, _, rest = name.partition(":")
    exact = [s for s in found.facts if s == (kind, rest) or s.id == name]
    loose = exact or [s for s in found.facts if s.id.rpartition("/")[2].casefold() == name.casefold()]
    if len(loose) == 1:
        return loose[0]
    if loose:
        raise UnknownNameError(f"{name!r} is the name of {', '.join(map(str, loose[:5]))}: give the kind too.")
    hint = did_you_mean(name, [*map(str, found.facts), *(s.id for s in found.facts)])
    raise UnknownNameError(f"nothing is called {name!r}. {hint or 'mlorg show ownership lists what there is.'}")
