"""What the text of a cell is: nothing, a code, an address, a name; and the forms in which two of them are compared."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

MASK = "***"

_BLANK = frozenset(
    {"-", "--", "---", "–", "—", "n/a", "#n/a", "null", "nan", "(blank)", "(empty)", "nil", ".", "?", "\\n"}
)
_NOBODY = frozenset(
    {"none", "no manager", "nobody", "(none)", "no one", "keine", "keiner", "niemand", "aucun", "aucune", "ninguno"}
)
_OPEN = frozenset(
    {
        "open",
        "vacant",
        "vacancy",
        "unfilled",
        "hiring",
        "hired",
        "hire",
        "backfill",
        "requisition",
        "req",
        "tbh",
        "tbd",
        "tba",
        "tbc",
        "recruiting",
        "planned",
        "determined",
        "announced",
        "offen",
        "vakant",
        "vacante",
        "nn",
    }
)
_WITH_OPEN = _OPEN | frozenset(
    {
        "to",
        "be",
        "new",
        "not",
        "filled",
        "position",
        "role",
        "headcount",
        "hc",
        "post",
        "seat",
        "poste",
        "job",
        "the",
        "a",
        "confirmed",
    }
)
_OPEN_FOR = re.compile(
    r"\W{0,3}(?:open|vacant|vacancy|tbh|tbd|tba|backfill|unfilled)\s?(?:[-–:(/#\[]|(?:position|role|req|post|seat|for)\b)",
    re.IGNORECASE,
)
_MAY_BEGIN = _WITH_OPEN | {""}
_GONE = frozenset(
    {
        "terminated",
        "inactive",
        "left",
        "leaver",
        "former",
        "resigned",
        "dismissed",
        "retired",
        "separated",
        "offboarded",
        "ex",
        "alumni",
        "alumnus",
        "withdrawn",
        "deceased",
        "ausgeschieden",
        "sorti",
        "baja",
    }
)
_NOT_ACTIVE = frozenset({"no", "n", "false", "0", "not active", "no longer employed"})
_PLAIN_MARKS = string.punctuation + string.digits
_NO_LETTERS = str.maketrans({character: " " for character in _PLAIN_MARKS})
_YES = frozenset({"1", "true", "yes", "y", "x", "ja", "oui", "si", "sí", "hidden", "acting", "interim"})
_HEX = re.compile(r"(?=.*\d)(?:[0-9a-f]{8,}|[0-9a-f]{4,12}(?:-[0-9a-f]{4,12}){2,})", re.IGNORECASE)
_CODE = re.compile(r"[\w.:#/-]*\d[\w.:#/-]*")
_LETTERS = re.compile(r"[^\W\d_]{4,}")


def is_blank(text: str) -> bool:
    """Nothing, or a word or sign that stands for nothing."""
    return len(text) < 8 and (not text or text.casefold() in _BLANK)


def is_nobody(text: str) -> bool:
    """A manager that is said not to exist: the top."""
    return text.casefold() in _NOBODY


def is_vacant(text: str) -> bool:
    """Words that stand for a person still to be found: "TBH", "Open role 3", "Vacant - was in Berlin"."""
    first = text.split(None, 1)[:1]
    if not first or first[0].casefold().strip(_PLAIN_MARKS) not in _MAY_BEGIN:
        return False  # nearly every cell ends here
    if _OPEN_FOR.match(text):
        return True
    words = _words(text)
    return not _OPEN.isdisjoint(words) and _WITH_OPEN.issuperset(words)


def has_left(text: str) -> bool:
    """A status that says the person is gone."""
    return bool(text) and (text.casefold() in _NOT_ACTIVE or not _GONE.isdisjoint(_words(text)))


def _words(text: str) -> list[str]:
    return text[:60].casefold().translate(_NO_LETTERS).split()


def is_yes(text: str) -> bool:
    """A flag that is set."""
    return bool(text) and text.casefold() in _YES


def kind_of_values(values: Iterable[str]) -> str:
    """`email`, `code`, `text`, or empty if there are no values: what nearly all (9 in 10) of a column's values are."""
    filled = [value for value in values if not is_blank(value)]
    if not filled:
        return ""
    if sum("@" in value for value in filled) * 10 >= len(filled) * 9:
        return "email"
    return "code" if are_codes(filled) else "text"


def are_codes(values: Iterable[str]) -> bool:
    """True if the values are codes and not names: a digit in each, and no run of letters longer than three that is
    not shared by half of them (as in `position-17`)."""
    filled = [value for value in values if value]
    runs = [set() if _HEX.fullmatch(value) else set(_LETTERS.findall(value.casefold())) for value in filled]
    often = Counter(run for found in runs for run in found)
    common = {run for run, times in often.items() if times > 1 and times * 2 > len(filled)}
    return all(_CODE.fullmatch(value) and found <= common for value, found in zip(filled, runs, strict=True))


def id_key(text: str) -> str:
    """An id as compared: spreadsheets turn 0017 into 17 and 17 into 17.0."""
    whole = text.strip().removesuffix(".0")
    return (whole.lstrip("0") or "0") if whole.isdigit() else text.strip().casefold()


def email_key(text: str) -> str:
    """An address as compared."""
    return text.strip().casefold().removeprefix("mailto:")


def text_key(text: str) -> str:
    """Any text as compared: without case and spare blanks."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=250_000)
def name_key(text: str) -> str:
    """A name as compared: "Last, First" is "First Last"."""
    last, comma, first = text.partition(",")
    return text_key(f"{first} {last}" if comma and "," not in first else text)


def printable(text: str, most: int = 60) -> str:
    """A heading fit for a message: one line, no control characters, not long."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * most]).split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


@lru_cache(maxsize=50_000)
def slug(text: str, most: int = 48) -> str:
    """Lower-case letters and digits joined by `-`: fit for an id. Empty if there are none."""
    words = re.findall(r"[a-z0-9]+", _ascii(text))
    return "-".join(words)[:most].strip("-")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("ß", "ss"))
    return plain.encode("ascii", "ignore").decode().lower()
