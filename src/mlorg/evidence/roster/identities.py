"""Who a row is about, and how what it says of them is kept out of everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .cells import Row
from .layout import Fields
from .values import MASK, are_codes, email_key, id_key, is_vacant, name_key, text_key


class Identity(NamedTuple):
    """What a row says of who somebody is. It goes nowhere but into the local key file."""

    id: str = ""
    name: str = ""
    email: str = ""

    @property
    def key(self) -> str:
        """What tells two persons apart: the id, else the address, else the name. Empty for nobody."""
        if self.id:
            return f"id {id_key(self.id)}"
        if self.email:
            return f"email {email_key(self.email)}"
        return f"name {name_key(self.name)}" if self.name else ""


NOBODY_YET = Identity()


def identity_of(row: Row, fields: Fields) -> Identity:
    """Who the row is about; `NOBODY_YET` where the cells are blank or say that the post is vacant."""
    name = fields.text(row, "name")
    if not name:
        name = " ".join(filter(None, (fields.text(row, "first_name"), fields.text(row, "last_name"))))
    identity = Identity(fields.text(row, "person_id"), " ".join(name.split()), fields.text(row, "email"))
    vacant = is_vacant(identity.name or identity.email or identity.id)
    return NOBODY_YET if vacant else identity


def are_pseudonymous(identities: Iterable[Identity]) -> bool:
    """True if the file already names people by codes alone."""
    people = list(identities)
    if any(person.name or person.email for person in people):
        return False
    ids = {person.id for person in people if person.id}
    return bool(ids) and are_codes(ids)


class NameHider:
    """Blots names and addresses out of free text: a title such as "Assistant to …", a team called after its head.

    Knows names of two to four words; a first or last name alone is not recognised.
    """

    def __init__(self, names: Iterable[str]) -> None:
        keys = {name_key(name) for name in names}
        self._names = {tuple(key.split()) for key in keys if 2 <= len(key.split()) <= 4}
        self._names |= {words[-1:] + words[:-1] for words in self._names}
        self._known: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """The text with `***` in place of names and addresses."""
        if text not in self._known:
            self._known[text] = self._hidden(text)
        return self._known[text]

    def _hidden(self, text: str) -> str:
        words = [MASK if "@" in word else word for word in text.split()]
        bare = [_BESIDE_WORD.sub("", word.casefold().removesuffix("'s").removesuffix("’s")) for word in words]
        at = 0
        while self._names and at < len(words):
            length = next((n for n in (4, 3, 2) if tuple(bare[at : at + n]) in self._names), 1)
            if length > 1:
                words[at : at + length], bare[at : at + length] = [MASK], [MASK]
            at += 1
        return " ".join(words)


def names_a_holder(text: str, identity: Identity) -> bool:
    """True if a code holds a part of the holder's name or address, as `jdoe` or `jane-doe-lead` do."""
    plain = text_key(text)
    address = email_key(identity.email).partition("@")[0]
    parts = {part for part in _PARTS.findall(name_key(identity.name)) if len(part) > 2}
    return any(part in plain for part in parts) or (len(address) > 2 and address in plain)


_BESIDE_WORD = re.compile(r"^\W+|\W+$")
_PARTS = re.compile(r"[^\W\d_]+")
