"""What a source says, before anyone decides whether it is true."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..errors import Place
from .references import Ref

Day = date

Value = str | int | float | bool | date | Ref
"""What a statement may say of an attribute."""

HANDLES = ("email", "login", "name", "account")
"""Kinds of `Ref` by which sources call people: an address, a login of a code host, a full name, an id of one system.

They are personal: before anything is stored each becomes an `alias` that only a key file of this machine resolves.
Besides these and the kinds of an Organization sources speak of `component` (software that is neither data nor model),
`repository`, `path` (or a pattern within one: `repository/path`), `tracker` and `work` (one piece of it)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or system at a revision, read on a day."""

    id: str
    kind: str
    uri: str
    revision: str = ""
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One source says that `subject` has `value` for `attribute`. Many statements, one fact.

    It holds from `date` (for a measurement: the day it was taken) until `until`, both inclusive, None = not known.
    `amount` counts what the value alone does not tell: commits of an author, files of an owner. `confidence` lies in
    [0, 1]; 1 for what a source states outright, less for what a rule infers from it; `note` names that rule. Text in
    `value` and `note` holds no name and no address of a person: people are `Ref`s of the kinds in `HANDLES`.
    """

    subject: Ref
    attribute: str
    value: Value
    source: str = ""
    place: Place = field(default_factory=Place)
    date: Day | None = None
    confidence: float = 1.0
    until: Day | None = None
    amount: float | None = None
    note: str = ""
