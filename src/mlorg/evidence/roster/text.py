"""Bytes to text: UTF-8 and UTF-16 with or without a mark, else cp1252, which spreadsheets in the West still write."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROLS = {chr(n) for n in range(32)} - set("\t\n\v\f\r\x1a\x1b")


def decode(data: bytes) -> tuple[str | None, str]:
    """The text and the name of its encoding; None for bytes that are no text."""
    for mark, marked_codec, name in _MARKS:
        if data.startswith(mark):
            return _text(data.decode(marked_codec, errors="replace")), name
    if b"\0" in data[:4096]:
        codec = _unmarked_utf16(data[:4096])
        return (_text(data.decode(codec, errors="replace")), "UTF-16") if codec else (None, "")
    try:
        return _text(data.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        return _text(data.decode("cp1252", errors="replace")), "cp1252 (not UTF-8)"


def _unmarked_utf16(start: bytes) -> str | None:
    """UTF-16 shows as NULs in every other byte."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd * 4 > len(start) and even * 20 < len(start):
        return "utf-16-le"
    if even * 4 > len(start) and odd * 20 < len(start):
        return "utf-16-be"
    return None


def _text(text: str) -> str | None:
    start = text[:50_000]
    controls = sum(character in _CONTROLS for character in start)
    return None if controls * 50 > len(start) else text.replace("\0", "")
