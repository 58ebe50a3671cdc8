"""The fictional company of `mlorg demo`, written as a workspace."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Place, Problem, WorkspaceError
from ..org import is_ml
from ..org.lines import BusinessLines
from ..report.evidence import ScanPage
from ..report.imported import ImportPage
from ..report.organisation.ownership import ownership_page
from .changing import propose
from .comparing import ComparisonOptions
from .importing import ImportOptions, create_workspace
from .scanning import scan
from .selecting import load, organization

if TYPE_CHECKING:
    from ..workspace import Workspace

DEMO_NAME = "Fogwhistle & Wick (fictional)"
DEMO_DAY = date(2026, 1, 31)
"""The day of its HR export."""

ROSTER = "hr-export.csv"
REPOSITORY = "evidence/lantern-models"
STREAM = f"{REPOSITORY}.fast-import"
"""The history of its repository, written as a repository."""


def write_demo(folder: Path | str, force: bool = False) -> ImportPage:
    """Write the fictional company: its HR export, the import of it, what somebody added by hand, and its systems.

    Returns what the import understood. Raises WorkspaceError if the folder is a file or is not empty; with `force`
    files of the same names are overwritten, and all others are left alone.
    """
    from ..workspace.text_files import write_text_file

    folder = Path(folder)
    _refuse_what_is_there(folder, force)
    texts = demo_texts()
    history = texts.pop(STREAM)
    roster = folder / ROSTER
    write_text_file(roster, texts.pop(ROSTER))
    page = create_workspace(folder, roster, ImportOptions(name=DEMO_NAME, as_of=DEMO_DAY, force=True))
    for name, text in texts.items():
        write_text_file(folder / name, text)
    _write_repository(folder / REPOSITORY, history)
    return page


def _write_repository(folder: Path, history: str) -> None:
    from ..evidence import SourceError
    from ..evidence.git import write_repository

    # Without git all the rest is there, and the scan says what it could not read.
    with suppress(SourceError):
        write_repository(folder, history)


def demo_texts() -> dict[str, str]:
    """The text of each file of the fictional company, by its name relative to the folder."""
    return dict(sorted(_texts_below(files("mlorg.workspace").joinpath("demo"))))


def _texts_below(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts_below(entry, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry.read_text(encoding="utf-8")


def _refuse_what_is_there(folder: Path, force: bool) -> None:
    place = Place(folder.as_posix())
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError([Problem(place, "is a file, not a folder.", "Choose another name.")])
    if not force and folder.is_dir() and any(folder.iterdir()):
        hint = "Choose another folder, or overwrite the demo's files in it with --force; nothing was written."
        raise WorkspaceError([Problem(place, "is not empty.", hint)])


Tell = Callable[[str, str], None]
"""Called with the name of a step and a line on what it found."""


def introduce_demo(folder: Path | str, tell: Tell, force: bool = False) -> Workspace:
    """Write the fictional company, load it, and tell step by step what was understood, shown and proposed."""
    page = write_demo(folder, force)
    tell("demo", f"{DEMO_NAME} does not exist; company, people and figures are invented")
    tell("write", f"{folder}: an HR export, what mlorg init makes of it, what somebody added by hand, and its systems")
    for line in _imported(page):
        tell("read", line)
    for line in _scanned(scan(folder)):
        tell("scan", line)
    workspace = load(folder)
    for line in _shown(workspace):
        tell("show", line)
    for line in _proposed(workspace):
        tell("propose", line)
    return workspace


def _imported(page: ImportPage) -> Iterator[str]:
    s = page.statistics
    yield f"{page.rows} rows: {s.people} people in {s.posts} posts, {s.vacancies} of them vacant; {s.managers} managers"
    yield f"{len(page.problems)} things look wrong in the export and are listed with their line, such as"
    problem = next(p for p in page.problems if p.place.line and "date" in p.message)
    yield f"  line {problem.place.line}: {problem.message}"


def _scanned(page: ScanPage) -> Iterator[str]:
    statements = sum(row.statements for row in page.sources)
    kinds = ", ".join(row.kind for row in page.sources)
    yield f"{len(page.sources)} systems make {statements:,} statements: {kinds}"
    for row in page.sources:
        if row.faults:
            yield f"  {row.source} could not be read: {row.problems[-1].message}"
    yield f"{len(page.contradictions)} times they contradict each other or what was written by hand, for example:"
    first = next(c for c in page.contradictions if c.attribute == "owner.maintain")
    told = (f"{said.value} by {said.source}" for said in (first.believed, first.against[0]))
    yield f"  {first.subject}, maintained by: {', '.join(told)}"


def _shown(workspace: Workspace) -> Iterator[str]:
    org, about = organization(workspace)
    lines = BusinessLines(org)
    names = [unit.label for unit in lines.units]
    people = Counter(lines.of_post(post) for post in org.posts if is_ml(post) and post.id in org.holders)
    outside = people.pop(None, 0)
    yield f"{people.total() + outside} people do machine learning: {people.total()} in the lines, {outside} elsewhere"
    yield f"{len(names)} business lines: {', '.join(sorted(names))}"
    yield f"{len(org.datasets)} datasets, {len(org.models)} models, {len(org.use_cases)} use cases"
    models = (row for row in ownership_page(org, about).assets if row.kind == "model")
    upkeep = Counter(c.state for row in models for c in row.cells if c.responsibility == "maintain")
    owned, nobody, gone, unknown = (upkeep[state] for state in ("owned", "nobody", "gone", "unknown"))
    yield f"who maintains the models? {owned} have somebody, {nobody} nobody, {gone} an owner who is not there,"
    yield f"  and of {unknown} it is not known"


def _proposed(workspace: Workspace) -> Iterator[str]:
    from ..archetypes import STRUCTURES

    own = ", ".join(workspace.scenarios)
    yield f"{len(STRUCTURES)} structures, each as a list of changes to this company, and two scenarios of its own:"
    yield f"  {own}"
    page = propose(workspace, "embedded")
    moved, first = page.delta.shift, page.delta.waves[0].changes[0]
    yield f"for example, {page.label}: {page.delta.count} changes, with a reason each;"
    yield f"  {moved.posts_moved} posts sit elsewhere, {moved.owners_changed} responsibilities change hands; first:"
    yield first.sentence


FULL, QUICK, INTERPRETED = (40, 8), (12, 4), (5, 1)
"""Draws and replications per draw: about 12 and 2 seconds compiled, about 50 interpreted."""


def demo_size(tell: Tell, quick: bool = False) -> ComparisonOptions:
    """How much the demo simulates on the engine that is there, and a line that says so."""
    interpreted = not _is_compiled()
    draws, per_draw = INTERPRETED if interpreted else QUICK if quick else FULL
    tell("simulate", f"{draws} cases drawn from what is not known, {per_draw} times the luck in each, five years")
    if interpreted:
        tell("simulate", "the engine runs interpreted, so this is less than a hundredth of what a decision needs:")
        tell("simulate", "  take nothing from the figures. Install gcc and python3-dev, then mlorg again.")
    return ComparisonOptions(draws=draws, per_draw=per_draw)


def _is_compiled() -> bool:
    from ..sim.engine import engine

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the engine is slow is said in the demo's own words
        return engine().__name__.rpartition(".")[2] != "replicate"
