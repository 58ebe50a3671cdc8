"""The border of the engine: plain lists in, one flat row of numbers per replication out."""

from array import array
from math import isfinite

from mlorg.errors import SimulationError

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .begin import begin
    from .constants import DAYS_PER_QUARTER, DIARY_COLUMNS, EV_WAVE, HORIZON_COUNT, NONE, SNAPSHOTS, STAGE_LIVE
    from .environment_struct import Environment
    from .flow import countable, out_of_proportion, run_events, use_cases_allowed
    from .lifecycle import reach
    from .measures import COLUMNS, by, measure
    from .mechanisms.funding import budget_step
    from .snapshots import SNAP_COLUMNS
    from .succession import take_over
    from .world import World, fill_tables


def open_world(structure, horizon, most_events=0):
    """A world for a structure (see `structure.arrays`), to be replicated any number of times up to `horizon` days.

    A replication that needs more than `most_events` (default: 50 million) or a fiftieth as many use cases is given up.
    """
    sizes = (
        len(structure.slots),
        len(structure.groups),
        len(structure.lines),
        len(structure.datasets),
        len(structure.served),
        len(structure.builders),
        len(structure.holders),
        sum(map(len, structure.linked)),
    )
    w: World = World(horizon, sizes)
    fill_tables(w, structure)
    set_rules(w, DEFAULT_RULES)
    if most_events:
        w.most_events = most_events
    return w


def replicate(world, environment, managers, key, window):
    """One replication. `key` = (seed, replication, draw of facts), `window` = (first day measured, switches, *rules).

    `rules` are those of `DEFAULT_RULES`, which only the comparison with theory changes.

    Returns the outcomes of all horizons as an array of doubles; see `measure_names.MEASURES`.
    """
    return replicate_draw(world, environment, managers, key, window, 1)


def replicate_draw(world, environment, managers, key, window, times):
    """`times` replications of one draw, numbered from key[1] on: the outcomes of `replicate`, one after the other.

    The interpreter is needed once for all of them, so threads hardly wait for each other.
    """
    w: World = world
    set_environment(w, environment, managers)
    seed: cython.ulonglong = key[0]
    replication: cython.ulonglong = key[1]
    facts: cython.ulonglong = key[2]
    set_window(w, window)
    n: cython.int = times
    i: cython.int
    k: cython.int
    outcomes = array("d", [0.0]) * (n * HORIZON_COUNT * COLUMNS)
    rows: cython.double[::1] = outcomes
    with cython.nogil:
        for i in range(n):
            if not countable(w):
                break
            begin(w, seed, replication + i, facts)
            run_events(w)
            if out_of_proportion(w):
                break
            measure(w)
            for k in range(HORIZON_COUNT * COLUMNS):
                rows[i * HORIZON_COUNT * COLUMNS + k] = w.outcome[k]
    refuse_out_of_proportion(w)
    return outcomes


COURSE_COLUMNS = 7
"""What is known of a quarter of a course; see `courses.COURSE`."""


def open_course(structures, horizon, passages):
    """Worlds of structures that follow each other on one clock; `passages[k]` leads from the k-th to the next."""
    worlds = [open_world(structure, horizon) for structure in structures]
    for world, before, way in zip(worlds[1:], worlds, passages):  # one passage less than structures
        connect(world, before, way)
    return worlds


def connect(world, before, way):
    """Let a world go on where another stops; see `structure.passage`."""
    w: World = world
    b: World = before
    w.clock, w.draws = b.clock, b.draws
    w.slot_to, w.group_to, w.kept_group = array("i", way.slots), array("i", way.groups), array("i", way.kept)
    w.same_group, w.same_manager = array("i", way.same_group), array("i", way.same_manager)
    w.holder_from, w.people_from = array("i", way.holders), array("d", way.people)


