"""Who is meant by an owner that a system keeps as free text."""

from __future__ import annotations

import re

from ..org import Ref

_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_BEHIND_NAME = re.compile(r".*<([^<>\s]+@[^<>\s]+)>")
_URN = re.compile(r"(?:urn:li:)?(corpuser|corpGroup|user|group|team):(.+)", re.IGNORECASE)
_TEAM_WORDS = frozenset(
    {
        *("team", "squad", "group", "department", "division", "office", "bureau", "core", "platform", "product"),
        *("data", "engineering", "analytics", "science", "learning", "insights", "intelligence", "ml", "ai", "bi"),
        *("growth", "marketing", "finance", "sales", "operations", "ops", "business"),
    }
)


def party_of(text: str) -> Ref | None:
    """A person by address or login, a person by name, or a unit; None for nothing.

    An address, alone or behind a name, is a person's; `@login` and `user:login` too, `@org/team` and `group:team` a
    unit's. Two or three capitalised words, none of which teams are called by, are read as a person's name, since a name
    must not be stored as text; any other words as a unit's, which exists nowhere if it is none.
    """
    word = text.strip()
    if not word:
        return None
    behind = _BEHIND_NAME.fullmatch(word)
    if behind or _ADDRESS.fullmatch(word):
        return Ref("email", behind[1] if behind else word)
    if found := _URN.fullmatch(word):
        personal = found[1].casefold() in ("corpuser", "user")
        return party_of(found[2]) if "@" in found[2] else Ref("login" if personal else "unit", found[2].strip())
    if word.startswith("@") and len(word) > 1:
        return Ref("unit" if "/" in word else "login", word[1:])
    return Ref("name" if _looks_like_a_person(word) else "unit", word)


def _looks_like_a_person(text: str) -> bool:
    words = text.replace(",", " ").split()
    named = {word.casefold() for word in words}
    letters = all(w[:1].isupper() and w.replace("-", "").replace("'", "").replace(".", "").isalpha() for w in words)
    return 2 <= len(words) <= 3 and letters and not named & _TEAM_WORDS
