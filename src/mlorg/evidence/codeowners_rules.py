"""The lines of a CODEOWNERS file as rules, as GitHub or GitLab read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Place
from ..org import Ref
from .contract import Reading
from .path_rules import PathPattern, github_pattern, gitlab_pattern

_SECTION = re.compile(r"(?P<optional>\^)?\[(?P<name>[^\]]+)\](?:\[(?P<approvals>\d+)\])?\s*(?P<owners>.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_WORDS = re.compile(r"(?:\\.|[^\s\\])+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: its pattern as written and compiled, and its owners (none = clears)."""

    line: int
    pattern: str
    owners: tuple[Ref, ...]
    compiled: PathPattern
    excludes: bool = False


@dataclass(slots=True)
class Section:
    """Rules of which the last match decides. GitHub knows one section, without a name."""

    name: str
    rules: list[Rule] = field(default_factory=list)
    owners: tuple[Ref, ...] = ()


def parse(text: str, reading: Reading, file: Path, gitlab: bool) -> list[Section]:
    """The sections and rules of the text; what is no rule is reported with its line and left out."""
    sections: dict[str, Section] = {"": Section("")}
    current = sections[""]
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        place = reading.at(file, number)
        heading = _SECTION.fullmatch(line) if gitlab else None
        if heading:
            owners = tuple(_owners(heading["owners"].split(), reading, place))
            current = sections.setdefault(heading["name"].strip().casefold(), Section(heading["name"].strip()))
            current.owners = owners or current.owners
            continue
        rule = _rule(line, current, reading, place, gitlab)
        if rule:
            current.rules.append(rule)
    return [section for section in sections.values() if section.rules]


def _rule(line: str, section: Section, reading: Reading, place: Place, gitlab: bool) -> Rule | None:
    words = _WORDS.findall(_COMMENT.sub("", line))
    pattern, named = words[0], words[1:]
    excludes = pattern.startswith("!") and gitlab
    if not gitlab and (pattern.startswith("!") or "[" in pattern or pattern.startswith("\\#")):
        reading.warn(
            place, f"pattern {pattern!r} does not work on GitHub: the line is left out.", "Write it without ! [ ] \\#."
        )
        return None
    owners = tuple(_owners(named, reading, place))
    if not owners and gitlab and not excludes:
        owners = section.owners
    plain = re.sub(r"\\(.)", r"\1", pattern.removeprefix("!") if excludes else pattern)
    compiled = gitlab_pattern(plain) if gitlab else github_pattern(plain)
    return Rule(place.line, pattern, owners, compiled, excludes)


def _owners(words: Iterable[str], reading: Reading, place: Place) -> Iterator[Ref]:
    for word in words:
        owner = owner_of(word)
        if owner is None:
            reading.warn(
                place, "an owner is neither @user, @org/team nor an address: it is left out.", "Mend the line."
            )
        else:
            yield owner


def owner_of(word: str) -> Ref | None:
    """Who `@user`, `@org/team` or an address names."""
    if word.startswith("@@"):  # a role on GitLab
        return Ref("unit", word.removeprefix("@@"))
    if word.startswith("@") and len(word) > 1:
        return Ref("unit" if "/" in word else "login", word[1:])
    return Ref("email", word) if "@" in word else None


def in_order(rules: Sequence[Rule]) -> list[Rule]:
    """Exclusions last: within a section nothing includes again what one of them excludes."""
    return [*(rule for rule in rules if not rule.excludes), *(rule for rule in rules if rule.excludes)]


def has_sections(text: str) -> bool:
    """True if a text has headings of sections, which GitLab alone knows."""
    return any(_SECTION.fullmatch(line.strip()) for line in text.split("\n"))
