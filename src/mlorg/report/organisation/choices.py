"""What may be chosen where an organisation is edited: each closed list with the words for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ...org import roles
from ...org.naming import PEOPLE
from ...org.vocabulary import ManagerKind, Mandate
from ...org.wording import MANDATES, TRADES
from ..pages import About, Page


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of the files, and how it is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ChoicesPage(Page):
    """Closed lists, each in the order in which it is offered. `trades` narrow an owning unit to some of its people."""

    schema: ClassVar[str] = "mlorg.choices/1"
    roles: tuple[Choice, ...]
    manager_kinds: tuple[Choice, ...]
    mandates: tuple[Choice, ...]
    trades: tuple[Choice, ...]


def choices_page(about: About) -> ChoicesPage:
    """All closed lists."""
    return ChoicesPage(
        about,
        roles=_choices((role.id, role.label) for role in roles().values()),
        manager_kinds=_choices((kind.value, TRADES.get(kind.value, kind.value)) for kind in ManagerKind),
        mandates=_choices((mandate.value, MANDATES[mandate.value]) for mandate in Mandate),
        trades=_choices((function.value, f"only its {people}") for function, people in PEOPLE.items()),
    )


def _choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in pairs)
