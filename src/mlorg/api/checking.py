"""Following the rules on a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Problem, UnknownNameError, names_hint
from ..report.digest import digest
from ..report.pages import About
from .scanning import Warn, evidence_of, is_scanned, load_files, place_within

if TYPE_CHECKING:
    from ..assess.checks import Choice, Rule
    from ..report.checks.page import CheckPage, RuleRow


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """Which rules to follow (empty = as mlorg.yaml says), and the day for which the organisation is looked at."""

    select: tuple[str, ...] = ()
    today: date | None = None


AS_CHOSEN = CheckRequest()


def check(folder: Path | str = ".", request: CheckRequest = AS_CHOSEN, warn: Warn | None = None) -> CheckPage:
    """Follow the rules on what the workspace and its last scan say. `warn` is told what is odd in its files.

    Raises InputError for settings of rules that cannot be understood, WorkspaceError for files that cannot be read.
    """
    from ..assess.checks import Checked
    from ..assess.checks import check as follow
    from ..report.checks.page import check_page

    folder = Path(folder)
    workspace = load_files(folder)
    if warn:
        warn(workspace.warnings)
    rules, choice = _rules(folder, request)
    day = request.today or workspace.settings.as_of or date.today()
    found = evidence_of(workspace, day)
    organization = found.organization.at(day)
    checked = Checked(found, organization, day, place_within(workspace))
    result = follow(checked, rules, choice)
    followed = [choice.made(rule) for rule in rules if choice.wants(rule.id)]
    about = About(organization.name, as_of=workspace.settings.as_of, inputs_hash=digest(organization, request))
    return check_page(result, followed, _incomplete(folder), about, str(folder))


def _rules(folder: Path, request: CheckRequest) -> tuple[Sequence[type[Rule]], Choice]:
    from ..assess.checks import built_in_rules, own_rules, read_choice
    from ..workspace.sources import read_sections

    section = read_sections(folder)["checks"]
    problems: list[Problem] = []
    files = section.value.get("rules") if isinstance(section.value, dict) else None
    names = files if isinstance(files, list) else [files] if files else []
    own = own_rules(map(str, names), folder, problems)
    rules = tuple(sorted((*built_in_rules(), *own), key=lambda rule: rule.id))
    choice = read_choice(section.value, section.place, rules, problems)
    if problems:
        raise InputError(problems)
    if request.select:
        known = [rule.id for rule in rules]
        for word in request.select:
            _check_word(word.removeprefix("-"), known)
        choice = replace(choice, select=request.select)
    return rules, choice


def _check_word(word: str, known: Sequence[str]) -> None:
    from fnmatch import fnmatchcase

    if word != "all" and not any(fnmatchcase(rule, word) for rule in known):
        hint = names_hint(word, known)
        raise UnknownNameError(f"no rule is called {word!r}. {hint}")


def _incomplete(folder: Path) -> tuple[str, ...]:
    from ..evidence.store import stored_sources

    if not is_scanned(folder):
        return ()
    stored = stored_sources(folder).values()
    return tuple(one.source.id for one in stored if any(not problem.warning for problem in one.problems))


def rules(folder: Path | str | None = None) -> tuple[RuleRow, ...]:
    """All rules with what they mean and where they come from; with those of a workspace, if one is named."""
    from ..assess.checks import built_in_rules
    from ..report.checks.page import rule_row

    found = built_in_rules() if folder is None else _rules(Path(folder), AS_CHOSEN)[0]
    return tuple(rule_row(rule()) for rule in found)
