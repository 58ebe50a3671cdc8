"""The whole state of one replication: the network it stands on, records and the tables of the structure."""

from array import array

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import DIARY_COLUMNS, FUNCTION_ML, KIND_COLUMNS, NONE, RECURRING, SNAPSHOTS
    from .environment_struct import Environment
    from .network import Network
    from .records import (
        Dataset,
        Group,
        Idea,
        Line,
        Slot,
        UseCase,
        dataset_pool,
        group_pool,
        idea_pool,
        line_pool,
        slot_pool,
        use_case_pool,
    )


@cython.final
@cython.cclass
class World(Network):
    """One structure, ready to be replicated. Belongs to one thread; nothing outside it is written to.

    Tables by pair of groups are flat: entry (a, b) is at a * groups + b; by group and line at g * lines + l.
    """

    env: Environment
    on: cython.int
    law: cython.int  # of work content: 0 lognormal, 1 exponential, 2 constant, 3 hyperexponential with scv 4
    fixed_rounds: cython.int  # 0: by the law of rounds
    most_returns: cython.int
    free_deployment: cython.int  # 1: builders who deploy do it without work (oracle G12 only)
    panel: cython.int  # screeners at each approver's desk, of whom panel_passes must agree
    panel_passes: cython.int
    desks_needed: cython.int  # desks on the path that must agree; 0 = all
    walking: cython.int  # 1: customers walk through groups by `routing`, and nothing else happens
    openings: cython.double  # posts that open one by one, per year; 0: all are filled on day 0
    routing: cython.double[::1]
    start: cython.double  # day on which measuring begins
    most_events: cython.ulonglong  # a replication that needs more is given up

    slots: cython.int
    ml_slots: cython.int  # the first slots, among whom all ML people are
    lines: cython.int
    n_datasets: cython.int
    slot: Slot[::1]
    group: Group[::1]
    line: Line[::1]
    dataset: Dataset[::1]

    use_case: UseCase[::1]
    idea: Idea[::1]
    use_cases: cython.int

    served: cython.int[::1]  # lines by group, see Group.serves
    builder: cython.int[::1]  # groups by line, see Line.builders
    deployer: cython.int[::1]  # owner of deployment by (builder, line); NONE = nobody
    maintainer: cython.int[::1]
    owned: cython.int[::1]  # per dataset: owners of collect, warehouse, label, pipeline as the structure has them
    deploys: cython.int[::1]  # by (builder, line), as the structure has it
    maintains: cython.int[::1]
    teams: cython.int  # the first groups are the teams that build
    pool: cython.int  # group of the compute pool, or NONE
    holders: cython.int  # of shared tooling, see mechanism 12
    tooling: cython.double[::1]  # by holder
    tooling_before: cython.int[::1]
    building: cython.int[::1]
    made: cython.int[::1]  # by holder and kind: 1 once one is in use
    holder_share: cython.double[::1]  # share of all ideas in the holder's lines
    holder_team: cython.int[::1]  # who builds tooling
    linked: cython.int[::1]  # teams linked by a hub or guild
    linked_first: cython.int[::1]  # by team
    linked_n: cython.int[::1]
    ideas_per_day: cython.double
    central: cython.int  # group of the central data unit, or NONE
    allocation: cython.int  # between lines: 0 the idea that looks best, 1 by shares, 2 the loudest sponsor
    acts_for: cython.int[::1]  # by (team, group): 1 if the team belongs to the owner for whom the group stands
    rank: cython.int[::1]  # class of a request by (asking group, owning group)
    meeting: cython.int[::1]  # desk of the lowest common manager by pair of groups, or NONE
    shared: cython.double[::1]  # 1 where a member belongs to both groups
    congruent: cython.int[::1]  # 1: both groups sit in one unit or share a manager
    approver: cython.int[::1]  # desks on the approval path by (group, line), MOST_APPROVERS each, NONE-filled
    inside: cython.double[::1]  # share of the group's people who sit in the line, by (group, line)
    inside_before: cython.double[::1]  # the same on the day before
    familiarity: cython.double[::1]
    familiarity_at: cython.double[::1]
    fading: cython.double  # rate per day at which familiarity above its floor is lost, in the teams and outside ML
    fading_outside: cython.double
    managers: cython.double[::1]  # kind * KIND_COLUMNS + column
    capacity: cython.double  # ML person-days per day of the organisation as it is today
    idea_share: cython.double[::1]  # share of all ideas by line

    hungry: cython.int  # 1: some group has hands free
    hungry_group: cython.int[::1]  # 1: has hands free since it last looked for work; all are looked at, so apart
    diary: cython.double[::1]  # person-days by function and kind of task
    worked: cython.double[::1]  # person-days by function of the worker, see Slot.function
    leavers: cython.int[::1]  # by cause
    joiners: cython.int
    joined_skill: cython.double  # sum of the joiners' method skill
    vacant_days: cython.double  # of posts that have been filled again
    vacant_since: cython.double[::1]  # by slot
    oldest_open: cython.int  # all use cases before it are in use or have ended
    cost: cython.double  # pay of people outside ML for ML work, years of ML pay
    moved: cython.double[::1]  # edges that each slot's person has moved
    slot_base: cython.double[::1]  # full capacity of each slot, before the share of time given
    slot_share: cython.int[::1]  # which share of time is given, see `structure.arrays`
    group_fte: cython.double[::1]
    snapshot: cython.double[::1]
    outcome: cython.double[::1]

    slot_to: cython.int[::1]  # how the structure before goes over into this one, see `structure.passage`
    group_to: cython.int[::1]
    kept_group: cython.int[::1]
    same_group: cython.int[::1]
    same_manager: cython.int[::1]
    holder_from: cython.int[::1]
    people_from: cython.double[::1]

    def __init__(self, horizon, sizes):
        slots, groups, lines, datasets, served, builders, holders, linked = sizes
        Network.__init__(self, horizon, groups)
        self.most_events = MOST_EVENTS
        self.slots, self.lines, self.n_datasets = slots, lines, datasets
        self.slot = slot_pool(max(1, slots))
        self.group = group_pool(max(1, groups))
        self.line = line_pool(max(1, lines))
        self.dataset = dataset_pool(max(1, datasets))
        self.use_case, self.idea = use_case_pool(256), idea_pool(256)
        self.served = ints(served)
        self.builder = ints(builders)
        self.deployer, self.maintainer = ints(groups * lines), ints(groups * lines)
        self.deploys, self.maintains = ints(groups * lines), ints(groups * lines)
        self.owned = ints(datasets * 4)
        self.acts_for = ints(groups**2)
        self.shared = doubles(groups**2)
        self.rank, self.meeting, self.congruent = ints(groups**2), ints(groups**2), ints(groups**2)
        self.approver = ints(groups * lines * MOST_APPROVERS)
        self.inside, self.inside_before = doubles(groups * lines), doubles(groups * lines)
        self.familiarity, self.familiarity_at = doubles(groups * lines), doubles(groups * lines)
        self.managers = doubles(MANAGER_KINDS * KIND_COLUMNS)
        self.idea_share = doubles(lines)
        self.worked = doubles(4)
        self.slot_base, self.slot_share, self.moved = doubles(slots), ints(slots), doubles(slots)
        self.group_fte, self.hungry_group = doubles(groups), ints(groups)
        self.diary, self.routing = doubles(4 * DIARY_COLUMNS), doubles(groups**2)
        self.snapshot, self.outcome = doubles(SNAPSHOTS * 32), doubles(4 * 128)
        self.tooling, self.tooling_before = doubles(holders), ints(holders)
        self.building, self.made = ints(holders), ints(holders * RECURRING)
        self.holder_share, self.holder_team = doubles(holders), ints(holders)
        self.linked, self.linked_first, self.linked_n = ints(linked), ints(groups), ints(groups)
        self.leavers, self.vacant_since = ints(3), doubles(slots)
        self.slot_to = self.group_to = self.kept_group = ints(0)
        self.same_group, self.same_manager, self.holder_from = ints(groups), ints(groups), ints(holders)
        self.people_from = doubles(0)
        self.holders = holders
        self.central = self.pool = NONE
        self.use_cases = self.ml_slots = 0


