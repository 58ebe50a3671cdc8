"""The history of a git repository: who works on which path, and since when, streamed from `git log`.

Commits are counted once per author and place: an asset's folder, or a folder of the repository down to some depth. What
is stored is counts by alias; what is shown of them is said of units, never of a person. Files by which things are
deployed (workflows, charts, Dockerfiles) are counted apart, and so is the last year, which tells who maintains.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ...errors import Problem
from ...org import Ref
from ...org.statements import Statement
from ..contract import Option, Reader, Reading, SourceError
from ..git import git, git_lines, head, is_repository

DEPLOY_FOLDERS = frozenset(
    b"deploy deployment deployments helm chart charts k8s kubernetes kustomize terraform infra workflows argo".split()
)
DEPLOY_FILES = (b"Dockerfile", b"docker-compose", b"Chart.yaml", b"Procfile", b"skaffold")
"""Folders and beginnings of file names by which something is deployed."""
CODE = tuple(b".py .ipynb .java .scala .kt .go .ts .tsx .js .rs .c .h .cc .cpp .cs .rb .r .md .rst .txt".split())
"""Ends of file names that are no deployment even there: many a package of plain code is called `infra`."""

RECENT = timedelta(days=365)
MOST_PAIRS = 1_000_000
"""Pairs of place and author that are held, about 130 bytes each; beyond it fewer levels of folders are told apart."""
_BOT = re.compile(rb"\[bot\]|dependabot|renovate|github-actions|(?:^|[-_.+ ])(?:ro)?bot\d*(?:$|[-_@ ])", re.IGNORECASE)
"""Authors that are nobody: a word `bot` or `robot` in the name or before the `@`."""


@dataclass(slots=True)
class Work:
    """What one author did in one place: commits, and the days of the first and the last in seconds."""

    commits: int = 0
    first: int = 0
    last: int = 0

    def add(self, when: int) -> None:
        """One more commit."""
        self.commits += 1
        self.last = max(self.last, when)
        self.first = min(self.first, when) if self.first else when


Place = tuple[bytes, bytes]
"""(asset or folder, which kind of work): `author`, `author.deploy` or `author.maintain`."""


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of the whole history, after the last commit has been read."""
    repository = _checked(reading)
    name = reading.option("repository") or repository.resolve().name.removesuffix(".git")
    place = reading.at(repository)
    commit = head(repository)
    if not commit:
        reading.warn(place, "has no commit yet.", "Nothing is known from its history.")
        yield Statement(Ref("repository", name), "exists", True, place=place)
        return
    shallow = git(repository, "rev-parse", "--is-shallow-repository").strip() == "true"
    if shallow:
        hint = "Fetch the rest with 'git fetch --unshallow'."
        reading.warn(place, "is shallow: its history is cut, so nobody's first commit is known.", hint)
    history = _history(reading, name, shallow, repository)
    yield from history.statements(commit)


def _checked(reading: Reading) -> Path:
    if not is_repository(reading.path):
        message = "is no git repository."
        raise SourceError([Problem(reading.at(reading.path), message, "Name the folder that holds .git.")])
    return reading.path


def _history(reading: Reading, name: str, shallow: bool, repository: Path) -> _History:
    """The history at the depth that is asked for, or at the deepest that fits into memory."""
    asked = int(reading.option("depth"))
    for depth in range(asked, -1, -1):
        history = _History(reading, name, shallow, depth)
        if history.read(repository):
            break
    if depth < asked:
        message = f"has more than {MOST_PAIRS:,} pairs of folder and author: folders are read to a depth of {depth}."
        reading.warn(reading.at(repository), message, f"Set 'depth: {depth}', or name 'assets' and a day for 'since'.")
    return history


