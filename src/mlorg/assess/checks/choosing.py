"""`checks:` in mlorg.yaml: which rules are followed, how strictly, and what is ignored, why and until when.

checks:
  select: [all]                       # or ids and patterns such as owner-*; -id leaves one out
  severity: {old-model: error, wide-span: off}
  settings:
    old-model: {days: 200}
  ignore:
    - {rule: no-owner, subject: "model:legacy-*", reason: "retired in June", until: 2026-06-30}
  paths:
    - {path: "third_party/**", ignore: [dead-rule, uncovered-files]}
  rules: [checks/ours.py]             # own rules: classes derived from mlorg.assess.checks.Rule
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from ...errors import Place, Problem, did_you_mean, names_hint
from .rule import Finding, Rule, Severity

PlaceOf = Callable[[tuple[str | int, ...]], Place]
OFF = "off"


@dataclass(frozen=True, slots=True)
class Ignored:
    """Findings that are accepted: of a rule, about subjects or in files that match, for a reason, until a day."""

    rule: str = "*"
    subject: str = "*"
    path: str = "*"
    reason: str = ""
    until: date | None = None
    place: Place = field(default_factory=Place)

    def covers(self, finding: Finding, day: date) -> bool:
        """True if the finding is one of these and the day has not passed."""
        return (
            (self.until is None or day <= self.until)
            and fnmatchcase(finding.rule, self.rule)
            and fnmatchcase(finding.subject, self.subject)
            and (self.path == "*" or fnmatchcase(finding.place.file, self.path.replace("**", "*")))
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules are followed and how."""

    select: tuple[str, ...] = ("all",)
    severity: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ignore: tuple[Ignored, ...] = ()
    files: tuple[str, ...] = ()
    """Python files of the workspace with rules of its own."""

    def wants(self, rule: str) -> bool:
        """True if the rule is selected: the last word that fits decides."""
        wanted = not any(not word.startswith("-") for word in self.select)
        for word in self.select:
            pattern = word.removeprefix("-")
            if pattern == "all" or fnmatchcase(rule, pattern):
                wanted = not word.startswith("-")
        return wanted and self.severity.get(rule) != OFF

    def made(self, rule: type[Rule]) -> Rule:
        """The rule with the settings and severity that are chosen for it."""
        level = self.severity.get(rule.id)
        return rule(self.settings.get(rule.id), Severity(level) if level and level != OFF else None)


def read_choice(section: Any, place_of: PlaceOf, rules: Iterable[type[Rule]], problems: list[Problem]) -> Choice:
    """The section as a choice; what cannot be understood goes to `problems` with its place."""
    if section in (None, ""):
        return Choice()
    reading = _Reading(place_of, {rule.id: rule for rule in rules}, problems)
    return reading.choice(section) if isinstance(section, dict) else Choice()


KEYS = ("select", "severity", "settings", "ignore", "paths", "rules")


@dataclass(slots=True)
class _Reading:
    place_of: PlaceOf
    rules: Mapping[str, type[Rule]]
    problems: list[Problem]

    def choice(self, section: Mapping[str, Any]) -> Choice:
        for key in section:
            if key not in KEYS:
                self._report((key,), f"checks: has no key {key!r}.", names_hint(key, KEYS))
        ignored = [self._ignored(e, ("ignore", n)) for n, e in enumerate(_list(section.get("ignore")))]
        for number, entry in enumerate(_list(section.get("paths"))):
            ignored.extend(self._of_path(entry, ("paths", number)))
        return Choice(
            tuple(self._known(word, ("select",)) for word in _list(section.get("select")) or ["all"]),
            self._severities(section.get("severity")),
            self._settings(section.get("settings")),
            tuple(one for one in ignored if one),
            tuple(map(str, _list(section.get("rules")))),
        )

    def _known(self, word: Any, path: tuple[str | int, ...]) -> str:
        """The word, after reporting it if it fits no rule."""
        pattern = str(word).removeprefix("-")
        if pattern != "all" and not any(fnmatchcase(rule, pattern) for rule in self.rules):
            hint = did_you_mean(pattern, self.rules) or "mlorg check --rules lists them."
            self._report(path, f"no rule is called {pattern!r}.", hint)
        return str(word)

    def _severities(self, section: Any) -> dict[str, str]:
        found = {}
        for rule, level in _dict(section).items():
            self._known(rule, ("severity", rule))
            if level not in (*Severity, OFF):
                known = ", ".join((*Severity, OFF))
                self._report(("severity", rule), f"{level!r} is no severity.", f"Write one of {known}.")
                continue
            found[str(rule)] = str(level)
        return found

    def _settings(self, section: Any) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for name, values in _dict(section).items():
            self._known(name, ("settings", name))
            rule = self.rules.get(name)
            for key, value in _dict(values).items() if rule else ():
                path = ("settings", name, key)
                assert rule is not None
                if key not in rule.settings:
                    known = ", ".join(rule.settings) or "none"
                    self._report(path, f"rule {name!r} has no setting {key!r}.", f"It has: {known}.")
                else:
                    self._set(found.setdefault(name, {}), key, value, rule.settings[key], path)
        return found

    def _set(self, to: dict[str, Any], key: str, value: Any, default: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(default, int | float):
            try:
                to[key] = float(value)
            except (TypeError, ValueError):
                self._report(path, f"{value!r} is not a number.", f"The default is {default}.")
        else:
            to[key] = tuple(map(str, _list(value))) if isinstance(default, tuple) else str(value)

    def _ignored(self, entry: Any, path: tuple[str | int, ...]) -> Ignored | None:
        values = _dict(entry)
        if not str(values.get("reason") or "").strip():
            self._report(path, "this is ignored without a reason.", "Add reason: …, and until: with a date if it ends.")
            return None
        until = None
        if values.get("until"):
            try:
                until = date.fromisoformat(str(values["until"]))
            except ValueError:
                self._report((*path, "until"), f"{values['until']!r} is not a date.", "Write it as 2026-01-31.")
                return None
        rule = self._known(values.get("rule") or "*", (*path, "rule"))
        subject, file = (str(values.get(name) or "*") for name in ("subject", "path"))
        return Ignored(rule, subject, file, str(values["reason"]), until, self.place_of(path))

    def _of_path(self, entry: Any, path: tuple[str | int, ...]) -> Iterable[Ignored]:
        values = _dict(entry)
        pattern = str(values.get("path") or "*")
        reason = str(values.get("reason") or f"set for {pattern}")
        for rule in _list(values.get("ignore")):
            yield Ignored(self._known(rule, (*path, "ignore")), "*", pattern, reason, None, self.place_of(path))

    def _report(self, path: tuple[str | int, ...], message: str, hint: str) -> None:
        self.problems.append(Problem(self.place_of(path), message, hint))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
