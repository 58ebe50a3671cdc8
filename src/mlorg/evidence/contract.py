"""What a reader is: a value that says what it reads, which settings it takes, and a function that yields statements.

    READER = Reader("wiki", "pages of our wiki that name owners", read, finds=("**/*.md",))

    def read(reading: Reading) -> Iterator[Statement]:
        for file in reading.files():
            text = reading.text(file)
            ...
            yield Statement(Ref("model", "fraud"), "owner.maintain", Ref("unit", "payments"), place=Place(file, 12))

A reader never writes the model and never decides. What it cannot read it reports with `reading.fault`, and goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from ..errors import InputError, Place, Problem
from ..org.statements import Statement
from .files import found_files, read_bytes_of, read_text_of, relative_to


class SourceError(InputError):
    """A source cannot be read at all; what is stored of it stays as it was."""


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a reader, as it may stand under `sources:` in mlorg.yaml.

    `kind` is text, texts, number, yes_no, day or mapping (of texts to texts).
    """

    name: str
    kind: str
    description: str
    default: Any = ""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One entry under `sources:`: which reader, where, how. `root` is the folder that `path` is relative to.

    `organization` is the name of the workspace, for what the source itself does not call by a name.
    """

    id: str
    kind: str
    path: str = ""
    url: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    root: Path = Path()
    place: Place = field(default_factory=Place)
    organization: str = ""

    @property
    def uri(self) -> str:
        """Where it is: the URL, or the path as it was written."""
        return self.url or self.path


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of source is read.

    `reads` says in one sentence what is read, `finds` which files count within a folder (glob patterns relative to
    it). `version` grows when the same source would give other statements: then it is read again. `revision` may give
    a text that changes with the content of a source that is no plain files (a commit, a time stamp of a server);
    where it is None the files themselves are compared, and where it returns an empty text the source is always read.
    """

    kind: str
    reads: str
    read: Callable[[Reading], Iterator[Statement]]
    options: tuple[Option, ...] = ()
    finds: tuple[str, ...] = ("**/*",)
    version: int = 1
    revision: Callable[[Reading], str] | None = None


Tell = Callable[[int, int], None]
"""Called with (done, in all) of whatever a reader counts."""


def _say_nothing(done: int, total: int) -> None:
    pass


@dataclass(slots=True)
class Reading:
    """What a reader is given: the source's settings, its files, a place for problems, and today's date.

    Places are written relative to the workspace. `secret` values never enter a message: see there.
    """

    source: SourceSettings
    reader: Reader
    today: date
    problems: list[Problem] = field(default_factory=list)
    tell: Tell = _say_nothing
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @property
    def path(self) -> Path:
        """The source's path on this machine."""
        return self.source.root / self.source.path

    def option(self, name: str) -> Any:
        """The value of one of the reader's options, or its default."""
        defaults = {option.name: option.default for option in self.reader.options}
        return self.source.options.get(name, defaults[name])

    def files(self, *patterns: str) -> Sequence[Path]:
        """The files of the source in order: the path itself, what its pattern matches, or what a folder holds.

        Within a folder those count that match `patterns`, or else the reader's own. SourceError if there is none.
        """
        found = found_files(self.source.root, self.source.path, patterns or self.reader.finds)
        if not found:
            what = "there is no such file or folder" if not self.path.exists() else "holds no file that is read here"
            wanted = ", ".join(patterns or self.reader.finds)
            raise SourceError([Problem(self.at(self.path), f"{what}.", f"Looked for: {wanted}.")])
        return found

    def name(self, file: Path) -> str:
        """The file's name relative to the workspace, as it stands in places."""
        return relative_to(self.source.root, file)

    def at(self, file: Path | str, line: int = 0, column: int = 0) -> Place:
        """A place in a file."""
        return Place(self.name(file) if isinstance(file, Path) else file, line, column)

    def text(self, file: Path) -> str | None:
        """The text of a file (UTF-8, or else cp1252), None after reporting why it cannot be read."""
        return read_text_of(file, self.at(file), self.problems)

    def bytes(self, file: Path) -> bytes | None:
        """The bytes of a file, None after reporting why it cannot be read."""
        return read_bytes_of(file, self.at(file), self.problems)

    def fault(self, place: Place, message: str, hint: str = "") -> None:
        """Something could not be read: the scan will count as partial."""
        self.problems.append(Problem(place, message, hint))

    def warn(self, place: Place, message: str, hint: str = "") -> None:
        """Something is odd but was read."""
        self.problems.append(Problem(place, message, hint, warning=True))

    def secret(self, option: str) -> str:
        """The secret in the variable, or the keyring's entry (`keyring:service/user`), that an option names.

        Empty where it names none, SourceError if it is not there. The value must go into a request header and nowhere
        else.
        """
        name = str(self.option(option))
        if not name:
            return ""
        found = _from_keyring(name) if name.startswith("keyring:") else self.environment.get(name)
        if not found:
            what = f"{name} holds nothing" if ":" in name else f"environment variable {name} is not set"
            hint = f"Set it to the secret, or leave out {option!r}."
            raise SourceError([Problem(self.source.place, f"{what}.", hint)])
        return found


def _from_keyring(name: str) -> str | None:
    """What the keyring of this machine keeps under `keyring:service/user`. SourceError without the package keyring."""
    service, _, user = name.removeprefix("keyring:").rpartition("/")
    try:
        keyring = import_module("keyring")
    except ImportError as error:
        message = "this installation cannot ask a keyring."
        raise SourceError([Problem(Place(), message, "Install the package keyring, or use a variable.")]) from error
    secret: str | None = keyring.get_password(service, user)
    return secret
