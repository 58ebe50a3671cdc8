"""The branches of an organisation that structures lean on: data, research, engineering, platform, and ML units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ..org import Function, Unit
from ..org.lines import SUPPORTING
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
        """The unit that holds everything outside the lines, and the top post.

        It is the highest unit above the seat of the top post; where that is not known, the one with most fixed posts.
        """
        land = self.land
        seat = self.org.post[land.top].sits_in if land.top is not None else None
        over = list(land.units.above(seat)) if seat is not None and seat in self.org.unit else []
        if over and all(self.org.unit[u].function is not Function.ML for u in over):
            return Branch(over[-1], land.top)
        only = land.lines.units[0].id if not land.lines.declared and len(land.lines.units) == 1 else None
        if only is not None and self.org.unit[only].function in SUPPORTING:
            return Branch(only, land.top)  # nobody but data and ML people: what there is, is the line
        fixed = len(self.org.posts) - len(land.people)
        roots = [u for u in land.units.tops if self.org.unit[u].function is not Function.ML]
        return Branch(next((u for u in roots if self._fixed_posts[u] * 2 > fixed), None), land.top)

    @cached_property
    def data(self) -> Branch | None:
        """Central data: a unit of that function, else one of mostly data people; outside the lines if any is."""
        unit = min(self._data_units, key=self._data_rank, default=None)
        return None if unit is None else Branch(unit, self._head(unit, "data_manager"))

    @cached_property
    def _data_posts(self) -> Mapping[str, int]:
        return self.land.count_below(p for p in self.org.posts if self.land.is_fixed(p, Function.DATA))

    @cached_property
    def _fixed_posts(self) -> Mapping[str, int]:
        return self.land.count_below(p for p in self.org.posts if p.id not in self.land.movable)

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

    @cached_property
    def platform(self) -> Branch | None:
        """A platform unit outside the lines (inside, if the whole organisation is one line)."""
        return self._stated(Function.PLATFORM, "engineering_manager")

    @cached_property
    def home(self) -> str | None:
        """The unit in which most ML people outside the lines are at home today, at its highest level."""
        units = [u for u in self._highest_ml_units() if self._may_be_central(u)]
        return min(units, key=lambda u: (u in self.land.line_of, -self.ml_posts[u], u), default=None)

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
        """True if it is said to be one, or most posts in it that are in no such unit are ML posts."""
        if unit in self._apart or self._holds_data(self.org.unit[unit]):
            return False
        function, posts = self.org.unit[unit].function, self._loose_ml_posts[unit]
        return function is Function.ML or (function is None and posts >= 2 and posts * 2 > self._loose_posts[unit])

    @cached_property
    def _in_ml_units(self) -> frozenset[str]:
        stated = [u.id for u in self.org.units if u.function is Function.ML]
        return frozenset(below for unit in stated for below in self.land.units.below(unit))

    @cached_property
    def _loose_posts(self) -> Mapping[str, int]:
        return self.land.count_below(p for p in self.org.posts if p.sits_in not in self._in_ml_units)

    @cached_property
    def _loose_ml_posts(self) -> Mapping[str, int]:
        return self.land.count_below(p for p in self.land.people if p.sits_in not in self._in_ml_units)

    @cached_property
    def _apart(self) -> frozenset[str]:
        """Units that are a line or contain one, or are where the top is."""
        top = [self.top.unit] if self.top.unit is not None else []
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
        posts = [p for p in self.org.posts if p.role == role and p.id not in self.land.movable]
        heads = [p.id for p in posts if p.sits_in is not None and p.sits_in not in self.land.line_of]
        head = min(heads, key=self.land.seniority, default=None)
        return None if head is None else Branch(self.org.post[head].sits_in, head)

    def _head(self, unit: str, role: str) -> str | None:
        """The unit's head, else its most senior post of the role, else its most senior with reports, else the top."""
        land = self.land
        head = self.org.unit[unit].head
        if head in self.org.post and head not in land.movable:
            return head
        posts = [p for u in land.units.below(unit) for p in self.org.sitting_in.get(u, ()) if p.id not in land.movable]
        of_role = [p.id for p in posts if p.role == role]
        leading = [p.id for p in posts if p.id in land.fixed.children]
        return min(of_role or leading, key=land.seniority, default=land.top)
