"""What `sources:` in mlorg.yaml may say, checked against the readers that are there."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from ..errors import Place, Problem, did_you_mean, names_hint
from .contract import Option, Reader, SourceError, SourceSettings
from .registry import load_reader

PlaceOf = Callable[[tuple[str | int, ...]], Place]
"""Where the value at a path within the section stands."""

GENERAL = ("id", "kind", "path", "url")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_URL = re.compile(r"https?://[^\s@]+")


@dataclass(slots=True)
class SourceList:
    """The sources of a workspace, each with its reader, and what is wrong with the others."""

    root: Path
    entries: Mapping[str, EntryPoint]
    organization: str = ""
    problems: list[Problem] = field(default_factory=list)
    sources: list[tuple[SourceSettings, Reader]] = field(default_factory=list)

    def take(self, section: Any, place_of: PlaceOf) -> None:
        """Read the section `sources:`, a list of mappings."""
        if section in (None, ""):
            return
        if not isinstance(section, list):
            self._report(place_of(()), "sources: stands where a list is wanted.", "Write one '- kind: …' for each.")
            return
        for number, entry in enumerate(section):
            if isinstance(entry, dict):
                self._take(entry, lambda *keys, at=number: place_of((at, *keys)))
            else:
                self._report(place_of((number,)), "a source is a mapping.", "Write '- kind: …' and 'path: …'.")

    def _take(self, entry: dict[str, Any], at: Callable[..., Place]) -> None:
        kind = str(entry.get("kind") or "")
        if kind not in self.entries:
            known = f"Known: {', '.join(self.entries)}."
            what = f"no reader is called {kind!r}." if kind else "a source names no kind."
            self._report(at("kind") if kind else at(), what, did_you_mean(kind, self.entries) or known)
            return
        try:
            reader = load_reader(self.entries[kind])
        except SourceError as error:
            self.problems.extend(Problem(at("kind"), p.message, p.hint) for p in error.problems)
            return
        before = len(self.problems)
        name = self._id(str(entry.get("id") or ""), kind, at("id"))
        path, url = str(entry.get("path") or ""), str(entry.get("url") or "")
        self._check_where(path, url, at)
        options = self._options(reader, entry, at)
        if len(self.problems) == before:
            settings = SourceSettings(name, kind, path, url, options, self.root, at(), self.organization)
            self._check_repository(settings, reader)
            self.sources.append((settings, reader))

    def _check_repository(self, new: SourceSettings, reader: Reader) -> None:
        """Repositories in folders of the same name would be taken for one."""
        if all(option.name != "repository" for option in reader.options) or not (new.root / new.path).is_dir():
            return
        for old, _ in self.sources:
            if old.kind == new.kind and _repository(old) == _repository(new) and old.path != new.path:
                name = _repository(new)
                what = f"the sources {old.id!r} and {new.id!r} are two repositories called {name!r}."
                self._report(new.place, what, "Tell them apart: 'repository: NAME' in one of them.")

    def _id(self, given: str, kind: str, place: Place) -> str:
        taken = {source.id for source, _ in self.sources}
        if not given:
            same = sum(source.kind == kind for source, _ in self.sources)
            return next(n for n in _numbered(kind, same) if n not in taken)
        if not _ID.fullmatch(given):
            self._report(place, f"source id {given!r} is not usable.", "Use small letters, digits, . _ -")
        if given in taken:
            self._report(place, f"source id {given!r} stands twice.", "Give each source an id of its own.")
        return given

    def _check_where(self, path: str, url: str, at: Callable[..., Place]) -> None:
        if bool(path) == bool(url):
            what = "names both a path and a URL." if path else "names neither path nor url."
            self._report(at("url") if path else at(), f"the source {what}", "Give one of them.")
        elif url and not _URL.fullmatch(url):
            # The value may hold a secret before an @, so it is not shown.
            message = "the url is not of the form http(s)://host/…, or it holds a password."
            self._report(at("url"), message, "Put secrets into an environment variable and name that.")

    def _options(self, reader: Reader, entry: dict[str, Any], at: Callable[..., Place]) -> dict[str, Any]:
        known = {option.name: option for option in reader.options}
        values = {}
        for key, value in entry.items():
            if key in GENERAL:
                continue
            if key not in known:
                names = [*GENERAL, *known]
                hint = names_hint(key, names)
                self._report(at(key), f"the reader {reader.kind!r} has no setting {key!r}.", hint)
            elif value not in (None, ""):
                try:
                    values[key] = read_option(known[key], value)
                except ValueError as error:
                    self._report(at(key), f"{key}: {error}", known[key].description)
        return values

    def _report(self, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, message, hint))


def _repository(source: SourceSettings) -> str:
    """What the repository of a source is called: as said, or like its folder."""
    return str(source.options.get("repository") or (source.root / source.path).resolve().name.removesuffix(".git"))


def _numbered(kind: str, same: int) -> Iterator[str]:
    if not same:
        yield kind
    yield from (f"{kind}-{number}" for number in range(same + 1, same + 10_000))


def read_option(option: Option, value: Any) -> Any:
    """The value of an option from what is written; ValueError with the rule it breaks."""
    return _READ[option.kind](value)


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        raise ValueError("stands where a single value is wanted.")
    return str(value).strip()


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in (value if isinstance(value, list) else [value]))


def _number(value: Any) -> float:
    try:
        number = float(_text(value))
    except ValueError:
        raise ValueError(f"{value!r} is not a number.") from None
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is not a number.")
    return number


def _yes_no(value: Any) -> bool:
    words = {"yes": True, "true": True, "no": False, "false": False}
    if _text(value).lower() not in words:
        raise ValueError(f"{value!r} is neither yes nor no.")
    return words[_text(value).lower()]


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise ValueError(f"{value!r} is not a date such as 2026-01-31.") from None


def _mapping(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("stands where a mapping is wanted.")
    return {str(key): _text(item) for key, item in value.items()}


_READ: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "texts": _texts,
    "number": _number,
    "yes_no": _yes_no,
    "day": _day,
    "mapping": _mapping,
}
