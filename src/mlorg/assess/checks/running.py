"""Carrying out rules: all that are chosen, each finding once, what is ignored apart."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from ...errors import Place, Problem
from .choosing import Choice, Ignored
from .rule import Checked, Finding, Rule, Severity

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found, the gravest first; what was found but is ignored; and ignoring that has expired.

    `assets` counts the models, data sets, platforms and use cases that are known: what most rules judge.
    """

    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, Ignored], ...] = ()
    expired: tuple[Ignored, ...] = ()
    problems: tuple[Problem, ...] = ()
    assets: int = 0


@cache
def built_in_rules() -> tuple[type[Rule], ...]:
    """The rules that come with mlorg, in order of id."""
    from . import ownership, production, repositories, structure

    found = {rule for module in (ownership, production, repositories, structure) for rule in rules_of(module)}
    return tuple(sorted(found, key=lambda rule: rule.id))


def rules_of(module: ModuleType) -> Iterator[type[Rule]]:
    """The rules that a module defines."""
    for _, value in inspect.getmembers(module, inspect.isclass):
        if issubclass(value, Rule) and value is not Rule and value.__module__ == module.__name__:
            yield value


def own_rules(files: Iterable[str], folder: Path, problems: list[Problem]) -> tuple[type[Rule], ...]:
    """The rules in Python files of a workspace, which are executed; `problems` gets what cannot be used."""
    found: list[type[Rule]] = []
    taken = {rule.id for rule in built_in_rules()}
    for name in files:
        place = Place((folder / name).as_posix())
        module = _loaded(folder / name, place, problems)
        for rule in rules_of(module) if module else ():
            reason = _unusable(rule, taken)
            if reason:
                problems.append(Problem(place, f"rule {rule.__name__} {reason}", "Mend the class."))
            else:
                taken.add(rule.id)
                found.append(rule)
    return tuple(found)


def _loaded(path: Path, place: Place, problems: list[Problem]) -> ModuleType | None:
    spec = spec_from_file_location(f"mlorg_own_rules_{path.stem}", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        problems.append(Problem(place, "is no Python file with rules.", "Check the path under checks: rules:."))
        return None
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        problems.append(Problem(place, f"cannot be executed: {type(error).__name__}: {error}.", "Mend the file."))
        return None
    return module


def _unusable(rule: type[Rule], taken: set[str]) -> str:
    if not _ID.fullmatch(rule.id):
        return f"has no usable id: {rule.id!r}."
    if rule.id in taken:
        return f"has the id of another rule: {rule.id!r}."
    return "" if rule.__doc__ else "has no docstring, which is its message."


def check(checked: Checked, rules: Sequence[type[Rule]], choice: Choice) -> CheckResult:
    """Follow the chosen rules. One that fails is told as a problem; the others are followed."""
    problems: list[Problem] = []
    found: dict[tuple[str, str, str], Finding] = {}
    for rule in rules:
        if choice.wants(rule.id):
            for finding in _followed(choice.made(rule), checked, problems):
                found.setdefault((finding.rule, finding.subject, finding.key), finding)
    findings, ignored = [], []
    for finding in sorted(found.values(), key=_by_weight):
        by = next((one for one in choice.ignore if one.covers(finding, checked.day)), None)
        if by:
            ignored.append((finding, by))
        else:
            findings.append(finding)
    expired = tuple(one for one in choice.ignore if one.until and one.until < checked.day)
    assets = len(checked.organization.asset)
    return CheckResult(tuple(findings), tuple(ignored), expired, tuple(problems), assets)


def _followed(rule: Rule, checked: Checked, problems: list[Problem]) -> Iterator[Finding]:
    try:
        yield from rule.findings(checked)
    except Exception as error:
        message = f"rule {rule.id!r} failed with {type(error).__name__}: {error}."
        problems.append(Problem(Place(), message, "The other rules were followed."))


def _by_weight(finding: Finding) -> tuple[int, str, str, str]:
    return (_ORDER[finding.severity], finding.rule, finding.subject, finding.key)
