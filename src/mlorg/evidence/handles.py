"""People as sources call them, made into aliases before anything is stored.

An alias is a keyed fingerprint (BLAKE2b) under a random key that lies beside the workspace's local key file and is
never shared: the same address gets the same alias on this machine in every scan, however often it is interrupted, and
nobody without the key can test an address against an alias.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from ..errors import Place, Problem
from ..org import Ref
from ..org.statements import HANDLES, Statement
from .contract import SourceError
from .writing import write_atomically

KEY, HANDLES_FILE = ".mlorg/evidence/key", ".mlorg/evidence/handles.csv"
"""The key of this machine, and who stands behind each alias; both readable by their owner only, ignored by git."""

ALIAS = "alias"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@lru_cache(maxsize=100_000)
def normal(handle: Ref) -> Ref:
    """The handle as it is compared: addresses, logins and names without case and spare blanks, logins without @."""
    text = " ".join(handle.id.split()).casefold()
    if handle.kind == "login":
        text = text.removeprefix("@")
    elif handle.kind == "email":
        text = text.removeprefix("mailto:").strip("<>")
    elif handle.kind == "account":
        text = handle.id.strip()
    return Ref(handle.kind, text)


@dataclass(slots=True)
class Aliases:
    """The aliases of one workspace: the key, and the handles behind them."""

    key: bytes = field(repr=False)
    handles: dict[str, Ref] = field(default_factory=dict, repr=False)
    _memory: dict[Ref, Ref] = field(default_factory=dict, repr=False)
    changed: bool = False

    def of(self, handle: Ref) -> Ref:
        """The alias of a handle."""
        known = self._memory.get(handle)
        if known is None:
            same = normal(handle)
            text = f"{same.kind}:{same.id}".encode()
            name = "a-" + hashlib.blake2b(text, key=self.key, digest_size=6).hexdigest()
            known = self._memory[handle] = Ref(ALIAS, name)
            if name not in self.handles:
                self.handles[name] = same
                self.changed = True
        return known

    def hide(self, statement: Statement) -> Statement:
        """The statement with aliases in place of people, and `***` in place of any address left in its texts."""
        subject, value, note = statement.subject, statement.value, statement.note
        if subject.kind in HANDLES:
            subject = self.of(subject)
        if isinstance(value, Ref):
            value = self.of(value) if value.kind in HANDLES else value
        elif isinstance(value, str) and "@" in value:
            value = _ADDRESS.sub("***", value)
        if "@" in note:
            note = _ADDRESS.sub("***", note)
        if subject is statement.subject and value is statement.value and note is statement.note:
            return statement
        return replace(statement, subject=subject, value=value, note=note)


def without_addresses(problem: Problem) -> Problem:
    """Problems go to screens and logs: addresses in them become `***`."""
    if "@" not in problem.message + problem.hint:
        return problem
    return replace(problem, message=_ADDRESS.sub("***", problem.message), hint=_ADDRESS.sub("***", problem.hint))


def load_aliases(folder: Path, create: bool = True) -> Aliases:
    """The aliases of a workspace, with a new key where there is none yet; `create` False writes nothing.

    SourceError if the files cannot be used.
    """
    key = folder / KEY
    if not create and not key.exists():
        return Aliases(secrets.token_bytes(32))
    ignored = key.with_name(".gitignore")
    if not ignored.exists():
        write_atomically(ignored, b"*\n")
    if not key.exists():
        write_atomically(key, secrets.token_bytes(32), private=True)
    aliases = Aliases(key.read_bytes())
    aliases.handles.update(_stored(folder / HANDLES_FILE))
    return aliases


def _stored(path: Path) -> Mapping[str, Ref]:
    if not path.exists():
        return {}
    found = {}
    for number, row in enumerate(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))), start=1):
        if number == 1 and row == ["alias", "kind", "handle"]:
            continue
        if len(row) != 3:
            message = "is not a line of alias, kind, handle."
            raise SourceError([Problem(Place(HANDLES_FILE, number), message, "Delete the file and scan again.")])
        found[row[0]] = Ref(row[1], row[2])
    return found


def save_aliases(aliases: Aliases, folder: Path) -> None:
    """Write who stands behind each alias, if anything is new."""
    if not aliases.changed:
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("alias", "kind", "handle"))
    writer.writerows((alias, *handle) for alias, handle in sorted(aliases.handles.items()))
    write_atomically(folder / HANDLES_FILE, text.getvalue().encode(), private=True)
    aliases.changed = False
