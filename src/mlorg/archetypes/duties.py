"""Whose duty each responsibility is under a structure, read from one table.

A row names who carries a responsibility, in order of preference; the first that the organisation has takes it:

    line_ml         the ML people who sit in the line
    home            the division, lab or hub, if it holds anybody who builds
    home_data       the data engineers of the division
    platform        the platform team
    data            central data
    line_engineers  the engineers of the line, if it has any
    engineers       the same; where it has none, those of engineering, else of the line with most
    line            the line itself
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..org import Function, Ref, Responsibility
from .branches import Branches


class Owner(NamedTuple):
    """Who owns: a unit, or its people of one function."""

    ref: Ref
    function: Function | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who carries a responsibility, in order of preference; why, in a manager's words; and what that rests on."""

    owners: tuple[str, ...]
    reason: str
    basis: str


@cache
def duties(structure_id: str) -> Mapping[Responsibility, Duty]:
    """The duties of a structure by responsibility; those it does not touch are absent."""
    table = files("mlorg.archetypes").joinpath("duties.csv").read_text(encoding="utf-8")
    return {
        Responsibility(row["responsibility"]): Duty(tuple(row["owners"].split()), row["reason"], row["basis"])
        for row in csv.DictReader(table.splitlines())
        if row["structure"] == structure_id
    }


@dataclass(frozen=True, slots=True)
class Carriers:
    """Who can carry duties once the structure stands.

    `engineers_in` counts engineers by unit, `covered` are the lines with ML people who build; `home`,
    `home_data` and `platform` are None where they do not exist or nobody there does such work.
    """

    branches: Branches
    engineers_in: Mapping[str, int]
    covered: frozenset[str]
    home: Owner | None = None
    home_data: Owner | None = None
    platform: Owner | None = None

    def of_line(self, duty: Duty, line: str) -> Owner | None:
        """Who carries the duty for the assets of a line; None = whoever does today."""
        found = (self._carrier(name, line) for name in duty.owners)
        return next((owner for owner in found if owner is not None), None)

    def of_shared(self, duty: Duty) -> Owner | None:
        """Who carries the duty for assets outside all lines; None = whoever does today."""
        for name in duty.owners:
            if name in ("engineers", "line_engineers", "line"):
                return None
            if self._everywhere.get(name) is not None:
                return self._everywhere[name]
        return None

    @property
    def _everywhere(self) -> Mapping[str, Owner | None]:
        return {"home": self.home, "home_data": self.home_data, "platform": self.platform, "data": self._data}

    @property
    def _data(self) -> Owner | None:
        data = self.branches.data
        return None if data is None or data.unit is None else Owner(Ref("unit", data.unit))

    def _carrier(self, name: str, line: str) -> Owner | None:
        if name == "line_ml":
            return Owner(Ref("unit", line), Function.ML) if line in self.covered else None
        if name == "engineers":
            return self._engineers(line)
        if name == "line_engineers":
            return Owner(Ref("unit", line), Function.ENGINEERING) if self.engineers_in[line] > 0 else None
        if name == "line":
            return Owner(Ref("unit", line))
        return self._everywhere[name]

    def _engineers(self, line: str) -> Owner:
        """The engineers of the line, of engineering outside the lines, or of the line that has most."""
        branches, lines = self.branches, self.branches.land.line_ids
        engineering = branches.engineering.unit if branches.engineering != branches.top else None
        most = max(sorted(lines), key=lambda other: self.engineers_in[other])
        units = [line, *([engineering] if engineering is not None else []), most]
        unit = next((u for u in units if self.engineers_in[u] > 0), None)
        return Owner(Ref("unit", line)) if unit is None else Owner(Ref("unit", unit), Function.ENGINEERING)
