"""One firm under construction: its units and posts, in the order in which later parts need earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ...org import (
    Function,
    Line,
    Membership,
    Organization,
    Person,
    Post,
    ReportsTo,
    Unit,
    UnitKind,
)
from .assets import OwningUnits, assets_of, ownerships_of
from .sizes import MOST_ML, MOST_PEOPLE, size_and_team

DATA_ENGINEERS = (1.0, 0.4)
"""Data engineers per ML person: lognormal, median and sigma. Row O09."""

ANALYSTS_PER_DATA_ENGINEER = 0.5
RESEARCH_UNIT, PLATFORM_UNIT, TECHNOLOGY_UNIT = 0.35, 0.4, 0.5
"""Shares of firms that have such a unit outside the lines (assumed)."""
CENTRAL_SHARES = {"data": 0.15, "research": 0.04, "platform": 0.03, "technology": 0.05, "support": 0.15}
"""Most (data) or typical (others) shares of all posts outside the lines (assumed)."""
LINE_WITHOUT_ENGINEERS = 0.2
LINE_SHARES = {"engineering": 0.45, "product": 0.06, "analysts": 0.04}
"""Shares of a line's posts where it has engineers; the rest is business staff (assumed)."""
SPANS = {Function.ENGINEERING: 8, Function.BUSINESS: 10, Function.RESEARCH: 8, Function.PLATFORM: 8, Function.DATA: 8}
VACANT = 0.03

PLACEMENTS = {"scattered": 0.2, "lab": 0.12, "lines": 0.2, "division": 0.2, "data": 0.1, "mixed": 0.18}
"""Where ML people sit today (assumed): under heads of lines; in a lab in research; with the engineers of lines; in a
division under the top; in central data; half in a division and half in lines."""
ML_ROLES = {"data_scientist": 0.5, "ml_engineer": 0.25, "applied_scientist": 0.15, "ml_researcher": 0.1}
PEOPLE_PER_ML_MANAGER, ML_PM = 8, 0.3
"""People for each ML manager where ML people sit together, and the chance of a product manager there (assumed)."""


@dataclass(frozen=True, slots=True)
class Trade:
    """The roles that a department of one function is made of; `stated` = its sub-units state the function."""

    function: Function
    head: str
    manager: str
    staff: str
    stated: bool = True


ENGINEERS = Trade(Function.ENGINEERING, "engineering_manager", "engineering_manager", "software_engineer")
RESEARCHERS = Trade(Function.RESEARCH, "research_head", "research_head", "research_scientist")
PLATFORM_PEOPLE = Trade(Function.PLATFORM, "engineering_manager", "engineering_manager", "platform_engineer")
STAFF = Trade(Function.BUSINESS, "business_manager", "business_manager", "business_staff", stated=False)


