"""The roles that mlorg tells apart, read from one table.

Skills are speeds relative to the role that does the work best at full competence (1.0): `method` for experiments,
`engineering` for integration and upkeep, `data` for data work. Skills and relative pay are assumed (no published
source gives them by role); they enter the simulation the same way under every structure.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .structure import Post
from .vocabulary import Function, ManagerKind


@dataclass(frozen=True, slots=True)
class Role:
    """What one does, independent of who. `research` lies in [0, 1], 0 = software, for ML roles only."""

    id: str
    label: str
    function: Function
    ml: bool
    research: float | None
    method: float
    engineering: float
    data: float
    pay: float


@cache
def roles() -> Mapping[str, Role]:
    """The table of roles by id, in the order of the file."""
    table = files("mlorg.org").joinpath("roles.csv").read_text(encoding="utf-8")
    return {row["id"]: _role(row) for row in csv.DictReader(table.splitlines())}


def _role(row: Mapping[str, str]) -> Role:
    return Role(
        row["id"],
        row["label"],
        Function(row["function"]),
        row["ml"] == "1",
        float(row["research"]) if row["research"] else None,
        *(float(row[skill]) for skill in ("method", "engineering", "data", "pay")),
    )


UNKNOWN_ROLE = Role("", "Other", Function.BUSINESS, False, None, 0.1, 0.1, 0.2, 0.65)
"""Stands for a title that no rule knows: counted and listed, paid and skilled as business staff (assumed)."""


def role_of(post: Post) -> Role:
    """The post's role, `UNKNOWN_ROLE` where it has none."""
    return roles().get(post.role or "", UNKNOWN_ROLE)


def is_ml(post: Post) -> bool:
    """An ML person's post: declared so, or by its role."""
    return role_of(post).ml if post.declared_ml is None else post.declared_ml


def pay_of(post: Post) -> float:
    """What a post costs a year in units of a data scientist's pay: relative pay times full-time share."""
    return (role_of(post).pay if post.pay is None else post.pay) * post.fte


_KIND_OF: Mapping[Function, ManagerKind] = {
    Function.ML: ManagerKind.ML,
    Function.ENGINEERING: ManagerKind.ENGINEERING,
    Function.PLATFORM: ManagerKind.ENGINEERING,
    Function.DATA: ManagerKind.DATA,
    Function.PRODUCT: ManagerKind.PRODUCT,
    Function.RESEARCH: ManagerKind.RESEARCH,
    Function.EXECUTIVE: ManagerKind.EXECUTIVE,
    Function.BUSINESS: ManagerKind.BUSINESS,
}


def manager_kind_of(post: Post) -> ManagerKind:
    """What kind of manager the holder is: as stated, else by the function of the role."""
    return post.manager_kind or _KIND_OF[role_of(post).function]
