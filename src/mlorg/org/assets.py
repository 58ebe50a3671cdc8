"""What ML people work on and with, and who owns which responsibility for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .references import Ref
from .validity import ALWAYS, Validity
from .vocabulary import Function, ModelStage, Part, Responsibility


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data asset; `line` is the unit whose business produces it (None = not known)."""

    id: str
    name: str = ""
    line: str | None = None
    validity: Validity = ALWAYS

    @property
    def ref(self) -> Ref:
        """`dataset:id`."""
        return Ref("dataset", self.id)


@dataclass(frozen=True, slots=True)
class RegisteredModel:
    """A model, trained here or bought (a language-model application is a bought model).

    `line` is the unit whose users it serves, `use_case` the idea it came from, `datasets` what it is fed with.
    """

    id: str
    name: str = ""
    line: str | None = None
    use_case: str | None = None
    datasets: tuple[str, ...] = ()
    bought: bool = False
    stage: ModelStage | None = None
    released: date | None = None
    validity: Validity = ALWAYS

    @property
    def ref(self) -> Ref:
        """`model:id`."""
        return Ref("model", self.id)


@dataclass(frozen=True, slots=True)
class Platform:
    """Shared tooling for ML work; `serves` lists the units that can use it (empty = all)."""

    id: str
    name: str = ""
    serves: tuple[str, ...] = ()
    validity: Validity = ALWAYS

    @property
    def ref(self) -> Ref:
        """`platform:id`."""
        return Ref("platform", self.id)


@dataclass(frozen=True, slots=True)
class UseCase:
    """An ML idea of a line. `automated` = serves without a human reading it (None = not known)."""

    id: str
    name: str = ""
    line: str | None = None
    automated: bool | None = None
    datasets: tuple[str, ...] = ()
    validity: Validity = ALWAYS

    @property
    def ref(self) -> Ref:
        """`use_case:id`."""
        return Ref("use_case", self.id)


Asset = Dataset | RegisteredModel | Platform | UseCase


@dataclass(frozen=True, slots=True)
class Ownership:
    """An owner carries a responsibility for an asset between two dates.

    `asset` names an asset, or a unit: then it holds for every asset of that line which has no owner of its own
    (a standing ownership). `owner` is a unit, post, person, vendor or nobody; `function` narrows a unit to its people
    of one trade ("the engineers of payments").
    """

    asset: Ref
    responsibility: Responsibility
    owner: Ref
    part: Part = Part.ACCOUNTABLE
    function: Function | None = None
    validity: Validity = ALWAYS

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it distinct."""
        return (
            str(self.asset),
            self.responsibility.value,
            self.part.value,
            str(self.owner),
            self.function.value if self.function else "",
            str(self.validity.start or ""),
        )

    @property
    def ref(self) -> Ref:
        """`ownership:asset/responsibility`."""
        return Ref("ownership", f"{self.asset}/{self.responsibility.value}")
