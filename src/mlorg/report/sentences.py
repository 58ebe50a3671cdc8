"""Pieces of sentences: counted things, lists, and first letters."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """`1 post`, `2 posts`; thousands apart."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; nothing for none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1] if words else "")))


def lower_first(text: str) -> str:
    """The text as it goes on after a colon."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def role_said(role: str) -> str:
    """A role within a sentence: `ML engineer`, `data scientist`."""
    return role if role[:2] == "ML" else lower_first(role)


def role_plural(role: str) -> str:
    """Several of a role within a sentence."""
    said = role_said(role)
    return said if said.endswith("staff") else f"{said}s"