MOST_EVENTS = cython.declare(cython.const[cython.ulonglong], 50_000_000)
MOST_APPROVERS = cython.declare(cython.const[cython.int], 4)
MANAGER_KINDS = cython.declare(cython.const[cython.int], 7)


def ints(n):
    """n C ints, all 0; never empty, so that a view of it always exists."""
    return array("i", [0]) * max(1, n)


def doubles(n):
    """n C doubles, all 0; never empty."""
    return array("d", [0.0]) * max(1, n)


@cython.cfunc
def more_use_cases(old: UseCase[::1]) -> UseCase[::1]:
    """The records in a pool of twice the size."""
    n: cython.Py_ssize_t = len(old)
    i: cython.Py_ssize_t
    new: UseCase[::1] = use_case_pool(2 * n)
    for i in range(n):
        new[i] = old[i]
    return new


@cython.cfunc
def more_ideas(old: Idea[::1]) -> Idea[::1]:
    """The records in a pool of twice the size."""
    n: cython.Py_ssize_t = len(old)
    i: cython.Py_ssize_t
    new: Idea[::1] = idea_pool(2 * n)
    for i in range(n):
        new[i] = old[i]
    return new


def fill_tables(world, structure):
    """Copy a structure's rows and tables (see `structure.arrays`) into the world."""
    w: World = world
    w.capacity = structure.capacity
    w.central, w.pool, w.teams, w.allocation = structure.central, structure.pool, structure.teams, structure.allocation
    i: cython.int
    for i, slot in enumerate(structure.slots):
        w.slot[i].role_method, w.slot[i].role_engineering, w.slot[i].role_data = slot.skills
        w.slot[i].key, w.slot[i].research, w.slot[i].bosses = slot.key, slot.research, slot.bosses
        w.moved[i] = slot.edges
        w.slot[i].pay, w.slot[i].group, w.slot[i].function = slot.pay, slot.group, slot.function
        w.slot_base[i], w.slot_share[i] = slot.capacity, slot.share
        if slot.function == FUNCTION_ML:
            w.ml_slots = i + 1
    for i, group in enumerate(structure.groups):
        w.group[i].key, w.group[i].seat, w.group[i].manager = group.key, group.seat, group.manager
        w.group[i].long_term, w.group[i].guided = group.long_term, group.guided
        w.group[i].serves, w.group[i].serves_n = group.serves, group.serves_n
        w.group[i].desk, w.group[i].holder = group.desk, group.holder
        w.group[i].funder = group.manager if group.funder == NONE else group.funder
        w.group[i].first, w.group[i].size = group.first, group.size
        w.group[i].alike = alike(structure.slots[group.first : group.first + group.size])
        w.group_fte[i] = group.fte
    for i, line in enumerate(structure.lines):
        w.line[i].key, w.line[i].users, w.line[i].desk = line.key, line.users, line.desk
        w.line[i].kind, w.line[i].engineers, w.line[i].live_before = line.kind, line.engineers, line.live
        w.line[i].builders, w.line[i].builders_n = line.builders, line.builders_n
        w.line[i].datasets, w.line[i].datasets_n = line.datasets, line.datasets_n
        w.line[i].effort = line.effort
        w.idea_share[i] = line.idea_share
    for i, dataset in enumerate(structure.datasets):
        w.dataset[i].key, w.dataset[i].line = dataset.key, dataset.line
    copy_table(w.owned, [owner for dataset in structure.datasets for owner in dataset.owners])
    for i, holder in enumerate(structure.holders):
        w.tooling_before[i], w.holder_share[i], w.holder_team[i] = holder.built, holder.idea_share, holder.team
    copy_table(w.linked, [other for others in structure.linked for other in others])
    first: cython.int = 0
    for i, others in enumerate(structure.linked):
        w.linked_first[i], w.linked_n[i] = first, len(others)
        first += len(others)
    copy_table(w.served, structure.served)
    copy_table(w.builder, structure.builders)
    copy_table(w.deploys, structure.deploys)
    copy_table(w.maintains, structure.maintains)
    copy_table(w.acts_for, structure.acts_for)
    copy_table(w.rank, structure.rank)
    copy_table(w.meeting, structure.meeting)
    copy_table(w.congruent, structure.congruent)
    copy_table(w.shared, structure.shared)
    copy_table(w.approver, structure.approver)
    copy_table(w.inside, structure.inside)
    copy_table(w.inside_before, structure.inside_before)


def alike(slots):
    """Whether none of these slots is faster than another, nor will be: outside ML nobody learns."""
    return all(slot.function != FUNCTION_ML and slot.skills == slots[0].skills for slot in slots)


def copy_table(table, values):
    """Values into the first places of a table."""
    for i, value in enumerate(values):
        table[i] = value
