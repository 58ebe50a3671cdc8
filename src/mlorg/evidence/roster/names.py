"""Who stands behind a pseudonym: the content of the local key file, which never leaves the machine."""

from __future__ import annotations

import csv
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO

from ...errors import Place, Problem, RosterError
from .identities import Identity

COLUMNS = ("person", "id", "name", "email")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_DIGITS = 8


@dataclass(frozen=True)
class Names:
    """Pseudonym -> identity, for as many people as were ever imported. Shows nobody when printed."""

    identities: Mapping[str, Identity] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.identities)

    def __iter__(self) -> Iterator[str]:
        return iter(self.identities)

    def __repr__(self) -> str:
        return f"Names({len(self)} people)"

    def of(self, person: str) -> Identity:
        """Who a pseudonym stands for; all empty for an unknown one."""
        return self.identities.get(person, Identity())

    def to_csv(self) -> str:
        """The text of a key file, in order of pseudonym."""
        out = StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((person, *identity) for person, identity in sorted(self.identities.items()))
        return out.getvalue()

    @classmethod
    def from_csv(cls, text: str, file: str = "") -> Names:
        """Names from the text of a key file. Raises RosterError for a text that is none."""
        try:
            rows = list(csv.reader(StringIO(text, newline="")))
        except csv.Error:
            rows = []
        if not rows or tuple(rows[0]) != COLUMNS or any(len(row) not in (0, len(COLUMNS)) for row in rows):
            message = f"this is not a key file: it should have the columns {', '.join(COLUMNS)}."
            raise RosterError([Problem(Place(file, 1), message, "Delete it to give everybody a new pseudonym.")])
        return cls({row[0]: Identity(*row[1:]) for row in rows[1:] if row})


class Pseudonyms:
    """Gives everybody a pseudonym: the id where ids are codes already, the earlier one where there is one, else a
    random one."""

    def __init__(self, earlier: Names, keep_ids: bool) -> None:
        self.keep_ids = keep_ids
        self._by_key = {key: person for person, identity in earlier.identities.items() for key in _keys(identity)}
        self._taken = set(earlier.identities)
        self._identities = dict(earlier.identities)

    def of(self, identity: Identity) -> str:
        """The pseudonym of a person."""
        if self.keep_ids and identity.id:
            return identity.id
        person = next((self._by_key[key] for key in _keys(identity) if key in self._by_key), None)
        if person is None:
            person = self._new()
        self._remember(person, identity)
        return person

    @property
    def names(self) -> Names:
        """Everybody so far, and everybody from earlier."""
        return Names(dict(self._identities))

    def _remember(self, person: str, identity: Identity) -> None:
        known = self._identities.get(person, Identity())
        self._identities[person] = Identity(*(new or old for new, old in zip(identity, known, strict=True)))
        for key in _keys(identity):
            self._by_key.setdefault(key, person)

    def _new(self) -> str:
        person = ""
        while not person or person in self._taken:
            number = secrets.randbelow(len(_ALPHABET) ** _DIGITS)
            person = "p-" + "".join(_digits(number))
        self._taken.add(person)
        return person


def _digits(number: int) -> Iterator[str]:
    for _ in range(_DIGITS):
        number, digit = divmod(number, len(_ALPHABET))
        yield _ALPHABET[digit]


def _keys(identity: Identity) -> Iterable[str]:
    """What a person can be recognised by in a later file, the surest first; a name only where nothing else is known."""
    found = [Identity(id=identity.id).key, Identity(email=identity.email).key]
    return [key for key in found if key] or [key for key in (identity.key,) if key]
