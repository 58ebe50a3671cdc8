"""What a unit is called that is known only by its head's title: "VP Engineering" heads Engineering."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST_NAME = 60

_LEADS = (
    r"(?:head|s?e?vp|avp|vice president|director|manager|team lead|lead|leader|supervisor"
    r"|leiter(?:in)?|directeur|directrice|responsable)"
)
_RANK = (
    r"(?:senior|sr\.?|interim|acting|global|group|associate|assistant|deputy|executive|regional|general"
    r"|principal|staff)"
)
_BEFORE = re.compile(rf"(?:{_RANK} )*{_LEADS}(?: of(?: the)?|,| -| –| for|:| de| des|)? (.+)", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:{_RANK} )*(.+?) {_LEADS}(?:,| of| -| –| for|:)? (.+)", re.IGNORECASE)
_AFTER = re.compile(rf"(?:{_RANK} )*(.+?) {_LEADS}", re.IGNORECASE)
_CHIEF = re.compile(r"(?:interim |acting )*chief (.+?) officer\b.*", re.IGNORECASE)
_LETTERS = re.compile(r"(?:interim |acting )*(c[a-z]{2,3})\b.*", re.IGNORECASE)
_TOP = re.compile(
    r".*(?:\bceo\b|\bchief executive\b|^(?:co-?)?founder|^president\b|^managing director|geschäftsführer|^owner\b).*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_OFFICERS = {
    "cto": "Technology",
    "cfo": "Finance",
    "coo": "Operations",
    "cmo": "Marketing",
    "cio": "Information Technology",
    "ciso": "Information Security",
    "chro": "People",
    "cro": "Revenue",
    "cdo": "Data",
    "cso": "Strategy",
    "clo": "Legal",
    "cco": "Commercial",
    "caio": "AI",
    "cpo": "Product",
    "technical": "Technology",
    "financial": "Finance",
    "operating": "Operations",
    "human resources": "People",
}
_PLAIN = frozenset({"engineering", "software engineering", "development", "team", "technical", "department", "unit"})


def leads_everything(title: str) -> bool:
    """True for a title of whoever leads the whole organisation."""
    return _TOP.fullmatch(title) is not None


@lru_cache(maxsize=50_000)
def unit_name(title: str) -> str:
    """A name for the unit that the holder of the title heads; empty if the title gives none."""
    words = " ".join(_ASIDE.sub(" ", title).split()).strip(" ,-–")
    name = _officer(words) or _field(words) or (f"{words} team" if words else "")
    name = name.strip(" ,-–:")
    return (name[:1].upper() + name[1:])[:LONGEST_NAME].strip()


def _officer(title: str) -> str:
    found = _CHIEF.fullmatch(title) or _LETTERS.fullmatch(title)
    if found is None:
        return ""
    office = found[1].casefold()
    return _OFFICERS.get(office, found[1] if found.re is _CHIEF else "")


def _field(title: str) -> str:
    if found := _BEFORE.fullmatch(title):
        rest = found[1]
        return _field(rest) or rest
    if found := _BETWEEN.fullmatch(title):
        return found[2] if found[1].casefold() in _PLAIN else f"{found[1]}, {found[2]}"
    found = _AFTER.fullmatch(title)
    return found[1] if found else ""