def replicate_course(worlds, environment, managers, key, window, days, times):
    """`times` replications of structures that follow each other, the (k+1)-th from days[k] on; days rise.

    `key` and `window` as in `replicate`. Returns the quarters of each replication from the first day measured to the
    horizon, one after the other, each in `COURSE_COLUMNS` columns. Without `days` it is the first structure's alone.
    """
    for world in worlds:
        set_environment(world, environment, managers)
        set_window(world, window)
    first: World = worlds[0]
    last: World = worlds[len(days)]
    quarters: cython.int = int((first.horizon - first.start) / DAYS_PER_QUARTER)
    n: cython.int = times
    i: cython.int
    outcomes = array("d", [0.0]) * (n * quarters * COURSE_COLUMNS)
    rows: cython.double[::1] = outcomes
    for i in range(n):
        play_course(worlds, (key[0], key[1] + i, key[2]), days)
        course_row(last, rows, i * quarters, quarters)
    return outcomes


def play_course(worlds, key, days):
    """One replication of a course."""
    seed: cython.ulonglong = key[0]
    replication: cython.ulonglong = key[1]
    facts: cython.ulonglong = key[2]
    w: World = worlds[0]
    k: cython.int
    if countable(w):
        begin(w, seed, replication, facts)
        for k, day in enumerate(days):
            w.clock.push(day, EV_WAVE, k)
        with cython.nogil:
            run_events(w)
    refuse_out_of_proportion(w)
    for world in worlds[1 : len(days) + 1]:
        following: World = world
        with cython.nogil:
            take_over(following, w, seed, replication, facts)
            run_events(following)
        w = following
        refuse_out_of_proportion(w)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def course_row(w: World, rows: cython.double[::1], first: cython.int, quarters: cython.int) -> cython.void:
    """The quarters of the last replication, from quarter number `first` on."""
    q: cython.int
    u: cython.int
    for q in range(quarters):
        at: cython.int = (first + q) * 7
        early: cython.int = q * SNAP_COLUMNS
        late: cython.int = early + SNAP_COLUMNS
        rows[at] = w.snapshot[late] - w.snapshot[early]
        rows[at + 1] = w.snapshot[late + 1] - w.snapshot[early + 1]
        rows[at + 2] = w.snapshot[late + 14] - w.snapshot[early + 14]
        for u in range(w.use_cases):
            if w.use_case[u].parent == NONE and w.use_case[u].approved >= 0.0:
                way_to_use(w, u, rows, at, w.start + q * DAYS_PER_QUARTER)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def way_to_use(w: World, u: cython.int, rows: cython.double[::1], at: cython.int, begun: cython.double) -> cython.void:
    """What a use case adds to a quarter: its days to use if it came into use, its days so far if it is under way."""
    end: cython.double = begun + DAYS_PER_QUARTER
    if w.use_case[u].used >= begun and w.use_case[u].used < end:
        rows[at + 3] += w.use_case[u].used - w.use_case[u].approved
        rows[at + 4] += 1.0
    elif w.use_case[u].approved < end and not by(w.use_case[u].used, end) and not by(w.use_case[u].ended, end):
        rows[at + 5] += end - w.use_case[u].approved
        rows[at + 6] += 1.0


def set_window(world, window):
    """First day measured, switches and rules."""
    w: World = world
    w.start = window[0]
    w.on = window[1]
    set_rules(w, window[2:] or DEFAULT_RULES)


def refuse_out_of_proportion(world):
    """SimulationError where a replication was given up."""
    w: World = world
    if out_of_proportion(w) or not countable(w):
        raise SimulationError(
            f"one replication needs more than {w.most_events:,} events or {use_cases_allowed(w):,.0f} use cases: "
            f"rates or days in the assumptions are out of "
            f"all proportion to {w.slots} workers and {w.horizon:.0f} days. Look at those that were overridden."
        )


DEFAULT_RULES = (0, 0, 5, 0, 1, 1, 0, 0, 0.0)
"""Law of content, fixed rounds, most returns, free deployment, screeners per desk, of whom must agree, desks needed,
walking, openings per year."""


