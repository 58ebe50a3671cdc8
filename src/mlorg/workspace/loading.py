"""Reading a workspace: all files, all problems, then one value or one error."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..errors import OverlayError, Place, Problem, WorkspaceError
from ..org import Add, Change, Organization, Overlay, Own, Remove, Set, apply
from ..org.checks import Fault, faults
from ..org.organization import entity_key
from .assumptions import Assumption, read_assumptions
from .draft import Draft
from .org_file import read_assets, read_org_file, read_ownerships
from .people import read_people
from .scenarios.reading import PlacedOverlay, read_scenario
from .settings import NAME, Files, Settings, read_settings
from .text_files import read_text_file
from .workspace import Workspace
from .yaml_tree import Tree, parse_yaml

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


Seen = Callable[[Workspace], Organization]


def load(folder: Path | str, seen: Seen | None = None) -> Workspace:
    """Read a workspace and check it.

    `seen` gives the organisation that scenarios must fit, where that is more than the files say: what is known from
    other sources as well. It is asked only where there are scenarios.

    Raises WorkspaceError with every problem of every file, in the order in which the files are read: settings, org,
    people, assets, ownership, scenarios, assumptions.
    """
    with collector_at_rest():
        return _load(Path(folder), seen)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: with a million new objects and none to free, it takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(folder: Path, seen: Seen | None) -> Workspace:
    reading = _Reading(folder)
    settings = reading.settings()
    organization = reading.organization(settings)
    files = Workspace(organization, settings, folder=reading.folder, places=reading.draft.places)
    scenarios = reading.scenarios(files, seen)
    assumptions = reading.assumptions(settings.files)
    problems = reading.in_file_order()
    if any(not problem.warning for problem in problems):
        raise WorkspaceError(problems)
    settings = replace(settings, name=organization.name)
    return replace(files, settings=settings, scenarios=scenarios, assumptions=assumptions, warnings=tuple(problems))


class _Reading:
    """The files of one folder, in the order in which they are read, and the problems met so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.draft = Draft(self.problems)
        self._order: dict[str, int] = {}
        self._known: set[Fault] = set()

    def _file(self, name: str) -> Path:
        path = self.folder / name
        self._order.setdefault(path.as_posix(), len(self._order))
        return path

    def _tree(self, path: Path) -> Tree | None:
        text = read_text_file(path, "yaml", self.problems)
        return None if text is None else parse_yaml(text, path.as_posix(), self.problems)

    def _there(self, names: Iterable[str], usual: Iterable[str]) -> Iterator[Path]:
        """Paths of files; one that may be absent, because it was not asked for by name, is left out if it is."""
        for name in names:
            path = self._file(name)
            if name not in usual or os.path.lexists(path):
                yield path

    def settings(self) -> Settings:
        path = self._file(NAME)
        if not os.path.lexists(path):
            raise WorkspaceError([_no_workspace(self.folder)])
        tree = self._tree(path)
        settings = Settings() if tree is None else read_settings(tree, self.problems)
        # Which files there are is not known for sure then, and what they would hold is missed elsewhere.
        self.draft.complete = not self.problems or (tree is not None and "files" not in (tree.value or ()))
        return settings

    def organization(self, settings: Settings) -> Organization:
        usual = Files()
        readers: tuple[tuple[str, Callable[[Path, Draft], None]], ...] = (
            ("org", read_org_file),
            ("people", read_people),
            ("assets", read_assets),
            ("ownership", read_ownerships),
        )
        for field, read in readers:
            for path in self._there(getattr(settings.files, field), getattr(usual, field)):
                read(path, self.draft)
        organization = self.draft.organization(settings.name, settings.blank_is_root)
        if self.draft.complete:
            found = faults(organization)
            self._known = {_plain(fault) for fault in found}
            self.problems.extend(self._problem_of(fault) for fault in found)
        else:
            message = "references between entries are checked once all files can be read."
            self.problems.append(Problem(Place(self.folder.as_posix()), message, warning=True))
        return organization

    def _problem_of(self, fault: Fault) -> Problem:
        place = self.draft.places.of(fault.subject.kind, fault.key or fault.subject.id, fault.attribute)
        return Problem(place, f"{fault.subject}: {fault.message}", fault.hint, fault.warning)

    def scenarios(self, workspace: Workspace, seen: Seen | None) -> dict[str, Overlay]:
        found: dict[str, PlacedOverlay] = {}
        paths = self._scenario_files(workspace.settings.files)
        organization = self._seen(workspace, seen) if paths else workspace.organization
        for path in paths:
            tree = self._tree(path)
            if tree is None:
                continue
            scenario = read_scenario(tree, path.stem, self.problems)
            name = scenario.overlay.name
            if name in found:
                message = f"scenario {name!r} is there twice: first in {found[name].name_place.file}."
                self.problems.append(Problem(scenario.name_place, message, "Give it another name."))
                continue
            found[name] = scenario
            if self.draft.complete and scenario.complete:
                today = workspace.settings.as_of or date.today()
                self.problems.extend(misfits(scenario, organization, self._known, today))
        return {name: found[name].overlay for name in sorted(found)}

    def _seen(self, workspace: Workspace, seen: Seen | None) -> Organization:
        """What scenarios must fit; what is wrong with it already is none of their faults."""
        if seen is None or any(not problem.warning for problem in self.problems):
            return workspace.organization
        organization = seen(workspace)
        self._known |= {_plain(fault) for fault in faults(organization)}
        return organization

    def _scenario_files(self, files: Files) -> list[Path]:
        folder = self._file(files.scenarios)
        if not os.path.lexists(folder) and files.scenarios == Files().scenarios:
            return []
        try:
            names = sorted(entry.name for entry in os.scandir(folder))
        except OSError as error:
            self.problems.append(Problem(Place(folder.as_posix()), f"cannot be listed: {error.strerror}."))
            return []
        wanted = [n for n in names if n.endswith((".yaml", ".yml")) and not n.startswith(".")]
        for name in [n for n in wanted if not n.isprintable()]:
            message = f"the name of file {name!r} holds characters that cannot be printed."
            self.problems.append(Problem(Place(folder.as_posix()), message, "Rename it."))
            wanted.remove(name)
        return [self._file(f"{files.scenarios}/{name}") for name in wanted]

    def assumptions(self, files: Files) -> tuple[Assumption, ...]:
        found: list[Assumption] = []
        for path in self._there([files.assumptions], [Files().assumptions]):
            tree = self._tree(path)
            if tree is not None:
                found.extend(read_assumptions(tree, self.problems))
        return tuple(found)

    def in_file_order(self) -> list[Problem]:
        last = len(self._order)
        ordered = sorted(
            self.problems, key=lambda p: (self._order.get(p.place.file, last), p.place.line, p.place.column)
        )
        return [_without_addresses(problem) for problem in ordered]


