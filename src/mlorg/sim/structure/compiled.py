"""One organisation, compiled: groups and slots, then the tables between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from mlorg.org import ALLOCATIONS, Function, Mandate, Organization, Post, Ref, Responsibility, is_ml, pay_of, role_of
from mlorg.org.hierarchy import Tree, reporting_tree, unit_tree

from .arrays import (
    FUNCTION_DATA,
    FUNCTION_ENGINEERING,
    FUNCTION_MACHINE,
    FUNCTION_ML,
    FUNCTION_OTHER,
    NONE,
    SHARE_ALL,
    SHARE_DATA,
    SHARE_DATA_OF_ML,
    SHARE_MANAGER,
    SHARE_OWNER,
    SHARE_OWNER_OF_ML,
    UNKNOWN,
    DatasetRow,
    GroupRow,
    LineRow,
    SlotRow,
    Structure,
)
from .frame import Frame, filled
from .hubs import holders_of_tooling, linked_teams
from .owners import Crew, Owner, commonest_owner, crew_of, owner_of, under_ml
from .paths import MOST_APPROVERS, approval_path, kind_of, request_rank
from .teams import Team, teams_of

PEOPLE_PER_MACHINE = 3
"""ML people per machine of the compute pool (assumed); how fast the machines are follows from the drawn load."""

MOST_SLOTS = 24
"""Owners of a pool who work for ML at the same time, at most (assumed); how many do follows from the time they give."""

_DATA = (Responsibility.COLLECT, Responsibility.WAREHOUSE, Responsibility.LABEL, Responsibility.PIPELINE)
_FUNCTIONS = {
    Function.ENGINEERING: FUNCTION_ENGINEERING,
    Function.PLATFORM: FUNCTION_ENGINEERING,
    Function.DATA: FUNCTION_DATA,
}


def compile_structure(org: Organization, frame: Frame, before: Organization | None = None) -> Structure:
    """The arrays of `org` within a frame. `before` tells where people sat until today (default: where they sit)."""
    return _Compiler(org, frame, before or org).structure()


class _Compiler:
    """Collects groups as they are needed; teams come first, so that a builder's group has the number of its team."""

    def __init__(self, org: Organization, frame: Frame, before: Organization) -> None:
        self.org, self.frame, self.before = org, frame, before
        self.units, self.tree = unit_tree(org), reporting_tree(org)
        self.teams = teams_of(org, frame, self.units)
        self.team_of = {p.id: g for g, team in enumerate(self.teams) for p in team.posts}
        self.slots: list[SlotRow] = []
        self.groups: list[GroupRow] = []
        self.node: list[str | None] = []  # manager's post of each group, for distances
        self.unit: list[str | None] = []
        self.pools: dict[Owner, int] = {}
        self.crews: dict[Owner, Crew] = {}
        self.desks: dict[str, int] = {}
        self.notes: dict[str, None] = dict.fromkeys(frame.notes)

    def structure(self) -> Structure:
        """Everything, in the order in which one needs the other."""
        for team in self.teams:
            self._add_team(team)
        datasets = self._datasets()
        deploys = self._by_team_and_line(Responsibility.DEPLOY)
        maintains = self._by_team_and_line(Responsibility.MAINTAIN)
        lines, builders = self._lines()
        paths = [[self._path(team, line) for line in self.frame.lines] for team in self.teams]
        central, pool = self._central(), self._compute_pool()
        desks = [self._desk(t.manager) if t.manager and t.manager in self.org.post else NONE for t in self.teams]
        served = {id(team): self._served(team) for team in self.teams}
        holders, holder_of = holders_of_tooling(
            self.org, self.frame, self.tree, self.teams, (self._platform_owner, lambda team: served[id(team)])
        )
        meeting = self._pairs(self._meeting)  # the last that may add groups: all tables below have their final size
        return Structure(
            slots=tuple(self.slots),
            groups=self._finished_groups(desks, holder_of),
            lines=tuple(lines),
            datasets=tuple(datasets),
            holders=holders,
            linked=linked_teams(self.org, self.tree, self.teams),
            served=tuple(i for team in self.teams for i in self._served(team)),
            builders=tuple(builders),
            deploys=self._padded(deploys),
            maintains=self._padded(maintains),
            acts_for=tuple(self._acts_for()),
            rank=self._square(self._pairs(self._rank), 1),
            meeting=self._square(meeting, NONE),
            shared=self._square(self._pairs(self._shared), 0),
            congruent=self._square(self._pairs(self._congruent), 0),
            approver=self._approvers(paths),
            inside=self._inside(self.org),
            inside_before=self._inside(self.before),
            capacity=self.frame.capacity,
            central=central,
            teams=len(self.teams),
            pool=pool,
            allocation=ALLOCATIONS.index(self.frame.allocation),
            notes=tuple(self.notes),
        )

    # groups

    def _add_group(self, name: str, manager: str | None, unit: str | None, row: Callable[[int], GroupRow]) -> int:
        self.groups.append(row(self.frame.key(name)))
        self.node.append(manager)
        self.unit.append(unit)
        return len(self.groups) - 1

    def _add_team(self, team: Team) -> None:
        served = [self._served(t) for t in self.teams[: len(self.groups)]]
        fte = sum(filled(self.org, p) for p in team.posts)
        g = self._add_group(
            f"team {team.manager} {team.unit} {team.mandate}",
            team.manager,
            team.unit,
            lambda key: GroupRow(
                key,
                self._line_number(team.seat),
                kind_of(self.org, team.manager),
                fte,
                int(team.mandate is Mandate.LONG_TERM),
                team.guided,
                sum(map(len, served)),
                len(self._served(team)),
                funder=self._funder(team),
            ),
        )
        for post in team.posts:
            self._add_slot(post, filled(self.org, post), g, FUNCTION_ML, SHARE_ALL)

    def _funder(self, team: Team) -> int:
        """The kind of manager who leads the unit that pays for a team, where that is stated; else NONE."""
        units = self.units.above(team.unit) if team.unit and team.unit in self.units.level else ()
        paying = next((f for f in (self.org.unit[u].funder for u in units) if f is not None), None)
        return NONE if paying is None else kind_of(self.org, self._head(paying))

    def _add_slot(self, post: Post, capacity: float, group: int, function: int, share: int) -> None:
        role = role_of(post)
        skills = (role.method, role.engineering, role.data)
        pay = pay_of(post) / post.fte
        extra = (self.frame.key(post.id), role.research or 0.0, len(post.dotted_to), self._edges(post))
        self.slots.append(SlotRow(capacity, skills, pay, group, function, share, *extra))

    def _edges(self, post: Post) -> int:
        """How many of seat and line differ from the day before."""
        old = self.before.post.get(post.id)
        return 0 if old is None else (old.sits_in != post.sits_in) + (old.reports_to != post.reports_to)

    def _finished_groups(self, desks: list[int], holder_of: tuple[int, ...]) -> tuple[GroupRow, ...]:
        """The groups with what is only known when all of them exist."""
        first: dict[int, int] = {}
        size: Counter[int] = Counter()
        for s, slot in enumerate(self.slots):
            first.setdefault(slot.group, s)
            size[slot.group] += 1
        return tuple(
            replace(
                row,
                desk=desks[g] if g < len(desks) else NONE,
                holder=holder_of[g] if g < len(holder_of) else NONE,
                first=first.get(g, 0),
                size=size[g],
            )
            for g, row in enumerate(self.groups)
        )

    def _pool(self, crew: Crew) -> int:
        """The group of an owner outside ML; NONE if nobody is there to do the work."""
        if crew.owner not in self.pools:
            self.pools[crew.owner] = self._add_pool(crew)
        return self.pools[crew.owner]

    def _add_pool(self, crew: Crew) -> int:
        who, _ = crew.owner
        workers = [p for p in crew.others if filled(self.org, p) > 0]
        if not workers and not crew.outside:
            self.notes[f"{who} owns work but has nobody for it: taken as nobody"] = None
            return NONE
        unit = who.id if who.kind == "unit" else (workers[0].sits_in if workers else None)
        head = self._head(unit) or (workers[0].manager if workers else None)
        g = self._add_group(
            f"pool {crew.owner}", head, unit, lambda key: GroupRow(key, self._seat(unit), kind_of(self.org, head), 0.0)
        )
        if crew.outside:
            self.slots.append(SlotRow(1.0, (1.0, 1.0, 1.0), 1.0, g, FUNCTION_OTHER, SHARE_ALL))
            self.notes[f"{who} is a supplier: one full-time person's work is assumed"] = None
            return g
        n = min(MOST_SLOTS, len(workers))
        total = sum(filled(self.org, p) for p in workers)
        roles = [role_of(p) for p in workers]
        share = self._share_of_time(workers)
        skills = tuple(sum(getattr(r, s) for r in roles) / len(roles) for s in ("method", "engineering", "data"))
        pay = sum(pay_of(p) / p.fte for p in workers) / len(workers)
        for _ in range(n):
            row = SlotRow(total / n, skills, pay, g, _FUNCTIONS.get(roles[0].function, FUNCTION_OTHER), share)
            self.slots.append(row)
        return g

    def _share_of_time(self, workers: list[Post]) -> int:
        """Which share of their time owners give to ML: one rule for all structures."""
        if all(is_ml(p) for p in workers):
            return SHARE_ALL
        serving = sum(role_of(p).function in (Function.DATA, Function.PLATFORM) for p in workers)
        if all(is_ml(p) or under_ml(self.org, p) for p in workers):
            return SHARE_DATA_OF_ML if serving * 2 > len(workers) else SHARE_OWNER_OF_ML
        return SHARE_DATA if serving * 2 > len(workers) else SHARE_OWNER

    def _desk(self, post: str) -> int:
        """The desk of a manager; vacant posts decide too (somebody deputises)."""
        if post not in self.desks:
            holder = self.org.post[post]
            g = self._add_group(
                f"desk {post}", post, holder.sits_in, lambda key: GroupRow(key, NONE, kind_of(self.org, post), 0.0)
            )
            self.desks[post] = g
            self.slots.append(
                SlotRow(1.0, (1.0, 1.0, 1.0), pay_of(holder) / holder.fte, g, FUNCTION_OTHER, SHARE_MANAGER)
            )
        return self.desks[post]

    def _compute_pool(self) -> int:
        """The machines, owned by a platform unit, else by whoever leads engineering, else by the top."""
        owner = next((u.head for u in self.org.units if u.function is Function.PLATFORM and u.head), None)
        chiefs = (p.id for p in self.org.posts if p.role == "engineering_manager")
        owner = owner or min(chiefs, key=lambda p: (self.tree.level[p], p), default=None)
        owner = owner or next(iter(self.tree.tops), None)
        g = self._add_group("compute", owner, None, lambda key: GroupRow(key, NONE, kind_of(self.org, owner), 0.0))
        for _ in range(max(2, round(self.frame.capacity / PEOPLE_PER_MACHINE))):
            self.slots.append(SlotRow(1.0, (1.0, 1.0, 1.0), 0.0, g, FUNCTION_MACHINE, SHARE_ALL))
        return g

    def _platform_owner(self, platform: Ref) -> int:
        """The group behind a platform, NONE if nobody is named or there."""
        owner = next((o for o in self.org.owners_of.get(platform, ())), None)
        return max(NONE, self._group_of((owner.owner, owner.function))) if owner else NONE

    # owners

    def _crew(self, owner: Owner) -> Crew:
        if owner not in self.crews:
            self.crews[owner] = crew_of(self.org, self.units, owner)
        return self.crews[owner]

    def _group_of(self, owner: Owner | None) -> int:
        """The group that stands for an owner, whoever asks."""
        if owner is None:
            return UNKNOWN
        if owner[0].kind == "nobody":
            return NONE
        crew = self._crew(owner)
        if not crew.builders:
            return self._pool(crew) if crew.others or crew.outside else self._nobody_there(owner)
        first = min((g for p, g in self.team_of.items() if p in crew.builders), default=None)
        if first is None:
            return self._nobody_there(owner)
        self.pools[owner] = first
        return first

    def _nobody_there(self, owner: Owner) -> int:
        who, function = owner
        of = f" ({function.value})" if function else ""
        self.notes[f"{who}{of} owns work but has nobody for it: the owner counts as not known"] = None
        return UNKNOWN

    def _datasets(self) -> list[DatasetRow]:
        rows = []
        for name, line in self.frame.datasets:
            owners = [self._group_of(owner_of(self.org, self.units, Ref("dataset", name), line, r)) for r in _DATA]
            if UNKNOWN in owners:
                self.notes["some owners of data are not known: drawn anew in every case"] = None
            c, w, a, p = owners
            rows.append(DatasetRow(self.frame.key(name), self._line_number(line), (c, w, a, p)))
        return rows

    def _by_team_and_line(self, what: Responsibility) -> list[int]:
        """Owner of a responsibility for models, by team and line: the team itself where it belongs to the owner."""
        owners = {line: self._model_owner(line, what) for line in self.frame.lines}
        if None in owners.values():
            self.notes[f"some owners of '{what.value}' are not known: drawn anew in every case"] = None
        return [self._for_team(g, owners[line]) for g in range(len(self.teams)) for line in self.frame.lines]

    def _for_team(self, g: int, owner: Owner | None) -> int:
        if owner is not None and any(p.id in self._crew(owner).builders for p in self.teams[g].posts):
            return g
        return self._group_of(owner)

    def _model_owner(self, line: str, what: Responsibility) -> Owner | None:
        standing = owner_of(self.org, self.units, Ref("unit", line), line, what)
        if standing is not None:
            return standing
        models = [m.ref for m in self.org.models if self.units.within(m.line, line)]
        return commonest_owner(self.org, models, what)

    def _acts_for(self) -> list[int]:
        """1 where a team belongs to the owner for whom a group stands: then it is its own owner."""
        n = len(self.groups)
        table = [0] * (n * n)
        for owner, group in self.pools.items():
            members = self._crew(owner).builders
            for g, team in enumerate(self.teams):
                if group >= 0 and any(p.id in members for p in team.posts):
                    table[g * n + group] = 1
        return table

    def _central(self) -> int:
        """The group of the central data unit, else of a platform unit."""
        for function in (Function.DATA, Function.PLATFORM):
            for unit in self.org.units:
                if unit.function is function and unit.id not in self.frame.lines:
                    return max(NONE, self._group_of((unit.ref, function)))
        return NONE

    # lines

    def _lines(self) -> tuple[list[LineRow], list[int]]:
        builders: list[int] = []
        rows = []
        numbers = [self._line_number(line) for _, line in self.frame.datasets]
        for i, line in enumerate(self.frame.lines):
            mine = [g for own in (True, False) for g, t in enumerate(self.teams) if self._serves(t, line) is own]
            head = self._head(line)
            engineers = self._pool(crew_of(self.org, self.units, (Ref("unit", line), Function.ENGINEERING)))
            rows.append(
                LineRow(
                    self.frame.key(line),
                    self.frame.users[line],
                    self.frame.idea_share[line],
                    self._desk(head) if head else NONE,
                    kind_of(self.org, head),
                    engineers,
                    self.frame.live[line],
                    len(builders),
                    len(mine),
                    numbers.index(i) if i in numbers else 0,
                    numbers.count(i),
                )
            )
            builders.extend(mine)
        return rows, builders

    def _serves(self, team: Team, line: str) -> bool | None:
        """True: as its own line; False: as one of all; None: not at all."""
        if team.mandate is Mandate.OWN_LINE:
            return True if team.seat == line else None
        return False

    def _served(self, team: Team) -> list[int]:
        return [i for i, line in enumerate(self.frame.lines) if self._serves(team, line) is not None]

    def _line_number(self, line: str | None) -> int:
        return self.frame.lines.index(line) if line in self.frame.lines else NONE

    def _seat(self, unit: str | None) -> int:
        if unit is None or unit not in self.units.level:
            return NONE
        return next((self._line_number(u) for u in self.units.above(unit) if u in self.frame.lines), NONE)

    def _head(self, unit: str | None) -> str | None:
        """The post that leads a unit: as stated, else of the nearest unit above."""
        if unit is None or unit not in self.units.level:
            return None
        heads = (self.org.unit[u].head for u in self.units.above(unit))
        return next((h for h in heads if h in self.org.post), None)

    # tables

    def _path(self, team: Team, line: str) -> list[int]:
        return [self._desk(p) for p in approval_path(self.tree, team.manager, self._head(line))]

    def _approvers(self, paths: list[list[list[int]]]) -> tuple[int, ...]:
        table = [d for row in paths for path in row for d in (path + [NONE] * MOST_APPROVERS)[:MOST_APPROVERS]]
        missing = len(self.groups) * len(self.frame.lines) * MOST_APPROVERS - len(table)
        return (*table, *([NONE] * missing))

    def _pairs(self, value: Callable[[int, int], int]) -> Mapping[tuple[int, int], int]:
        """A value for every (team, group): only teams ask."""
        return {(a, b): value(a, b) for a in range(len(self.teams)) for b in range(len(self.groups))}

    def _square(self, pairs: Mapping[tuple[int, int], int], default: int) -> tuple[int, ...]:
        n = range(len(self.groups))
        return tuple(pairs.get((a, b), default) for a in n for b in n)

    def _padded(self, table: list[int]) -> tuple[int, ...]:
        return (*table, *([NONE] * (len(self.groups) * len(self.frame.lines) - len(table))))

    def _rank(self, a: int, b: int) -> int:
        return request_rank(self.tree, self.node[a], self.node[b])

    def _meeting(self, a: int, b: int) -> int:
        one, other = self.node[a], self.node[b]
        meet = self.tree.meeting(one, other) if one and other else None
        return self._desk(meet) if meet else NONE

    def _congruent(self, a: int, b: int) -> int:
        same_unit = self.unit[a] is not None and self.unit[a] == self.unit[b]
        return int(same_unit or (self.node[a] is not None and self.node[a] == self.node[b]))

    def _shared(self, a: int, b: int) -> int:
        """1 where a team and an owner share a member: by a second seat, or by a dotted line to the owner's manager."""
        dotted = self.node[a] != self.node[b] and any(self.node[b] in p.dotted_to for p in self.teams[a].posts)
        return int(dotted or (a != b and not self._members[a].isdisjoint(self._members[b])))

    @cached_property
    def _members(self) -> list[frozenset[str]]:
        """The persons behind each group: of a team, or of an owner's pool. Asked for when all groups exist."""
        owners = {group: owner for owner, group in self.pools.items()}
        posts = {g: team.posts for g, team in enumerate(self.teams)}
        posts |= {g: self._crew(owner).others for g, owner in owners.items() if g != NONE}
        holders = self.org.holders
        people = ({m.person for p in posts.get(g, ()) for m in holders.get(p.id, ())} for g in range(len(self.groups)))
        return [frozenset(some) for some in people]

    def _inside(self, org: Organization) -> tuple[float, ...]:
        """Share of each group's people who sit in each line in `org`; owners' pools by the unit they belong to."""
        units = unit_tree(org)
        table: list[float] = []
        for g in range(len(self.groups)):
            for line in self.frame.lines:
                table.append(self._share_inside(g, line, org, units))
        return tuple(table)

    def _share_inside(self, g: int, line: str, org: Organization, units: Tree) -> float:
        if g >= len(self.teams):
            return float(self.groups[g].seat == self._line_number(line))
        posts = self.teams[g].posts
        there = [p for p in posts if p.id in org.post and units.within(org.post[p.id].sits_in, line)]
        return len(there) / len(posts)
