"""The branches of an organisation that structures lean on: data, research, engineering, platform, and ML units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from ..org import Function, Unit, role_of
from ..org.lines import SUPPORTING, BusinessLines
from .landscape import Landscape

LEAST_DATA_POSTS = 3
"""Data posts that make a unit of no stated function central data, if they are most of it (assumed)."""


class Branch(NamedTuple):
    """A unit and the post that leads it; None = not known."""

    unit: str | None
    head: str | None


class Branches:
    """Where an organisation keeps its data, research, engineering and platform people, and its ML people today."""

    def __init__(self, land: Landscape) -> None:
        self.land = land
        self.org = land.org

    @cached_property
    def top(self) -> Branch:
        """The highest unit above the seat of the top post, and the top post.

        No unit is known where that seat is not, or where it lies in one line among others.
        """
        land, lines = self.land, self.land.lines.units
        seat = self.org.post[land.top].sits_in if land.top is not None else None
        over = list(land.units.above(seat)) if seat is not None and seat in self.org.unit else []
        if over and all(self.org.unit[u].function is not Function.ML for u in over):
            one_of_many = over[-1] in land.line_of and not all(land.units.within(line.id, over[-1]) for line in lines)
            return Branch(None if one_of_many else over[-1], land.top)
        if not land.lines.declared and len(lines) == 1 and lines[0].function in SUPPORTING:
            return Branch(lines[0].id, land.top)  # nobody but data and ML people: what there is, is the line
        return Branch(None, land.top)

    @cached_property
    def data(self) -> Branch | None:
        """Central data: a unit of that function, else one of mostly data people; outside the lines if any is."""
        unit = min(self._data_units, key=self._data_rank, default=None)
        return None if unit is None else Branch(unit, self._head(unit, "data_manager"))

    @cached_property
    def _data_posts(self) -> Mapping[str, int]:
        data = (p for p in self.org.posts if self.land.is_fixed(p, Function.DATA))
        return self.land.count_below(p for p in data if p.sits_in not in self.land.ml_units)

    @cached_property
    def _fixed_posts(self) -> Mapping[str, int]:
        fixed = (p for p in self.org.posts if p.id not in self.land.movable)
        return self.land.count_below(p for p in fixed if p.sits_in not in self.land.ml_units)

    @cached_property
    def _data_units(self) -> tuple[str, ...]:
        return tuple(u.id for u in self.org.units if self._holds_data(u))

    def _holds_data(self, unit: Unit) -> bool:
        posts = self._data_posts[unit.id]
        if unit.id in self.land.line_ids:
            return False
        if unit.function is not None:
            return unit.function is Function.DATA and posts > 0
        return posts >= LEAST_DATA_POSTS and posts * 2 > self._fixed_posts[unit.id]

    def _data_rank(self, unit: str, fewer: int = 0) -> tuple[bool, bool, int, int, str]:
        size = self._data_posts[unit] - fewer
        stated = self.org.unit[unit].function is Function.DATA
        return (unit in self.land.line_of, not stated, -size, self.land.units.level[unit], unit)

    def data_engineers_to_spare(self, unit: str) -> int:
        """How many data engineers can leave central data so that it stays what it is: central, and mostly data."""
        size, total = self._data_posts[unit], self._fixed_posts[unit]
        spare = size - 1
        if self.org.unit[unit].function is None:
            spare = min(size - LEAST_DATA_POSTS, 2 * size - total - 1)
        apart = [u for u in self._data_units if not self._related(u, unit)]
        nearest = min(map(self._data_rank, apart), default=None)
        while spare > 0 and nearest is not None and self._data_rank(unit, spare) > nearest:
            spare -= 1
        return max(0, spare)

    def _related(self, a: str, b: str) -> bool:
        return self.land.units.within(a, b) or self.land.units.within(b, a)

    @cached_property
    def research(self) -> Branch:
        """The research branch; where there is none, engineering; where there is none, the top. Never inside a line."""
        return self._stated(Function.RESEARCH, "research_head") or self._led_by("research_head") or self.engineering

    @cached_property
    def engineering(self) -> Branch:
        """The head of engineering outside the lines; where there is none, the top."""
        role = "engineering_manager"
        return self._stated(Function.ENGINEERING, role) or self._led_by(role) or self.top

    def engineers_in(self, home: str | None) -> Mapping[str, int]:
        """Engineers by unit, sub-units included, but for those in ML units and in what is to be the home of ML."""
        posts = (p for p in self.org.posts if self.land.is_fixed(p, Function.ENGINEERING))
        return self.land.count_below(p for p in posts if p.sits_in not in self.ml_territory(home))

    def ml_territory(self, home: str | None) -> frozenset[str]:
        """Units that are said to be ML units, and those below what is to be the home of ML."""
        inside = self.land.units.below(home) if home is not None and home in self.org.unit else ()
        return self.land.ml_units.union(inside)

    def belongs_to(self, unit: str | None, home: str | None) -> Function | None:
        """DATA for a unit in central data, ML for one in an ML unit or the home, whichever is nearer; else None."""
        if unit is None or unit not in self.org.unit:
            return None
        for above in self.land.units.above(unit):
            if self.data is not None and above == self.data.unit:
                return Function.DATA
            if above == home or self.org.unit[above].function is Function.ML:
                return Function.ML
        return None

    @cached_property
    def platform(self) -> Branch | None:
        """A platform unit outside the lines (inside, if the whole organisation is one line)."""
        return self._stated(Function.PLATFORM, "engineering_manager")

    @cached_property
    def home(self) -> str | None:
        """The unit in which most ML people outside the lines are at home today, at its highest level."""
        units = [u for u in self._highest_ml_units() if self._may_be_central(u)]
        unit = min(units, key=lambda u: (u in self.land.line_of, -self.ml_posts[u], u), default=None)
        return unit if unit is None or self._may_say_so(unit) else None

    def _may_say_so(self, unit: str) -> bool:
        """True unless calling it an ML unit would change which units pass for business lines."""
        if self.org.unit[unit].function is Function.ML or self.land.lines.declared:
            return True
        units = (replace(u, function=Function.ML) if u.id == unit else u for u in self.org.units)
        return [u.id for u in BusinessLines(self.org.with_(units=units)).units] == [u.id for u in self.land.lines.units]

    @cached_property
    def ml_posts(self) -> Mapping[str, int]:
        """ML posts by unit, sub-units included."""
        return self.land.count_below(self.land.people)

    def _highest_ml_units(self) -> Iterator[str]:
        inside: set[str] = set()
        for unit, _ in self.land.units.walk():
            parent = self.land.units.parent(unit)
            if parent in inside:
                inside.add(unit)
            elif self._is_ml_unit(unit):
                inside.add(unit)
                yield unit

    def _is_ml_unit(self, unit: str) -> bool:
        """True if it is said to be one, or, outside the lines, if most in it are ML people and the rest their staff."""
        function = self.org.unit[unit].function
        if unit in self._apart or function not in (None, Function.ML):
            return False
        if function is Function.ML or unit in self.land.line_of:
            return function is Function.ML
        posts = self._loose_ml_posts[unit]
        if posts < 2 or posts * 2 <= self._loose_posts[unit] or self._with_others[unit] > 0:
            return False
        return not any(self._holds_data(self.org.unit[u]) for u in self.land.units.above(unit))

    @cached_property
    def _with_others(self) -> Mapping[str, int]:
        """Posts by unit that do not belong into an ML unit: neither ML nor data people, nor staff who lead nobody."""
        staff = (Function.DATA, Function.BUSINESS)
        fixed = (p for p in self.org.posts if p.id not in self.land.movable and p.sits_in not in self.land.ml_units)
        return self.land.count_below(
            p for p in fixed if role_of(p).function not in staff or p.id in self.land.fixed.children
        )

    @cached_property
    def _loose_posts(self) -> Mapping[str, int]:
        return self.land.count_below(p for p in self.org.posts if p.sits_in not in self.land.ml_units)

    @cached_property
    def _loose_ml_posts(self) -> Mapping[str, int]:
        return self.land.count_below(p for p in self.land.people if p.sits_in not in self.land.ml_units)

    @cached_property
    def _apart(self) -> frozenset[str]:
        """Units that are a line, contain one, or hold the top post."""
        seat = self.org.post[self.land.top].sits_in if self.land.top is not None else None
        top = [seat] if seat is not None and seat in self.org.unit else []
        return frozenset(u for unit in (*self.land.line_ids, *top) for u in self.land.units.above(unit))

    def _may_be_central(self, unit: str) -> bool:
        return unit not in self.land.line_of or self.top.unit in self.land.line_of

    def _stated(self, function: Function, role: str) -> Branch | None:
        units = [u.id for u in self.org.units if u.function is function and self._may_be_branch(u.id)]
        unit = min(units, key=lambda u: (self.land.units.level[u], -self._fixed_posts[u], u), default=None)
        return None if unit is None else Branch(unit, self._head(unit, role))

    def _may_be_branch(self, unit: str) -> bool:
        return unit not in self.land.line_ids and self._may_be_central(unit)

    def _led_by(self, role: str) -> Branch | None:
        """The unit of the most senior post of this role, unless that is in a line or an ML unit."""
        apart = self.ml_territory(self.home)
        posts = (p for p in self.org.posts if p.role == role and p.id not in self.land.movable)
        heads = [p.id for p in posts if p.sits_in is not None and p.sits_in not in apart]
        head = min(heads, key=self.land.seniority, default=None)
        if head is None or self.org.post[head].sits_in in self.land.line_of:
            return None
        return Branch(self.org.post[head].sits_in, head)

    def _head(self, unit: str, role: str) -> str | None:
        """The unit's head, else its most senior post of the role, else its most senior with reports, else the top."""
        land = self.land
        head = self.org.unit[unit].head
        if head in self.org.post and head not in land.movable:
            return head
        units = (u for u in land.units.below(unit) if u not in self.ml_territory(self.home))
        posts = [p for u in units for p in self.org.sitting_in.get(u, ()) if p.id not in land.movable]
        of_role = [p.id for p in posts if p.role == role]
        leading = [p.id for p in posts if p.id in land.fixed.children]
        return min(of_role or leading, key=land.seniority, default=land.top)
