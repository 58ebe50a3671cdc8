"""A fingerprint of what a page was computed from."""

from __future__ import annotations

from hashlib import sha256
from typing import Any


def digest(*inputs: Any) -> str:
    """SHA-256 over the values, as hexadecimal digits.

    The values must print the same from run to run, as frozen dataclasses, enumerations, dates, numbers, strings and
    tuples of them do; sets and objects that print their address must not be given.
    """
    fingerprint = sha256()
    for value in inputs:
        text = repr(value).encode()
        fingerprint.update(f"{len(text)}:".encode() + text)
    return fingerprint.hexdigest()
