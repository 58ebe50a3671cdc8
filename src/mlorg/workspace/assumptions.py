"""`assumptions.yaml`: priors of the model overridden, each with a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from ..errors import Place, Problem
from .editing import read_tree, remove_value, set_value
from .entries import Entry, Id, Number, Text
from .reading import in_tree, read_entry
from .text_files import write_text_file
from .values import Unreadable, shown
from .yaml_text import yaml_text
from .yaml_tree import Tree


@dataclass(frozen=True, slots=True)
class Assumption:
    """A prior by name, the `value` or `distribution` that replaces it, and where that comes from.

    `distribution` is kept as written: the simulation reads it.
    """

    name: str
    source: str
    value: float | None = None
    distribution: str = ""
    place: Place = field(default=Place(), compare=False)


class AssumptionEntry(Entry):
    """One prior overridden."""

    name: Id = Field(description="Name of the prior, as in the table of priors.")
    value: Number | None = Field(None, description="One value for certain; or else a distribution.")
    distribution: Text = Field("", description="A distribution in the notation of the table of priors.")
    source: Id = Field(description="Where this comes from: a measurement, a paper, or the word 'assumed'.")

    @model_validator(mode="after")
    def _says_one_thing(self) -> AssumptionEntry:
        if (self.value is None) is not bool(self.distribution):
            both = "both a value and a distribution" if self.distribution else "neither value nor distribution"
            raise Unreadable(self.name, f"has {both}.", "Give one of them.")
        return self


def read_assumptions(tree: Tree, problems: list[Problem]) -> tuple[Assumption, ...]:
    """The assumptions of a file, in its order; a name that stands twice is a problem."""
    data = [] if tree.value is None else tree.value
    if not isinstance(data, list):
        message = f"{shown(data)} stands where a list is wanted."
        problems.append(Problem(tree.place(()), message, "Write one '- name: …' entry for each assumption."))
        return ()
    found: dict[str, Assumption] = {}
    for number, item in enumerate(data):
        entry = read_entry(AssumptionEntry, item, f"assumption {number + 1}", in_tree(tree, (number,)), problems)
        if entry is None:
            continue
        place = tree.place((number, "name"))
        if entry.name in found:
            message = f"assumption {shown(entry.name)} stands twice: first at {found[entry.name].place}."
            problems.append(Problem(place, message, "Keep one."))
        found.setdefault(entry.name, Assumption(entry.name, entry.source, entry.value, entry.distribution, place))
    return tuple(found.values())


def assumptions_data(assumptions: Iterable[Assumption]) -> list[dict[str, Any]]:
    """What stands in `assumptions.yaml`."""
    found = []
    for one in assumptions:
        said = {"value": one.value} if one.value is not None else {"distribution": one.distribution}
        found.append({"name": one.name, **said, "source": one.source})
    return found


def write_assumption(file: Path, assumption: Assumption) -> None:
    """Put an assumption in the place of the one of this name, or at the end; the file is made if there is none.

    Everything else in the file stays as it is, with its comments. WorkspaceError if it cannot be read or changed.
    """
    entry = assumptions_data([assumption])[0]
    if not file.exists():
        write_text_file(file, yaml_text([entry]))
        return
    listed = read_tree(file).value
    names = [str(item["name"]) for item in listed or ()]
    if assumption.name not in names:
        set_value(file, () if listed == [] else (len(names),), [entry] if listed == [] else entry)
        return
    number = names.index(assumption.name)
    for key, value in entry.items():
        set_value(file, (number, key), value)
    other = "value" if "distribution" in entry else "distribution"
    if other in listed[number]:
        remove_value(file, (number, other))
