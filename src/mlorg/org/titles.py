"""Job titles to roles, by the ordered rules of `titles.csv`.

A rule matches whole words of the title in plain form: lower case, without accents, punctuation and words
of rank ("Sr. Engineer (AI)" is read as "engineer ai"). The first rule that matches wins. In a rule,

- `pattern` is a regular expression over words; `...` stands for any words in between, none included;
  `^` and `$` stand for the beginning and the end of the title;
- `also` must match too, anywhere in the title, and `unless` must not;
- `<name>` stands for a list of words, which a row with the role `@name` defines above.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LONGEST_TITLE = 200
"""Characters of a title that are looked at: what follows decides nothing."""


@dataclass(frozen=True, slots=True)
class TitleRule:
    """Titles that match `pattern` and `also` but not `unless`; `text` is the rule as written."""

    role: str
    pattern: re.Pattern[str]
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    text: str

    def matches(self, words: str) -> bool:
        """True for a title in plain form with a blank at either end."""
        return (
            self.pattern.search(words) is not None
            and (self.also is None or self.also.search(words) is not None)
            and (self.unless is None or self.unless.search(words) is None)
        )


@cache
def title_rules() -> tuple[TitleRule, ...]:
    """The rules in the order of the file."""
    table = files("mlorg.org").joinpath("titles.csv").read_text(encoding="utf-8")
    lists: dict[str, str] = {}
    rules: list[TitleRule] = []
    for row in csv.DictReader(table.splitlines()):
        if row["role"].startswith("@"):
            lists[row["role"][1:]] = f"(?:{_with_lists(row['pattern'], lists)})"
        else:
            rules.append(_rule(row, lists))
    return tuple(rules)


@lru_cache(maxsize=50_000)
def role_for_title(title: str) -> str | None:
    """The role id for a job title, None where no rule knows it."""
    return _role_for_words(plain_title(title))


def plain_title(title: str) -> str:
    """A title as the rules see it: words of lower-case letters and digits, ranks left out, single blanks."""
    text = unicodedata.normalize("NFKD", title[:LONGEST_TITLE]).lower()
    letters = "".join(c for c in text if not unicodedata.combining(c)).replace("ß", "ss").replace("&", " and ")
    return _RANKS.sub("", f" {_NOT_A_WORD.sub(' ', letters)} ").strip()


_NOT_A_WORD = re.compile(r"[^\w]+|_+")
_RANKS = re.compile(
    r"(?<= )(?:(?:senior|sr|snr|junior|jr|principal|distinguished|interim|acting|global|i{1,3}|iv|l?\d+)"
    r"|(?<!of )(?<!technical )staff) "
)


@lru_cache(maxsize=50_000)
def _role_for_words(words: str) -> str | None:
    padded = f" {words} "
    return next((rule.role for rule in title_rules() if rule.matches(padded)), None)


def _rule(row: Mapping[str, str], lists: Mapping[str, str]) -> TitleRule:
    parts = [_compiled(row[column], lists) for column in ("pattern", "also", "unless")]
    assert parts[0] is not None, f"a rule for {row['role']} without a pattern"
    return TitleRule(row["role"], parts[0], parts[1], parts[2], row["pattern"])


def _compiled(pattern: str, lists: Mapping[str, str]) -> re.Pattern[str] | None:
    if not pattern:
        return None
    words = _with_lists(pattern, lists).replace(" ... ", " (?:.* )?")
    return re.compile(f" (?:{words.replace('^', '(?<=^ )').replace('$', '(?= $)')}) ")


def _with_lists(pattern: str, lists: Mapping[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda name: lists[name[1]], pattern)
