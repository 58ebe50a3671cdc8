"""Which column names the managers, and by what: found out from its values, not from its heading.

Every candidate column of managers is compared with every column that could name an entry (entry id, person id,
e-mail, name, seat, title); the pair that matches most values is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .entries import Entry
from .layout import Column, Fields, Layout
from .values import email_key, id_key, is_blank, is_nobody, is_vacant, name_key, text_key

SEPARATORS = ("", ";", ":", "|", ",")
"""What may stand between several dotted managers in one cell; first nothing, for a cell that names one."""

_ENOUGH = 0.8
"""Share of the values that must match before a column no rule knows is taken for managers or for seats."""

KeyOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Key:
    """A column (or two) by which entries can be named: what kind, its heading, and entry numbers by value.

    `number` is the column's, for one that no rule knew (else 0). Where several entries share a value the first that is
    not acting comes first; `shared` has them all.
    """

    kind: str
    heading: str
    compare: KeyOf
    first: dict[str, int]
    shared: dict[str, list[int]]
    number: int = 0

    def find(self, value: str) -> int | None:
        """Number of the entry that the value names."""
        return self.first.get(self.compare(value))


@dataclass(frozen=True, slots=True)
class Naming:
    """The managers' column, by what it names them, in which form of the value, and how many values matched."""

    column: Column
    key: Key
    form: KeyOf
    matched: int
    total: int

    def find(self, value: str) -> int | None:
        """Number of the entry that a value of the column names."""
        return self.key.find(self.form(value))

    @property
    def evidence(self) -> str:
        """What the comparison showed, in words."""
        return f"matches {self.key.heading} in {self.matched} of {self.total} values"


SURE_KINDS = ("entry_id", "person_id", "email", "seat")
ALL_KINDS = (*SURE_KINDS, "name", "title")
"""What managers can be named by. Names and titles need not be one person's alone."""


def keys_of(entries: Sequence[Entry], layout: Layout, kinds: Sequence[str]) -> list[Key]:
    """Every column of the given kinds that could name an entry, the surest kind first."""
    fields = Fields(layout)
    name_columns = [c.heading for f in ("name", "first_name", "last_name") if (c := layout.column(f))]
    headings = {"name": " + ".join(name_columns)} | {c.field: c.heading for c in layout.columns if c.field}
    values: list[tuple[str, KeyOf, Iterable[str]]] = [
        ("entry_id", id_key, (e.entry_id for e in entries)),
        ("person_id", id_key, (e.identity.id for e in entries) if fields.has("person_id") else ()),
        ("email", email_key, (e.identity.email for e in entries)),
        ("seat", text_key, (e.seat for e in entries)),
        ("name", name_key, (e.identity.name for e in entries)),
        ("title", text_key, (e.title for e in entries)),
    ]
    wanted = ((kind, compare, column) for kind, compare, column in values if kind in kinds)
    found = [_key(kind, headings.get(kind, kind), compare, column, entries) for kind, compare, column in wanted]
    return [key for key in found if key.first]


def choose_naming(entries: Sequence[Entry], layout: Layout) -> Naming | None:
    """The pair of columns that matches most; None if no column could be meant.

    Where no heading is known, a column is taken only if nearly all of its values name entries; where a heading is
    known and matches nothing that is, columns no rule knows are tried as seats.
    """
    columns = layout.columns_of("manager")
    best = _best(entries, columns, keys_of(entries, layout, SURE_KINDS))
    if best and best.matched == best.total:
        return best
    keys = keys_of(entries, layout, ALL_KINDS)
    if columns:
        best = _best(entries, columns, keys)
        if best and best.matched < _ENOUGH * best.total:
            spare = [_spare_key(column, entries) for column in layout.spare]
            other = _best(entries, columns, spare)
            best = other if other and other.matched >= max(_ENOUGH * other.total, best.matched + 1) else best
        return best
    best = _best(entries, [column for column in layout.spare if not _matches_by_chance(entries, column, keys)], keys)
    return best if best and best.matched >= max(_ENOUGH * best.total, 2) and not _names_itself(entries, best) else None