def _without_addresses(problem: Problem) -> Problem:
    """Ids may be addresses, whoever chose them; messages go to logs."""
    if "@" not in problem.message + problem.hint:
        return problem
    return replace(problem, message=_ADDRESS.sub("***", problem.message), hint=_ADDRESS.sub("***", problem.hint))


def _no_workspace(folder: Path) -> Problem:
    place = Place(folder.as_posix())
    try:
        os.listdir(folder)
    except FileNotFoundError:
        return Problem(place, "there is no such folder.", "Check its name, or make it with 'mlorg init'.")
    except NotADirectoryError:
        return Problem(place, "is a file, not a folder.", f"Name the folder that holds {NAME}.")
    except (OSError, ValueError) as error:
        return Problem(place, f"cannot be listed: {getattr(error, 'strerror', '') or error}.")
    return Problem(place, f"is no workspace: it holds no {NAME}.", "Make one with 'mlorg init'.")


def scenario_misfits(scenario: PlacedOverlay, baseline: Organization) -> list[Problem]:
    """What is wrong with a scenario on a baseline of which nothing is known yet."""
    return list(misfits(scenario, baseline, {_plain(fault) for fault in faults(baseline)}, date.today()))


def misfits(scenario: PlacedOverlay, baseline: Organization, known: set[Fault], today: date) -> Iterator[Problem]:
    """What is wrong with a scenario: changes that do not fit, or an organisation after them that has new faults.

    What was over before the first change (one without a date: before `today`) may refer to what a change ends.
    """
    try:
        after = apply(baseline, scenario.overlay, scenario.places)
    except OverlayError as error:
        yield from error.problems
        return
    found = [fault for fault in faults(after) if not fault.warning and _plain(fault) not in known]
    first = min((change.effective or today for change in scenario.overlay.changes), default=today)
    over = _over_before(first, after) if found else frozenset()
    for fault in found:
        if (fault.subject.kind, fault.key or fault.subject.id) not in over:
            place = _blamed(fault, scenario)
            yield Problem(place, f"after these changes, {fault.subject}: {fault.message}", fault.hint)


def _over_before(day: date, org: Organization) -> frozenset[tuple[str, object]]:
    """Kind and key of what ended before a day, as faults name them."""
    ended = ((kind, e) for kind, e in org.entities() if e.validity.end is not None and e.validity.end < day)
    return frozenset((kind, entity_key(kind, e)) for kind, e in ended)


def _plain(fault: Fault) -> Fault:
    """The fault without its hint, which depends on how many there are."""
    return replace(fault, hint="")


def _blamed(fault: Fault, scenario: PlacedOverlay) -> Place:
    """The last change that names the subject of the fault, else the last that removes what its message names."""
    pairs = list(zip(scenario.overlay.changes, scenario.places, strict=True))
    naming = [
        place for change, place in pairs if _subject(change) == (fault.subject.kind, fault.key or fault.subject.id)
    ]
    removing = [
        p for c, p in pairs if isinstance(c, Remove) and isinstance(c.key, str) and repr(c.key) in fault.message
    ]
    return (naming or removing or [scenario.name_place])[-1]


def _subject(change: Change) -> tuple[str, object] | None:
    if isinstance(change, Set):
        return change.subject.kind, change.subject.id
    if isinstance(change, Add):
        return change.kind, entity_key(change.kind, change.entity)
    return ("ownership", change.ownership.key) if isinstance(change, Own) else None
