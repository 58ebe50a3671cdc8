"""From the text of one value in a file to the value itself, and back.

YAML scalars and CSV cells are read by the same functions, each directed by the field it stands in, so that an id may
be `007`, `no` or `2026-01-01` without quotes. A reader raises `Unreadable`, which says what is wrong and what to do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum, StrEnum
from typing import Any, TypeVar

from ..errors import did_you_mean
from ..org import Line, Ref, ReportsTo, Unresolved

_Word = TypeVar("_Word", bound=StrEnum)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_YES_NO = {"yes": True, "no": False, "true": True, "false": False, "y": True, "n": False, "1": True, "0": False}


PERSONAL = frozenset({"pay", "stream_secret"})
"""Fields whose values no message shows."""


class Unreadable(ValueError):
    """A value that breaks a rule: `value` as given, `rule` it breaks, `hint` to mend it."""

    def __init__(self, value: Any, rule: str, hint: str = "") -> None:
        self.value, self.rule, self.hint = value, rule, hint
        super().__init__(f"{shown(value)} {rule}")


def shown(value: Any, personal: bool = False) -> str:
    """The value as a message may show it: cut if long, masked if it is personal or looks like an address."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if personal or "@" in str(value):
        return "'***'"
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "…")


def read_text(value: Any) -> str:
    """One piece of text, without the blanks around it."""
    if isinstance(value, str):
        return value.strip()
    raise Unreadable(value, "stands where a single value is wanted.")


def read_id(value: Any) -> str:
    """An id: text that is not empty. What else an id may not hold is checked in the whole organisation."""
    text = read_text(value)
    if not text:
        raise Unreadable(value, "is empty.", "Give an id.")
    return text


def read_day(value: Any) -> date:
    """A date of the form 2026-01-31."""
    text = read_text(value)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(text, f"is not a date: {error}.", "Write it as 2026-01-31.") from None
    raise Unreadable(text, "is not a date.", "Write it as 2026-01-31.")


def read_number(value: Any) -> float:
    """A finite number with a decimal point."""
    text = read_text(value)
    if not _NUMBER.fullmatch(text):
        raise Unreadable(text, "is not a number.", "Write it as 0.5, without unit or thousands mark.")
    number = float(text)
    if not math.isfinite(number):
        raise Unreadable(text, "is too large.")
    return number


def read_count(value: Any) -> int:
    """A whole number from 0 to 2**63 - 1."""
    text = read_text(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and int(text) < 2**63):
        raise Unreadable(text, "is not a whole number from 0 to 9223372036854775807.")
    return int(text)


def read_yes_no(value: Any) -> bool:
    """Yes or no, true or false."""
    text = read_text(value)
    if text.lower() not in _YES_NO:
        raise Unreadable(text, "is neither yes nor no.", "Leave it empty where it is not known.")
    return _YES_NO[text.lower()]


def reader_of(words: type[_Word]) -> Callable[[Any], _Word]:
    """A reader for one word of a closed list."""

    def read_word(value: Any) -> _Word:
        text = read_text(value)
        try:
            return words(text)
        except ValueError:
            known = [word.value for word in words]
            hint = did_you_mean(text.lower(), known)
            raise Unreadable(text, f"is not one of {', '.join(known)}.", hint) from None

    return read_word


def read_manager(value: Any) -> ReportsTo:
    """Where a post reports: a post id, `none` for the top, `?` for unknown, `?name` for somebody in no row."""
    text = read_text(value)
    if text.startswith("?"):
        name = text[1:].strip()
        return Unresolved(name) if name else Line.UNKNOWN
    if text.casefold() == Line.TOP.value:
        return Line.TOP
    return text or Line.UNKNOWN


def read_ids(value: Any) -> tuple[str, ...]:
    """Ids as a list, or in one text separated by `;`."""
    parts: Iterable[Any] = value if isinstance(value, list | tuple) else read_text(value).split(";")
    return tuple(read_id(part) for part in parts)


def read_asset(value: Any) -> Ref:
    """`dataset:orders`, `model:fraud`, `platform:…`, `use_case:…`, or `unit:…` for all assets of a line."""
    return _reference(value, "", ("dataset", "model", "platform", "use_case", "unit"))


def read_owner(value: Any) -> Ref:
    """`unit:data`, `post:…`, `person:…`, `vendor:…`, `nobody`; a bare id is a unit."""
    return _reference(value, "unit", ("unit", "post", "person", "vendor", "nobody"))


def _reference(value: Any, default_kind: str, kinds: Sequence[str]) -> Ref:
    text = read_text(value)
    try:
        ref = Ref.parse(text, default_kind)
    except ValueError:
        raise Unreadable(text, f"is not of the form kind:id with a kind of {', '.join(kinds)}.") from None
    if ref.kind not in kinds:
        raise Unreadable(text, f"is a {ref.kind}, which cannot stand here.", f"Kinds: {', '.join(kinds)}.")
    return ref


def written(value: Any) -> Any:
    """The value in the words of a file: text, number, yes/no, list or None. Dates and enumerations become text."""
    if isinstance(value, Unresolved):
        return f"?{value.name}"
    if value is Line.UNKNOWN:
        return "?"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Ref):
        return str(value)
    if isinstance(value, tuple | list):
        return [written(item) for item in value]
    return value