def set_rules(world, rules):
    """Copy the rules into the world; see `World`."""
    w: World = world
    w.law, w.fixed_rounds, w.most_returns, w.free_deployment = rules[:4]
    w.panel, w.panel_passes, w.desks_needed, w.walking, w.openings = rules[4:]


def set_routing(world, routing):
    """Probabilities of going from group to group, row by row, for the rule `walking`."""
    w: World = world
    for i, probability in enumerate(routing):
        w.routing[i] = probability


def set_environment(world, environment, managers):
    """Copy one draw of the environment into the world. SimulationError for a value that is no finite number."""
    w: World = world
    for name, value in environment.items():
        if not isfinite(value):
            raise SimulationError(f"assumption {name!r} has the value {value}, which is no finite number.")
    if cython.compiled:
        values: Environment = environment
        w.env = values
    else:
        w.env = Environment()
        for name, value in environment.items():
            setattr(w.env, name, value)
    i: cython.int
    for i in range(len(managers)):
        w.managers[i] = managers[i]


def little(world):
    """Per group (integral of the number inside, total time inside) up to the horizon; the two must agree."""
    w: World = world
    g: cython.int
    i: cython.int
    rows = []
    for g in range(w.groups):
        area = w.station[g].area + w.station[g].inside * (w.horizon - w.station[g].changed)
        spent = w.station[g].spent
        for i in range(w.tasks):
            if w.task[i].kind >= 0 and w.task[i].group == g:
                spent += w.horizon - w.task[i].entered
        rows.append((area, spent))
    return rows


def events(world):
    """Number of events of the last replication."""
    w: World = world
    return w.clock.events


def quarterly_value(world):
    """Value in use by the end of each of the 20 quarters since measuring began, of the last replication."""
    w: World = world
    return [w.snapshot[i * SNAP_COLUMNS] - w.snapshot[0] for i in range(1, SNAPSHOTS)]


def diary(world):
    """ML person-days by kind of task (`constants.TASK_*`) of the last replication."""
    return diaries(world)[0]


def diaries(world):
    """Person-days by kind of task for each function (ML, engineering, data, others) of the last replication.

    Kinds are in the order of `measure_names.DIARY`. Days are counted when a task is finished or laid down.
    """
    w: World = world
    return [list(w.diary[f * DIARY_COLUMNS : (f + 1) * DIARY_COLUMNS]) for f in range(4)]


def use_case_rows(world):
    """One tuple per use case of the last replication: in the order of `measure_names.USE_CASE`."""
    w: World = world
    u: cython.int
    rows = []
    for u in range(w.use_cases):
        rows.append(
            (
                w.use_case[u].line,
                w.use_case[u].parent,
                w.use_case[u].rounds,
                w.use_case[u].rounds_done,
                w.use_case[u].experiments,
                w.use_case[u].automated,
                w.use_case[u].worth,
                w.use_case[u].offered,
                w.use_case[u].taken,
                w.use_case[u].approved,
                w.use_case[u].ready,
                w.use_case[u].finished,
                w.use_case[u].deployed,
                w.use_case[u].used,
                w.use_case[u].ended,
                w.use_case[u].end,
                w.use_case[u].builder,
                w.use_case[u].deployer,
                w.use_case[u].maintainer,
                w.use_case[u].returns,
                w.use_case[u].data_wait,
                w.use_case[u].compute_wait,
                w.use_case[u].value,
            )
        )
    return rows


def life_rows(world):
    """What else one may want to know of each use case: one tuple in the order of `measure_names.LIFE`."""
    w: World = world
    u: cython.int
    rows = []
    for u in range(w.use_cases):
        rows.append(
            (
                w.use_case[u].label_wait,
                w.use_case[u].half,
                w.use_case[u].users,
                w.use_case[u].adopted,
                w.use_case[u].drifts,
                w.use_case[u].incidents,
                w.use_case[u].reviews,
                w.use_case[u].handoffs,
                w.use_case[u].reuses,
                w.use_case[u].duplicate,
                w.use_case[u].worked,
                data_owner(w, u),
            )
        )
    return rows


