"""CODEOWNERS by the rules of GitHub and of GitLab: who reviews which paths, which rules match nothing, what is left.

A rule with one owner is read as naming who maintains the path; with several, each is one of those responsible, since
such a list says who may review and not who answers. Owners are counted by the files that they own after all rules.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from ...errors import Problem
from ...org import Ref
from ...org.statements import Statement
from ..codeowners_rules import Rule, Section, has_sections, in_order, parse
from ..contract import Option, Reader, Reading, SourceError
from ..git import is_repository, tracked_files
from ..path_rules import NONE, LastMatch

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where the file may lie, in the order in which it is looked for."""

LARGEST = 3 << 20
"""Bytes beyond which GitHub does not load the file."""

CONFIDENCE = 0.7
"""Of a single owner as maintainer: a rule asks for reviews, which is usually, not always, the maintainer's task."""


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of the one CODEOWNERS file that counts."""
    file = _file(reading)
    text = reading.text(file) or ""
    gitlab = _is_gitlab(reading, file, text)
    if len(text.encode()) > LARGEST and not gitlab:
        reading.fault(reading.at(file), "is larger than 3 MB: GitHub does not load it.", "Shorten it.")
    sections = parse(text, reading, file, gitlab)
    tree = _files(reading, file)
    yield from _Counted(reading, file, sections, tree).statements()


def _file(reading: Reading) -> Path:
    if reading.path.is_file():
        return reading.path
    there = [reading.path / place for place in PLACES if (reading.path / place).is_file()]
    if not there:
        where = ", ".join(PLACES)
        raise SourceError([Problem(reading.at(reading.path), "holds no CODEOWNERS file.", f"Looked for {where}.")])
    for other in there[1:]:
        reading.warn(reading.at(other), f"is not used: {reading.name(there[0])} comes first.", "Delete one.")
    return there[0]


def _is_gitlab(reading: Reading, file: Path, text: str) -> bool:
    dialect = reading.option("dialect")
    if dialect:
        return bool(dialect == "gitlab")
    return file.parent.name == ".gitlab" or has_sections(text)


def _files(reading: Reading, file: Path) -> list[str] | None:
    """All files that rules are for: a list that is given, or what git tracks; None where neither is there."""
    listed = reading.option("files")
    if listed:
        text = reading.text(reading.source.root / listed)
        return None if text is None else [name for name in text.split("\n") if name]
    for folder in (reading.path, file.parent, file.parent.parent):
        if is_repository(folder):
            return tracked_files(folder)
    return None


class _Counted:
    """The files of a tree given to the rules."""

    def __init__(self, reading: Reading, file: Path, sections: Sequence[Section], tree: list[str] | None) -> None:
        self.reading, self.file, self.sections, self.tree = reading, file, sections, tree
        self.repository = reading.option("repository") or _name_of(reading)
        self.dead: set[int] = set()
        self.won: Counter[int] = Counter()
        self.owned: Counter[Ref] = Counter()
        self.left: Counter[str] = Counter()
        self.rule_of_asset: dict[str, Counter[Rule]] = {}

    def statements(self) -> Iterator[Statement]:
        """About the repository, then about each rule, then about assets that lie in it."""
        repository = Ref("repository", self.repository)
        place = self.reading.at(self.file)
        rules = sum(len(section.rules) for section in self.sections)
        yield Statement(repository, "exists", True, place=place)
        yield Statement(repository, "rules", rules, place=place)
        if self.tree is not None:
            self._count(self.tree)
            yield Statement(repository, "files", len(self.tree), place=place)
            yield Statement(repository, "files_without_owner", sum(self.left.values()), place=place)
            for owner, files in sorted(self.owned.items()):
                yield Statement(repository, "responsible.files", owner, place=place, amount=files)
            for folder, files in sorted(self.left.items()):
                path = Ref("path", f"{self.repository}/{folder}")
                yield Statement(path, "files_without_owner", files, place=place)
        for section in self.sections:
            for rule in section.rules:
                yield from self._rule(rule, section)
        for asset, rules_of in sorted(self.rule_of_asset.items()):
            yield from self._asset(asset, rules_of)

    def _rule(self, rule: Rule, section: Section) -> Iterator[Statement]:
        path = Ref("path", f"{self.repository}/{rule.pattern.lstrip('/')}")
        place = self.reading.at(self.file, rule.line)
        if self.tree is not None:
            yield Statement(path, "rule.matches", rule.line not in self.dead, place=place, note=section.name)
            yield Statement(path, "rule.files", self.won[rule.line], place=place, note=section.name)
        elif not rule.owners:
            yield Statement(path, "rule.clears", True, place=place, note=section.name)
        for owner in rule.owners:
            single = len(rule.owners) == 1
            attribute = "owner" if single else "responsible"
            if section.name:
                attribute = "responsible"
            yield Statement(path, attribute, owner, place=place, confidence=CONFIDENCE)

    def _asset(self, asset: str, rules: Counter[Rule]) -> Iterator[Statement]:
        rule, _ = rules.most_common(1)[0]
        place = self.reading.at(self.file, rule.line)
        ref = Ref.parse(asset, "model")
        attribute = "owner.maintain" if len(rule.owners) == 1 else "responsible.maintain"
        if ref.kind == "dataset":
            attribute = attribute.replace("maintain", "pipeline")
        for owner in rule.owners:
            note = f"rule for most files of {asset} in {self.repository}"
            yield Statement(ref, attribute, owner, place=place, confidence=CONFIDENCE, note=note)

    def _count(self, tree: Sequence[str]) -> None:
        ordered = [in_order(section.rules) for section in self.sections]
        finders = [(rules, LastMatch([rule.compiled for rule in rules])) for rules in ordered]
        won: Counter[tuple[int, ...]] = Counter()
        without = {(NONE,) * len(finders)}
        assets = _asset_folders(self.reading.option("assets"))
        for number, path in enumerate(tree):
            if not number % 100_000:
                self.reading.tell(number, len(tree))
            numbers = tuple([finder.rule(path) for _, finder in finders])
            if numbers not in won and not _owned(numbers, finders):
                without.add(numbers)
            won[numbers] += 1
            if numbers in without:
                self.left[_top(path)] += 1
            for prefix, asset in assets:
                if path.startswith(prefix):
                    of_asset = self.rule_of_asset.setdefault(asset, Counter())
                    of_asset.update(finders[i][0][n] for i, n in enumerate(numbers) if n != NONE)
        for numbers, files in won.items():
            rules = [rules[n] for (rules, _), n in zip(finders, numbers, strict=True) if n != NONE]
            for rule in rules:
                self.won[rule.line] += files
            self.owned.update({owner: files for rule in rules for owner in rule.owners})
        self._look_for_dead(tree)

    def _look_for_dead(self, tree: Sequence[str]) -> None:
        """Rules that match nothing: those that decide about no file are tried again without the others, until no more
        of them match."""
        for section in self.sections:
            left = [rule for rule in section.rules if not self.won[rule.line]]
            while left:
                finder = LastMatch([rule.compiled for rule in left])
                met = {finder.rule(path) for path in tree} - {NONE}
                if not met:
                    self.dead.update(rule.line for rule in left)
                    break
                left = [rule for number, rule in enumerate(left) if number not in met]


def _owned(numbers: tuple[int, ...], finders: Sequence[tuple[list[Rule], LastMatch]]) -> bool:
    return any(n != NONE and rules[n].owners for n, (rules, _) in zip(numbers, finders, strict=True))


def _top(path: str) -> str:
    """The folder under which an uncovered file is counted: at most two levels."""
    parts = path.split("/")[:-1]
    return "/".join(parts[:2])


def _asset_folders(mapping: object) -> list[tuple[str, str]]:
    pairs = mapping.items() if isinstance(mapping, dict) else ()
    return [(folder.strip("/") + "/", str(asset)) for folder, asset in pairs]


def _name_of(reading: Reading) -> str:
    path = reading.path.resolve()
    if path.is_dir():
        return path.name
    parent = path.parent
    return (parent.parent if parent.name in (".github", "docs", ".gitlab") else parent).name


def revision(reading: Reading) -> str:
    """The content of the file and the names of all files it is for."""
    file = _file(reading)
    digest = hashlib.sha256(file.read_bytes())
    for name in _files(reading, file) or ():
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


READER = Reader(
    "codeowners",
    "CODEOWNERS of a repository, by the rules of GitHub or GitLab: who reviews what, dead rules, uncovered files",
    read,
    (
        Option("dialect", "text", "github or gitlab; empty: as the file looks."),
        Option("files", "text", "A file that lists all paths, one a line; empty: what git tracks."),
        Option("repository", "text", "Name of the repository; empty: that of its folder."),
        Option(
            "assets",
            "mapping",
            "Folder of the repository -> asset that lies in it, e.g. models/fraud: model:fraud.",
            {},
        ),
    ),
    revision=revision,
)
