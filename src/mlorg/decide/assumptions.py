"""The priors of a workspace: the shipped ones, with those replaced that its `assumptions.yaml` gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..errors import InputError, Problem
from ..sim import Prior, overridden, priors
from ..sim.environment import DISTRIBUTIONS
from ..workspace import Assumption

_NOTATION = re.compile(r"\s*([a-z]+)\s*\(\s*([^,()\s]+)\s*(?:,\s*([^,()\s]+)\s*)?\)\s*")


def priors_with(assumptions: Iterable[Assumption]) -> dict[str, Prior]:
    """The shipped priors with the given ones in their place, each with its source.

    A distribution is written as `lognormal(5, 0.4)`. InputError with every name, notation or parameter that is wrong,
    at its place in the file.
    """
    table, problems = dict(priors()), []
    for one in assumptions:
        try:
            given = overridden({one.name: _distribution(one)})[one.name]
            table[one.name] = replace(given, source=one.source)
        except InputError as error:
            problems += [replace(problem, place=one.place) for problem in error.problems]
    if problems:
        raise InputError(problems)
    return table


def _distribution(one: Assumption) -> tuple[str, float, float]:
    if one.value is not None:
        return "fixed", one.value, 0.0
    found = _NOTATION.fullmatch(one.distribution)
    try:
        if found:
            return found[1], float(found[2]), float(found[3] or 0.0)
    except ValueError:
        found = None
    message = f"assumption {one.name!r}: {one.distribution!r} is not a distribution."
    known = "; ".join(f"{name}({', '.join(filter(None, p))})" for name, p in DISTRIBUTIONS.items())
    raise InputError([Problem(one.place, message, f"Write for example lognormal(5, 0.4). There are: {known}.")])