def firm(
    seed: int,
    *,
    people: int | None = None,
    lines: int | None = None,
    ml_people: int | None = None,
    most: tuple[int, int] = (MOST_PEOPLE, MOST_ML),
) -> Organization:
    """One firm of the default population.

    `people` is the number of posts (a few are vacant), `lines` that of business lines, `ml_people` that of ML posts;
    each is drawn where it is not given. `most` = (posts, ML posts) that are drawn at most: larger firms get so many
    posts and keep their lines, larger ML teams are drawn again. The same arguments give the same firm. ValueError for
    numbers that cannot be.
    """
    chosen, drawn, team = size_and_team(Random(f"{seed}/size"), people, most)
    people = drawn if people is None else people
    ml = team if ml_people is None else ml_people
    number = Random(f"{seed}/lines").randint(*chosen.lines) if lines is None else lines
    if people < 1 or not 0 <= ml <= people or number < 1:
        raise ValueError(
            f"firm of {people} posts, {ml} of them ML, in {number} lines: at least 1, at most all, at least 1"
        )
    return _Firm(seed, people, number, ml).organization()


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit, and the post that leads the people put there."""

    unit: str
    head: str


@dataclass
class _Firm:
    """A firm under construction."""

    seed: int
    people: int
    lines: int
    ml: int
    units: list[Unit] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    central: dict[str, _Place] = field(default_factory=dict)
    line_places: list[_Place] = field(default_factory=list)
    engineers_of: dict[str, _Place] = field(default_factory=dict)
    ml_home: str | None = None

    def organization(self) -> Organization:
        """Everything, in the order in which later parts need earlier ones."""
        left = self.people - self.ml
        top = _Place(self._unit(None, UnitKind.ORGANIZATION), "post")
        head = self._post("executive" if left else "data_scientist", top.unit, Line.TOP)
        top = _Place(top.unit, head)
        self.ml -= left == 0
        self._outside_lines(top, self._shares(max(0, left - 1)))
        self._place_ml(top)
        return self._finished()

    def _finished(self) -> Organization:
        random = Random(f"{self.seed}/vacant")
        filled = [p.id for p in self.posts if p.reports_to is Line.TOP or random.random() >= VACANT]
        units = OwningUnits(
            tuple(place.unit for place in self.line_places),
            frozenset(self.engineers_of),
            self.central["data"].unit if "data" in self.central else None,
            self.ml_home,
        )
        datasets, models = assets_of(self.seed, units, self.ml)
        return Organization.of(
            f"firm-{self.seed}",
            units=self.units,
            posts=self.posts,
            persons=[Person(post.replace("post", "person")) for post in filled],
            memberships=[Membership(post.replace("post", "person"), post) for post in filled],
            datasets=datasets,
            models=models,
            ownerships=ownerships_of(self.seed, units, datasets, models),
        )

    def _unit(self, parent: str | None, kind: UnitKind = UnitKind.TEAM, **fields: Any) -> str:
        width = max(2, len(str(self.people // 4)))
        unit = Unit(f"unit-{len(self.units) + 1:0{width}d}", kind=kind, part_of=parent, **fields)
        self.units.append(unit)
        return unit.id

    def _post(self, role: str, unit: str, manager: ReportsTo) -> str:
        width = max(4, len(str(self.people)))
        post = Post(f"post-{len(self.posts) + 1:0{width}d}", role=role, sits_in=unit, reports_to=manager)
        self.posts.append(post)
        return post.id

    def _headed(self, unit: str, role: str, manager: str) -> _Place:
        """A unit with a head who sits in it."""
        head = self._post(role, unit, manager)
        index = int(unit.rpartition("-")[2]) - 1
        old = self.units[index]
        self.units[index] = Unit(old.id, old.name, old.kind, old.part_of, head, old.function, old.business_line)
        return _Place(unit, head)

    def _shares(self, left: int) -> dict[str, int]:
        """Posts outside ML by part of the firm, the rest for lines."""
        random = Random(f"{self.seed}/parts")
        engineers = round(self.ml * random.lognormvariate(0, DATA_ENGINEERS[1]) * DATA_ENGINEERS[0])
        data = 1 + engineers + round(engineers * ANALYSTS_PER_DATA_ENGINEER)
        chances = {"research": RESEARCH_UNIT, "platform": PLATFORM_UNIT, "technology": TECHNOLOGY_UNIT, "support": 1.0}
        shares = {"data": min(data, int(left * CENTRAL_SHARES["data"]))}
        for part, chance in chances.items():
            there = random.random() < chance
            shares[part] = round(left * CENTRAL_SHARES[part]) if there else 0
        shares = {part: posts if posts >= 2 else 0 for part, posts in shares.items()}
        return shares | {"lines": left - sum(shares.values())}

    def _outside_lines(self, top: _Place, shares: Mapping[str, int]) -> None:
        self._line_units(top, shares["lines"])
        if shares["data"]:
            self.central["data"] = self._data_unit(top, shares["data"])
        for part, trade in (("technology", ENGINEERS), ("research", RESEARCHERS), ("platform", PLATFORM_PEOPLE)):
            if shares[part]:
                under = self.central.get("technology", top) if part == "platform" else top
                self.central[part] = self._department(under, shares[part], trade)
        if shares["support"]:
            self.central["support"] = self._department(top, shares["support"], STAFF)

    def _data_unit(self, top: _Place, posts: int) -> _Place:
        unit = self._unit(top.unit, UnitKind.DIVISION, function=Function.DATA)
        place = self._headed(unit, "data_manager", top.head)
        engineers = round((posts - 1) / (1 + ANALYSTS_PER_DATA_ENGINEER))
        roles = ["data_engineer"] * engineers + ["data_analyst"] * (posts - 1 - engineers)
        for role in roles:
            self._post(role, unit, place.head)
        return place

    def _department(self, top: _Place, posts: int, trade: Trade) -> _Place:
        """A unit of one trade with `posts` posts in all, its head among them."""
        kind = UnitKind.DIVISION if posts > 50 else UnitKind.TEAM
        unit = self._unit(top.unit, kind, function=trade.function, business_line=False)
        place = self._headed(unit, trade.head, top.head)
        self._pyramid(place, posts - 1, trade)
        return place

    def _pyramid(self, boss: _Place, posts: int, trade: Trade) -> None:
        """`posts` posts below a boss: staff as far as the span goes, else managers with units of their own."""
        span = SPANS[trade.function]
        if posts <= span:
            for _ in range(posts):
                self._post(trade.staff, boss.unit, boss.head)
            return
        managers = min(span, -(-posts // (span + 1)))
        for i in range(managers):
            unit = self._unit(boss.unit, function=trade.function if trade.stated else None)
            place = self._headed(unit, trade.manager, boss.head)
            self._pyramid(place, (posts - managers + i) // managers, trade)

    def _line_units(self, top: _Place, posts: int) -> None:
        random = Random(f"{self.seed}/line sizes")
        number = max(1, min(self.lines, posts // 5))
        weights = [random.gammavariate(2, 1) for _ in range(number)]
        spare = posts - 5 * number
        sizes = [5 + int(spare * weight / sum(weights)) for weight in weights] if spare >= 0 else [posts]
        sizes[0] += posts - sum(sizes)
        for size in sizes:
            self._line(top, size, random)

    def _line(self, top: _Place, posts: int, random: Random) -> None:
        unit = self._unit(top.unit, UnitKind.DIVISION, business_line=True)
        with_engineers = random.random() >= LINE_WITHOUT_ENGINEERS
        role = random.choice(["executive", "product_head", "business_manager"])
        if posts < 1:
            self.line_places.append(_Place(unit, top.head))
            return
        place = self._headed(unit, role, top.head)
        self.line_places.append(place)
        rest = posts - 1
        engineers = round(posts * LINE_SHARES["engineering"]) if with_engineers else 0
        if 2 <= engineers <= rest:
            team = self._headed(self._unit(unit, function=Function.ENGINEERING), "engineering_manager", place.head)
            self.engineers_of[unit] = team
            self._pyramid(team, engineers - 1, ENGINEERS)
            rest -= engineers
        for part, single in (("product", "product_manager"), ("analysts", "data_analyst")):
            number = min(rest, SPANS[Function.BUSINESS], round(posts * LINE_SHARES[part]))
            rest -= number
            for _ in range(number):
                self._post(single, unit, place.head)
        self._pyramid(place, rest, STAFF)

    def _place_ml(self, top: _Place) -> None:
        """Today's structure."""
        random = Random(f"{self.seed}/placement")
        placement = random.choices(list(PLACEMENTS), list(PLACEMENTS.values()))[0]
        if not self.line_places or self.ml < 1:
            placement = "division"
        together = {"lab": self.ml, "division": self.ml, "mixed": self.ml // 2}.get(placement, 0)
        if placement == "data" and "data" in self.central:
            self.ml_home = self.central["data"].unit
            self._ml_staff(self.central["data"], self.ml, random)
            return
        if together:
            self._ml_together(top, together, placement, random)
        in_line = self.engineers_of if placement in ("lines", "mixed") else {}
        places = [in_line.get(place.unit, place) for place in self.line_places]
        covered = random.sample(places, max(1, min(len(places), (self.ml - together) // 2)))
        for i in range(self.ml - together):
            self._ml_staff(covered[i % len(covered)], 1, random)

    def _ml_together(self, top: _Place, number: int, placement: str, random: Random) -> None:
        above = self.central.get("research", top) if placement == "lab" else top
        unit = self._unit(above.unit, UnitKind.DIVISION, function=Function.ML)
        self.ml_home = unit
        place = self._headed(unit, "ml_manager" if number > 2 else "data_scientist", above.head)
        teams = (number - 1) // PEOPLE_PER_ML_MANAGER
        leads = [place.head, *(self._post("ml_manager", unit, place.head) for _ in range(teams if teams > 1 else 0))]
        left = number - len(leads)
        if placement != "lab" and left > 5 and random.random() < ML_PM:
            self._post("ml_pm", unit, place.head)
            left -= 1
        for i in range(left):
            self._ml_staff(_Place(unit, leads[-(i % len(leads)) - 1]), 1, random)

    def _ml_staff(self, place: _Place, number: int, random: Random) -> None:
        for role in random.choices(list(ML_ROLES), list(ML_ROLES.values()), k=number):
            self._post(role, place.unit, place.head)