@cython.cfunc
def data_owner(w: World, u: cython.int) -> cython.int:
    """The group that guards the first data set of a use case; NONE if it needs none or nobody does."""
    if w.use_case[u].datasets == 0:
        return NONE
    return w.dataset[w.use_case[u].dataset_0].warehouse


def queue_rows(world):
    """Per group (integral of the number inside, entries), both since measuring began, of the last replication."""
    w: World = world
    g: cython.int
    rows = []
    for g in range(w.groups):
        inside = w.station[g].area + w.station[g].inside * (w.horizon - w.station[g].changed)
        rows.append((inside - w.group[g].area_before, w.station[g].visits - w.group[g].visits_before))
    return rows


def line_sums(world):
    """Per line (offered, deployed, days to deployment, days of waiting for data) since measuring began.

    Offered and deployed count use cases offered since then. Days are all that fell into the window, so that over a long
    one the mean per use case is days / offered (Little's law), open ones included.
    """
    w: World = world
    rows = [[0, 0, 0.0, 0.0] for _ in range(w.lines)]
    u: cython.int
    for u in range(w.use_cases):
        if w.use_case[u].parent >= 0:
            continue
        row = rows[w.use_case[u].line]
        row[2] += within(w, w.use_case[u].offered, w.use_case[u].deployed)
        if w.use_case[u].approved >= 0.0:
            row[3] += within(w, w.use_case[u].approved, w.use_case[u].ready)
        if w.use_case[u].offered >= w.start:
            row[0] += 1
            row[1] += w.use_case[u].deployed >= 0.0
    return rows


@cython.cfunc
def within(w: World, begun: cython.double, ended: cython.double) -> cython.double:
    """Days of a span since measuring began; a span that has not ended (-1) reaches to the horizon."""
    last: cython.double = w.horizon if ended < 0.0 else ended
    return max(0.0, last - max(w.start, begun))


def idle_days(world):
    """Days without work of all slots of ML people together, since measuring began."""
    w: World = world
    days = -w.snapshot[9]
    s: cython.int
    for s in range(w.slots):
        if w.slot[s].function == 0:
            days += w.slot[s].idle_days * w.slot_base[s]
            if w.slot[s].present and w.slot[s].idle:
                days += (w.horizon - w.slot[s].idle_since) * w.slot_base[s]
    return days


def counts(world):
    """People of the last replication: leavers by cause, joiners, people present, users of each use case."""
    w: World = world
    present = 0
    s: cython.int
    for s in range(w.slots):
        if w.slot[s].function == 0:
            present += w.slot[s].present
    users = [w.use_case[u].adopted for u in range(w.use_cases)]
    return list(w.leavers), w.joiners, present, users


def value_until_now(world):
    """Value in use up to the end of the last replication, since its beginning."""
    w: World = world
    value = 0.0
    u: cython.int
    for u in range(w.use_cases):
        case_value = w.use_case[u].value
        if w.use_case[u].stage == STAGE_LIVE:
            days = w.horizon - w.use_case[u].since
            quality = w.use_case[u].quality * (w.env.degraded_share if w.use_case[u].degraded else 1.0)
            case_value += days * w.use_case[u].worth / 252.0 * reach(w, u) * (0.0 if w.use_case[u].down else quality)
        value += case_value
    return value


def budget_after(steps, rule, budget=1.0):
    """The budget after so many quarters of rule = (b0, kappa, phi, y), value = y * budget."""
    b0, kappa, phi, y = rule
    for _ in range(steps):
        budget = budget_step(budget, b0, kappa, phi, y * budget)
    return budget