def _matches_by_chance(entries: Sequence[Entry], column: Column, keys: Sequence[Key]) -> bool:
    """True for plain numbers that would name entries by chance: most numbers of their range are ids of some entry."""
    values = set(filter(None, manager_values(entries, column)))
    if not values or not all(value.isdecimal() and len(value) < 10 for value in values):
        return False
    numbers = {int(value) for value in values}
    ids = {int(value) for key in keys if key.kind in SURE_KINDS for value in key.first if value.isdecimal()}
    width = max(numbers) - min(numbers) + 1
    return 2 * sum(min(numbers) <= number <= max(numbers) for number in ids) >= width


def manager_values(entries: Sequence[Entry], column: Column) -> list[str]:
    """The column's values; blank where nothing, or only a vacancy, is named."""
    values = [column.value(entry.row) for entry in entries]
    nobody = {value for value in set(values) if is_blank(value) or is_vacant(value)}
    return ["" if value in nobody else value for value in values]


def separated(value: str, separator: str) -> list[str]:
    """The managers in one cell."""
    parts = value.split(separator) if separator else [value]
    return [part.strip() for part in parts if not is_blank(part.strip())]


def dotted_separator(entries: Sequence[Entry], column: Column, keys: Sequence[Key]) -> str:
    """The separator under which most parts of the column's values name an entry."""
    values = [value for value in manager_values(entries, column) if value]

    shares = {separator: _matched_share(values, separator, keys) for separator in SEPARATORS}
    return max(shares, key=shares.__getitem__)


def _matched_share(values: Sequence[str], separator: str, keys: Sequence[Key]) -> float:
    parts = [part for value in values for part in separated(value, separator)]
    return max((sum(key.find(part) is not None for part in parts) for key in keys), default=0) / max(1, len(parts))


def _best(entries: Sequence[Entry], columns: Sequence[Column], keys: Sequence[Key]) -> Naming | None:
    """The best pair; of equals the kind the heading speaks of, then the surest kind, then the first column."""
    found: list[tuple[tuple[int, bool, bool, int, int], Naming]] = []
    for column in columns:
        values = Counter(v for v in manager_values(entries, column) if v and not is_nobody(v))
        for order, key in enumerate(keys):
            for form in (_whole, _in_brackets, _before_brackets):
                if form is not _whole and not any(value.endswith(")") for value in values):
                    continue
                matched = sum(times for value, times in values.items() if key.find(form(value)) is not None)
                rank = (matched, key.kind == column.named_by, form is _whole, -order, -column.number)
                found.append((rank, Naming(column, key, form, matched, values.total())))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _names_itself(entries: Sequence[Entry], naming: Naming) -> bool:
    """A second column of ids names each entry itself, and nobody's manager."""
    values = manager_values(entries, naming.column)
    return 2 * sum(naming.find(value) == number for number, value in enumerate(values)) > naming.matched


def _spare_key(column: Column, entries: Sequence[Entry]) -> Key:
    key = _key("spare", column.heading, text_key, (column.value(entry.row) for entry in entries), entries)
    return replace(key, number=column.number)


def _key(kind: str, heading: str, compare: KeyOf, values: Iterable[str], entries: Sequence[Entry]) -> Key:
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for number, value in enumerate(values):
        if not value:
            continue
        key = compare(value)
        if key in first:
            shared.setdefault(key, [first[key]]).append(number)
        else:
            first[key] = number
    for key, numbers in shared.items():
        numbers.sort(key=lambda number: (entries[number].acting, number))
        first[key] = numbers[0]
    return Key(kind, heading, compare, first, shared)


def _whole(value: str) -> str:
    return value


def _in_brackets(value: str) -> str:
    """12 of "Somebody (12)"."""
    return value.rpartition("(")[2].rstrip(" )") if value.endswith(")") else value


def _before_brackets(value: str) -> str:
    """ "Somebody" of "Somebody (12)"."""
    return value.rpartition("(")[0].rstrip() if value.endswith(")") and "(" in value else value
