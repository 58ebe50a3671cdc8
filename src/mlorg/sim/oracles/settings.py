"""What `--set` may change: settings with a rule each, read from text, refused in one message where they cannot be."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mlorg.errors import InputError, Place, Problem, did_you_mean

LARGEST = 1e9
"""No number given may be larger, nor, where it must be above 0, smaller than its inverse."""

WHERE = Place("--set")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of a gate: its name, the rule its value must keep in words, and how a plain value is read.

    `read` raises ValueError for a value that breaks the rule.
    """

    name: str
    rule: str
    read: Callable[[Any], Any]


def positive(name: str) -> Setting:
    """A number above 0."""
    return Setting(name, "a number above 0", lambda value: _number(value, 1 / LARGEST, LARGEST))


def from_zero(name: str) -> Setting:
    """A number from 0 on."""
    return Setting(name, "a number from 0 on", lambda value: _number(value, 0.0, LARGEST))


def share(name: str, below_one: bool = False) -> Setting:
    """A number from 0 to 1; with `below_one` 1 itself is refused."""
    if below_one:
        return Setting(name, "a number from 0 to below 1", lambda value: _number(value, 0.0, math.nextafter(1.0, 0.0)))
    return Setting(name, "a number from 0 to 1", lambda value: _number(value, 0.0, 1.0))


def whole(name: str, least: int, most: int) -> Setting:
    """A whole number between two bounds, both included."""
    return Setting(name, f"a whole number from {least} to {most:,}", lambda value: _whole(value, least, most))


def word(name: str, rule: str, known: Callable[[str], object]) -> Setting:
    """A word; `known` raises ValueError for one that is not."""

    def read(value: Any) -> str:
        known(str(value))
        return str(value)

    return Setting(name, rule, read)


def several(one: Setting, most: int) -> Setting:
    """One to `most` values, each of which keeps the rule of `one`; a single value counts as a list of one."""

    def read(value: Any) -> list[Any]:
        values = value if isinstance(value, list) else [value]
        if not 1 <= len(values) <= most:
            raise ValueError
        return [one.read(v) for v in values]

    return Setting(one.name, f"1 to {most} values, each {one.rule}", read)


def one_or_several(one: Setting, most: int) -> Setting:
    """A value for all, or a list with one for each."""
    listed = several(one, most)

    def read(value: Any) -> Any:
        return listed.read(value) if isinstance(value, list) else one.read(value)

    return Setting(one.name, f"{one.rule}, or a list with one for each", read)


def square(name: str, most: int) -> Setting:
    """A table of probabilities, rows of which add up to at most 1."""
    rule = f"a table such as [[0.1,0.7],[0.2,0]] of up to {most} rows, each of probabilities that add up to at most 1"

    def read(value: Any) -> list[list[float]]:
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise ValueError
        rows = [[_number(p, 0.0, 1.0) for p in row] if isinstance(row, list) else [] for row in value]
        if any(len(row) != len(value) or sum(row) > 1 + 1e-12 for row in rows):
            raise ValueError
        return rows

    return Setting(name, rule, read)


def _number(value: Any, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError
    return float(value)


def _whole(value: Any, least: int, most: int) -> int:
    number = _number(value, least, most)
    if number != int(number):
        raise ValueError
    return int(number)


def impossible(message: str, hint: str = "") -> InputError:
    """The error for settings that are right one by one and cannot be together."""
    return InputError([Problem(WHERE, message, hint)])


def for_each(name: str, value: Any, n: int, what: str) -> list[Any]:
    """n values from one for all or a list of n."""
    if not isinstance(value, list):
        return [value] * n
    if len(value) != n:
        counted = f"{len(value)} value{'s' if len(value) != 1 else ''}"
        raise impossible(f"{name} has {counted}, but there are {n} {what}.", "Give one for all, or one for each.")
    return value


def read_settings(texts: Iterable[str], known: Mapping[str, tuple[Setting, ...]]) -> dict[str, Any]:
    """`name=value` texts into values: numbers, lists as JSON or separated by commas, words.

    `known` holds the settings of each gate asked for; every setting given must be one of each of them. Raises
    InputError with everything that is wrong.
    """
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            problems.append(Problem(WHERE, f"{text!r} is not of the form name=value.", "For example --set servers=4."))
        elif name in found:
            problems.append(Problem(WHERE, f"{name!r} is given twice.", "Give it once."))
        elif wrong := _not_everywhere(name, known):
            problems.append(wrong)
        else:
            found[name] = None
            problems += _taken(found, name, value, known)
    if problems:
        raise InputError(problems)
    return found


def _not_everywhere(name: str, known: Mapping[str, tuple[Setting, ...]]) -> Problem | None:
    """What is wrong with a name that not every gate asked for has."""
    names = {gate: [setting.name for setting in settings] for gate, settings in known.items()}
    without = [gate for gate in names if name not in names[gate]]
    if not without:
        return None
    if len(without) == len(names):
        hint = did_you_mean(name, [n for settings in names.values() for n in settings])
        of_gates = "; ".join(f"{gate}: {', '.join(settings) or 'none'}" for gate, settings in names.items())
        return Problem(WHERE, f"no gate asked for has a setting {name!r}.", hint or f"There are: {of_gates}.")
    message = f"setting {name!r} would not change {', '.join(without)}."
    return Problem(WHERE, message, f"Name only gates that have it: {' '.join(g for g in names if g not in without)}.")


def _taken(found: dict[str, Any], name: str, text: str, known: Mapping[str, tuple[Setting, ...]]) -> Iterable[Problem]:
    """Put the value into `found`, as each gate's own rule reads it (they agree on what a value means)."""
    plain = _plain(text)
    for gate, settings in known.items():
        setting = next(s for s in settings if s.name == name)
        try:
            found[name] = setting.read(plain)
        except ValueError as reason:
            detail = f" ({reason})" if str(reason) else ""
            yield Problem(WHERE, f"{name}={text} is impossible{detail}.", f"{gate} needs {setting.rule}.")
            return


def _plain(text: str) -> Any:
    """JSON, else a number as people write it (.5), else a list if there are commas, else the text itself."""
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        pass
    try:
        return float(text)
    except ValueError:
        return [_plain(part.strip()) for part in text.split(",")] if "," in text and "[" not in text else text
