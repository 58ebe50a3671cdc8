"""What the signals look at: the ML people and assets of an organisation, or of one part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...org import Function, Line, Organization, Post, Ref, RegisteredModel, is_ml, role_of
from ...org.assets import Asset
from ...org.facts import Evidence
from ...org.hierarchy import Tree, reporting_tree, unit_tree
from ...org.lines import BusinessLines
from ...org.owners import Owners


@dataclass(frozen=True)
class Ground:
    """An organisation on one day with the look-ups that all signals share."""

    organization: Organization
    evidence: Evidence | None = None

    @cached_property
    def reporting(self) -> Tree:
        """Posts under their managers."""
        return reporting_tree(self.organization)

    @cached_property
    def units(self) -> Tree:
        """Units under what they are part of."""
        return unit_tree(self.organization)

    @cached_property
    def lines(self) -> BusinessLines:
        """The business lines."""
        return BusinessLines(self.organization)

    @cached_property
    def owners(self) -> Owners:
        """Who is accountable for what."""
        return Owners(self.organization)

    @cached_property
    def ml_posts(self) -> tuple[Post, ...]:
        """All posts of ML people."""
        return tuple(p for p in self.organization.posts if is_ml(p))

    @cached_property
    def ml_ids(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(p.id for p in self.ml_posts)

    @cached_property
    def function_of(self) -> Mapping[str, Function | None]:
        """By unit: its function, or that of the nearest unit above that has one."""
        found: dict[str, Function | None] = {}
        for unit, _ in self.units.walk():
            parent = self.units.parent(unit)
            own = self.organization.unit[unit].function
            found[unit] = own or self._by_people(unit) or (found[parent] if parent is not None else None)
        return found

    def _by_people(self, unit: str) -> Function | None:
        """The function of most posts that sit in a unit of which none is stated, if that is ML or research."""
        posts = self.organization.sitting_in.get(unit, ())
        for function in (Function.ML, Function.RESEARCH):
            if len(posts) > 1 and 2 * sum(role_of(p).function is function for p in posts) > len(posts):
                return function
        return None

    @cached_property
    def led_by_ml(self) -> frozenset[str]:
        """Units of which most data people report to ML people, directly or over others: part of the ML organisation."""
        data = [p for p in self.organization.posts if p.sits_in and role_of(p).function is Function.DATA]
        under = Counter(p.sits_in for p in data if not self.ml_ids.isdisjoint(self.reporting.above(p.id)))
        seated = Counter(p.sits_in for p in data)
        return frozenset(unit for unit, found in under.items() if unit and 2 * found > seated[unit])

    @cached_property
    def engineers_in(self) -> frozenset[str]:
        """Units in which an engineer sits."""
        return self._units_of(Function.ENGINEERING)

    @cached_property
    def analysts_in(self) -> frozenset[str]:
        """Units in which a data person sits."""
        return self._units_of(Function.DATA)

    def _units_of(self, function: Function) -> frozenset[str]:
        posts = self.organization.posts
        return frozenset(p.sits_in for p in posts if p.sits_in and role_of(p).function is function)

    @cached_property
    def top(self) -> frozenset[str]:
        """Posts at the top: those said to report to nobody, else the head of the one tree that there is."""
        stated = frozenset(p.id for p in self.organization.posts if p.reports_to is Line.TOP)
        if stated:
            return stated
        largest = [t for t in self.reporting.tops if t in self.reporting.children]
        return frozenset(largest if len(largest) == 1 else ())

    def line_of(self, post: Post) -> str | None:
        """The business line a post sits in. A unit of ML people that lies in no line but the whole is outside all."""
        line = self.lines.of_post(post)
        whole = line is not None and self.units.parent(line) is None
        return None if whole and self.function_of.get(post.sits_in or "") is Function.ML else line

    def first_outside_ml(self, post: str) -> str | None:
        """The nearest manager who is no ML person; None where the line leads nowhere known."""
        step = self.reporting.parent(post)
        while step is not None and step in self.ml_ids:
            step = self.reporting.parent(step)
        return step


@dataclass(frozen=True)
class View:
    """One part of an organisation: its ML people, data sets and models; `unit` None = the whole."""

    ground: Ground
    people: tuple[Post, ...]
    datasets: tuple[Asset, ...]
    models: tuple[RegisteredModel, ...]
    unit: str | None = None
    inside: Callable[[str | None], bool] = field(default=lambda unit: True, repr=False)
    """True for units that belong to the part."""

    @property
    def whole(self) -> bool:
        """True for the organisation as a whole."""
        return self.unit is None


def whole(ground: Ground) -> View:
    """The organisation as a whole. Data sets that no model is fed with count only where no model tells its own."""
    org = ground.organization
    return View(ground, ground.ml_posts, _feeding(org.datasets, org.models), org.models)


def parts(ground: Ground) -> tuple[View, ...]:
    """Each business line, and each unit outside the lines where ML people have their home, in the order of ids."""
    homes = {_home(ground, p.sits_in) for p in ground.ml_posts if p.sits_in and p.sits_in not in ground.lines.of_unit}
    units = {u.id for u in ground.lines.units} | {h for h in homes if h is not None}
    return tuple(_part(ground, unit) for unit in sorted(units))


def _home(ground: Ground, unit: str | None) -> str | None:
    """The largest unit above with the same function, so that teams of a division count as the division."""
    if unit is None or unit not in ground.organization.unit:
        return None
    function = ground.function_of[unit]
    found = unit
    for above in ground.units.above(unit):
        if ground.function_of[above] is not function or (function is None and above != unit):
            break
        found = above
    return found


def _part(ground: Ground, unit: str) -> View:
    org = ground.organization
    below = frozenset(ground.units.below(unit))
    people = tuple(p for p in ground.ml_posts if p.sits_in in below)
    models = tuple(m for m in org.models if (m.line or "") in below)
    datasets = tuple(d for d in org.datasets if (d.line or "") in below)
    return View(ground, people, _feeding(datasets, models), models, unit, lambda u: u in below)


def _feeding(datasets: Iterable[Asset], models: Iterable[RegisteredModel]) -> tuple[Asset, ...]:
    fed = {Ref("dataset", d) for m in models for d in m.datasets}
    found = tuple(datasets)
    return tuple(d for d in found if d.ref in fed) or found
