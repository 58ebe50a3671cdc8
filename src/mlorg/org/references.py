"""How one part of an organisation names another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Self

REF_KINDS = (
    "unit",
    "post",
    "person",
    "membership",
    "dataset",
    "model",
    "platform",
    "use_case",
    "ownership",
    "vendor",
    "nobody",
)
"""Kinds a `Ref` may have. `vendor` and `nobody` name owners outside the organisation: a supplier, and
'it is known that nobody owns this' (which is not the same as not knowing)."""


class Ref(NamedTuple):
    """A typed reference, written `kind:id`, e.g. `dataset:orders` or `unit:payments`."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind

    @classmethod
    def parse(cls, text: str, default_kind: str = "") -> Self:
        """Read `kind:id`; a bare id takes `default_kind`; `nobody` stands alone. ValueError if impossible."""
        kind, colon, name = text.strip().partition(":")
        if kind == "nobody" and not name:
            return cls("nobody", "")
        if colon and kind in REF_KINDS and name.strip():
            return cls(kind, name.strip())
        if default_kind and text.strip() and not (colon and kind in REF_KINDS):
            return cls(default_kind, text.strip())
        raise ValueError(f"{text!r} is not a reference of the form kind:id with a kind of {', '.join(REF_KINDS)}")


NOBODY = Ref("nobody", "")


class Line(Enum):
    """A reporting line that leads to no post: the top of the organisation, or not known (never 'none')."""

    TOP = "none"
    UNKNOWN = ""

    def __repr__(self) -> str:
        return f"Line.{self.name}"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A manager who is named in a source but stands in no row of it."""

    name: str


ReportsTo = str | Line | Unresolved
"""The post id of the manager, or why there is none."""
