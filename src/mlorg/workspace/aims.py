"""The `aims:` of `mlorg.yaml`: what is to be reached, what must not be broken, and from when a difference matters.

    aims: {net_value: 1, lead_time: 500}          # weights alone, or:
    aims:
      weights: {net_value: 1, lead_time: 500}
      limits: {resigned: "<= today", time_to_first_use: "<= 200"}
      indifference: 50000
      front: [net_value, lead_time]

Which outcomes there are is not known here: names are checked where the simulation is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from ..errors import Place
from .entries import Entry, Id, Ids, Number, keys_of
from .values import Unreadable, read_number, read_text
from .yaml_tree import Tree

_LIMIT = re.compile(r"(<=|>=|≤|≥)\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound that the mean of an outcome must keep; `bound` None = what doing nothing gives."""

    at_most: bool
    bound: float | None

    def __str__(self) -> str:
        return f"{'<=' if self.at_most else '>='} {'today' if self.bound is None else format(self.bound, '.17g')}"


@dataclass(frozen=True, slots=True)
class AimSettings:
    """Aims as they are written: by name of an outcome, in the unit of the workspace.

    `weights` are money per unit by which an outcome is better; `indifference` is money, None = the default; `front`
    are the outcomes whose trade-offs are shown, empty = the default. `places` tells where a name stands.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    limits: Mapping[str, tuple[Limit, ...]] = field(default_factory=dict)
    indifference: float | None = None
    front: tuple[str, ...] = ()
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict, compare=False, repr=False)

    def place(self, part: str, outcome: str = "") -> Place:
        """Where an outcome is named in `weights`, `limits` or `front`, or where that part stands."""
        return self.places.get((part, outcome)) or self.places.get((part, "")) or Place()

    def data(self) -> dict[str, Any]:
        """What stands in the file: every part that says something."""
        said = {
            "weights": dict(self.weights),
            "limits": {name: [str(limit) for limit in limits] for name, limits in self.limits.items()},
            "indifference": self.indifference,
            "front": list(self.front),
        }
        return {name: value for name, value in said.items() if value not in ({}, [], None)}


def _read_limits(value: Any) -> tuple[Limit, ...]:
    return tuple(_read_limit(one) for one in (value if isinstance(value, list) else [value]))


def _read_limit(value: Any) -> Limit:
    text = read_text(value)
    found = _LIMIT.fullmatch(text)
    if not found:
        raise Unreadable(text, "is not a limit.", 'Write "<= 200", ">= 0.3" or "<= today", in quotes.')
    return Limit(found[1] in "<=≤", None if found[2] == "today" else read_number(found[2]))


def _read_amount(value: Any) -> float:
    amount = read_number(value)
    if amount < 0:
        raise Unreadable(value, "is below 0.", "Write how small a difference does not matter to you.")
    return amount


Limits = Annotated[tuple[Limit, ...], BeforeValidator(_read_limits, json_schema_input_type=str | list[str])]


class AimsEntry(Entry):
    """What is to be reached. A mapping of outcomes to numbers alone is taken as the weights."""

    weights: dict[Id, Number] = Field({}, description="Money that one unit better is worth, by name of an outcome.")
    limits: dict[Id, Limits] = Field(
        {}, description='What must not be broken, by name of an outcome: "<= 200", ">= 0.3", "<= today".'
    )
    indifference: Annotated[float, BeforeValidator(_read_amount, json_schema_input_type=float)] | None = Field(
        None, description="Money below which a difference does not matter. Empty: half a year of one ML person's pay."
    )
    front: Ids = Field((), description="Outcomes whose trade-offs are shown. Empty: four usual ones.")

    @model_validator(mode="before")
    @classmethod
    def _with_weights_alone(cls, data: Any) -> Any:
        flat = isinstance(data, dict) and data and not any(key in keys_of(cls) for key in data)
        return {"weights": data} if flat else data


def read_aims(entry: AimsEntry, tree: Tree) -> AimSettings:
    """The aims of an entry that stands under `aims` in the tree."""
    parts: dict[str, Iterable[str]] = {"weights": entry.weights, "limits": entry.limits, "front": entry.front}
    places = {(part, ""): tree.place(("aims", part)) for part in (*parts, "indifference")}
    for part, names in parts.items():
        for number, name in enumerate(names):
            step = number if part == "front" else name
            flat = ("aims", part, step) not in tree.values_at
            places[part, name] = tree.place(("aims", step) if flat else ("aims", part, step), key=part != "front")
    return AimSettings(entry.weights, entry.limits, entry.indifference, entry.front, places)
