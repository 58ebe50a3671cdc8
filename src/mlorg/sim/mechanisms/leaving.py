"""Mechanism 16: people leave for several reasons; unfinished work is taken over or restarts, what they knew is gone.

    hazards      resigning: resign_rate * exp(blocked_on_leaving * share of work in hand that waits for data
                   + stopped_on_leaving * stopped per person and year + no_peers_on_leaving * (nobody more skilled)
                   + tools_on_leaving * (1 - tooling) + manager_on_leaving * (1 - literacy of the manager)
                   + shipped_on_leaving * put into use per person and year + unrest (mechanism 19)), the exponent
                   between -3 and 3
                 dismissed: dismiss_rate; other reasons: other_leave_rate
    when         looked at once a month and on joining, constant until the next look: exact for constant hazards
    cause        in proportion to the hazards
    work         taken over with probability takeover, then from where it stands; else the task restarts
    familiarity  the team's falls to its floor by one share in its head count

    outside ML   engineers and people of data leave at engineer_leave_rate and are replaced after fill_days: their pools
                 are smaller by the share of time that a post stands vacant, and familiarity fades that much faster

Only ML people leave one by one. The coefficients are the same for all. Sources: rates A01 and A03, reasons A06,
takeover S08; the rest assumed. Reads: team, its tooling, its manager, moved edges. Writes: leavers by cause. Switch
`ON_LEAVING`: off = nobody leaves.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp

    from ..constants import (
        CAUSE_DISMISSED,
        CAUSE_OTHER,
        CAUSE_RESIGNED,
        DAYS_PER_MONTH,
        DAYS_PER_YEAR,
        DRAW_CAUSE,
        DRAW_LEAVE,
        DRAW_TAKEOVER,
        EV_LEAVE,
        NONE,
        ON_HIRING,
        ON_LEAVING,
        STAGE_DATA,
        STAGE_LIVE,
        STAGE_OFFERED,
    )
    from ..familiarity import forget_share
    from ..queues import book_task, pause, put_back, take_idle
    from ..world import World
    from .platform import tooling_of
    from .reorganisation import unrest_now

NEWCOMERS = cython.declare(cython.const[cython.ulonglong], 1048576)  # ordinals beyond any month number


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def manned(w: World) -> cython.double:
    """Share of time in which somebody holds a post outside ML."""
    if not w.on & ON_LEAVING:
        return 1.0
    vacant: cython.double = w.env.fill_days if w.on & ON_HIRING else 0.0
    return 1.0 / (1.0 + w.env.engineer_leave_rate / DAYS_PER_YEAR * vacant)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def consider_leaving(w: World, s: cython.int, month: cython.int) -> cython.void:
    """Whether slot s leaves within the coming month, and when."""
    leave_within(w, s, month, DAYS_PER_MONTH)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def newcomer_may_leave(w: World, s: cython.int) -> cython.void:
    """The same for somebody who has just joined, until the next monthly look."""
    place: cython.ulonglong = w.slot[s].person
    month: cython.int = int(w.clock.now / DAYS_PER_MONTH)
    leave_within(w, s, NEWCOMERS + place, (month + 1) * DAYS_PER_MONTH - w.clock.now)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def leave_within(w: World, s: cython.int, place: cython.ulonglong, span: cython.double) -> cython.void:
    """Schedule that slot s leaves, if that falls into the coming `span` days; the draw has an address of its own."""
    if not w.on & ON_LEAVING:
        return
    hazard: cython.double = resign_hazard(w, s) + w.env.dismiss_rate + w.env.other_leave_rate
    w.draws.at(w.slot[s].key, DRAW_LEAVE, place)
    days: cython.double = w.draws.exponential() * DAYS_PER_YEAR / max(1e-12, hazard)
    if days < span:
        w.slot[s].due_leave = w.clock.push(w.clock.now + days, EV_LEAVE, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def resign_hazard(w: World, s: cython.int) -> cython.double:
    """Resignations per year of slot s under its conditions today."""
    g: cython.int = w.slot[s].group
    people: cython.double = max(1, w.group[g].present)
    x: cython.double = w.env.blocked_on_leaving * w.group[g].blocked
    x += w.env.stopped_on_leaving * w.group[g].stopped / people
    x += w.env.shipped_on_leaving * w.group[g].shipped / people
    x += w.env.tools_on_leaving * (1.0 - tooling_of(w, g))
    x += w.env.manager_on_leaving * (1.0 - w.group[g].literacy)
    if w.group[g].best_method <= w.slot[s].method:
        x += w.env.no_peers_on_leaving
    x += unrest_now(w, s)
    return w.env.resign_rate * exp(min(3.0, max(-3.0, x)))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def person_leaves(w: World, s: cython.int) -> cython.void:
    """Slot s is vacant from now on."""
    w.leavers[cause_of(w, s)] += 1
    g: cython.int = w.slot[s].group
    i: cython.int = w.slot[s].task
    if i != NONE:
        hand_over(w, s, i)
    elif w.slot[s].idle:
        take_idle(w, s)
    w.slot[s].present = 0
    w.slot[s].due = -1.0
    w.slot[s].task = NONE
    w.slot[s].asking = NONE
    w.group[g].present -= 1
    w.vacant_since[s] = w.clock.now
    forget_share(w, g)
    if i != NONE:
        put_back(w, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def hand_over(w: World, s: cython.int, i: cython.int) -> cython.void:
    """What slot s has done of its task counts as worked; it is kept if somebody takes it over, else lost."""
    if w.slot[s].asking == NONE:
        pause(w, s)
    book_task(w, s, i)
    w.draws.at(w.slot[s].key, DRAW_TAKEOVER, w.slot[s].person)
    if w.draws.uniform() < w.env.takeover:
        w.task[i].content = max(1e-6, w.slot[s].left)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def cause_of(w: World, s: cython.int) -> cython.int:
    """Why, in proportion to the hazards; the same draw that decides between them for everybody."""
    resign: cython.double = resign_hazard(w, s)
    w.draws.at(w.slot[s].key, DRAW_CAUSE, w.slot[s].person)
    x: cython.double = w.draws.uniform() * (resign + w.env.dismiss_rate + w.env.other_leave_rate)
    if x < resign:
        return CAUSE_RESIGNED
    return CAUSE_DISMISSED if x < resign + w.env.dismiss_rate else CAUSE_OTHER


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def look_at_teams(w: World) -> cython.void:
    """What people see of their team: how much waits for data, who is best, slack, fading memory of successes."""
    g: cython.int
    s: cython.int
    u: cython.int
    for g in range(w.teams):
        w.group[g].blocked = 0.0
        w.group[g].hard = 0.0
        w.group[g].best_method = 0.0
        w.group[g].mean_method = 0.0
        idle: cython.double = 0.0
        for s in range(w.group[g].first, w.group[g].first + w.group[g].size):
            idle += w.slot[s].idle_days
            if w.slot[s].idle:
                idle += w.clock.now - w.slot[s].idle_since
            if w.slot[s].present:
                w.group[g].best_method = max(w.group[g].best_method, w.slot[s].method)
                w.group[g].mean_method += w.slot[s].method / max(1, w.group[g].present)
        slack: cython.double = (idle - w.group[g].idle_before) / (DAYS_PER_MONTH * max(1, w.group[g].present))
        w.group[g].slack = min(1.0, max(0.0, slack))
        w.group[g].idle_before = idle
        w.group[g].shipped *= 1.0 - 1.0 / 12.0
        w.group[g].stopped *= 1.0 - 1.0 / 12.0
    while w.oldest_open < w.use_cases and w.use_case[w.oldest_open].stage >= STAGE_LIVE:
        w.oldest_open += 1
    for u in range(w.oldest_open, w.use_cases):
        g = w.use_case[u].builder
        stage: cython.int = w.use_case[u].stage
        if g != NONE and STAGE_OFFERED < stage and stage < STAGE_LIVE and w.group[g].wip > 0:
            if stage == STAGE_DATA:
                w.group[g].blocked += 1.0 / w.group[g].wip
            if w.use_case[u].rounds >= 4:
                w.group[g].hard += 1.0 / w.group[g].wip
