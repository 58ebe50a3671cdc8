"""Day 0 of a replication: the structure as given, the environment as drawn, nothing done yet."""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from math import exp, pow

    from .constants import (
        DAYS_PER_QUARTER,
        DAYS_PER_YEAR,
        DIARY_COLUMNS,
        DRAW_OPENING,
        DRAW_OWNER,
        DRAW_QUALITY,
        EV_JOIN,
        EV_MONTH,
        EV_SNAPSHOT,
        FUNCTION_ML,
        MOST_ROUNDS,
        NONE,
        ON_PREPARATION,
        SNAPSHOTS,
        STAGE_LIVE,
    )
    from .draws import mixed
    from .familiarity import begin_familiarity
    from .lifecycle import name_keepers, new_use_case
    from .mechanisms.diversion import diversions_per_day, next_diversion
    from .mechanisms.funding import begin_funding
    from .mechanisms.ideas import draw_datasets, draw_size, draw_worth, mean_size, next_arrival, offer_idea
    from .mechanisms.leaving import manned
    from .mechanisms.operation import begin_service
    from .mechanisms.platform import begin_platforms
    from .mechanisms.reorganisation import begin_literacy, begin_moves
    from .network import begin_network
    from .queues import be_idle, take_idle
    from .world import World

LEAST_EFFORT = cython.declare(cython.const[cython.double], 1e-15)  # days; so that load without any work is no division
UNKNOWN = cython.declare(cython.const[cython.int], -2)
FACTS = cython.declare(cython.const[cython.ulonglong], 1099511627776)  # replication numbers beyond this draw facts
SHARE_ALL = cython.declare(cython.const[cython.int], 0)
SHARE_OWNER = cython.declare(cython.const[cython.int], 1)
SHARE_MANAGER = cython.declare(cython.const[cython.int], 2)
SHARE_DATA = cython.declare(cython.const[cython.int], 3)
SHARE_OWNER_OF_ML = cython.declare(cython.const[cython.int], 4)
SHARE_DATA_OF_ML = cython.declare(cython.const[cython.int], 5)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin(w: World, seed: cython.ulonglong, replication: cython.ulonglong, facts: cython.ulonglong) -> cython.void:
    """Set everything to day 0. `facts` numbers the draw of what nobody knows (owners, quality of data)."""
    begin_network(w)
    w.draws.open(seed, FACTS + facts)
    resolve_owners(w)
    begin_datasets(w)
    w.draws.open(seed, replication)
    w.use_cases = 0
    w.cost = 0.0
    w.hungry = 0
    i: cython.int
    for i in range(4):
        w.worked[i] = 0.0
    w.ideas_per_day = w.env.load * w.capacity / mean_effort(w)
    w.joiners = 0
    w.joined_skill = 0.0
    w.vacant_days = 0.0
    w.oldest_open = 0
    for i in range(3):
        w.leavers[i] = 0
    for i in range(4 * DIARY_COLUMNS):
        w.diary[i] = 0.0
    begin_groups(w)
    begin_slots(w)
    begin_literacy(w)
    begin_moves(w)
    begin_platforms(w)
    begin_funding(w)
    begin_pool(w)
    if w.openings > 0.0:
        open_posts(w)
    for i in range(w.teams):
        w.group[i].diversions = diversions_per_day(w, i)
        next_diversion(w, i)
    w.clock.push(0.0, EV_MONTH, 0)
    begin_familiarity(w)
    begin_lines(w)
    w.clock.push(w.start, EV_SNAPSHOT, 0)
    for i in range(1, SNAPSHOTS):
        w.clock.push(w.start + i * DAYS_PER_QUARTER, EV_SNAPSHOT, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def resolve_owners(w: World) -> cython.void:
    """Owners that nobody knows are drawn: the line's engineers, the central unit, or nobody."""
    d: cython.int
    r: cython.int
    g: cython.int
    line: cython.int
    for d in range(w.n_datasets):
        line = w.dataset[d].line
        w.dataset[d].collect = known_or_drawn(w, w.owned[d * 4], w.dataset[d].key, 0, line)
        w.dataset[d].warehouse = known_or_drawn(w, w.owned[d * 4 + 1], w.dataset[d].key, 1, line)
        w.dataset[d].label = known_or_drawn(w, w.owned[d * 4 + 2], w.dataset[d].key, 2, line)
        w.dataset[d].pipeline = known_or_drawn(w, w.owned[d * 4 + 3], w.dataset[d].key, 3, line)
    for g in range(w.groups):
        for line in range(w.lines):
            r = g * w.lines + line
            w.deployer[r] = known_or_drawn(w, w.deploys[r], w.line[line].key, 4, line)
            w.maintainer[r] = known_or_drawn(w, w.maintains[r], w.line[line].key, 5, line)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def known_or_drawn(
    w: World, owner: cython.int, key: cython.ulonglong, responsibility: cython.int, line: cython.int
) -> cython.int:
    """The owner as stated, or one drawn from the three it could be by their weights."""
    if owner != UNKNOWN:
        return owner
    w.draws.at(key, DRAW_OWNER, responsibility)
    engineers: cython.int = NONE
    if line >= 0:
        engineers = w.line[line].engineers
    a: cython.double = w.env.unknown_line if engineers != NONE else 0.0
    b: cython.double = w.env.unknown_central if w.central != NONE else 0.0
    x: cython.double = w.draws.uniform() * (a + b + w.env.unknown_nobody)
    if x < a:
        return engineers
    if x < a + b:
        return w.central
    return NONE


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_datasets(w: World) -> cython.void:
    """Quality of each data set: lognormal around 1, between 0.4 and 1.6."""
    d: cython.int
    for d in range(w.n_datasets):
        quality: cython.double = 1.0
        if w.on & ON_PREPARATION:
            w.draws.at(w.dataset[d].key, DRAW_QUALITY, 0)
            quality = min(1.6, max(0.4, w.draws.lognormal(1.0, w.env.quality_spread)))
        w.dataset[d].quality = quality


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_groups(w: World) -> cython.void:
    """Free hands, nothing done yet."""
    g: cython.int
    for g in range(w.groups):
        w.group[g].idle = NONE
        w.group[g].area_before = 0.0
        w.group[g].visits_before = 0
        w.group[g].wip = 0
        w.group[g].present = w.group[g].size
        w.group[g].computing = 0
        w.group[g].diverted = 0
        w.group[g].joiners = 0
        w.group[g].shipped = 0.0
        w.group[g].stopped = 0.0
        w.group[g].slack = 0.0
        w.group[g].idle_before = 0.0
        w.group[g].budget = 1.0
        w.hungry_group[g] = 1 if w.group[g].serves_n > 0 else 0
        if w.hungry_group[g]:
            w.hungry = 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_slots(w: World) -> cython.void:
    """All at work are idle; owners and managers give only a share of their time."""
    i: cython.int
    for i in range(w.slots):
        s: cython.int = w.slots - 1 - i
        w.slot[s].capacity = max(1e-6, w.slot_base[s] * share_of_time(w, w.slot_share[s]))
        begin_slot(w, s)
        if w.slot_share[s] != SHARE_ALL and w.slot_share[s] != SHARE_MANAGER:
            call_to_work(w, s)
        if w.slot[s].present:
            be_idle(w, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def share_of_time(w: World, kind: cython.int) -> cython.double:
    """Share of their time that people of this kind give to ML work."""
    if kind == SHARE_OWNER:
        return w.env.owner_share * manned(w)
    if kind == SHARE_DATA:
        return w.env.data_share * manned(w)
    if kind == SHARE_OWNER_OF_ML:
        return more_for_ml(w, w.env.owner_share) * manned(w)
    if kind == SHARE_DATA_OF_ML:
        return more_for_ml(w, w.env.data_share) * manned(w)
    if kind == SHARE_MANAGER:
        return w.env.manager_share
    return 1.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def call_to_work(w: World, s: cython.int) -> cython.void:
    """Of a pool as many work for ML at a time as their shares of time make full-time people, none faster than one."""
    g: cython.int = w.slot[s].group
    total: cython.double = w.slot[s].capacity * w.group[g].size
    at_work: cython.int = int(min(1.0 * w.group[g].size, max(1.0, total + 0.5)))
    w.slot[s].capacity = min(1.0, total / at_work)
    if s - w.group[g].first >= at_work:
        w.slot[s].present = 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def more_for_ml(w: World, share: cython.double) -> cython.double:
    """Share of their time that owners give to ML whose manager is of ML: part of what they give to others, more."""
    return share + (1.0 - share) * min(1.0, max(0.0, w.env.ml_manager_on_share))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_slot(w: World, s: cython.int) -> cython.void:
    """A person of the role's skill, at full speed, without work."""
    w.slot[s].method = w.slot[s].role_method
    w.slot[s].engineering = w.slot[s].role_engineering
    w.slot[s].data = w.slot[s].role_data
    w.slot[s].edges = w.moved[s]
    w.slot[s].moved_on = w.clock.now
    w.slot[s].worked = 0.0
    w.slot[s].vacant_days = 0.0
    w.slot[s].mentoring = 0.0
    w.slot[s].ramp = 1.0
    w.slot[s].joined = 0.0
    w.slot[s].left = 0.0
    w.slot[s].per_day = 0.0
    w.slot[s].attention = 0.0
    w.slot[s].given = 0.0
    w.slot[s].began = 0.0
    w.slot[s].due = -1.0
    w.slot[s].due_leave = -1.0
    w.slot[s].idle_days = 0.0
    w.slot[s].task = NONE
    w.slot[s].asking = NONE
    w.slot[s].questions = 0
    w.slot[s].present = 1
    w.slot[s].person = 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def open_posts(w: World) -> cython.void:
    """Nobody is there on day 0; the posts of the teams are filled one by one, a Poisson process."""
    day: cython.double = 0.0
    s: cython.int
    for s in range(w.slots):
        if w.slot[s].function != FUNCTION_ML:
            continue
        take_idle(w, s)
        w.slot[s].present = 0
        w.group[w.slot[s].group].present -= 1
        w.draws.at(w.slot[s].key, DRAW_OPENING, 0)
        day += w.draws.exponential() * DAYS_PER_YEAR / w.openings
        w.clock.push(day, EV_JOIN, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def mean_rounds(w: World) -> cython.double:
    """Expected rounds of an idea."""
    more: cython.double = 1.0 - w.env.rounds_stop
    return (1.0 - pow(more, MOST_ROUNDS)) / max(1e-9, w.env.rounds_stop)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_pool(w: World) -> cython.void:
    """Machines as fast as it takes for the machine time of all ideas to load them as drawn."""
    if w.pool == NONE:
        return
    mean: cython.double = w.env.compute_days * exp(0.5 * w.env.content_sigma * w.env.content_sigma)
    wanted: cython.double = w.ideas_per_day * mean_rounds(w) * mean
    s: cython.int
    for s in range(w.group[w.pool].first, w.group[w.pool].first + w.group[w.pool].size):
        w.slot[s].capacity = max(1e-6, wanted / max(0.05, w.env.compute_load) / w.group[w.pool].size)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def mean_effort(w: World) -> cython.double:
    """Expected work content of an idea in days, as if the builders did everything."""
    effort: cython.double = mean_rounds(w) * w.env.experiment_days / max(0.02, w.env.experiment_success)
    effort += w.env.integration_days
    if w.n_datasets > 0:
        effort += w.env.prepare_days * (1.0 + w.env.extra_datasets)
    return max(LEAST_EFFORT, effort) * mean_size(w) * exp(0.5 * w.env.content_sigma * w.env.content_sigma)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_lines(w: World) -> cython.void:
    """Models in use, ideas that wait, and the first arrival of each line."""
    per_day: cython.double = w.ideas_per_day
    i: cython.int
    n: cython.int
    _n: cython.int
    for i in range(w.lines):
        w.line[i].ideas = 0
        w.line[i].live = 0
        w.line[i].taken = 0
        w.line[i].first = NONE
        w.line[i].last = NONE
        w.line[i].gap = 1.0 / max(1e-9, per_day * w.idea_share[i])
    for i in range(w.lines):
        for n in range(w.line[i].live_before):
            begin_live(w, i, n)
        ready: cython.int = int(w.env.ready_ideas + 0.5)
        if per_day <= 0.0:
            continue
        for _n in range(ready):
            offer_idea(w, i)
        next_arrival(w, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_live(w: World, line: cython.int, n: cython.int) -> cython.void:
    """A model that is in use on day 0, with all its users."""
    k: cython.ulonglong = n
    u: cython.int = new_use_case(w, line, mixed(w.line[line].key ^ ((k + 1) << 40)))
    draw_worth(w, u)
    draw_size(w, u)
    draw_datasets(w, u)
    w.use_case[u].offered = -1.0
    w.use_case[u].deployed = 0.0
    w.use_case[u].used = 0.0
    w.use_case[u].stage = STAGE_LIVE
    w.use_case[u].adopted = w.use_case[u].users
    w.line[line].live += 1
    if w.line[line].builders_n > 0:
        w.use_case[u].builder = w.builder[w.line[line].builders]
        name_keepers(w, u)
    begin_service(w, u)
