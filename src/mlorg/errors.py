"""Every error mlorg raises on purpose.

    MlorgError
    ├── InputError            something the user gave is wrong: carries all the problems found, not the first
    │   ├── WorkspaceError    a workspace file
    │   ├── RosterError       an HR export
    │   └── OverlayError      a change that does not fit the organisation it is applied to
    ├── SimulationError       a replication cannot be carried out: rates out of proportion, a value that is no number
    ├── ClusterError          a cluster cannot be reached, has no workers, or they compute something else
    ├── StoreError            a result cannot be kept or is gone: a full disk, a file that was deleted
    ├── UnknownNameError      a command was asked for a unit, post, archetype or scenario that does not exist
    └── UnsupportedError      a format or system this installation cannot read (an extra is missing)

A message names the thing, its value, the rule and the next step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file something stands: 1-based line and column, 0 where not known."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers]) if self.file else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: place, what, and what to do next. A warning does not stop the work."""

    place: Place
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        head = f"{self.place}: " if str(self.place) else ""
        kind = "warning: " if self.warning else ""
        return f"{head}{kind}{self.message}" + (f" {self.hint}" if self.hint else "")


class MlorgError(Exception):
    """Root of all errors that mlorg raises on purpose."""


MOST_LISTED = 200
"""Problems that a message lists; the others are counted. The error carries them all."""


class InputError(MlorgError):
    """Bad input. `problems` holds every fault found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:MOST_LISTED]]
        more = len(self.problems) - len(lines)
        super().__init__("\n".join([*lines, f"… and {more} more"] if more else lines))


class WorkspaceError(InputError):
    """A workspace file cannot be read or contradicts itself."""


class RosterError(InputError):
    """A roster cannot be understood."""


class OverlayError(InputError):
    """A change does not fit the organisation it is applied to."""


class SimulationError(MlorgError):
    """A replication cannot be carried out with the given environment."""


class ClusterError(MlorgError):
    """A cluster cannot do the work: out of reach, without workers, or with another mlorg on them."""


class StoreError(MlorgError):
    """A computed result cannot be kept, or is no longer where it was kept."""


class UnknownNameError(MlorgError):
    """A name given on the command line or in Python does not exist."""


class UnsupportedError(MlorgError):
    """This installation cannot read the given format."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest known names, or an empty string if nothing is near."""
    near = get_close_matches(name, list(known), n=2, cutoff=0.7)
    return f"Did you mean {' or '.join(repr(n) for n in near)}?" if near else ""


MOST_NAMED = 60
"""Names that a hint lists in full."""


def names_hint(name: str, known: Iterable[str], listed_by: str = "") -> str:
    """The nearest known names; where none is near, all of them, or what lists them where they are many.

    `listed_by` is a sentence such as `'mlorg check --rules' lists them.`
    """
    names = list(known)
    many = len(names) > MOST_NAMED
    all_of_them = f"There are: {', '.join(names[:MOST_NAMED]) or 'none'}{' and more' if many else ''}."
    return did_you_mean(name, names) or (listed_by if many and listed_by else all_of_them)
