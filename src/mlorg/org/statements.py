"""What a source says, before anyone decides whether it is true."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..errors import Place
from .references import Ref


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

    `confidence` lies in [0, 1]; 1 for what a source states outright, less for what a rule infers from it.
    """

    subject: Ref
    attribute: str
    value: str
    source: str
    place: Place = field(default_factory=Place)
    date: date | None = None
    confidence: float = 1.0
