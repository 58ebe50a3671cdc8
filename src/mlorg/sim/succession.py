"""A wave of a plan takes effect: the world of the next structure goes on from where that of the last one stands.

Time, luck and the life of every use case go on. What changes is who sits where, reports to whom and owns what:

    people       keep their skills (`succession_of_people.py`); whoever has moved is away for a while, as on day 0
                 (mechanism 19); the task at hand is taken up again by the heirs of the team, from where it stands
    queues       of groups that go on stay; a team's go where most of its people go; work of an owner who does no ML
                 work any more goes to whoever owns it now
    use cases    stay with the heirs of their builders; who deploys and maintains them is named anew
    tooling      goes with the majority of those who had it

Sums by post (days of research, idle days) end with a post that builds no longer. Who goes where stands in
`structure.passage`.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .begin import FACTS, begin_datasets, begin_groups, begin_pool, begin_slots, resolve_owners
    from .constants import (
        DIARY_COLUMNS,
        EV_DIVERT,
        EV_FINISH,
        EV_JOIN,
        EV_LEAVE,
        EV_NOTHING,
        EV_QUESTION,
        EV_RETURN,
        NONE,
        RECURRING,
        SNAPSHOTS,
        STAGE_APPROVAL,
        STAGE_DEPLOY,
        STAGE_LIVE,
        TASK_ACCESS,
        TASK_COLLECT,
        TASK_COMPUTE,
        TASK_DECIDE,
        TASK_FAULT,
        TASK_INCIDENT,
        TASK_INTEGRATE,
        TASK_LABEL,
        TASK_PLATFORM,
        TASK_PREPARE,
        TASK_REPAIR,
    )
    from .lifecycle import dataset_of, name_keepers, who_does
    from .mechanisms.operation import look_for_drift
    from .mechanisms.reorganisation import begin_literacy
    from .network import append, drop_task, empty_stations, head_of, put_in_front
    from .queues import book_task, first_waiting, pause, serve, take_idle
    from .snapshots import SNAP_COLUMNS
    from .succession_of_people import familiarity_goes_on, moves_now, people_go_on, stand_in, teams_go_on
    from .world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def take_over(
    w: World, before: World, seed: cython.ulonglong, replication: cython.ulonglong, facts: cython.ulonglong
) -> cython.void:
    """`w` goes on from where `before` stands; both share a clock and draws."""
    empty_stations(w)
    w.draws.open(seed, FACTS + facts)
    resolve_owners(w)
    begin_datasets(w)
    w.draws.open(seed, replication)
    begin_groups(w)
    begin_slots(w)
    begin_literacy(w)
    lay_down_work(w, before)
    with cython.gil:
        w.task = before.task
        w.use_case, w.idea = before.use_case, before.idea
    go_on_counting(w, before)
    begin_pool(w)
    lines_go_on(w, before)
    tooling_goes_on(w, before)
    use_cases_go_on(w)
    events_go_on(w)
    people_go_on(w, before)
    tasks_go_on(w)
    queues_go_on(w, before)
    teams_go_on(w, before)
    familiarity_goes_on(w, before)
    take_up_work(w)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def events_go_on(w: World) -> cython.void:
    """What is to happen to people and teams happens to them under their new numbers."""
    people: cython.ulonglong = 1 << EV_FINISH | 1 << EV_QUESTION | 1 << EV_LEAVE | 1 << EV_JOIN | 1 << EV_RETURN
    teams: cython.ulonglong = 1 << EV_DIVERT
    w.clock.renumber(people, w.slot_to, EV_NOTHING)
    w.clock.renumber(teams, w.kept_group, EV_NOTHING)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def keeps_at_it(w: World, before: World, s: cython.int) -> cython.bint:
    """Whether slot s of the structure before goes on with what it does."""
    t: cython.int = w.slot_to[s]
    if t == NONE or moves_now(w, t) or not w.slot[t].present:
        return False
    i: cython.int = before.slot[s].task
    if before.task[i].kind == TASK_PLATFORM and heir_of_holder(w, before.task[i].asked) == NONE:
        return False
    return w.group_to[before.slot[s].group] == w.slot[t].group


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def lay_down_work(w: World, before: World) -> cython.void:
    """Tasks of whoever moves or ends go back to the front of their queue, as far as they have come."""
    n: cython.int
    for n in range(before.slots):
        s: cython.int = before.slots - 1 - n
        i: cython.int = before.slot[s].task
        if i == NONE or keeps_at_it(w, before, s):
            continue
        if before.slot[s].asking == NONE:
            pause(before, s)
        book_task(before, s, i)
        before.task[i].content = max(1e-6, before.slot[s].left)
        before.slot[s].task = NONE
        before.slot[s].asking = NONE
        before.slot[s].due = -1.0
        put_in_front(before, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def go_on_counting(w: World, before: World) -> cython.void:
    """What has been counted so far."""
    i: cython.int
    w.tasks = before.tasks
    w.free_task = before.free_task
    w.use_cases = before.use_cases
    w.oldest_open = before.oldest_open
    w.ideas_per_day = before.ideas_per_day
    w.cost = before.cost
    w.joiners = before.joiners
    w.joined_skill = before.joined_skill
    w.vacant_days = before.vacant_days
    for i in range(4):
        w.worked[i] = before.worked[i]
    for i in range(3):
        w.leavers[i] = before.leavers[i]
    for i in range(4 * DIARY_COLUMNS):
        w.diary[i] = before.diary[i]
    for i in range(SNAPSHOTS * SNAP_COLUMNS):
        w.snapshot[i] = before.snapshot[i]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def lines_go_on(w: World, before: World) -> cython.void:
    """Lines are the same under every structure."""
    i: cython.int
    for i in range(w.lines):
        w.line[i].ideas = before.line[i].ideas
        w.line[i].live = before.line[i].live
        w.line[i].taken = before.line[i].taken
        w.line[i].first = before.line[i].first
        w.line[i].last = before.line[i].last
        w.line[i].gap = before.line[i].gap
        w.line[i].literacy = before.line[i].literacy


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def tooling_goes_on(w: World, before: World) -> cython.void:
    """A holder has what most of its people had; whoever builds, builds for the first of its heirs."""
    h: cython.int
    i: cython.int
    for h in range(w.holders):
        old: cython.int = w.holder_from[h]
        w.tooling[h] = 1.0 if w.tooling_before[h] else 0.0
        w.building[h] = 0
        for i in range(RECURRING):
            w.made[h * RECURRING + i] = before.made[old * RECURRING + i] if old != NONE else 0
        if old == NONE:
            continue
        w.tooling[h] = max(w.tooling[h], before.tooling[old])
        if before.building[old] and heir_of_holder(w, old) == h:
            w.building[h] = 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def heir_of_holder(w: World, old: cython.int) -> cython.int:
    """The first holder that has its tooling from the old one; NONE if there is none."""
    h: cython.int
    for h in range(w.holders):
        if w.holder_from[h] == old:
            return h
    return NONE


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def use_cases_go_on(w: World) -> cython.void:
    """Each has the heirs of its builders, is somebody's work in hand, and has its keepers named anew."""
    u: cython.int
    for u in range(w.use_cases):
        if w.use_case[u].builder == NONE:
            continue
        w.use_case[u].builder = heir_of_builder(w, u)
        stage: cython.int = w.use_case[u].stage
        if stage >= STAGE_APPROVAL and stage <= STAGE_DEPLOY:
            w.group[w.use_case[u].builder].wip += 1
        if stage == STAGE_DEPLOY or stage == STAGE_LIVE:
            nobody: cython.bint = w.use_case[u].maintainer == NONE
            name_keepers(w, u)
            if stage == STAGE_LIVE and nobody and w.use_case[u].degraded:
                look_for_drift(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def heir_of_builder(w: World, u: cython.int) -> cython.int:
    """Where most of the builders went, else the first team that serves the line, else the first of all."""
    g: cython.int = w.group_to[w.use_case[u].builder]
    line: cython.int = w.use_case[u].line
    if g != NONE:
        return g
    return w.builder[w.line[line].builders] if w.line[line].builders_n > 0 else 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def tasks_go_on(w: World) -> cython.void:
    """New numbers of askers and holders; machine time of the heirs' use cases."""
    i: cython.int
    for i in range(w.tasks):
        kind: cython.int = w.task[i].kind
        if kind == TASK_DECIDE:
            w.task[i].asked = max(0, w.slot_to[w.task[i].asked])  # nobody: slot 0, which does not ask for this
        elif kind == TASK_PLATFORM:
            w.task[i].asked = heir_of_holder(w, w.task[i].asked)
        elif kind == TASK_COMPUTE:
            w.group[w.use_case[w.task[i].use_case].builder].computing += 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def queues_go_on(w: World, before: World) -> cython.void:
    """Everything that waits, in its order, in the queue of the heir."""
    g: cython.int
    rank: cython.int
    for g in range(before.groups):
        for rank in range(4):
            i: cython.int = head_of(before, g, rank)
            while i != NONE:
                following: cython.int = w.task[i].next
                to: cython.int = w.group_to[g] if w.group_to[g] != NONE else heir_of_work(w, i)
                if to == NONE or (w.task[i].kind == TASK_PLATFORM and w.task[i].asked == NONE):
                    drop_task(w, i)
                else:
                    stand_in(w, i, to)
                    append(w, i, rank)
                i = following


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def heir_of_work(w: World, i: cython.int) -> cython.int:
    """Who does a task now whose group is gone: the owner of today, else the builders; NONE for nobody's work."""
    u: cython.int = w.task[i].use_case
    kind: cython.int = w.task[i].kind
    if u == NONE:
        return NONE
    d: cython.int = dataset_of(w, u, max(0, w.task[i].dataset))
    if kind == TASK_COLLECT:
        return who_does(w, u, w.dataset[d].collect)
    if kind == TASK_ACCESS:
        return who_does(w, u, w.dataset[d].warehouse)
    if kind == TASK_PREPARE or kind == TASK_FAULT:
        return who_does(w, u, w.dataset[d].pipeline)
    if kind == TASK_LABEL:
        return who_does(w, u, w.dataset[d].label)
    if kind == TASK_INTEGRATE and w.use_case[u].deployer != NONE:
        return w.use_case[u].deployer
    if (kind == TASK_REPAIR or kind == TASK_INCIDENT) and w.use_case[u].maintainer != NONE:
        return w.use_case[u].maintainer
    return w.use_case[u].builder


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def take_up_work(w: World) -> cython.void:
    """Whoever is idle takes what waits."""
    s: cython.int
    for s in range(w.slots):
        if w.slot[s].present and w.slot[s].idle:
            i: cython.int = first_waiting(w, w.slot[s].group)
            if i != NONE:
                take_idle(w, s)
                serve(w, s, i)