@dataclass(slots=True)
class _History:
    """Work by place and author; grows with places and authors, not with commits."""

    reading: Reading
    name: str
    shallow: bool
    depth: int
    pairs: int = 0
    work: dict[Place, dict[bytes, Work]] = field(default_factory=dict)
    people: dict[bytes, set[bytes]] = field(default_factory=dict)
    commits: int = 0
    folders: dict[bytes, tuple[bytes, bool]] = field(default_factory=dict)
    assets: list[tuple[bytes, bytes]] = field(default_factory=list)

    def read(self, repository: Path) -> bool:
        """Stream the log: for each commit its author and day, then the names of the files it touched.

        False if it was given up because there are too many pairs.
        """
        mapping = self.reading.option("assets")
        self.assets = [(f"{folder.strip('/')}/".encode(), asset.encode()) for folder, asset in mapping.items()]
        self.assets.sort(reverse=True)
        log = (
            "log",
            "--use-mailmap",
            "--no-renames",
            "--no-merges",
            "-z",
            "--name-only",
            "--format=%x01%aE%x02%aN%x02%at",
        )
        since = self.reading.option("since")
        recent = int(datetime.combine(self.reading.today - RECENT, datetime.min.time(), UTC).timestamp())
        author, when, seen, skipped = b"", 0, set[Place](), True
        for piece in git_lines(repository, *log, *([f"--since={since}"] if since else [])):
            if piece[:1] == b"\x01" or piece[:2] == b"\n\x01":
                email, full_name, stamp = piece.lstrip(b"\n\x01").split(b"\x02")
                author, when, seen = email, int(stamp), set()
                if self.pairs > MOST_PAIRS and self.depth:
                    return False
                skipped = _BOT.search(full_name) is not None or _BOT.search(email) is not None
                self._count(email, full_name, skipped)
            elif piece and not skipped:
                self._touch(piece.lstrip(b"\n"), author, when, when >= recent, seen)
        return True

    def _count(self, email: bytes, full_name: bytes, skipped: bool) -> None:
        self.commits += 1
        if not self.commits % 1000:
            self.reading.tell(self.commits, 0)
        if not skipped:
            names = self.people.get(email)
            if names is None:
                self.people[email] = {full_name}
            elif full_name not in names:
                names.add(full_name)

    def _touch(self, file: bytes, author: bytes, when: int, recent: bool, seen: set[Place]) -> None:
        folder, _, base = file.rpartition(b"/")
        known = self.folders.get(folder)
        if known is None:
            known = self.folders[folder] = self._placed(folder)
        group, deploys = known
        deploys = (deploys and not base.endswith(CODE)) or base.startswith(DEPLOY_FILES)
        kind = b"author.deploy" if deploys else b"author"
        for place in ((group, kind), (group, b"author.maintain")) if recent else ((group, kind),):
            if place not in seen:
                seen.add(place)
                by_author = self.work.get(place)
                if by_author is None:
                    by_author = self.work[place] = {}
                work = by_author.get(author)
                if work is None:
                    work = by_author[author] = Work()
                    self.pairs += 1
                work.add(when)

    def _placed(self, folder: bytes) -> tuple[bytes, bool]:
        """The asset whose folder this is or lies in, else the folder down to some depth; and whether it deploys."""
        inside = folder + b"/"
        parts = folder.split(b"/") if folder else []
        deploys = not DEPLOY_FOLDERS.isdisjoint(part.lower() for part in parts)
        for prefix, asset in self.assets:
            if inside.startswith(prefix):
                return b"\0" + asset, deploys
        return b"/".join(parts[: self.depth]), deploys

    def statements(self, commit: str) -> Iterator[Statement]:
        """Who worked where, and which address goes with which name."""
        place = self.reading.at(f"{self.name}@{commit[:12]}")
        repository = Ref("repository", self.name)
        yield Statement(repository, "exists", True, place=place)
        yield Statement(repository, "commits", self.commits, place=place)
        yield Statement(repository, "addresses", len(self.people), place=place)
        for (group, kind), by_author in sorted(self.work.items()):
            subject = self._subject(group)
            for author, work in sorted(by_author.items()):
                yield Statement(
                    subject,
                    kind.decode(),
                    Ref("email", _text(author)),
                    place=place,
                    date=None if self.shallow else _day(work.first),
                    until=_day(work.last),
                    amount=work.commits,
                )
            if group.startswith(b"\0") and kind == b"author":
                yield Statement(subject, "lives_in", repository, place=place)
        for email, names in sorted(self.people.items()):
            for full_name in sorted(names):
                who = Ref("email", _text(email))
                yield Statement(who, "same_as", Ref("name", _text(full_name)), place=place, note="header of a commit")

    def _subject(self, group: bytes) -> Ref:
        if group.startswith(b"\0"):
            return Ref.parse(_text(group[1:]), "model")
        return Ref("path", f"{self.name}/{_text(group)}")


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _day(seconds: int) -> date:
    """The day of a commit; what lies outside the calendar is cut to its ends."""
    return datetime.fromtimestamp(min(max(seconds, 0), 4_102_444_800), UTC).date()


def revision(reading: Reading) -> str:
    """The commit of HEAD and the mailmap; and the day's month, since "the last year" moves on."""
    repository = _checked(reading)
    mailmap = repository / ".mailmap"
    names = mailmap.read_bytes() if mailmap.is_file() else b""
    commit = head(repository) or "empty"
    return f"{commit} {hashlib.sha256(names).hexdigest()} {reading.today:%Y-%m}"


READER = Reader(
    "git-history",
    "History of a git repository: who works on, deploys and maintains which path or asset, told by unit",
    read,
    (
        Option("repository", "text", "Name of the repository; empty: that of its folder."),
        Option("assets", "mapping", "Folder -> asset that lies in it, e.g. models/fraud: model:fraud.", {}),
        Option("depth", "number", "Levels of folders that are told apart.", 2),
        Option("since", "day", "First day that counts; empty: all.", None),
    ),
    version=2,
    revision=revision,
)
