"""Who stands behind a pseudonym: the content of the local key file, which never leaves the machine."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .identities import Identity
from .values import email_key, id_key, name_key

_RANDOM_BYTES = 4  # eight digits and letters


@dataclass(frozen=True)
class Names:
    """Pseudonym -> identity, for as many people as were ever imported. Shows nobody when printed."""

    identities: Mapping[str, Identity] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.identities)

    def __contains__(self, person: object) -> bool:
        return person in self.identities

    def __iter__(self) -> Iterator[str]:
        return iter(self.identities)

    def __repr__(self) -> str:
        return f"Names({len(self)} people)"

    def of(self, person: str) -> Identity:
        """Who a pseudonym stands for; all empty for an unknown one."""
        return self.identities.get(person, Identity())


class Pseudonyms:
    """Gives everybody a pseudonym: the id where ids are codes already, the earlier one where there is one, else a
    random one. Two people of one file never share one."""

    def __init__(self, earlier: Names, keep_ids: bool) -> None:
        self.keep_ids = keep_ids
        self._by_key = {key: person for person, identity in earlier.identities.items() for key in _keys(identity)}
        bearers = Counter(name_key(identity.name) for identity in earlier.identities.values())
        self._by_name = {
            name_key(identity.name): person
            for person, identity in earlier.identities.items()
            if bearers[name_key(identity.name)] == 1
        }
        self._identities = dict(earlier.identities)
        self._given: dict[str, str] = {}
        self._claimed: set[str] = set()

    def of(self, identity: Identity) -> str:
        """The pseudonym of a person."""
        if self.keep_ids and identity.id:
            return identity.id
        key = identity.key
        if key not in self._given:
            earlier = self._earlier(identity) if self._by_key else ""
            person = self._given[key] = earlier or self._new()
            known = self._identities.get(person)
            self._identities[person] = identity if known is None else _joined(identity, known)
            self._claimed.add(person)
        return self._given[key]

    @property
    def names(self) -> Names:
        """Everybody so far, and everybody from earlier."""
        return Names(dict(self._identities))

    def _earlier(self, identity: Identity) -> str:
        """Who was the same person in an earlier file, by id, address or name; empty for nobody."""
        same = (self._by_key[key] for key in _keys(identity) if key in self._by_key)
        found = (person for person in (*same, self._namesake(identity)) if person and person not in self._claimed)
        return next(found, "")

    def _namesake(self, identity: Identity) -> str:
        """Who bore the name earlier, if nothing else that is known of both differs; empty for nobody."""
        person = self._by_name.get(name_key(identity.name), "") if identity.name else ""
        known = self._identities.get(person, identity)
        same_id = not (identity.id and known.id) or id_key(identity.id) == id_key(known.id)
        same_email = not (identity.email and known.email) or email_key(identity.email) == email_key(known.email)
        return person if same_id and same_email else ""

    def _new(self) -> str:
        person = ""
        while not person or person in self._identities:
            person = "p-" + secrets.token_hex(_RANDOM_BYTES)
        return person


def _joined(new: Identity, old: Identity) -> Identity:
    return Identity(new.id or old.id, new.name or old.name, new.email or old.email)


def _keys(identity: Identity) -> list[str]:
    """What a person can be recognised by in a later file, the surest first; a name only where nothing else is known."""
    if identity.id and identity.email:
        return [identity.key, Identity(email=identity.email).key]
    return [identity.key] if identity.key else []
