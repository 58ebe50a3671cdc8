"""The organisation as immutable values: people, posts, units, assets, ownership; overlays on it, and their difference.

Start reading at `organization.py`; `structure.py` and `assets.py` hold what it is made of, `changes.py` how it changes.
"""

from .assets import Asset, Dataset, Ownership, Platform, RegisteredModel, UseCase
from .changes import Add, Change, MergeUnits, Overlay, Own, Remove, Set, SplitUnit
from .organization import Organization
from .overlay import apply, diff
from .references import NOBODY, Line, Ref, ReportsTo, Unresolved
from .roles import Role, is_ml, manager_kind_of, pay_of, role_of, roles
from .statements import Source, Statement
from .structure import Membership, Person, Post, Unit
from .validity import ALWAYS, Validity
from .vocabulary import (
    ALLOCATIONS,
    DATA_RESPONSIBILITIES,
    MODEL_RESPONSIBILITIES,
    Function,
    ManagerKind,
    Mandate,
    ModelStage,
    Part,
    Responsibility,
    UnitKind,
)

__all__ = [
    "ALLOCATIONS",
    "ALWAYS",
    "DATA_RESPONSIBILITIES",
    "MODEL_RESPONSIBILITIES",
    "NOBODY",
    "Add",
    "Asset",
    "Change",
    "Dataset",
    "Function",
    "Line",
    "ManagerKind",
    "Mandate",
    "Membership",
    "MergeUnits",
    "ModelStage",
    "Organization",
    "Overlay",
    "Own",
    "Ownership",
    "Part",
    "Person",
    "Platform",
    "Post",
    "Ref",
    "RegisteredModel",
    "Remove",
    "ReportsTo",
    "Responsibility",
    "Role",
    "Set",
    "Source",
    "SplitUnit",
    "Statement",
    "Unit",
    "UnitKind",
    "Unresolved",
    "UseCase",
    "Validity",
    "apply",
    "diff",
    "is_ml",
    "manager_kind_of",
    "pay_of",
    "role_of",
    "roles",
]
